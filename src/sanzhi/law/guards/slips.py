"""Slips in a decision that was served (O53)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import HOUSING, HOUSING_RULES, apl

ZJP = "浙江省行政程序办法"
O53 = Rule("O53", (Citation(HOUSING_RULES, "第二十八条"),))
# A penalty whose substance changes has not been told to the party before (行政处罚法 Art 44, 62).
O53_SUBSTANCE = Rule("O53", (apl("第四十四条"), apl("第六十二条")))
O53_ZHEJIANG = Rule("O53", (Citation(ZJP, "第七十五条"),))


class Slip(StrEnum):
    """What is wrong with the text."""

    OMISSION = "未载明作出日期等遗漏"
    WORDING = "文字表述错误"
    ARITHMETIC = "计算错误"
    SUBSTANCE = "事实、依据、处罚内容有误"


class Mending(StrEnum):
    """The paper that mends it."""

    SUPPLEMENT = "补正"
    CORRECTION = "更正"


_RIGHT = {
    Slip.OMISSION: Mending.SUPPLEMENT,
    Slip.WORDING: Mending.CORRECTION,
    Slip.ARITHMETIC: Mending.CORRECTION,
}


@enforces("O53")
def slip_mended_rightly(
    slip: Slip,
    mending: Mending,
    *,
    touches_rights: bool,
    paper_made: bool,
    domain: str | None = None,
    region: str = "",
    on: date,
) -> list[Finding]:
    """O53: a harmless omission is supplemented (补正), a slip of pen or arithmetic corrected (更正), by a
    paper of its own; what touches rights or substance takes a new procedure (住建程序规定 Art 28; 浙江 Art
    75).

    Elsewhere no text names the two, so what does not fit is only warned of — never what changes substance,
    for which 行政处罚法 Art 44 and 62 stand.
    """
    bound = domain == HOUSING or region.startswith("33")
    rule = O53_ZHEJIANG if region.startswith("33") and domain != HOUSING else O53
    substance = slip is Slip.SUBSTANCE or touches_rights
    rule = rule if bound or not substance else O53_SUBSTANCE
    if gap := rule.gap(on):
        return gap
    if substance:
        message = "涉及当事人权利义务的内容，不得以补正、更正变更"
        return [rule.refuse(message, "依法变更或者撤销原决定，重新告知后作出决定", None)]
    faults = []
    if mending is not _RIGHT[slip]:
        faults.append(f"{slip.value}应当以{_RIGHT[slip].value}文书处理")
    if not paper_made:
        faults.append(f"应当制作{_RIGHT[slip].value}文书并送达当事人")
    cure = f"制作{_RIGHT[slip].value}文书" if slip in _RIGHT else ""
    return [rule.refuse(each, cure, None) if bound else rule.warn(each, cure) for each in faults]


@enforces("O53")
def correction_reaches(served: Sequence[str], made: Sequence[str], *, on: date) -> list[Finding]:
    """O53: a corrected fact does not change what was written before: documents (titles) that were served take
    a paper of their own, those not yet served are made again. Pointed out, never refused.
    """
    if gap := O53.gap(on):
        return gap
    findings = []
    if served:
        message = f"已经送达的文书载有更正前的内容：{'、'.join(served)}"
        findings.append(O53.warn(message, "另行制作补正、更正文书并送达当事人"))
    if made:
        findings.append(O53.warn(f"已经制作的文书载有更正前的内容：{'、'.join(made)}", "需要的，重新制作"))
    return findings
