"""What the tables of versions have in common: a version ends on the day on which the next one begins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from sanzhi.jobs import clock
from sanzhi.registry.submissions import Action, Submission

BATCH = 500


def agency_of(submission: Submission) -> UUID:
    """The agency that owns what only agencies hold."""
    if submission.agency_id is None:
        raise ValueError("only lists belong to a government")
    return submission.agency_id


def first_day(submission: Submission) -> date:
    """The day from which an admitted submission counts."""
    if submission.since is None:
        raise ValueError("only what was admitted has a day on which it begins")
    return submission.since


def amended(submissions: Sequence[Submission]) -> list[Submission]:
    """Those that follow on an earlier version."""
    return [each for each in submissions if each.action == Action.AMEND]


def close(model: type[Model], submissions: Iterable[Submission]) -> None:
    """End the present version of each record on the day on which the submission begins."""
    by_day: defaultdict[date, list[UUID]] = defaultdict(list)
    for each in submissions:
        by_day[first_day(each)].append(each.record)
    for day, records in by_day.items():
        for part in parts(records):
            rows: Any = model._default_manager.filter(
                Q(retired_on=None) | Q(retired_on__gt=day), record__in=part
            )
            rows.update(retired_on=day)


def still() -> Q:
    """The condition on a row that it counts today or will: what ends later has not ended yet."""
    return Q(retired_on=None) | Q(retired_on__gt=clock.today())


def parts(records: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Small enough for the number of values that a statement may carry."""
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def present(model: type[Model], record: UUID) -> Any:
    """The last version of a record, or None."""
    return model._default_manager.filter(record=record).order_by("-number").first()
