"""What is due to the public in an agency, and which withdrawals the portal has not confirmed yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import visible
from sanzhi.cases.models import Case, OpenStep
from sanzhi.desk.inbox import Task, tasks_of
from sanzhi.disclosure.models import Release
from sanzhi.jobs import clock

STEP = "publication"
_MOST = 60


@dataclass(frozen=True)
class Due:
    """One decision that must go out; ``prepared_by`` is who made its copy, empty while there is none."""

    task: Task
    prepared_by: str
    mine: bool


@dataclass(frozen=True)
class Unconfirmed:
    """A withdrawn record whose erasure the portal has not confirmed."""

    case_id: UUID
    number: str
    release: Release


@dataclass(frozen=True)
class DueList:
    """Overdue, today's, later ones; ``cut`` says that there are more than are listed."""

    late: Sequence[Due]
    today: Sequence[Due]
    later: Sequence[Due]
    unconfirmed: Sequence[Unconfirmed]
    cut: bool

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.late or self.today or self.later)


def due_list(actor: Actor) -> DueList:
    """What this person's agency (or those below a supervisor) has to publish, the most urgent first."""
    seen = visible(actor).values("case_id")
    steps = OpenStep.objects.filter(step=STEP, case_id__in=seen).order_by("due", "id")[: _MOST + 1]
    tasks = tasks_of(steps[:_MOST])
    facts = dict(Case.objects.filter(pk__in=[task.case_id for task in tasks]).values_list("pk", "facts"))
    found = [_due(task, facts[task.case_id].get("release", {}), actor) for task in tasks]
    today = clock.today()
    return DueList(
        late=[each for each in found if _day(each) < today],
        today=[each for each in found if _day(each) == today],
        later=[each for each in found if _day(each) > today],
        unconfirmed=_unconfirmed(actor),
        cut=len(steps) > _MOST,
    )


def _due(task: Task, release: dict[str, str], actor: Actor) -> Due:
    prepared = release.get("state") == Release.PREPARED
    return Due(
        task,
        prepared_by=release.get("prepared_name", "") if prepared else "",
        mine=prepared and release.get("prepared_by") == str(actor.user_id),
    )


def _day(due: Due) -> date:
    return due.task.due or date.max


def _unconfirmed(actor: Actor) -> list[Unconfirmed]:
    seen = visible(actor).values("case_id")
    rows = Release.objects.filter(state=Release.WITHDRAWN, acknowledged_at=None, case_id__in=seen)
    rows = rows.order_by("withdrawn_at")[:_MOST]
    numbers = dict(Case.objects.filter(pk__in=[row.case_id for row in rows]).values_list("pk", "number"))
    return [Unconfirmed(row.case_id, numbers[row.case_id], row) for row in rows]
