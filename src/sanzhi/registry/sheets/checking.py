"""Checking a record of a spreadsheet: cell by cell, as a whole, against the law, and against the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sanzhi.law.errors import Invalid
from sanzhi.law.findings import refusals
from sanzhi.orgs.models import Agency
from sanzhi.registry.access import Owner
from sanzhi.registry.admission import content_of
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.sheets.columns import AGENCY, BadCell, Column, columns_of
from sanzhi.registry.sheets.reading import Cells, Record

Agencies = Mapping[str, Agency]


@dataclass
class Checked:
    """What became of a record: its content and owner, the record it would amend, and every error.

    An error is {line, title, rule}; an empty title means the record as a whole. ``same`` says that the
    library already says this.
    """

    content: dict[str, Any] = field(default_factory=dict)
    agency: Agency | None = None
    key: str = ""
    title: str = ""
    record: UUID | None = None
    same: bool = False
    errors: list[dict[str, Any]] = field(default_factory=list)

    def wrong(self, line: int, title: str, rule: str) -> None:
        """Add an error."""
        self.errors.append({"line": line, "title": title, "rule": rule})


def check(library: str, record: Record, own: Agency | None, agencies: Agencies, on: date) -> Checked:
    """Everything that one record can be asked alone. ``own`` is the clerk's agency, or None for a legal
    office, whose ``agencies`` (by code) are those that it answers for.
    """
    found = Checked(agency=own)
    if own is None:
        found.agency = agencies.get(record.cells[0].get(AGENCY, ""))
        if found.agency is None:
            found.wrong(record.line, AGENCY, "不是本级政府所属执法部门的统一社会信用代码")
    data = _data(library, record, found)
    if found.errors:
        return found
    _validate(library, record, data, found)
    if not found.errors:
        _ask_the_law(library, record, found, on)
        _find_earlier(library, record, found)
    return found


def _data(library: str, record: Record, found: Checked) -> dict[str, Any]:
    """The content as the model takes it; a cell that cannot be read is an error."""
    data: dict[str, Any] = {}
    for place, cells in enumerate(record.cells):
        inner: dict[str, dict[str, Any]] = {}
        for column in columns_of(library):
            text = cells.get(column.title, "")
            if not text or (place and not column.group):
                continue
            value = _value(column, text, record.line + place, found)
            target = inner.setdefault(column.group, {}) if column.group else data
            target[column.field] = value
        for group, row in inner.items():
            data.setdefault(group, []).append(row)
    return data


def _value(column: Column, text: str, line: int, found: Checked) -> Any:
    try:
        value = column.read(text)
    except BadCell as error:
        found.wrong(line, column.title, str(error))
        return None
    if column.options and text not in column.options and not isinstance(value, bool):
        found.wrong(line, column.title, f"只能是：{'、'.join(column.options)}")
    return value


def _validate(library: str, record: Record, data: dict[str, Any], found: Checked) -> None:
    kept = LIBRARIES[library]
    try:
        found.content = kept.read(data).model_dump(mode="json")
    except Invalid as error:
        for each in error.fields:
            found.wrong(*_where(library, record, each.field), each.rule)
        return
    found.key, found.title = kept.key(found.content)[:120], kept.name(found.content)[:300]


def _where(library: str, record: Record, path: str) -> tuple[int, str]:
    """Line and title of the cell that a path such as ``certificates.1.number`` names."""
    steps = path.split(".")
    columns = columns_of(library)
    if len(steps) > 2 and steps[1].isdecimal():
        lines = _lines_of(library, record, steps[0])
        line = lines[min(int(steps[1]), len(lines) - 1)] if lines else record.line
        return line, _title(columns, steps[2], steps[0])
    return record.line, _title(columns, steps[0], "") or _title_of_group(columns, steps[0])


def _lines_of(library: str, record: Record, group: str) -> list[int]:
    titles = {column.title for column in columns_of(library) if column.group == group}
    return [record.line + place for place, cells in enumerate(record.cells) if not titles.isdisjoint(cells)]


def _title(columns: Sequence[Column], name: str, group: str) -> str:
    return next((each.title for each in columns if each.field == name and each.group == group), "")


def _title_of_group(columns: Sequence[Column], group: str) -> str:
    return next((each.title for each in columns if each.group == group), "")


def _ask_the_law(library: str, record: Record, found: Checked, on: date) -> None:
    kept = LIBRARIES[library]
    findings = kept.check(kept.read(found.content), Owner(agency=found.agency), on)
    for each in refusals(findings):
        cited = "、".join(str(citation) for citation in each.citations)
        found.wrong(record.line, "", f"{each.message}（{cited}）" if cited else each.message)


def _find_earlier(library: str, record: Record, found: Checked) -> None:
    """The record that has this key already would be amended, or need not be touched at all."""
    kept, owner = LIBRARIES[library], Owner(agency=found.agency)
    found.record = kept.taken(owner, found.key)
    if found.record is None:
        return
    if not kept.held(found.record, owner):
        found.wrong(record.line, "", f"“{found.key}”已由其他机关登记")
        return
    found.same = content_of(library, found.record) == found.content


def line_of(cells: Sequence[Cells], line: int) -> Record:
    """A kept row as a record again."""
    return Record(line, [dict(each) for each in cells])
