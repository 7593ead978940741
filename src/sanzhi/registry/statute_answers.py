"""Who sees the tasks of a changed law, and the answer that closes one."""

from uuid import UUID

from django.db.models import Q, QuerySet

from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.registry.access import Person, agencies_of
from sanzhi.registry.statute_tasks import StatuteTask, TaskOutcome

_SHORTEST, _LONGEST = 2, 2000
# Cases and releases are seen by whoever sees the case: the rooms that hold them add these.
OWN_KINDS = ("power", "benchmark")
_OF_THE_SYSTEM = Q(agency=None, role="system")


def visible_here(person: Person) -> Q:
    """The tasks of this room that a person may read: his agency's, those he supervises, or the system's."""
    mine = Q(kind__in=OWN_KINDS, agency__in=agencies_of(person).values("pk"))
    keeps = "system" in person.roles or "supervisor" in person.roles
    return mine | _OF_THE_SYSTEM if keeps else mine


def may_answer(person: Person, task: StatuteTask) -> bool:
    """Whether the task is this person's to answer: the role, and the agency where it belongs to one."""
    if task.done_at is not None or task.role not in person.roles:
        return False
    return task.agency_id is None or task.agency_id == person.agency_id


def answer(
    person: Person, tasks: QuerySet[StatuteTask], task_id: UUID, outcome: str, note: str
) -> StatuteTask:
    """Close one of the ``tasks`` that this person may read.

    Raises ``NotFound`` for a task that is missing, not his or already answered, ``Invalid`` for an answer
    without an outcome or a reason: a supervisor must be able to see what was looked at.
    """
    task = tasks.filter(pk=task_id).first()
    if task is None or not may_answer(person, task):
        raise NotFound
    said = note.strip()
    _check(outcome, said)
    closed = StatuteTask.objects.filter(pk=task_id, done_at=None).update(
        outcome=outcome, note=said, done_at=clock.now(), done_by=person.user_id, done_name=person.name
    )
    if not closed:
        raise NotFound
    task.refresh_from_db()
    return task


def _check(outcome: str, note: str) -> None:
    faults = []
    if outcome not in TaskOutcome.values:
        faults.append(FieldError("outcome", "处理结果", "请选择一种处理结果"))
    if not _SHORTEST <= len(note) <= _LONGEST:
        faults.append(FieldError("note", "说明", f"请写明核对了什么，{_SHORTEST} 至 {_LONGEST} 字"))
    if faults:
        raise Invalid(faults)
