"""The form of a step: the fields that a flow asks for, as a model that the door checks and a page draws."""

from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal

from pydantic import BaseModel, create_model
from pydantic import Field as Asked

from sanzhi.procedure.data import AREA, Fen, Part
from sanzhi.procedure.personal import Narrative, Personal, PersonalText
from sanzhi.procedure.shapes import Field

_LONGEST: Final = {"text": 200, "long": 4000}


def form_fact(step: str) -> str:
    """The fact that holds what was filled in at a step: each field by its id, and ``_``."""
    return f"form.{step}"


@lru_cache(maxsize=512)
def form_model(fields: tuple[Field, ...]) -> type[BaseModel]:
    """The model of a step's fields: text is personal, money is fen, what is not required may be left out."""
    asked: dict[str, Any] = {field.id: _asked(field) for field in fields}
    made: type[BaseModel] = create_model("StepForm", __base__=Part, **asked)
    return made


def _asked(field: Field) -> tuple[Any, Any]:
    kind, more = _KINDS[field.type], dict[str, Any]()
    if field.type in _LONGEST:
        more = {
            "max_length": _LONGEST[field.type],
            "json_schema_extra": AREA if field.type == "long" else None,
        }
        if not field.required:
            return kind, Asked(Personal(""), title=field.title, **more)
        return kind, Asked(title=field.title, min_length=1, **more)
    if field.type == "money":
        more = {"ge": 0, "json_schema_extra": {"widget": "money"}}
    if field.type == "choice":
        kind = Literal[field.options]
    if field.required:
        return kind, Asked(title=field.title, **more)
    return (bool, Asked(False, title=field.title)) if kind is bool else (
        kind | None, Asked(None, title=field.title, **more)
    )  # fmt: skip


def _text(field: Field) -> Any:
    longest, extra = _LONGEST[field.type], AREA if field.type == "long" else None
    if field.required:
        return Asked(title=field.title, min_length=1, max_length=longest, json_schema_extra=extra)
    return Asked(Personal(""), title=field.title, max_length=longest, json_schema_extra=extra)


_KINDS: Final[dict[str, Any]] = {
    "text": PersonalText,
    "long": Narrative,
    "number": int,
    "money": Fen,
    "date": date,
    "boolean": bool,
    "choice": str,
}
