"""The time limits of a case: running ones as bars, ended ones in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanzhi.desk.words import CLOCK_ENDS, CLOCKS
from sanzhi.pages.clock import Clock

OPEN = frozenset({"running", "lapsed"})


@dataclass(frozen=True)
class Ended:
    """A time limit that no longer runs; ``words`` says how it ended."""

    title: str
    start: date
    due: date
    ended: date | None
    words: str
    article: str


def bars(clocks: Mapping[str, Mapping[str, Any]]) -> list[Clock]:
    """The open time limits, the nearest first."""
    found = [
        Clock(
            title=CLOCKS.get(rule, rule),
            start=date.fromisoformat(clock["start"]),
            due=date.fromisoformat(clock["due"]),
            article=clock["citation"],
            steps=tuple(clock["steps"]),
            provisional=clock["provisional"],
        )
        for rule, clock in clocks.items()
        if clock["state"] in OPEN
    ]
    return sorted(found, key=lambda clock: clock.due)


def ended(clocks: Mapping[str, Mapping[str, Any]]) -> list[Ended]:
    """The time limits that no longer run, in the order in which they began."""
    found = [
        Ended(
            title=CLOCKS.get(rule, rule),
            start=date.fromisoformat(clock["start"]),
            due=date.fromisoformat(clock["due"]),
            ended=_day(clock.get("stopped") or clock.get("lapsed")),
            words=CLOCK_ENDS.get(clock["state"], clock["state"]),
            article=clock["citation"],
        )
        for rule, clock in clocks.items()
        if clock["state"] not in OPEN
    ]
    return sorted(found, key=lambda clock: clock.start)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
