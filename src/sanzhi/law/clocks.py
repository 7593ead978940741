"""Due dates, each with the steps of its computation.

The start day is not counted; a last day that is a rest day moves to the next working day unless the row
says otherwise; a pause from day P to day R leaves (P, R] uncounted (民事诉讼法 Art 85,
市场监督管理行政处罚程序规定 Art 80).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sanzhi.law.calendar import ONE_DAY, Calendar
from sanzhi.law.guards.coverage import decides
from sanzhi.law.rules import UNITS, Extension, RuleRow, Unit


@dataclass(frozen=True)
class Pause:
    """A lawful pause: the day it began is used up, counting goes on the day after `end`. An open pause has
    no end.
    """

    start: date
    end: date | None
    cause: str = ""


@dataclass(frozen=True)
class Due:
    """A due date and how it came about.

    `on` is the last lawful day; for rows that count back it is the latest day of the earlier act.
    `unrolled` is the day before any move over rest days: alerts go out on it. `clear` (rows that count back
    only) is the latest day on the strict reading with clear days between, on which nobody can object.
    `provisional` means that the count touched a year whose calendar is not published. `paused` means that
    an open pause was counted only up to the day asked about.
    """

    on: date
    unrolled: date
    provisional: bool
    steps: tuple[str, ...]
    row: RuleRow
    start: date
    clear: date | None = None
    paused: bool = False

    def is_over(self, day: date) -> bool:
        """Whether the period has run out when `day` begins; the due day itself still belongs to it."""
        return day > self.on


def compute(
    row: RuleRow,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    *,
    extensions: Sequence[Extension] = (),
    today: date | None = None,
) -> Due:
    """When the period of `row` that began with the event of day `start` ends.

    `extensions` are those granted in this case, each with its value. `today` closes an open pause for the
    moment. Raises ValueError for a row that is no period of days or months, an extension without a value,
    an open pause without `today`, a pause that ends before it begins, or an end beyond the calendar's years.
    """
    if row.unit not in ("wd", "natural", "month"):
        raise ValueError(f"规则 {row.id} 不是以日、月计算的期限")
    try:
        return _computed(row, start, calendar, pauses, extensions, today)
    except OverflowError as error:
        raise ValueError(f"{start.isoformat()} 起算的期限超出了可以计算的年份") from error


def _computed(
    row: RuleRow,
    start: date,
    calendar: Calendar,
    pauses: Sequence[Pause],
    extensions: Sequence[Extension],
    today: date | None,
) -> Due:
    if row.before:
        return _count_back(row, start, calendar)
    uncounted = _uncounted(pauses, today)
    day = _count(start, row.value, row.unit, calendar, uncounted)
    steps = [f"{start.isoformat()} 当日不计，{row.value}{UNITS[row.unit]}，至 {day.isoformat()}"]
    if uncounted:
        steps.append(f"其中不计入 {len([d for d in uncounted if start < d <= day])} 日")
    for extension in extensions:
        day = _extend(day, extension, calendar, uncounted)
        steps.append(
            f"经{extension.by}批准延长 {extension.value}{UNITS[extension.unit]}，至 {day.isoformat()}"
        )
    on = calendar.roll(day) if row.roll == "restday" else day
    if on != day:
        steps.append(f"{day.isoformat()} 为休息日，顺延至 {on.isoformat()}")
    provisional = _is_provisional(row, start, day, on, calendar)
    if provisional:
        steps.append("期间涉及尚未公布放假安排的年度，为暂定日期，公布后重新计算")
    paused = any(pause.end is None for pause in pauses)
    return Due(on, day, provisional, tuple(steps), row, start, paused=paused)


def not_counted(row: RuleRow, pauses: Iterable[Pause]) -> list[Pause]:
    """Those pauses that the row names as not counted (O22); any other time runs on.

    A cause fits when the row's words stand in it: 听证 fits 组织听证, 检测 fits 委托检测.
    """
    return [pause for pause in pauses if any(name in pause.cause for name in row.excluded)]


def compute_hours(row: RuleRow, start: datetime) -> datetime:
    """The end of a period of hours, from the exact minute and never moved (行政强制法 Art 19). `start` is
    aware.

    Raises ValueError for a row that is not in hours, a moment without a time zone, or an end beyond the
    calendar's years.
    """
    if row.unit != "hour":
        raise ValueError(f"规则 {row.id} 不是以小时计算的期限")
    if start.tzinfo is None:
        raise ValueError("时刻缺少时区")
    try:
        return start + timedelta(hours=row.value)
    except OverflowError as error:
        raise ValueError(f"{start.isoformat()} 起算的期限超出了可以计算的年份") from error


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where there is no such day.

    Raises OverflowError beyond the calendar's years.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year < date.max.year:
        raise OverflowError("超出日历的年份")
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - ONE_DAY)


def _count(start: date, value: int, unit: Unit, calendar: Calendar, uncounted: frozenset[date]) -> date:
    if unit == "month":
        value = (add_months(start, value) - start).days
    day, left = start, value
    while left > 0:
        day += ONE_DAY
        if day not in uncounted and (unit != "wd" or calendar.is_working(day)):
            left -= 1
    return day


def _extend(day: date, extension: Extension, calendar: Calendar, uncounted: frozenset[date]) -> date:
    if extension.value is None or extension.unit not in ("wd", "natural", "month"):
        raise ValueError("延长的期限没有确定")
    return _count(day, extension.value, extension.unit, calendar, uncounted)


@decides("D5", otherwise=lambda pauses, today: frozenset())
def _uncounted(pauses: Iterable[Pause], today: date | None) -> frozenset[date]:
    days: set[date] = set()
    for pause in pauses:
        end = pause.end or today
        if end is None:
            raise ValueError("尚未结束的中止需要给出计算当日")
        if pause.end is not None and pause.end < pause.start:
            raise ValueError("恢复日期早于中止日期")
        days.update(pause.start + timedelta(days=n) for n in range(1, (end - pause.start).days + 1))
    return frozenset(days)


def _count_back(row: RuleRow, event: date, calendar: Calendar) -> Due:
    if row.unit == "wd":
        on = calendar.add_working(event, -row.value)
        clear = calendar.add_working(event, -row.value - 1)
    else:
        on = add_months(event, -row.value) if row.unit == "month" else event - timedelta(days=row.value)
        clear = on if calendar.is_working(on) else calendar.add_working(on, -1)
    steps = (
        f"自 {event.isoformat()}（当日不计）向前 {row.value}{UNITS[row.unit]}，最迟 {on.isoformat()}",
        f"稳妥起见不迟于 {clear.isoformat()}",
    )
    provisional = _touches_unpublished(clear - ONE_DAY, event, calendar)
    return Due(on, on, provisional, steps, row, event, clear=clear)


def _is_provisional(row: RuleRow, start: date, unrolled: date, on: date, calendar: Calendar) -> bool:
    """Working days need every year on the way; natural days only the year in which the last one falls."""
    if row.unit == "wd":
        return _touches_unpublished(start, on, calendar)
    return row.roll == "restday" and _touches_unpublished(unrolled - ONE_DAY, on, calendar)


@decides("D2", otherwise=lambda first, last, calendar: False)
def _touches_unpublished(first: date, last: date, calendar: Calendar) -> bool:
    """Whether a day after `first`, up to `last`, lies in a year without a published calendar."""
    years = range((first + ONE_DAY).year, last.year + 1)
    return not all(calendar.is_published(year) for year in years)
