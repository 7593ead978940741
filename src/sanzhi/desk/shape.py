"""The shape of an act's data as a form needs it, read from its model once."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, get_args, get_origin
from uuid import UUID

from annotated_types import MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sanzhi.procedure.data import PenaltyItemData

Kind = Literal[
    "text", "textarea", "money", "number", "date", "datetime", "tick", "answer", "choice", "officers",
    "power", "pick", "lines", "group", "rows", "points",
]  # fmt: skip

# Rows that the program itself adds up: kinds and amounts are typed once, in the list of penalties.
_ADDED_UP: Final = frozenset({"fine_fen", "confiscated_fen"})
_LONG: Final = 300
# What the program writes where nobody does.
_WRITTEN: Final[dict[tuple[type[BaseModel], str], str]] = {
    (PenaltyItemData, "text"): "不填的，按种类和金额自动写出。"
}
_WIDGETS: Final[dict[str, Kind]] = {
    "textarea": "textarea", "money": "money", "lines": "lines", "officers": "officers", "power": "power",
    "pick": "pick", "points": "points", "basis": "rows", "evidence": "rows", "penalties": "rows",
    "exchanges": "rows", "speeches": "rows", "grid": "rows",
}  # fmt: skip
_PLAIN: Final[dict[Any, Kind]] = {
    str: "text", int: "number", date: "date", datetime: "datetime", UUID: "text",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One field: ``parts`` are the fields of a group or of one row, ``choices`` are (value, words).

    ``of`` says from which of the case's own things a ``pick`` is made (``desk/picks.py``).
    """

    name: str
    label: str
    kind: Kind
    widget: str
    required: bool
    hint: str = ""
    longest: int | None = None
    least: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple["Field", ...] = ()
    default: Any = None
    of: str = ""


@cache
def shape_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model in their order; amounts that the list of penalties adds up are left out."""
    fields = model.model_fields
    adds_up = "penalty_items" in fields
    return tuple(
        _field(name, info, _WRITTEN.get((model, name), ""))
        for name, info in fields.items()
        if not (adds_up and name in _ADDED_UP)
    )


def _field(name: str, info: FieldInfo, written: str) -> Field:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    widget = str(extra.get("widget", ""))
    kind = _kind(name, info, widget)
    least = next((rule.min_length for rule in info.metadata if isinstance(rule, MinLen)), 0)
    longest = next((rule.max_length for rule in info.metadata if isinstance(rule, MaxLen)), None)
    inner = _inner_model(info.annotation)
    if kind == "text" and longest is not None and longest > _LONG:
        kind = "textarea"
    return Field(
        name=name,
        label=(info.title or name).replace("（分）", "（元）"),
        kind=kind,
        widget=widget,
        required=(info.is_required() or least > 0) and not written,
        hint=info.description or written,
        longest=longest,
        least=least,
        choices=_choices(info.annotation, extra.get("choices")),
        parts=shape_of(inner) if inner else (),
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        of=str(extra.get("of", "")),
    )


def _kind(name: str, info: FieldInfo, widget: str) -> Kind:
    if widget in _WIDGETS:
        return _WIDGETS[widget]
    if name.endswith("fen"):
        return "money"
    annotation: Any = _bare(info.annotation)
    if annotation is bool:
        # What has no default is a question that must be answered; a box left empty would answer it with no.
        return "answer" if info.is_required() else "tick"
    if get_origin(annotation) is list:
        return "rows" if _inner_model(annotation) else "lines"
    # What is asked by name only, a flow or a form draws with a model of its own.
    if _inner_model(annotation) or get_origin(annotation) is dict:
        return "group"
    return "choice" if _choices(annotation, None) else _PLAIN[annotation]


def _bare(annotation: Any) -> Any:
    """The type of an optional field without its None, which says only that it may be left empty."""
    options = [each for each in get_args(annotation) if each is not type(None)]
    return options[0] if get_origin(annotation) is UnionType and len(options) == 1 else annotation


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None


def _choices(annotation: Any, words: Any) -> tuple[tuple[str, str], ...]:
    known = words if isinstance(words, dict) else {}
    if get_origin(annotation) is Literal:
        return tuple((str(value), str(known.get(value, value))) for value in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple((str(each.value), str(known.get(each.value, each.value))) for each in annotation)
    return ()
