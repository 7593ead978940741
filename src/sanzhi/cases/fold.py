"""The fold of a case's events: what the case is, as it stood then, as we knew it then.

Columns are what the program reads; the fold is their nightly check.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sanzhi.cases.event import read
from sanzhi.cases.models import Case, Event


@dataclass
class Folded:
    """A case built from events alone; facts hold personal values as commitments."""

    number: str = ""
    title: str = ""
    kind: str = ""
    agency_id: str = ""
    handler_id: str | None = None
    procedure: str = ""
    seq: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    marking: list[list[Any]] = field(default_factory=list)
    clocks: dict[str, Any] = field(default_factory=dict)

    def apply(self, event: Mapping[str, Any]) -> None:
        """Let one event change the case."""
        self._open(event.get("opening"))
        self.seq = event["seq"]
        self.title = event["title"] or self.title
        self.handler_id = event["handler"] or self.handler_id
        for fact, value in event["set"].items():
            self.versions[fact] = self.seq
            _put(self.facts, fact, value)
        for rule, clock in event["clocks"].items():
            _put(self.clocks, rule, clock)
        self.marking = event["marking"]
        self.procedure = event.get("procedure", self.procedure)

    def _open(self, opening: Mapping[str, Any] | None) -> None:
        if opening is not None:
            self.number, self.kind = opening["number"], opening["kind"]
            self.agency_id, self.procedure = opening["agency_id"], opening["procedure"]


def _put(target: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        target.pop(key, None)
    else:
        target[key] = value


def fold(events: Iterable[Mapping[str, Any]]) -> Folded:
    """The case that these events make, in their order."""
    folded = Folded()
    for event in events:
        folded.apply(event)
    return folded


def events_of(
    case_id: UUID, *, as_of: datetime | None = None, known_at: datetime | None = None
) -> list[dict[str, Any]]:
    """The events of a case in order: had happened by ``as_of``, were recorded by ``known_at``."""
    rows = Event.objects.filter(case_id=case_id)
    if as_of is not None:
        rows = rows.filter(happened__lte=as_of)
    if known_at is not None:
        rows = rows.filter(recorded__lte=known_at)
    return [read(bytes(body)) for body in rows.order_by("seq").values_list("body", flat=True)]


def state_at(case_id: UUID, *, as_of: datetime | None = None, known_at: datetime | None = None) -> Folded:
    """The case as it stood at ``as_of`` as far as known at ``known_at`` (aware; None means now)."""
    return fold(events_of(case_id, as_of=as_of, known_at=known_at))


@dataclass(frozen=True, slots=True)
class Difference:
    """A column that its events do not give."""

    case_id: UUID
    number: str
    column: str


_COLUMNS = ("number", "title", "kind", "procedure", "seq", "facts", "versions", "marking", "clocks")


def differences(case: Case) -> Iterator[Difference]:
    """The columns of a case that differ from the fold of its events."""
    folded = state_at(case.id)
    for column in _COLUMNS:
        if getattr(case, column) != getattr(folded, column):
            yield Difference(case.id, case.number, column)
    owners = (str(case.agency_id), str(case.handler_id) if case.handler_id else None)
    if owners != (folded.agency_id, folded.handler_id):
        yield Difference(case.id, case.number, "agency_id、handler_id")


def check_columns() -> list[Difference]:
    """Every column of every case that its events do not give; empty is how it should be."""
    return [
        found for case in Case.objects.order_by("id").iterator(chunk_size=200) for found in differences(case)
    ]


class ColumnsDiffer(Exception):
    """Columns that their events do not give: somebody wrote past the door."""


def assert_columns() -> None:
    """The nightly check; ``ColumnsDiffer`` names the first cases and stays in the row of the tick."""
    found = check_columns()
    if found:
        named = "、".join(f"{each.number} {each.column}" for each in found[:10])
        raise ColumnsDiffer(f"{len(found)} 处与事件不一致：{named}")
