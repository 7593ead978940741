"""When each word of a story is played: working days, office hours, one order for all cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sanzhi.jobs.clock import CHINA
from sanzhi.law.calendar import Calendar

# Minutes since midnight: work on a case begins in the morning or, as some days will have it, after lunch.
_FIRST, _SPREAD, _STEP, _LUNCH, _REST = 9 * 60 + 20, 210, 9, 12 * 60, 120
_LAST = time(17, 45)
_FRIDAY = 4


@dataclass(frozen=True)
class Cue:
    """One word of a story and its day."""

    word: str
    day: date


def last_working_day(anchor: datetime, calendar: Calendar) -> date:
    """The last day whose office hours were over at the anchor (aware)."""
    here = anchor.astimezone(CHINA)
    day = here.date() if here.time() > _LAST else here.date() - timedelta(days=1)
    return _back_to_working(day, calendar)


def last_friday(anchor: datetime, calendar: Calendar) -> date:
    """The last Friday before the anchor's day on which there was work."""
    day = anchor.astimezone(CHINA).date() - timedelta(days=1)
    while day.weekday() != _FRIDAY or not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def cues(story: str, ends_on: date, calendar: Calendar) -> list[Cue]:
    """The words of a story with their days, counted back in working days from the day of the last one."""
    day, back = ends_on, 0
    found: list[Cue] = []
    for part in reversed(story.split()):
        if part.startswith("+"):
            back += int(part)
            continue
        if back:
            day = calendar.add_working(day, -back)
        found.append(Cue(part, day))
        back = 0
    return found[::-1]


def back_from(day: date, working_days: int, calendar: Calendar) -> date:
    """The working day so many working days before a working day."""
    return calendar.add_working(day, -working_days) if working_days else day


def moments(days: list[date], offset: int) -> Iterator[datetime]:
    """An instant in office hours for each act of a case, later ones later; ``offset`` sets cases apart."""
    before, nth = None, 0
    for day in days:
        nth = nth + 1 if day == before else 0
        before = day
        minute = _FIRST + (offset * 37 + day.toordinal() * 53) % _SPREAD + nth * _STEP
        minute += _REST if minute >= _LUNCH else 0
        yield datetime.combine(day, time(minute // 60, minute % 60), tzinfo=CHINA)


def _back_to_working(day: date, calendar: Calendar) -> date:
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day
