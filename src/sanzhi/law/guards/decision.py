"""The conclusion of an investigation and the decision itself (APL 40, O21, O23, S1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import GUIZHOU, MARKET, SAMRP, apl

FACTS = Rule("O45", (apl("第四十条"), apl("第四十六条第二款"), apl("第五十七条第一款")))
BASIS = Rule("O38", (apl("第三十八条第一款"), apl("第五十七条第一款")))
O21 = Rule("O21", (apl("第六十条"),))
O23 = Rule("O23", (apl("第五十九条第一款"),))
O23_SEAL = Rule("O23", (apl("第五十九条第二款"),))
S1 = Rule("S1", (apl("第五十一条"),))

# Fields of a decision by 行政处罚法 Art 59 ¶1 (1)–(6), with the label a person reads.
CONTENTS: Mapping[str, str] = {
    "party": "当事人的姓名或者名称",
    "address": "当事人的地址",
    "facts": "违反法律、法规、规章的事实",
    "evidence": "证据",
    "kind": "行政处罚的种类",
    "basis": "行政处罚的依据",
    "performance": "行政处罚的履行方式和期限",
    "remedies": "申请行政复议、提起行政诉讼的途径和期限",
    "agency": "作出行政处罚决定的行政机关名称",
    "decided_on": "作出决定的日期",
}
_ITEM = {
    "party": "一", "address": "一", "facts": "二", "evidence": "二", "kind": "三", "basis": "三",
    "performance": "四", "remedies": "五", "agency": "六", "decided_on": "六",
}  # fmt: skip


@dataclass(frozen=True)
class Conclusion:
    """The end of an investigation with a draft: text of the facts, number of evidence verified, articles
    applied.
    """

    facts: str
    verified_evidence: int
    basis: tuple[Citation, ...]


@enforces("O45", "O38")
def conclusion_supported(conclusion: Conclusion, *, on: date) -> list[Finding]:
    """No penalty where the facts are unclear, the evidence thin or the basis missing (行政处罚法 Art 40,
    46, 57, 38).
    """
    if gap := FACTS.gap(on):
        return gap
    findings = []
    if not conclusion.facts.strip():
        findings.append(
            FACTS.refuse("违法事实没有写明，不得给予行政处罚", "查明并写明违法事实", Cure.CONCLUDE)
        )
    if conclusion.verified_evidence < 1:
        message = "没有经查证属实的证据，不得给予行政处罚"
        findings.append(FACTS.refuse(message, "补充并查证证据", Cure.ADD_EVIDENCE))
    if not conclusion.basis:
        findings.append(
            BASIS.refuse("没有处罚依据，行政处罚无效", "写明处罚所依据的条、款、项", Cure.CONCLUDE)
        )
    return findings


@enforces("O21")
def decided_in_time(due: Due, *, on: date) -> list[Finding]:
    """O21: the decision comes within ninety days of filing, less what does not count (行政处罚法 Art 60).

    A late decision is not void by the statute, so lateness is a warning for the record and for supervision.
    `due` is the clock with its pauses and granted extensions.
    """
    rule = Rule(
        "O21", (due.row.citation, *(c for c in O21.citations if c != due.row.citation)), due.row.version
    )
    if gap := O21.gap(on):
        return gap
    if not due.is_over(on):
        return []
    late = (on - due.on).days
    message = f"应当于{due.on.isoformat()}前作出决定，已超过{late}日"
    return [rule.warn(message, "说明超期原因；有依法不计入的时间或者批准延长的，补充记录")]


@enforces("O23")
def decision_complete(contents: Mapping[str, str], *, domain: str | None = None, on: date) -> list[Finding]:
    """O23: the decision says everything the law wants in it (行政处罚法 Art 59 ¶1, 程序规定 Art 62).

    `contents` maps the keys of `CONTENTS` to text; in market regulation also `defence_reply`, how the
    defence was dealt with. One finding a missing field.
    """
    if gap := O23.gap(on):
        return gap
    cure = "补全决定书"
    findings = [
        Rule("O23", (apl(f"第五十九条第一款第{_ITEM[key]}项"),)).refuse(
            f"决定书没有载明{label}", cure, Cure.DECIDE
        )
        for key, label in CONTENTS.items()
        if not contents.get(key, "").strip()
    ]
    if domain == MARKET and not contents.get("defence_reply", "").strip():
        rule = Rule("O23", (Citation(SAMRP, "第六十二条第三项"),))
        findings.append(rule.refuse("决定书没有载明当事人陈述、申辩的采纳情况及理由", cure, Cure.DECIDE))
    return findings


@enforces("O23")
def decision_sealed(*, sealed: bool, region: str = "", on: date) -> list[Finding]:
    """O23: a decision bears the agency's seal; in Guizhou one without it is void (行政处罚法 Art 59 ¶2,
    监督办法 Art 31(2)).
    """
    rule = seal_rule(region)
    if gap := rule.gap(on):
        return gap
    if sealed:
        return []
    return [rule.refuse("行政处罚决定书没有加盖行政机关的印章", "签发并加盖印章", Cure.SEAL_DECISION)]


def seal_rule(region: str) -> Rule:
    """The rule on the seal as it holds in a region."""
    if region.startswith("52"):
        return O23_SEAL.also(Citation(GUIZHOU, "第三十一条第一款第二项"))
    return O23_SEAL


@enforces("S1")
def summary_allowed(
    penalty: Penalty, party: PartyType, person: RuleRow, entity: RuleRow, *, on: date
) -> list[Finding]:
    """S1: on the spot only a warning, or a fine up to the row's amount, which is included (行政处罚法 Art
    51).
    """
    if gap := S1.gap(on):
        return gap
    row = entity if party.is_entity else person
    other = penalty.kinds - {PenaltyKind.WARNING, PenaltyKind.FINE}
    if not other and penalty.fine_fen <= row.value and not penalty.confiscated_fen:
        return []
    message = f"当场处罚限于警告和{row.value // 100}元以下罚款，应当适用普通程序"
    return [S1.by_row(row, on, message, "立案，按普通程序办理", Cure.PROPOSE_FILING)]


def reviewers_needed(officers: int, share: RuleRow) -> int:
    """H8: how many reviewers `officers` call for at `share` per cent, rounded up (国办发〔2018〕118号 part
    4 (11)).
    """
    return -(-officers * share.value // 100)
