"""What waits for a person: open steps with their cases, until when, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sanzhi.cases.lanes import strip_of
from sanzhi.cases.models import Case, OpenStep
from sanzhi.cases.queries import names_in_clear
from sanzhi.desk.words import CLOCKS
from sanzhi.jobs import clock
from sanzhi.pages.days import remaining
from sanzhi.pages.strip import Strip
from sanzhi.procedure.deed import china_day
from sanzhi.procedure.library import by_digest

_NEAR_DAYS = 5


@dataclass(frozen=True)
class Task:
    """One open step of one case. ``due`` is None where no clock runs; ``article`` sets the clock."""

    case_id: UUID
    number: str
    title: str
    party: str
    step: str
    role: str
    round: int
    due: date | None
    words: str
    state: str
    reason: str
    article: str
    provisional: bool
    strip: Strip


def tasks_of(steps: Iterable[OpenStep]) -> list[Task]:
    """The steps with what their cases say: two questions, however many there are."""
    rows = list(steps)
    cases = {case.pk: case for case in Case.objects.filter(pk__in=[row.case_id for row in rows])}
    found = [(row, cases[row.case_id]) for row in rows]
    names = names_in_clear(case.facts["party"]["name"] for _, case in found)
    today = clock.today()
    return [_task(row, case, name, today) for (row, case), name in zip(found, names, strict=True)]


def _task(row: OpenStep, case: Case, party: str, today: date) -> Task:
    step = by_digest(case.procedure).steps[row.step]
    running: dict[str, Any] = case.clocks.get(step.clock, {}) if row.due else {}
    return Task(
        case_id=case.pk,
        number=case.number,
        title=case.title,
        party=party,
        step=step.title,
        role=row.role,
        round=row.round,
        due=row.due,
        words=remaining(row.due, today) if row.due else "",
        state=_urgency(row.due, today),
        reason=CLOCKS.get(step.clock, step.clock) if running else "",
        article=running.get("citation", ""),
        provisional=bool(running.get("provisional")),
        strip=case_strip(case.facts, case.clocks, china_day(case.opened_at), today),
    )


def _urgency(due: date | None, today: date) -> str:
    if due is None:
        return "idle"
    if due < today:
        return "late"
    return "due" if (due - today).days <= _NEAR_DAYS else "idle"


def case_strip(facts: Any, clocks: Any, opened: date, today: date, prefix: str = "") -> Strip:
    """The three-lane strip of a case; its facts may still hold commitments."""
    return Strip.from_json(strip_of(facts, clocks, opened=opened, today=today, prefix=prefix))
