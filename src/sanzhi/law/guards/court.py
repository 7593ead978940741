"""Asking the court to enforce (O32): the window opens when both remedies have lapsed and closes in three
months.
"""

from dataclasses import dataclass, replace
from datetime import date

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.law.statutes import ACL

O32 = Rule("O32", (Citation(ACL, "第五十三条"),))
O32_DEMAND = Rule("O32", (Citation(ACL, "第五十四条"),))


@dataclass(frozen=True)
class Remedies:
    """What the party did about the decision. `told` says that remedies and periods were told; `reviewed_on`
    is when a decision on review was received; `deferred_until` the end of a granted deferral.
    """

    served_on: date
    told: bool = True
    reviewed_on: date | None = None
    review_pending: bool = False
    sued: bool = False
    deferred_until: date | None = None


@dataclass(frozen=True)
class CourtRows:
    """The rows of the periods: review and suit, suit after review, longest review when untold, the three
    months, the wait after the demand.
    """

    review: RuleRow
    suit: RuleRow
    after_review: RuleRow
    untold: RuleRow
    window: RuleRow
    demand: RuleRow

    @classmethod
    def of(cls, rules: RuleSet, on: date) -> "CourtRows":
        """The rows in force on the day. Raises NoRule when one is missing."""
        names = ("O30.review", "O30.suit", "O30.after_review", "O31", "O32", "O32.demand")
        return cls(*(rules.pick(name, on=on) for name in names))


@dataclass(frozen=True)
class Window:
    """The window: `lapsed` is the last day of the later remedy, `due` the last day to apply, `demand_by` the
    latest day on which the demand can still be served.
    """

    lapsed: date
    due: Due
    demand_by: date


def court_window(remedies: Remedies, rows: CourtRows, calendar: Calendar) -> Window:
    """When the court may be asked (行政强制法 Art 53, 54; 行政复议法 Art 20; 行政诉讼法 Art 45, 46).

    Counted from the end of the later remedy; after a review from the fifteen days for a suit; after a granted
    deferral from its end (行政处罚法 Art 72 ¶2).
    """
    lapsed = _remedies_over(remedies, rows, calendar)
    start = max(lapsed, remedies.deferred_until or lapsed)
    due = compute(rows.window, start, calendar)
    latest = compute(rows.demand, due.on, calendar)
    return Window(lapsed, due, latest.clear or latest.on)


def demand_over(served_on: date, row: RuleRow, calendar: Calendar) -> Due:
    """When the ten working days after service of the demand end (行政强制法 Art 54, 69)."""
    return compute(replace(row, before=False, roll="none"), served_on, calendar)


@enforces("O32")
def demand_lawful(due: Due | None, *, fulfilled: bool, on: date) -> list[Finding]:
    """O32: a demand goes to a party that did not perform within the term of the decision (行政强制法 Art 53,
    54). `due` is the end of the term, after a deferral the last day of it.
    """
    if gap := O32_DEMAND.gap(on):
        return gap
    if fulfilled:
        return [O32_DEMAND.refuse("当事人已经履行，无须催告", "办理结案", None)]
    if due is not None and not due.is_over(on):
        message = f"履行期限至{due.on.isoformat()}届满，届满前不得催告"
        return [O32_DEMAND.refuse(message, "期限届满仍不履行的，再催告", None)]
    return []


@enforces("O32")
def court_application_lawful(
    remedies: Remedies,
    rows: CourtRows,
    calendar: Calendar,
    *,
    demand_served_on: date | None,
    fulfilled: bool,
    on: date,
) -> list[Finding]:
    """O32: the court is asked only when both remedies have lapsed unused, within three months, and ten
    working days after a demand was served in vain (行政强制法 Art 53, 54; 程序规定 Art 76).
    """
    if gap := O32.gap(on):
        return gap
    if fulfilled:
        return [O32.refuse("当事人已经履行，不得申请人民法院强制执行", "办理结案", None)]
    if remedies.review_pending or remedies.sued:
        message = "当事人已申请行政复议或者提起行政诉讼，不适用本条申请强制执行"
        return [O32.refuse(message, "待复议、诉讼终结后依法办理", None)]
    window = court_window(remedies, rows, calendar)
    return [*_window_open(window, on), *_demand_in_vain(demand_served_on, rows, calendar, on)]


@enforces("O32")
def court_window_closing(
    window: Window, *, demand_served_on: date | None, applied: bool, on: date
) -> list[Finding]:
    """O32: a reminder once the demand can no longer be served in time, and when the window has closed."""
    if gap := O32.gap(on):
        return gap
    if applied:
        return []
    if window.due.is_over(on):
        message = f"申请人民法院强制执行的期限已于{window.due.on.isoformat()}届满"
        return [O32.warn(message, "说明原因；有延期、分期的，补充批准记录")]
    if demand_served_on is None and on > window.demand_by:
        message = f"催告书最迟应当于{window.demand_by.isoformat()}送达，否则期限内不能申请强制执行"
        return [O32_DEMAND.warn(message, "立即催告")]
    return []


def _remedies_over(remedies: Remedies, rows: CourtRows, calendar: Calendar) -> date:
    if remedies.reviewed_on is not None:
        return compute(rows.after_review, remedies.reviewed_on, calendar).on
    review = compute(rows.review if remedies.told else rows.untold, remedies.served_on, calendar).on
    return max(review, compute(rows.suit, remedies.served_on, calendar).on)


def _window_open(window: Window, on: date) -> list[Finding]:
    row = window.due.row
    if on <= window.lapsed:
        message = f"复议、诉讼期限至{window.lapsed.isoformat()}届满，届满前不得申请强制执行"
        return [O32.by_row(row, on, message, "期限届满后再申请", None)]
    if window.due.is_over(on):
        message = f"申请人民法院强制执行的期限已于{window.due.on.isoformat()}届满"
        return [O32.by_row(row, on, message, "依法采取其他方式督促履行", None)]
    return []


def _demand_in_vain(served_on: date | None, rows: CourtRows, calendar: Calendar, on: date) -> list[Finding]:
    if served_on is None:
        return [O32_DEMAND.refuse("申请强制执行前没有催告当事人履行", "制作并送达催告书", None)]
    due = demand_over(served_on, rows.demand, calendar)
    if due.is_over(on):
        return []
    message = f"催告书送达满十个工作日（{due.on.isoformat()}）后方可申请强制执行"
    return [O32_DEMAND.by_row(rows.demand, on, message, "期满仍不履行的，再申请", None)]
