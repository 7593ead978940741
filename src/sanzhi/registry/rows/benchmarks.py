"""Discretion benchmarks as rows, one for each version."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sanzhi.registry.access import Owner
from sanzhi.registry.models import Benchmark
from sanzhi.registry.rows.dated import BATCH, agency_of, amended, close, first_day, present, still
from sanzhi.registry.submissions import Submission

_COLUMNS = ("code", "title", "matter", "maker", "basis", "rungs")


def write_benchmarks(submissions: Sequence[Submission]) -> None:
    """Each admitted submission becomes a version; the one before it ends on that day."""
    close(Benchmark, amended(submissions))
    Benchmark.objects.bulk_create((_row(each) for each in submissions), batch_size=BATCH)


def end_benchmarks(submissions: Sequence[Submission]) -> None:
    """Retired benchmarks end on the day of the submission."""
    close(Benchmark, submissions)


def benchmark_content(record: UUID) -> dict[str, Any] | None:
    """What the last version says."""
    row = present(Benchmark, record)
    return None if row is None else {name: getattr(row, name) for name in _COLUMNS}


def benchmark_taken(owner: Owner, code: str) -> UUID | None:
    """The record that has this code at the agency today or later."""
    rows = Benchmark.objects.filter(still(), agency=owner.agency, code=code)
    return rows.values_list("record", flat=True).first()


def benchmark_held(record: UUID, owner: Owner) -> bool:
    """Whether the record is this owner's and has not been retired."""
    return Benchmark.objects.filter(record=record, agency=owner.agency, retired_on=None).exists()


def _row(submission: Submission) -> Benchmark:
    return Benchmark(
        record=submission.record,
        number=submission.number,
        agency_id=agency_of(submission),
        admitted_on=first_day(submission),
        **{name: submission.content[name] for name in _COLUMNS},
    )
