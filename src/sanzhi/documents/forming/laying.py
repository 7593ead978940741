"""A form and a source become the plain list of blocks that the page layout draws; gaps are named."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from sanzhi.documents import view
from sanzhi.documents.errors import BadSource
from sanzhi.documents.forming import blocks, wording
from sanzhi.documents.forming.fields import STANDARD, FormField
from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.paths import walk
from sanzhi.documents.forming.placing import fill
from sanzhi.documents.parts import Agency, CaseRef, Officer, Party
from sanzhi.law.errors import FieldError
from sanzhi.procedure.conditions import holds

Laid = dict[str, Any]
# A short value stands in the middle of its cell, a long one as text at its top.
_SHORT = 40


def unmet(form: Form, source: Mapping[str, Any]) -> list[FormField]:
    """The fields that must be there and are not, in the order of the form."""
    return [field for field in form.wanted() if holds(field.when, source) and not _present(field, source)]


def _present(field: FormField, source: Mapping[str, Any]) -> bool:
    value = value_of(field, source)
    if field.type == "span":
        return bool(value) and all(value)
    if isinstance(value, list):
        return len(value) >= field.least and all(_row_whole(field, each) for each in value)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _row_whole(field: FormField, row: Any) -> bool:
    if field.type == "officers":
        return bool(row.get("name") and row.get("certificate"))
    if field.type == "articles":
        return bool(row.get("law") and row.get("article"))
    return all(row.get(each.id) not in (None, "") for each in field.columns if each.required)


def value_of(field: FormField, source: Mapping[str, Any]) -> Any:
    """The value of a field in a source."""
    return walk(source, field.id.split(".")) if field.id in STANDARD else source.get(field.id)


class Layer:
    """Lays the blocks of one form over one source; a draft names each gap in its place."""

    def __init__(self, form: Form, source: Mapping[str, Any], *, draft: bool) -> None:
        self.form, self.source = form, source
        self.gaps = {field.id: field.label for field in unmet(form, source)} if draft else {}

    def page(self) -> Laid:
        """What the page layout needs beside the blocks: agency, case, party rows, officers."""
        try:
            party = Party.model_validate(self.source.get("party", {}))
            agency = Agency.model_validate(self.source.get("agency", {}))
            case = CaseRef.model_validate(self.source.get("case", {}))
            officers = [Officer.model_validate(each) for each in self.source.get("officers", [])]
        except ValidationError as error:
            label = "当事人、机关、案件或者执法人员"
            raise BadSource([FieldError("source", label, "格式不正确")]) from error
        rows = view.party_rows({key: view.clean(text) for key, text in party.model_dump().items()})
        gap = self.gaps.get("party.name")
        return {
            "agency": {"name": agency.name or self._gap("agency.name")},
            "case": {"number": case.number},
            "party_rows": [["名称", _blank(gap)], *rows] if gap else rows,
            "officers": [each.model_dump() for each in officers],
        }

    def laid(self) -> list[Laid]:
        """The blocks whose condition holds, in words; rows that follow one another become one table."""
        found: list[Laid] = []
        for block in self.form.blocks:
            if not holds(block.when, self.source):
                continue
            for one in _LAY[type(block)](self, block):
                self._join(found, one)
        return found

    def _join(self, found: list[Laid], one: Laid) -> None:
        if one["block"] not in _CELLS[self.form.layout]:
            found.append(one)
        elif found and found[-1]["block"] == "grid":
            found[-1]["cells"].append(one)
        else:
            found.append({"block": "grid", "cells": [one]})

    def text(self, text: str) -> str:
        """Text of the form with its slots filled."""
        return fill(text, self._say)

    def _say(self, name: str, style: str) -> str:
        field = self.form.known[name]
        if name in self.gaps:
            return _blank(self.gaps[name])
        try:
            return wording.words(field, value_of(field, self.source), style)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise BadSource([FieldError(name, field.label, "格式不正确")]) from error

    def _gap(self, name: str) -> str:
        return _blank(self.gaps[name]) if name in self.gaps else ""

    def rows(self, name: str) -> tuple[FormField, list[Any]]:
        """A field of rows with its members."""
        field = self.form.known[name]
        return field, list(value_of(field, self.source) or [])

    def items(self, name: str, item: str) -> list[str]:
        """The members of a list in words; a draft says where there is none."""
        field, members = self.rows(name)
        if not members:
            return [self._gap(name)] if name in self.gaps else []
        return [wording.row_words(field, each, item) for each in members]


def _blank(label: str | None) -> str:
    return f"〔待填：{label}〕"


def _section(layer: Layer, block: blocks.Section) -> Iterator[Laid]:
    yield {"block": "section", "text": layer.text(block.text)}


def _paragraph(layer: Layer, block: blocks.Paragraph) -> Iterator[Laid]:
    text = layer.text(block.text).strip()
    if text:
        yield {
            "block": "paragraph",
            "text": text,
            "lead": layer.text(block.lead),
            "indent": block.indent,
            "keep": block.keep,
        }


def _listing(layer: Layer, block: blocks.Listing) -> Iterator[Laid]:
    if items := layer.items(block.field, block.item):
        yield {"block": "list", "items": [each.rstrip("；。") for each in items], "number": block.number}


def _party(layer: Layer, block: blocks.PartyBlock) -> Iterator[Laid]:
    yield {"block": "party", "label": block.label}


def _row(layer: Layer, block: blocks.Row) -> Iterator[Laid]:
    pairs = [[label, layer.text(text)] for label, text in block.cells]
    long = len(pairs) == 1 and (len(pairs[0][1]) > _SHORT or "\n" in pairs[0][1] or block.blank > 0)
    yield {"block": "row", "pairs": pairs, "prose": long, "blank": block.blank}


def _table(layer: Layer, block: blocks.Table) -> Iterator[Laid]:
    field, members = layer.rows(block.field)
    lines = [
        [_table_cell(field, row, place, column.text) for column in block.columns]
        for place, row in enumerate(members, 1)
    ]
    if not members and block.field in layer.gaps:
        lines = [[_blank(layer.gaps[block.field])] + [""] * (len(block.columns) - 1)]
    lines += [[""] * len(block.columns)] * block.spare
    yield {
        "block": "table",
        "heads": [column.label for column in block.columns],
        "widths": [column.width for column in block.columns],
        "lines": lines,
    }


def _table_cell(field: FormField, row: Any, place: int, text: str) -> str:
    return fill(
        text, lambda name, style: str(place) if name == "#" else wording.cell(field, row, name, style)
    )


def _opinion(layer: Layer, block: blocks.OpinionBox) -> Iterator[Laid]:
    yield {
        "block": "opinion",
        "role": layer.text(block.role),
        "text": layer.text(block.text),
        "name": layer.text(block.name),
        "on": layer.text(block.day),
    }


def _officers(layer: Layer, block: blocks.OfficersBlock) -> Iterator[Laid]:
    yield {"block": "officers", "label": block.label}


def _exchanges(layer: Layer, block: blocks.Exchanges) -> Iterator[Laid]:
    _, members = layer.rows(block.field)
    both = [[view.clean(str(row.get(key) or "")) for key in ("question", "answer")] for row in members]
    pairs = [[question, answer] for question, answer in both if answer]
    if not pairs and block.field in layer.gaps:
        pairs = [["", _blank(layer.gaps[block.field])]]
    yield {"block": "exchanges", "pairs": pairs}


def _spoken(layer: Layer, block: blocks.Spoken) -> Iterator[Laid]:
    yield {"block": "spoken", "lines": layer.text(block.text).split("\n")}


def _confirmation(layer: Layer, block: blocks.Confirmation) -> Iterator[Laid]:
    yield {"block": "confirmation", "who": block.who, "officers": block.officers}


def _signatures(layer: Layer, block: blocks.Signatures) -> Iterator[Laid]:
    named = layer.items(block.field, block.item) if block.field else []
    yield {"block": "signatures", "label": block.label, "who": [*map(layer.text, block.who), *named]}


def _signoff(layer: Layer, block: blocks.SignOff) -> Iterator[Laid]:
    yield {"block": "signoff", "text": layer.text(block.text)}


def _words(name: str) -> Callable[[Layer, Any], Iterator[Laid]]:
    def lay(layer: Layer, block: Any) -> Iterator[Laid]:
        yield {"block": name, "text": layer.text(block.text)}

    return lay


def _break(layer: Layer, block: blocks.PageBreak) -> Iterator[Laid]:
    yield {"block": "break"}


_LAY: Mapping[type[Any], Callable[[Layer, Any], Iterator[Laid]]] = {
    blocks.Section: _section,
    blocks.Paragraph: _paragraph,
    blocks.Listing: _listing,
    blocks.PartyBlock: _party,
    blocks.Row: _row,
    blocks.Table: _table,
    blocks.OpinionBox: _opinion,
    blocks.OfficersBlock: _officers,
    blocks.Exchanges: _exchanges,
    blocks.Spoken: _spoken,
    blocks.Confirmation: _confirmation,
    blocks.Signatures: _signatures,
    blocks.SignOff: _signoff,
    blocks.Note: _words("note"),
    blocks.Cover: _words("cover"),
    blocks.PageBreak: _break,
}
_FORM_CELLS = frozenset({"row", "party", "officers", "opinion", "table", "signatures"})
_CELLS: Mapping[str, Sequence[str] | frozenset[str]] = {
    "form": _FORM_CELLS,
    "record": frozenset({"row", "officers"}),
    "letter": frozenset({"row"}),
}
