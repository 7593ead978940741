"""What was supplied with an act, with the labels of its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from sanzhi.desk.shape import Field, shape_of
from sanzhi.pages.formats import date_and_time, full_date, money

_ADDED_UP = {"fine_fen": "罚款合计", "confiscated_fen": "没收合计"}


@dataclass(frozen=True)
class Labelled:
    """One field: its label and its value in words, or a table of ``rows`` under ``heads``."""

    label: str
    text: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def labelled(model: type[BaseModel], data: Mapping[str, Any], names: Mapping[str, str]) -> Sequence[Labelled]:
    """The fields of an act's data that hold something; ``names`` are words for ids."""
    found = [line for field in shape_of(model) for line in _lines(field, data.get(field.name), names)]
    return [
        *found,
        *(Labelled(words, money(data[name])) for name, words in _ADDED_UP.items() if data.get(name)),
    ]


def _lines(field: Field, value: Any, names: Mapping[str, str]) -> list[Labelled]:
    if value in (None, "", []):
        return []
    if field.kind == "group":
        return [line for part in field.parts for line in _lines(part, value.get(part.name), names)]
    if field.kind in {"rows", "points"}:
        used = [part for part in field.parts if any(row.get(part.name) not in (None, "") for row in value)]
        rows = tuple(tuple(_words(part, row.get(part.name), names) for part in used) for row in value)
        return [Labelled(field.label, heads=tuple(part.label for part in used), rows=rows)]
    return [Labelled(field.label, _words(field, value, names))]


def _words(field: Field, value: Any, names: Mapping[str, str]) -> str:
    """A single value in words."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(names.get(str(each), str(each)) for each in value)
    if field.kind == "money":
        return money(value)
    if field.kind in {"date", "datetime"}:
        return _moment(field, value)
    return dict(field.choices).get(str(value)) or names.get(str(value), str(value))


def _moment(field: Field, value: str) -> str:
    found = datetime.fromisoformat(value)
    return date_and_time(found) if field.kind == "datetime" else full_date(found.date())
