"""Recusal (H7): who decides on it, what goes on meanwhile, and what becomes of what was done before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.statutes import AGP, FARMING, MARKET, SAMRP, TRANSPORT, TRP, apl

H7 = Rule("H7", (apl("第四十三条第三款"),))
H7_PART = Rule("H7", (apl("第四十三条第一款"),))
H7_BEFORE = Rule("H7", (Citation(TRP, "第十六条"),))
_BY_DOMAIN = {
    MARKET: Citation(SAMRP, "第四条第一款"),
    FARMING: Citation(AGP, "第五条第二款"),
    TRANSPORT: Citation(TRP, "第十三条第二款"),
}


class Rank(StrEnum):
    """Who is asked to withdraw. The value is what a person reads."""

    CHIEF = "主要负责人"
    LEADER = "其他负责人"
    STAFF = "其他人员"


class Decider(StrEnum):
    """Who decided on a recusal, from the least to the most."""

    NOBODY = "无权决定的人员"
    LEADER = "负责人"
    CHIEF = "主要负责人"
    COLLECTIVE = "负责人集体讨论"


@dataclass(frozen=True)
class Recusal:
    """One request or own declaration. `decided_on` is None while open; `granted` is the decision;
    `earlier_judged` tells whether it was decided if what the person had done before stands.
    """

    person: str
    name: str
    rank: Rank
    asked_on: date
    decided_on: date | None = None
    decided_by: Decider | None = None
    granted: bool = False
    earlier_judged: bool = False


@enforces("H7")
def recusals_settled(recusals: Sequence[Recusal], *, domain: str | None = None, on: date) -> list[Finding]:
    """H7: before the case is decided every request has been decided, by whom the law names.

    行政处罚法 Art 43 ¶3: the agency examines and its head decides; the investigation goes on meanwhile, so
    this is asked at the decision and not before. The chief's own recusal is decided by the leaders together;
    市场监管 Art 4 and 农业 Art 5 say who decides on the others.
    """
    rule = H7.also(_BY_DOMAIN[domain]) if domain in _BY_DOMAIN else H7
    if gap := rule.gap(on):
        return gap
    findings = []
    for each in recusals:
        if each.decided_on is None or each.decided_on > on:
            message = f"{each.name}的回避申请尚未决定，不得作出处理决定"
            findings.append(rule.refuse(message, "由有权的负责人决定是否回避并告知申请人", None))
        elif not may_decide(each.rank, each.decided_by, domain):
            message = f"{each.name}是{each.rank}，其回避应当由{_competent(each.rank, domain)}决定"
            findings.append(rule.refuse(message, "由有权的负责人重新决定", None))
    return findings


@enforces("H7")
def recused_stay_out(recusals: Sequence[Recusal], taking_part: Collection[str], *, on: date) -> list[Finding]:
    """H7: who has been recused takes no further part (行政处罚法 Art 43 ¶1; 交通运输 Art 14).

    `taking_part` holds the ids of those who act on the day `on`. Whether earlier acts stand is for whoever
    decided (交通运输 Art 16): a warning until that is on record.
    """
    if gap := H7_PART.gap(on):
        return gap
    findings = []
    for each in (each for each in recusals if each.granted and each.decided_on and each.decided_on <= on):
        if each.person in taking_part:
            message = f"{each.name}已被决定回避，不得参与本案"
            findings.append(H7_PART.refuse(message, "更换办案人员", Cure.ASSIGN_OFFICERS))
        if not each.earlier_judged:
            message = f"尚未决定{each.name}回避之前所作的执法活动是否有效"
            findings.append(H7_BEFORE.warn(message, "由决定回避的机关决定并记录"))
    return findings


@enforces("H7")
def recusal_decided_in_time(recusal: Recusal, due: Due | None, *, on: date) -> list[Finding]:
    """H7: in Zhejiang within three working days of the request (浙江省行政程序办法 Art 42 ¶1); late warns."""
    return overdue(H7, due, recusal.decided_on, f"决定{recusal.name}是否回避", on=on)


def may_decide(rank: Rank, decider: Decider | None, domain: str | None) -> bool:
    """Whether `decider` may decide on the recusal of somebody of `rank`; whoever stands higher may too."""
    order = list(Decider)
    return decider is not None and order.index(decider) >= order.index(_competent(rank, domain))


def _competent(rank: Rank, domain: str | None) -> Decider:
    if rank is Rank.CHIEF:
        return Decider.COLLECTIVE
    if rank is Rank.LEADER or domain == FARMING:
        return Decider.CHIEF
    return Decider.LEADER
