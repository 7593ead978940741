"""Working days in words: 还剩 3 个工作日（3月2日到期）."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from sanzhi.law.calendar import Calendar

BEIJING = ZoneInfo("Asia/Shanghai")
_ONE = timedelta(days=1)
# Beyond a year nobody counts working days, and the calendar is not published that far.
_COUNTED = 366
_FIRST, _LAST = 1900, 2999
Day = TypeVar("Day", date, datetime)


def typed_day(text: str) -> date:
    """The day in an address or a form; ``ValueError`` for none, and for one with which nobody can reckon."""
    return bounded(date.fromisoformat(text))


def bounded(day: Day) -> Day:
    """The day or moment itself; ``ValueError`` outside the years 1900 to 2999."""
    if not _FIRST <= day.year <= _LAST:
        raise ValueError(day)
    return day


def today() -> date:
    """The day it is in China now."""
    return datetime.now(UTC).astimezone(BEIJING).date()


@lru_cache(maxsize=4096)
def working_between(after: date, until: date) -> int:
    """Number of working days d with ``after`` < d ≤ ``until``; 0 when there are none."""
    calendar = Calendar.national()
    days = (after + _ONE * n for n in range(1, (until - after).days + 1))
    return sum(calendar.is_working(day) for day in days)


def long_day(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date, beside: date) -> str:
    """3月2日, with the year when it is another than that of ``beside``."""
    return f"{day.month}月{day.day}日" if day.year == beside.year else long_day(day)


def left(due: date, now: date) -> str:
    """还剩 3 个工作日, 今天到期, or 逾期 2 个工作日; past a year ahead the date itself (至2029年3月2日)."""
    if (due - now).days > _COUNTED:
        return f"至{long_day(due)}"
    if due == now:
        return "今天到期"
    if due < now:
        over = working_between(due, now)
        return f"逾期 {over} 个工作日" if over else f"逾期 {(now - due).days} 日"
    days = working_between(now, due)
    return f"还剩 {days} 个工作日" if days else f"还剩 {(due - now).days} 日"


def remaining(due: date, now: date) -> str:
    """还剩 3 个工作日（3月2日到期）: what is left and the date it is left until."""
    words = left(due, now)
    if words.startswith("至") or due == now:
        return words
    return f"{words}（{short_day(due, now)}到期）"
