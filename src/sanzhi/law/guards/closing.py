"""Closing a case (O33)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue, resting_on, unmet
from sanzhi.law.statutes import (
    AGP,
    FARMING,
    HOUSING,
    HOUSING_RULES,
    MARKET,
    MEDICAL,
    NHSA,
    SAMRP,
    TRANSPORT,
    TRP,
    apl,
)

O33 = Rule("O33", (Citation(SAMRP, "第七十七条"),))
_SECTORS = {
    MARKET: O33,
    HOUSING: Rule("O33", (Citation(HOUSING_RULES, "第三十一条"),)),
    TRANSPORT: Rule("O33", (Citation(TRP, "第一百二十二条"),)),
    FARMING: Rule("O33", (Citation(AGP, "第八十四条"),)),
    MEDICAL: Rule("O33", (Citation(NHSA, "第五十六条"),)),
}


class CloseGround(StrEnum):
    """Why a case may be closed."""

    EXECUTED = "处罚决定执行完毕"
    COURT_ENDED = "人民法院裁定终结执行"
    COURT_ACCEPTED = "人民法院受理强制执行申请"
    INVESTIGATION_ENDED = "案件终止调查"
    NO_PENALTY = "不予行政处罚、移送等无须执行的决定"
    REVOKED = "处罚决定被依法撤销"
    OTHER = "其他应予结案的情形"


# Where the sector has no text on closing, what is not fulfilled is still not executed (行政处罚法 Art 66 ¶1).
O33_ELSEWHERE = Rule("O33", (apl("第六十六条第一款"),))
# Court acceptance closes a case only where the sector's rule says so.
_ACCEPTANCE_CLOSES = frozenset({TRANSPORT, FARMING, MEDICAL})


@dataclass(frozen=True)
class Settled:
    """What must be settled before the file is closed."""

    approved: bool
    fully_paid: bool
    other_done: bool
    goods_settled: bool = True
    measures_lifted: bool = True


@enforces("O33")
def closed_in_time(due: Due | None, *, closed_on: date | None = None, on: date) -> list[Finding]:
    """O33: the closing form is filled in within fifteen working days of the end (程序规定 Art 77; 住建 Art
    31); other sectors set no days, then `due` is None.
    """
    if due is None:
        return []
    rule = resting_on(O33, due.row)
    if gap := rule.gap(on):
        return gap
    cure = "立即办理结案审批，并说明逾期原因"
    return overdue(rule, due, closed_on, "填写结案审批表", on=on, cure=cure, act=Cure.CLOSE)


@enforces("O33")
def closable(ground: CloseGround, settled: Settled, *, domain: str | None, on: date) -> list[Finding]:
    """O33: a case is closed on a ground of the sector's rule, approved, with goods, money and measures
    settled (程序规定 Art 77; 住建 Art 31; 交通 Art 122; 农业 Art 84; 医保 Art 56).

    Where the sector has no such text, what is not fulfilled refuses (行政处罚法 Art 66 ¶1), the rest warns.
    """
    rule = _SECTORS.get(domain or "", O33_ELSEWHERE)
    if gap := rule.gap(on):
        return gap
    executed = ground is not CloseGround.EXECUTED
    accepted = ground is not CloseGround.COURT_ACCEPTED or domain in _ACCEPTANCE_CLOSES
    fulfilled = {
        "罚没款项没有全部缴纳，不得以执行完毕结案": executed or settled.fully_paid,
        "非金钱处罚没有履行完毕，不得以执行完毕结案": executed or settled.other_done,
    }
    further = {
        "本行业没有以人民法院受理强制执行申请结案的规定": accepted,
        "涉案财物没有处理完毕": settled.goods_settled,
        "行政强制措施没有解除": settled.measures_lifted,
        "结案没有经负责人批准": settled.approved,
    }
    cure, act = "办结后再结案", Cure.RECORD_PAYMENT
    findings = unmet(rule, fulfilled, cure=cure, act=act)
    if rule is not O33_ELSEWHERE:
        return [*findings, *unmet(rule, further, cure=cure, act=act)]
    return [*findings, *(rule.warn(message, cure, act) for message, holds in further.items() if not holds)]


@enforces("O33")
def loose_ends(
    running: Sequence[str], unserved: Sequence[str], *, binding: Sequence[str] = (), on: date
) -> list[Finding]:
    """O33: what is still open when a case closes is pointed out: periods that run and papers that were made
    and not served, by their titles. A decision on the case itself (`binding`) must have been served.
    """
    if gap := O33.gap(on):
        return gap
    findings = unmet(O33, {f"“{each}”尚未送达，不得结案": False for each in binding}, cure="送达后再结案")
    if running:
        findings.append(O33.warn(f"尚有未了结的期限：{'、'.join(running)}", "办结后再结案，或者说明原因"))
    if unserved:
        findings.append(O33.warn(f"尚有未送达的文书：{'、'.join(unserved)}", "送达后再结案"))
    return findings
