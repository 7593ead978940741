"""From the clue to the filing (O1, O2, O3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.statutes import AGP, FARMING, HOUSING, HOUSING_RULES, MARKET, MEDICAL, NHSA, SAMRP, apl

O1 = Rule("O1", (apl("第五十四条第二款"),))
O2 = Rule("O2", (apl("第五十四条第二款"),))
O2_DECLINE = Rule("O2", (Citation(SAMRP, "第二十条第一款"),))
O3 = Rule("O3", (Citation("市场监督管理投诉举报处理暂行办法", "第三十一条第二款"),))

# Where the sector's own text lists the conditions of filing.
_CONDITIONS = {
    MARKET: Citation(SAMRP, "第十九条第一款"),
    FARMING: Citation(AGP, "第三十条"),
    HOUSING: Citation(HOUSING_RULES, "第十五条第二款"),
    MEDICAL: Citation(NHSA, "第十五条第一款"),
}


class DeclineGround(StrEnum):
    """Why a matter need not be filed (市场监督管理行政处罚程序规定 Art 20 ¶1)."""

    SLIGHT = "违法行为轻微并及时改正，没有造成危害后果"
    FIRST = "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "当事人有证据足以证明没有主观过错"
    OTHER = "依法可以不予立案的其他情形"


@dataclass(frozen=True)
class FilingFacts:
    """What the check of a clue found. `in_limitation` is the answer of the limitation rule (O4)."""

    prima_facie: bool
    penalty_due: bool
    jurisdiction: bool
    in_limitation: bool

    @property
    def complete(self) -> bool:
        """Whether every condition of filing holds."""
        return self.prima_facie and self.penalty_due and self.jurisdiction and self.in_limitation


@enforces("O1")
def clue_checked_in_time(due: Due | None, *, decided_on: date | None = None, on: date) -> list[Finding]:
    """O1: a clue is checked and the filing decided in the sector's days; the statute says 及时 (行政处罚法
    Art 54 ¶2).

    `due` is the clock from the day the clue was found or received, less tests, plus what the head granted.
    """
    if gap := O1.gap(on):
        return gap
    if due is None:
        return [O1.warn("本行业没有核查线索的具体期限，应当及时决定是否立案")] if decided_on is None else []
    cure = "立即决定是否立案；批准延长的，补充批准记录"
    return overdue(O1, due, decided_on, "核查线索并决定是否立案", on=on, cure=cure, act=Cure.PROPOSE_FILING)


@enforces("O2")
def filing_conditions(facts: FilingFacts, *, domain: str | None = None, on: date) -> list[Finding]:
    """O2: a case is filed when a breach is prima facie shown, a penalty due, the agency competent and the
    limitation not over (行政处罚法 Art 54 ¶2; 程序规定 Art 19). One refusal for each condition that fails.

    Housing and medical insurance list three conditions; the fourth follows from 行政处罚法 Art 36 and 54.
    """
    special = _CONDITIONS.get(domain or "")
    rule = Rule("O2", (special, *O2.citations)) if special else O2
    if gap := rule.gap(on):
        return gap
    conditions = (
        (facts.prima_facie, "没有证据初步证明存在违法行为"),
        (facts.penalty_due, "依法不应当给予行政处罚"),
        (facts.jurisdiction, "不属于本机关管辖"),
        (facts.in_limitation, "已超过给予行政处罚的法定期限"),
    )
    cure = "补充核查；仍不符合条件的，决定不予立案或者移送有管辖权的机关"
    return [rule.refuse(f"{message}，不得立案", cure, None) for holds, message in conditions if not holds]


@enforces("O2")
def declined_lawfully(
    facts: FilingFacts, ground: DeclineGround | None, *, domain: str | None = None, on: date
) -> list[Finding]:
    """O2: what meets every condition is filed, unless a ground of the rules allows to let it be (行政处罚法
    Art 54 ¶2; 程序规定 Art 20).
    """
    rule = O2_DECLINE.also(*O2.citations) if domain == MARKET else O2
    if gap := rule.gap(on):
        return gap
    if not facts.complete or ground is not None:
        return []
    message = "符合立案条件，又没有可以不予立案的情形，应当立案"
    return [rule.refuse(message, "提请立案，或者写明不予立案的法定情形", Cure.PROPOSE_FILING)]


@enforces("O3")
def informer_told(
    *, real_name: bool, told_on: date | None, due: Due | None, domain: str | None, on: date
) -> list[Finding]:
    """O3: in market regulation an informer who gave the name hears within five working days whether a case
    was filed (投诉举报处理暂行办法 Art 31 ¶2). `due` is the O3 clock from that decision.
    """
    if domain != MARKET or not real_name:
        return []
    if gap := O3.gap(on):
        return gap
    cure = "立即告知举报人，并说明逾期原因"
    return overdue(O3, due, told_on, "告知实名举报人是否立案", on=on, cure=cure)
