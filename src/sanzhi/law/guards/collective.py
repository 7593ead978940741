"""Which cases a sector's own list sends to the leaders together (O20), beside those of the statute."""

from dataclasses import dataclass
from datetime import date

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import AGP, FARMING, MEDICAL, NHSA, TRANSPORT, TRP, apl

O20 = Rule("O20", (apl("第五十七条第二款"),))
_LISTS = {
    TRANSPORT: Citation(TRP, "第七十六条"),
    FARMING: Citation(AGP, "第五十五条第一款"),
    MEDICAL: Citation(NHSA, "第四十四条第一款"),
}


@dataclass(frozen=True)
class Weight:
    """What a sector's list asks about a case. `hearing_right`: a penalty as heavy as 行政处罚法 Art 63
    (1)–(4).
    """

    hearing_right: bool = False
    hearing_asked: bool = False
    social_effect: bool = False
    complicated: bool = False
    disputed: bool = False
    heavy: bool = False
    review_disagrees: bool = False


def listed_for_collective(weight: Weight, *, domain: str | None) -> list[str]:
    """Why the sector's list sends the case to the leaders together, as Chinese phrases; empty when it does
    not (交通 Art 76, 农业 Art 55, 医保 Art 44).
    """
    heavy = "重大违法行为需要给予较重的行政处罚"
    lists = {
        TRANSPORT: (
            (weight.hearing_right, "属于应当告知听证的较重处罚"),
            (weight.disputed or weight.complicated, "事实、证据、法律适用争议较大或者案件复杂疑难"),
            (weight.heavy, heavy),
        ),
        FARMING: (
            (weight.hearing_right and weight.hearing_asked, "符合听证条件且当事人申请听证"),
            (weight.complicated or weight.social_effect, "案情复杂或者有重大社会影响"),
            (weight.heavy, heavy),
        ),
        MEDICAL: (
            (weight.social_effect, "涉及重大安全问题或者有重大社会影响"),
            (weight.review_disagrees, "调查处理意见与法制审核意见存在重大分歧"),
        ),
    }
    return [words for holds, words in lists.get(domain or "", ()) if holds]


@enforces("O20")
def sector_list_deliberated(
    weight: Weight, *, deliberated: bool, domain: str | None, on: date
) -> list[Finding]:
    """O20: what the sector's list names is decided by the leaders together (行政处罚法 Art 57 ¶2)."""
    reasons = listed_for_collective(weight, domain=domain)
    if not reasons or deliberated:
        return []
    rule = O20.also(_LISTS[domain or ""])
    if gap := rule.gap(on):
        return gap
    message = f"应当由负责人集体讨论决定（{'；'.join(reasons)}）"
    return [rule.refuse(message, "由负责人集体讨论决定并形成记录", Cure.DELIBERATE)]
