"""The libraries: for each its content, what tells a record apart, the law it must meet, and its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ValidationError

from sanzhi.law.errors import Invalid
from sanzhi.law.findings import Finding
from sanzhi.registry import checks, rows, thresholds
from sanzhi.registry.access import Owner
from sanzhi.registry.contents import (
    AgencyContent,
    BenchmarkContent,
    MajorContent,
    OfficerContent,
    PowerContent,
    RandomContent,
    RecordingContent,
)
from sanzhi.registry.faults import faults_of
from sanzhi.registry.submissions import LibraryKind, Submission
from sanzhi.registry.threshold_contents import ThresholdContent

Check = Callable[[Any, Owner, date], list[Finding]]
Write = Callable[[Sequence[Submission]], None]


@dataclass(frozen=True)
class Library:
    """One library. ``key`` and ``name`` are taken from a content; ``check`` asks the law as of a day.

    ``write`` puts admitted submissions, all of this library, into the rows that guards read; ``end`` ends
    the rows of retired ones. ``present`` gives what the rows say of a record that no submission tells of.
    ``taken`` says which record of an owner holds a key today, ``held`` whether a record is this owner's.
    """

    kind: LibraryKind
    noun: str
    content: type[BaseModel]
    key: Callable[[Mapping[str, Any]], str]
    name: Callable[[Mapping[str, Any]], str]
    check: Check
    write: Write
    end: Write
    present: Callable[[UUID], dict[str, Any] | None]
    taken: Callable[[Owner, str], UUID | None]
    held: Callable[[UUID, Owner], bool]
    of_government: bool = False
    # An agency's particulars are kept without a future: their change is admitted on the day it takes effect.
    from_today: bool = False
    # What else must be nobody else's: an officer may hold several certificates.
    more_keys: Callable[[Mapping[str, Any]], list[str]] = lambda _: []

    @property
    def title(self) -> str:
        """The Chinese name of the library."""
        return str(self.kind.label)

    def read(self, data: Any) -> Any:
        """The content as its model; ``Invalid`` names every wrong field in Chinese."""
        try:
            return self.content.model_validate(data)
        except ValidationError as error:
            raise Invalid(faults_of(self.content, error)) from None


def _first_number(content: Mapping[str, Any]) -> str:
    """An officer is told apart by his first certificate; who was taken over without one, by his name."""
    held = content["certificates"]
    return str(held[0]["number"] if held else content["name"])


def _further_numbers(content: Mapping[str, Any]) -> list[str]:
    return [str(each["number"]) for each in content["certificates"][1:]]


LIBRARIES: Final[dict[str, Library]] = {
    each.kind.value: each
    for each in (
        Library(
            LibraryKind.POWER, "权力事项", PowerContent, itemgetter("code"), itemgetter("name"), checks.power,
            rows.write_powers, rows.end_powers, rows.power_content, rows.power_taken,
            rows.power_held,
        ),
        Library(
            LibraryKind.AGENCY, "执法部门", AgencyContent, itemgetter("name"), itemgetter("name"),
            checks.agency, rows.write_agencies, rows.end_agencies, rows.agency_content, rows.agency_taken,
            lambda record, owner: owner.agency is not None and record == owner.agency.pk, from_today=True,
        ),
        Library(
            LibraryKind.OFFICER, "执法人员", OfficerContent, _first_number,
            itemgetter("name"), checks.officer,
            rows.write_officers, rows.end_officers, rows.officer_content, rows.officer_taken,
            rows.officer_held, more_keys=_further_numbers,
        ),
        Library(
            LibraryKind.MAJOR, "审核事项", MajorContent, itemgetter("code"), itemgetter("title"),
            checks.major, rows.write_entries, rows.end_entries, rows.entry_content,
            rows.entry_taken(LibraryKind.MAJOR), rows.entry_held, of_government=True,
        ),
        Library(
            LibraryKind.RECORDING, "音像记录事项", RecordingContent, itemgetter("code"), itemgetter("title"),
            checks.entry, rows.write_entries, rows.end_entries, rows.entry_content,
            rows.entry_taken(LibraryKind.RECORDING), rows.entry_held, of_government=True,
        ),
        Library(
            LibraryKind.RANDOM, "随机抽查事项", RandomContent, itemgetter("code"), itemgetter("title"),
            checks.entry, rows.write_entries, rows.end_entries, rows.entry_content,
            rows.entry_taken(LibraryKind.RANDOM), rows.entry_held, of_government=True,
        ),
        Library(
            LibraryKind.BENCHMARK, "裁量基准", BenchmarkContent, itemgetter("code"), itemgetter("title"),
            checks.benchmark, rows.write_benchmarks, rows.end_benchmarks, rows.benchmark_content,
            rows.benchmark_taken, rows.benchmark_held,
        ),
        Library(
            LibraryKind.THRESHOLD, "审核标准表", ThresholdContent, itemgetter("code"), itemgetter("title"),
            thresholds.check, rows.write_entries, rows.end_entries, rows.entry_content,
            rows.entry_taken(LibraryKind.THRESHOLD), rows.entry_held, of_government=True,
        ),
    )
}  # fmt: skip
