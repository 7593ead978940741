"""Playing the stories: all cases in one order of time, each act at its moment, time itself in between.

What was played before is left alone, so an interrupted load goes on where it stopped.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Min

from sanzhi.cases.door import perform
from sanzhi.cases.models import Event, RunningClock
from sanzhi.cases.rulebook import rules
from sanzhi.cases.timer import end_of, lapse_due
from sanzhi.cli.demonstration import script
from sanzhi.cli.demonstration.cast import Troupe
from sanzhi.cli.demonstration.scene import Scene
from sanzhi.cli.demonstration.script import Entry
from sanzhi.cli.demonstration.timetable import (
    Cue,
    back_from,
    cues,
    last_friday,
    last_working_day,
    moments,
)
from sanzhi.cli.demonstration.turns import Turn, turns
from sanzhi.jobs import clock, outbox

KEY = "demo"
# The timer looks once a minute, so a clock that ran out at midnight lapses a little later.
_TIMER_COMES = timedelta(seconds=20)
_LATE_AT = time(15, 20)
_LATE_REASON = "周五下午直接送达，返回后未及录入系统，现予补录。"


@dataclass(frozen=True)
class Planned:
    """One act with its moment; ``nth`` counts the acts of its case."""

    moment: datetime
    entry: Entry
    nth: int
    turn: Turn

    @property
    def key(self) -> str:
        """The key at the door."""
        return f"{KEY}:{self.entry.key}:{self.nth}"


def plan(entries: Sequence[Entry], anchor: datetime) -> list[Planned]:
    """Every act of these cases in the order of time, none later than the anchor (aware)."""
    acts = [planned for entry in entries for planned in _plan(entry, anchor)]
    return sorted(acts, key=lambda planned: (planned.moment, planned.entry.n, planned.nth))


def _plan(entry: Entry, anchor: datetime) -> Iterator[Planned]:
    acts = [(cue.day, turn) for cue, found in _turned(entry, anchor) for turn in found]
    played = moments([day for day, _ in acts], entry.n)
    nth = -1
    for nth, (moment, (_, turn)) in enumerate(zip(played, acts, strict=True)):
        yield Planned(moment, entry, nth, turn)
    if entry.last:
        yield Planned(anchor, entry, nth + 1, turns(entry.last, entry, script.models()[entry.decision], 0)[0])


def _turned(entry: Entry, anchor: datetime) -> Iterator[tuple[Cue, Sequence[Turn]]]:
    calendar = rules().calendar
    model = script.models()[entry.decision]
    # A late entry tells of last Friday, so the rest of its story lies before that day.
    last = last_friday(anchor, calendar) if entry.last else last_working_day(anchor, calendar)
    shown = 0
    for cue in cues(entry.story, back_from(last, entry.ends, calendar), calendar):
        found = turns(cue.word, entry, model, shown)
        shown += len(found) if cue.word.startswith("evidence") else 0
        yield cue, found


class Player:
    """Plays planned acts with the cast; ``anchor`` is the moment at which the last one is over."""

    def __init__(self, troupes: Mapping[str, Troupe], anchor: datetime) -> None:
        self.troupes = troupes
        self.anchor = anchor
        self.friday = last_friday(anchor, rules().calendar)
        played = Event.objects.filter(key__startswith=f"{KEY}:").values_list("key", "case_id")
        self.played: set[str] = set()
        self.cases: dict[str, UUID] = {}
        self.day = date.min
        for key, case_id in played:
            self.played.add(key)
            self.cases[key.split(":")[1]] = case_id

    def play(self, planned: Planned) -> None:
        """Perform one act at its moment, unless it was performed before."""
        if planned.key in self.played:
            return
        self.let_time_pass(planned.moment)
        with clock.at(planned.moment):
            self._perform(planned)

    def let_time_pass(self, until: datetime) -> None:
        """Finish the day with what follows from its acts, and let what ran out at midnight lapse."""
        today = until.astimezone(clock.CHINA).date()
        if today > self.day:
            self.end_day()
            self.day = today
        while (due := _earliest_due()) is not None and due < today:
            with clock.at(min(end_of(due) + _TIMER_COMES, until)):
                lapse_due()
                outbox.drain()

    def end_day(self) -> None:
        """Make files and tell the public what the acts so far left to do, as of the last of them."""
        latest = Event.objects.aggregate(latest=Max("recorded"))["latest"]
        with clock.at(latest or self.anchor):
            outbox.drain()

    def _perform(self, planned: Planned) -> None:
        entry, turn = planned.entry, planned.turn
        troupe = self.troupes[entry.agency]
        scene = Scene(
            entry, script.models()[entry.decision], troupe, planned.moment, self.cases.get(entry.key)
        )
        outcome = perform(
            turn.act,
            scene.case_id,
            actor=troupe.actors[turn.part],
            data=turn.build(scene),
            key=planned.key,
            happened=datetime.combine(self.friday, _LATE_AT, tzinfo=clock.CHINA) if turn.late else None,
            late_reason=_LATE_REASON if turn.late else "",
        )
        self.cases[entry.key] = outcome.case_id


def _earliest_due() -> date | None:
    due: date | None = RunningClock.objects.aggregate(due=Min("due"))["due"]
    return due
