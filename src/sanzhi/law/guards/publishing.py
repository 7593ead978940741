"""Releasing a decision to the public and taking it back (P1, P5)."""

from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import OPINION_118, apl

P1 = Rule("P1", (apl("第四十八条第一款"), Citation(OPINION_118, "第二部分（六）")))
P1_SERVED = Rule("P1", (apl("第六十一条第一款"), apl("第四十八条第一款")))
P5 = Rule("P5", (apl("第四十八条第二款"), apl("第八十五条")))


@enforces("P1")
def release_timely(served_on: date | None, due: Due, *, on: date) -> list[Finding]:
    """P1: never before service, and within the days of the channel's row (行政处罚法 Art 48, 61; 118号 part
    2 (6)).

    A decision is told to its party before it is told to the public. Late release is a warning: the duty
    stays.
    """
    if gap := P1.gap(on):
        return gap
    if served_on is None or served_on > on:
        late = "；公示期限已过，属于因尚未送达而迟延" if due.is_over(on) else ""
        return [
            P1_SERVED.refuse(f"决定书尚未送达当事人，不得公示{late}", "先送达决定书", Cure.SERVE_DECISION)
        ]
    if not due.is_over(on):
        return []
    rule = Rule(
        "P1", (due.row.citation, *(c for c in P1.citations if c != due.row.citation)), due.row.version
    )
    if served_on > due.on:
        message = f"公示期限为{due.on.isoformat()}，因{served_on.isoformat()}方才送达而迟延"
        return [rule.warn(message, "送达后立即公示，并记录迟延原因")]
    return [rule.warn(f"应当于{due.on.isoformat()}前公示，已超期", "立即公示，并说明超期原因")]


@enforces("P5")
def withdrawal_timely(due: Due, reason: str, *, on: date) -> list[Finding]:
    """P5: a decision changed, revoked or held unlawful or void is taken down in three working days, with
    the reason.

    行政处罚法 Art 48 ¶2, 85. Without a reason the withdrawal is refused; late, it is done all the same,
    with a warning.
    """
    if gap := P5.gap(on):
        return gap
    if not reason.strip():
        return [P5.refuse("撤回公示信息应当公开说明理由", "填写撤回理由", Cure.WITHDRAW_RELEASE)]
    if due.is_over(on):
        message = f"应当于{due.on.isoformat()}前撤回，已超期"
        return [P5.warn(message, "立即撤回，并说明超期原因", Cure.WITHDRAW_RELEASE)]
    return []
