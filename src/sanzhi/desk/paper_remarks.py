"""The documents of a case read through again by the machine, for whoever reviews it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanzhi.cases.papers import source_in_clear
from sanzhi.cases.queries import CaseFile
from sanzhi.documents import drafting
from sanzhi.documents.checking import Remark, check
from sanzhi.documents.models import Document
from sanzhi.jobs.clock import CHINA


@dataclass(frozen=True)
class Read:
    """One document with what stands in its margin."""

    title: str
    number: str
    remarks: list[Remark]


def read_through(file: CaseFile) -> list[Read]:
    """The documents of the case that have something in their margin, oldest first."""
    return [each for each in _read(file) if each.remarks]


def _read(file: CaseFile) -> Iterator[Read]:
    earlier: list[tuple[str, dict[str, Any]]] = []
    for row in Document.objects.filter(case_id=file.row.id).order_by("issued_at", "id"):
        source, on = source_in_clear(row), row.issued_at.astimezone(CHINA).date()
        sheet = drafting.issued_from(row.kind, row.template)
        yield Read(row.title, row.number, check(sheet, source, on=on, earlier=earlier))
        earlier.append((row.title, source))
