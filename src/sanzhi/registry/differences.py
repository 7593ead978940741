"""What changed between two contents of a record, field by field, in the words that a reader sees."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sanzhi.law.amounts import in_yuan
from sanzhi.registry.contents import Basis

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Difference:
    """One field, before and after, as lines of text; ``changed`` says whether they differ."""

    field: str
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether before and after differ."""
        return self.old != self.new

    def to_json(self) -> dict[str, Any]:
        """A JSON value for the history of a submission."""
        return {"field": self.field, "label": self.label, "old": list(self.old), "new": list(self.new)}


def compare(
    model: type[BaseModel], old: Mapping[str, Any] | None, new: Mapping[str, Any]
) -> list[Difference]:
    """Every field of the model with its words in both contents, in the order of the form."""
    return [
        Difference(
            name,
            label(info.title or name),
            _lines(info, name, (old or {}).get(name)),
            _lines(info, name, new.get(name)),
        )
        for name, info in model.model_fields.items()
    ]


def changes(
    model: type[BaseModel], old: Mapping[str, Any] | None, new: Mapping[str, Any]
) -> list[Difference]:
    """Only the fields that differ."""
    return [each for each in compare(model, old, new) if each.changed]


def words(model: type[BaseModel], content: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Label and lines of every field that says something."""
    return [(each.label, each.new) for each in compare(model, None, content) if each.new]


def label(title: str) -> str:
    """The label for a reader, who sees yuan where the program keeps fen."""
    return title.replace("（分）", "（元）")


def _lines(info: FieldInfo, name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        row = next((each for each in get_args(info.annotation) if _is_model(each)), None)
        return tuple(_row(row, each) if row else str(each) for each in value)
    text = _text(name, value)
    return tuple(text.splitlines())


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if name.endswith("_fen") and isinstance(value, int):
        return f"{in_yuan(value)}元"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        year, month, day = map(int, value.split("-"))
        return f"{year}年{month}月{day}日"
    return "" if value is None else str(value)


def _row(model: type[BaseModel], row: Mapping[str, Any]) -> str:
    """One row of a list in one line; an article reads as it is cited."""
    if model is Basis:
        return f"《{row.get('law', '')}》{row.get('article', '')}"
    said = ((info, _text(name, row.get(name))) for name, info in model.model_fields.items())
    return "，".join(f"{label(info.title or '')} {text}" for info, text in said if text)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
