"""What all guards on a period share: whether an act came in time, and what is said when it did not.

By the statute a late act of the agency is seldom void, so lateness warns; where a text makes the period a
condition (`binding`), it refuses as far as the row's text is confirmed in force.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sanzhi.law.clocks import Due, compute_hours
from sanzhi.law.findings import Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.rules import RuleRow

_CHINA = ZoneInfo("Asia/Shanghai")


def resting_on(rule: Rule, row: RuleRow) -> Rule:
    """The rule with the article of the row that governs put first."""
    return Rule(rule.id, (row.citation, *(c for c in rule.citations if c != row.citation)), row.version)


def overdue(
    rule: Rule,
    due: Due | None,
    done_on: date | None,
    what: str,
    *,
    on: date,
    cure: str = "说明逾期原因，并记入案卷",
    act: Cure | None = None,
    binding: bool = False,
) -> list[Finding]:
    """A finding when `what` (a Chinese verb phrase) was, or on the day `on` still is not, done by `due`.

    Nothing where no row sets a period. A last day in a year without a published calendar warns.
    """
    if due is None:
        return []
    if due.is_over(done_on or on):
        happened = f"实际于{done_on.isoformat()}办理" if done_on else f"至{on.isoformat()}尚未办理"
        message = f"应当不迟于{due.on.isoformat()}{what}，{happened}"
        if binding:
            return [rule.by_row(due.row, on, message, cure, act)]
        return [resting_on(rule, due.row).warn(message, cure, act)]
    if due.provisional:
        last = due.on.isoformat()
        return [
            resting_on(rule, due.row).warn(f"{what}的最后一日（{last}）为暂定日期，公布放假安排后重新计算")
        ]
    return []


def overdue_hours(
    rule: Rule,
    row: RuleRow,
    start: datetime,
    done_at: datetime | None,
    what: str,
    *,
    now: datetime,
    on: date,
    cure: str,
    act: Cure | None = None,
) -> list[Finding]:
    """As `overdue`, for a period of hours from the exact minute. Instants are aware; binding. The end is
    told in Chinese time.
    """
    end = compute_hours(row, start)
    if (done_at or now) <= end:
        return []
    minute = f"{end.astimezone(_CHINA):%Y-%m-%d %H:%M}"
    message = f"应当在{row.value}小时内{what}，截止{minute}，已超过"
    return [rule.by_row(row, on, message, cure, act)]


def unmet(rule: Rule, conditions: dict[str, bool], *, cure: str, act: Cure | None = None) -> list[Finding]:
    """One refusal for each condition (a Chinese sentence on what is wrong) that does not hold."""
    return [rule.refuse(message, cure, act) for message, holds in conditions.items() if not holds]
