"""The right to a hearing (O13, O14, O17, O18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.notice import Notice, Waiver, window_over
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import apl

O13 = Rule("O13", (apl("第六十三条第一款"), apl("第六十四条第一项")))
O14 = Rule("O14", (apl("第六十四条第二项"),))
O17 = Rule("O17", (apl("第六十三条第一款"),))

HEARING_KINDS = frozenset(
    {
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_LICENCE,
        PenaltyKind.STOP_PRODUCTION,
        PenaltyKind.CLOSE,
        PenaltyKind.BAN_FROM_TRADE,
    }
)


@dataclass(frozen=True)
class HearingFact:
    """What became of a request. `ended` means withdrawn, or waived by absence or walking out (行政处罚法
    Art 64(6)).
    """

    requested_on: date | None = None
    held_on: date | None = None
    ended: bool = False


@dataclass(frozen=True)
class Thresholds:
    """The rows of 较大数额 for a person and an entity (O18.person, O18.entity), or None where no source is
    known.
    """

    person: RuleRow | None
    entity: RuleRow | None

    def row_for(self, party: PartyType) -> RuleRow | None:
        """The row that holds for this party."""
        return self.entity if party.is_entity else self.person


def hearing_reasons(penalty: Penalty, party: PartyType, thresholds: Thresholds) -> list[str]:
    """O17: why the party has a right to a hearing, as Chinese phrases; empty when it has none (行政处罚法
    Art 63 ¶1).

    The threshold of a larger fine is applied to confiscation too, for want of a separate one in most
    sectors.
    """
    reasons = [f"拟给予“{kind}”" for kind in sorted(penalty.kinds & HEARING_KINDS)]
    row = thresholds.row_for(party)
    if row is None:
        return reasons
    if row.reached(penalty.fine_fen):
        reasons.append(f"罚款达到较大数额（{row.value // 100}元）")
    if row.reached(penalty.confiscated_fen):
        reasons.append(f"没收达到较大数额（{row.value // 100}元）")
    return reasons


@enforces("O17", "O18")
def hearing_right_told(
    notice: Notice, penalty: Penalty, party: PartyType, thresholds: Thresholds, *, on: date
) -> list[Finding]:
    """O17: whoever has a right to a hearing is told so in the notice (行政处罚法 Art 63 ¶1, 44).

    When only an amount decides and its row is not confirmed, or no row is known, the finding is a warning.
    """
    if gap := O17.gap(on):
        return gap
    if notice.told_hearing:
        return []
    reasons = hearing_reasons(penalty, party, thresholds)
    row = thresholds.row_for(party)
    if not reasons:
        money = penalty.fine_fen or penalty.confiscated_fen
        return (
            [O17.warn("没有较大数额标准的依据，请核对是否应当告知听证权利")] if row is None and money else []
        )
    message = f"{'、'.join(reasons)}，应当告知当事人有要求听证的权利"
    if row is None or penalty.kinds & HEARING_KINDS:
        return [O17.refuse(message, "重新告知并写明听证权利", Cure.ISSUE_NOTICE)]
    return [O17.by_row(row, on, message, "重新告知并写明听证权利", Cure.ISSUE_NOTICE)]


@enforces("O13")
def requested_in_time(due: Due, *, on: date) -> list[Finding]:
    """O13: a request after the window creates no duty to hold a hearing (行政处罚法 Art 64(1)).

    `due` is the O13 clock from service, `on` the day of the request.
    """
    if not due.is_over(on):
        return []
    message = f"申请听证的期限已于{due.on.isoformat()}届满"
    return [O13.by_row(due.row, on, message, "书面告知当事人不予听证及理由", None)]


@enforces("O13")
def hearing_refusable(
    *, told: bool, requested_on: date, due: Due | None, withdrawn: bool, on: date
) -> list[Finding]:
    """O13: a request is turned down only where no right was told, the window was over, or it was withdrawn.

    行政处罚法 Art 63 ¶1, 64(1). `due` is the O13 clock from service; a request in the post on its last day is
    in time.
    """
    if gap := O13.gap(on):
        return gap
    if withdrawn or not told or (due is not None and due.is_over(requested_on)):
        return []
    message = "当事人有要求听证的权利，并在期限内提出，不得不予听证"
    return [O13.refuse(message, "登记听证申请并组织听证", Cure.HOLD_HEARING)]


@enforces("O13")
def hearing_settled(
    notice: Notice, waiver: Waiver, hearing: HearingFact, due: Due, *, on: date
) -> list[Finding]:
    """O13: where the right was told, the window is over or waived, and a request in time led to a hearing.

    行政处罚法 Art 63 ¶1, 64(1). A request after the window creates no duty. `due` is the O13 clock from
    service.
    """
    if gap := O13.gap(on):
        return gap
    if not notice.told_hearing:
        return []
    if hearing.requested_on is not None and not due.is_over(hearing.requested_on):
        return _requested_in_time(hearing, on)
    if waiver.hearing:
        return []
    return window_over(O13, "要求听证", notice, due, on)


@enforces("O14")
def hearing_notified_in_time(notified_on: date, due: Due, *, on: date) -> list[Finding]:
    """O14: the parties hear of the hearing at least seven working days before it (行政处罚法 Art 64(2),
    85).

    `due` counts back from the hearing: after `due.on` it is too late; after `due.clear` there are no seven
    clear days between, on which a party might insist, so that is a warning.
    """
    if gap := O14.gap(on):
        return gap
    if due.is_over(notified_on):
        message = f"应当不迟于{due.on.isoformat()}通知听证的时间、地点"
        return [O14.by_row(due.row, on, message, "推迟听证日期，重新通知", Cure.HOLD_HEARING)]
    if due.clear is not None and notified_on > due.clear:
        return [O14.warn("通知日与听证日之间不足七个完整工作日，建议推迟听证日期", act=Cure.HOLD_HEARING)]
    return []


def _requested_in_time(hearing: HearingFact, on: date) -> list[Finding]:
    held: Sequence[bool] = (hearing.held_on is not None and hearing.held_on <= on, hearing.ended)
    if any(held):
        return []
    message = "当事人在期限内要求听证，尚未举行听证，不得作出决定"
    return [O13.refuse(message, "组织听证", Cure.HOLD_HEARING)]
