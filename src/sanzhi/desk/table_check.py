"""Beside the threshold table that a clerk fills in: overlaps, gaps, failed examples, what is loosened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanzhi.jobs import clock
from sanzhi.law.table_faults import Fault, faults, loosened
from sanzhi.law.tables import Table
from sanzhi.registry.access import Owner
from sanzhi.registry.libraries import Library
from sanzhi.registry.submissions import LibraryKind
from sanzhi.registry.threshold_contents import table_in_the_making
from sanzhi.registry.thresholds import tables_above

_TITLES: Final = {"overlap": "重叠", "gap": "遗漏", "test": "验证不符", "layer": "宽于上级"}
_MOST: Final = 12


@dataclass(frozen=True)
class Row:
    """A row of the form: its number as it is read, its place as the form counts it."""

    number: int

    @property
    def place(self) -> int:
        """From 0."""
        return self.number - 1


@dataclass(frozen=True)
class Told:
    """One fault as the page tells it."""

    title: str
    words: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Checked:
    """What was found; ``examples`` counts the stored examples."""

    faults: tuple[Told, ...]
    examples: int

    @property
    def sound(self) -> bool:
        """Whether the table may be handed in."""
        return not self.faults


def checked(library: Library, data: Mapping[str, Any], owner: Owner | None) -> Checked | None:
    """What is wrong with the table as it stands; None in every other library."""
    if library.kind != LibraryKind.THRESHOLD or owner is None:
        return None
    table, unread = table_in_the_making(data)
    found = [Told("未填完", words) for words in unread]
    if not table.rows:
        return Checked((*found, Told("遗漏", "还没有填写标准")), len(table.tests))
    found += [_told(fault) for fault in faults(table)[:_MOST]]
    found += _loosened(table, frozenset(data.get("matters") or ()), owner)
    if not table.tests:
        found.append(Told("验证", "至少写一个例子和应有的结果"))
    return Checked(tuple(found), len(table.tests))


def fragment(
    request: HttpRequest, library: Library, data: Mapping[str, Any], owner: Owner | None
) -> HttpResponse:
    """The check alone, while somebody types."""
    context = {"checked": checked(library, data, owner)}
    return render(request, "desk/registry/table_check.html", context)


def _loosened(table: Table, matters: frozenset[str], owner: Owner) -> Iterator[Told]:
    for upper in tables_above(owner, clock.today()):
        fault = loosened(upper.table, table) if upper.concerns(matters) else None
        if fault is not None:
            told = _told(fault)
            yield Told(told.title, f"{told.words}（{upper.owner}）", told.rows)


def _told(fault: Fault) -> Told:
    return Told(_TITLES[fault.kind], fault.words, tuple(Row(each) for each in fault.rows))
