"""Powers as rows, one for each version."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sanzhi.registry.access import Owner
from sanzhi.registry.contents import PowerContent
from sanzhi.registry.models import Power
from sanzhi.registry.rows.dated import BATCH, agency_of, amended, close, first_day, present, still
from sanzhi.registry.submissions import Submission

_COLUMNS = ("code", "name", "type", "domain", "level", "basis")


def write_powers(submissions: Sequence[Submission]) -> None:
    """Each admitted submission becomes a version; the one before it ends on that day."""
    close(Power, amended(submissions))
    Power.objects.bulk_create((_row(each) for each in submissions), batch_size=BATCH)


def end_powers(submissions: Sequence[Submission]) -> None:
    """Retired powers end on the day of the submission."""
    close(Power, submissions)


def power_content(record: UUID) -> dict[str, Any] | None:
    """What the last version says."""
    row = present(Power, record)
    if row is None:
        return None
    return {**{name: getattr(row, name) for name in _COLUMNS}, **row.details}


def power_taken(owner: Owner, code: str) -> UUID | None:
    """The record that has this code at the agency today or later."""
    rows = Power.objects.filter(still(), agency=owner.agency, code=code)
    return rows.values_list("record", flat=True).first()


def power_held(record: UUID, owner: Owner) -> bool:
    """Whether the record is this owner's and has not been retired."""
    return Power.objects.filter(record=record, agency=owner.agency, retired_on=None).exists()


def _row(submission: Submission) -> Power:
    content = submission.content
    row = Power(
        record=submission.record,
        number=submission.number,
        agency_id=agency_of(submission),
        admitted_on=first_day(submission),
        details={name: content.get(name) for name in PowerContent.model_fields if name not in _COLUMNS},
        **{name: content[name] for name in _COLUMNS},
    )
    if submission.number == 1:
        row.id = submission.record
    return row
