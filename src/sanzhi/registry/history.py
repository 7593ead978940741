"""What was done to a submission, told to whoever opens it later, and to the second of two editors."""

from collections.abc import Iterable, Sequence
from typing import Any

from sanzhi.jobs import clock
from sanzhi.law.errors import Changed
from sanzhi.registry.access import Person
from sanzhi.registry.submissions import Submission, SubmissionEvent


class Overtaken(Changed):
    """Somebody else changed the draft after the writer had opened it; ``events`` say what and who.

    ``revision`` is the present one: who has read what changed may save again.
    """

    default = "您打开页面后，他人修改了这份内容。请核对下列变化，再保存。"

    def __init__(self, row: Submission, seen: int) -> None:
        self.revision = row.revision
        self.events: Sequence[SubmissionEvent] = list(row.events.filter(revision__gt=seen, did="修改"))
        super().__init__()


def note(
    row: Submission, did: str, actor: Person, *, changes: Iterable[dict[str, Any]] = (), reason: str = ""
) -> SubmissionEvent:
    """Keep what somebody did."""
    return SubmissionEvent.objects.create(**_values(row, did, actor, list(changes), reason))


def note_all(rows: Iterable[Submission], did: str, actor: Person) -> None:
    """The same for many at once."""
    SubmissionEvent.objects.bulk_create(
        (SubmissionEvent(**_values(row, did, actor, [], "")) for row in rows), batch_size=500
    )


def _values(
    row: Submission, did: str, actor: Person, changes: list[dict[str, Any]], reason: str
) -> dict[str, Any]:
    return {
        "submission": row,
        "did": did,
        "by": actor.name,
        "by_id": actor.user_id,
        "at": clock.now(),
        "revision": row.revision,
        "changes": changes,
        "reason": reason,
    }
