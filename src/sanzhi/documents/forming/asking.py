"""What a form asks of the person who makes the document, as the data of an act: only what the case lacks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field, create_model

from sanzhi.documents.forming.fields import Column, FormField
from sanzhi.documents.forming.form import Form
from sanzhi.procedure.acts import ActData
from sanzhi.procedure.data import Part
from sanzhi.procedure.personal import PersonalText, plain

_LONGEST = {"text": 300, "long": 8000}
_PLAIN: Mapping[str, Any] = {"date": date, "time": datetime, "number": int, "money": int, "flag": bool}


_models: dict[str, type[ActData]] = {}


def model_of(form: Form) -> type[ActData]:
    """The fields that the form asks for, each with its label; a form may ask for nothing."""
    if form.digest not in _models:
        asked: dict[str, Any] = {field.id: _entry(field) for field in form.fields if field.ask}
        _models[form.digest] = create_model("Asked", __base__=ActData, **asked)
    return _models[form.digest]


def told(form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, checked, as plain values. Raises pydantic's `ValidationError`."""
    return {name: value for name, value in plain(model_of(form).model_validate(given)).items() if value != ""}


def _entry(field: FormField) -> tuple[Any, Any]:
    if field.type == "rows":
        return _rows(field)
    title: dict[str, Any] = {"title": field.label, "description": field.hint or None}
    if field.type == "lines":
        return list[PersonalText], _free(field, title | {"json_schema_extra": {"widget": "lines"}}, list)
    if field.type == "choice":
        title["json_schema_extra"] = {"choices": dict(field.words)}
        return Literal[tuple(field.words)], _free(field, title, None)
    if field.type in _PLAIN:
        kind = _PLAIN[field.type]
        title["json_schema_extra"] = {"widget": "money"} if field.type == "money" else None
        return (kind if field.required else kind | None), _free(field, title, None)
    extra = {"widget": "textarea"} if field.type == "long" else {}
    return PersonalText, _free(
        field, title | {"max_length": _LONGEST.get(field.type, 300), "json_schema_extra": extra}, str
    )


def _free(field: FormField, named: dict[str, Any], empty: Any) -> Any:
    if not field.required:
        return Field(default_factory=empty, **named) if empty else Field(None, **named)
    return Field(min_length=1, **named) if empty else Field(**named)


def _rows(field: FormField) -> tuple[Any, Any]:
    columns: dict[str, Any] = {column.id: _column(column) for column in field.columns}
    row = create_model("Row", __base__=Part, **columns)
    return list[row], Field(
        default_factory=list, title=field.label, min_length=field.least if field.required else 0,
        json_schema_extra={"widget": "exchanges"},
    )  # fmt: skip


def _column(column: Column) -> tuple[Any, Any]:
    named: dict[str, Any] = {"title": column.label, "max_length": _LONGEST.get(column.type, 300)}
    return PersonalText, Field(min_length=1, **named) if column.required else Field("", **named)
