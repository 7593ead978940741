"""A running time limit as a bar: how much of it is gone, what is left, which article sets it."""

from dataclasses import dataclass
from datetime import date

from sanzhi.pages.days import left, long_day
from sanzhi.pages.strip import State

# From here on a clock asks for attention: three working days, or the last tenth of a long limit.
_NEAR_DAYS = 5


@dataclass(frozen=True)
class Clock:
    """A time limit from ``start`` to ``due``, both dates of China.

    ``steps`` says in sentences how the due date was computed; ``provisional`` that the calendar of
    that year is not published; ``ended`` is the day on which the clock was met.
    """

    title: str
    start: date
    due: date
    article: str = ""
    steps: tuple[str, ...] = ()
    provisional: bool = False
    paused: bool = False
    ended: date | None = None


@dataclass(frozen=True)
class DrawnClock:
    """A clock in words, and the share of it that is gone in per cent (0 to 100)."""

    clock: Clock
    state: State
    icon: str
    words: str
    until: str
    gone: int


def draw(clock: Clock, today: date) -> DrawnClock:
    """The clock as it stands on ``today``."""
    span = max((clock.due - clock.start).days, 1)
    at = clock.ended or today
    gone = min(max(round(100 * (at - clock.start).days / span), 0), 100)
    state, icon, words = _standing(clock, today)
    return DrawnClock(clock, state, icon, words, f"{long_day(clock.due)}到期", gone)


def _standing(clock: Clock, today: date) -> tuple[State, str, str]:
    if clock.ended:
        late = clock.ended > clock.due
        return ("late", "alert", "逾期完成") if late else ("done", "check", "按期完成")
    if clock.paused:
        return "idle", "lock", "已中止计算"
    if today > clock.due:
        return "late", "alert", left(clock.due, today)
    near = (clock.due - today).days <= _NEAR_DAYS
    return ("due" if near else "idle"), "clock", left(clock.due, today)
