"""An act's data as far as it is typed: what is absent or wrong stays empty, so that a draft can be drawn."""

from collections.abc import Mapping
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo


class Blank(str):
    """An empty text that can stand for an absent date, instant or choice too."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """As of an empty choice."""
        return ""

    def isoformat(self) -> str:
        """As of an absent date."""
        return ""


_ABSENT: Final[Mapping[Any, Any]] = {bool: None, int: 0}


def loosely(model: type[BaseModel], typed: Mapping[str, Any]) -> BaseModel:
    """The model with every typed value that is right; never raises for what was typed."""
    values = {name: _value(field, typed.get(name)) for name, field in model.model_fields.items()}
    return model.model_construct(**values)


def _value(field: FieldInfo, typed: Any) -> Any:
    inner = _model_in(field.annotation)
    if inner is not None and isinstance(typed, list):
        return [loosely(inner, row) for row in typed if isinstance(row, Mapping)]
    if inner is not None and isinstance(typed, Mapping):
        return loosely(inner, typed)
    kind: Any = field.annotation
    try:
        return TypeAdapter(kind).validate_python(typed)
    except ValidationError:
        return _absent(field)


def _absent(field: FieldInfo) -> Any:
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    kind: Any = field.annotation
    return [] if get_origin(kind) is list else _ABSENT.get(kind, Blank())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    parts = (annotation, *get_args(annotation))
    return next((each for each in parts if isinstance(each, type) and issubclass(each, BaseModel)), None)
