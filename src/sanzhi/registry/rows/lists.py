"""Entries of the three lists that are kept as such, one row for each version."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sanzhi.registry.access import Owner
from sanzhi.registry.models import RegisterEntry
from sanzhi.registry.rows.dated import BATCH, amended, close, first_day, present, still
from sanzhi.registry.submissions import LibraryKind, Submission


def write_entries(submissions: Sequence[Submission]) -> None:
    """Each admitted submission becomes a version; the one before it ends on that day."""
    close(RegisterEntry, amended(submissions))
    RegisterEntry.objects.bulk_create((_row(each) for each in submissions), batch_size=BATCH)


def end_entries(submissions: Sequence[Submission]) -> None:
    """Retired entries end on the day of the submission."""
    close(RegisterEntry, submissions)


def entry_content(record: UUID) -> dict[str, Any] | None:
    """What the last version says."""
    row = present(RegisterEntry, record)
    return None if row is None else {**row.content, "code": row.code, "title": row.title}


def entry_taken(kind: LibraryKind) -> Callable[[Owner, str], UUID | None]:
    """For one list: the record that has this code at the owner today or later."""

    def taken(owner: Owner, code: str) -> UUID | None:
        rows = RegisterEntry.objects.filter(
            still(), kind=kind, agency=owner.agency, government=owner.government, code=code
        )
        return rows.values_list("record", flat=True).first()

    return taken


def entry_held(record: UUID, owner: Owner) -> bool:
    """Whether the record is this owner's and has not been retired."""
    return RegisterEntry.objects.filter(
        record=record, agency=owner.agency, government=owner.government, retired_on=None
    ).exists()


def _row(submission: Submission) -> RegisterEntry:
    content = submission.content
    return RegisterEntry(
        record=submission.record,
        number=submission.number,
        kind=submission.library,
        agency_id=submission.agency_id,
        government_id=submission.government_id,
        code=content["code"],
        title=content["title"],
        content={name: value for name, value in content.items() if name not in {"code", "title"}},
        admitted_on=first_day(submission),
    )
