"""The controls of a form: each field of an act's data with its value, its error and its choices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel

from sanzhi.desk.choices import Option
from sanzhi.desk.money import to_yuan
from sanzhi.desk.shape import Field, shape_of
from sanzhi.jobs.clock import CHINA
from sanzhi.law.errors import FieldError

_MANY: Final = 5
BLANK: Final = "__n__"

_HINTS: Final[Mapping[str, str]] = {
    "uscc": "法人和非法人组织必填，18 位。",
    "id_number": "自然人填写，加密保存。",
    "legal_representative": "法人、非法人组织和个体工商户填写。",
    "money": "单位：元，例如 52120.00。",
    "lines": "每行一项。",
}


@dataclass(frozen=True)
class Offered:
    """What a case offers to its forms: officers, powers, (law, article) pairs, and its own things by kind."""

    officers: Sequence[Option] = ()
    powers: Sequence[Option] = ()
    statutes: Sequence[tuple[str, str]] = ()
    picks: Mapping[str, Sequence[Option]] = field(default_factory=dict)


@dataclass(frozen=True)
class Control:
    """One control as the template draws it. ``kind`` chooses the partial; ``name`` is the path of the field.

    ``rows`` are the controls of each row, ``blank`` those of the row that the browser may add.
    """

    name: str
    label: str
    kind: str
    widget: str = ""
    value: Any = ""
    required: bool = True
    hint: str = ""
    error: str = ""
    longest: int | None = None
    options: tuple[Option, ...] = ()
    parts: tuple["Control", ...] = ()
    rows: tuple[tuple["Control", ...], ...] = ()
    blank: tuple["Control", ...] = ()

    @property
    def id(self) -> str:
        """The id of the element, which errors lead to."""
        return "f-" + self.name.replace(".", "-")


@dataclass(frozen=True)
class Drawing:
    """What is needed to draw: the case's choices, the errors by path, and which list gets one more row."""

    offered: Offered
    errors: Mapping[str, str] = field(default_factory=dict)
    more: str = ""

    def controls(self, model: type[BaseModel], data: Mapping[str, Any]) -> tuple[Control, ...]:
        """The controls of a model filled with data."""
        return self._all(shape_of(model), data, "")

    def _all(self, fields: Iterable[Field], data: Mapping[str, Any], prefix: str) -> tuple[Control, ...]:
        return tuple(
            self._one(each, data.get(each.name, each.default), f"{prefix}{each.name}") for each in fields
        )

    def _one(self, each: Field, value: Any, path: str) -> Control:
        known = value if isinstance(value, list) else []
        options = self._options(each)
        if each.kind in {"power", "pick"} and not value and len(options) == 1:
            value = options[0].value
        return Control(
            name=path,
            label=each.label,
            kind=_partial(each),
            widget=each.widget,
            value=_shown(each, value),
            required=each.required and each.kind != "tick",
            hint=each.hint
            or _HINTS.get(each.name)
            or ("" if "元" in each.label else _HINTS.get(each.kind, "")),
            error=self.errors.get(path, ""),
            longest=each.longest,
            options=options,
            parts=self._all(each.parts, value or {}, f"{path}.") if each.kind == "group" else (),
            rows=self._rows(each, known, path) if each.kind in {"rows", "points"} else (),
            blank=self._all(each.parts, {}, f"{path}.{BLANK}.") if each.kind == "rows" else (),
        )

    def _rows(self, each: Field, rows: list[Any], path: str) -> tuple[tuple[Control, ...], ...]:
        empty = 1 if self.more == path else max(each.least - len(rows), 0) or (0 if rows else 1)
        wanted = rows if each.kind == "points" else [*rows, *[{} for _ in range(empty)]]
        return tuple(self._all(each.parts, row, f"{path}.{number}.") for number, row in enumerate(wanted))

    def _options(self, each: Field) -> tuple[Option, ...]:
        if each.kind == "officers":
            return tuple(self.offered.officers)
        if each.kind == "power":
            return tuple(self.offered.powers)
        if each.kind == "pick":
            return tuple(self.offered.picks.get(each.of, ()))
        return tuple(Option(value, words) for value, words in each.choices)


def errors_by_path(errors: Iterable[FieldError]) -> dict[str, str]:
    """Errors by the path of their field; several of one field stand together."""
    found: dict[str, str] = {}
    for error in errors:
        found[error.field] = f"{found[error.field]}；{error.rule}" if error.field in found else error.rule
    return found


def _partial(each: Field) -> str:
    if each.kind == "choice":
        return "radios" if len(each.choices) <= _MANY and each.required else "select"
    return "select" if each.kind == "pick" else each.kind


def _shown(each: Field, value: Any) -> Any:
    """A value as its control holds it: yuan, local time of China, lines."""
    if each.kind == "money":
        return to_yuan(value) if isinstance(value, int) and value else value or ""
    if each.kind == "datetime":
        return _local(value)
    if each.kind == "lines":
        return "\n".join(value) if isinstance(value, list) else ""
    if each.kind in {"tick", "answer", "officers", "rows", "group", "points"}:
        return value
    return "" if value is None else str(value)


def _local(value: Any) -> str:
    try:
        return f"{datetime.fromisoformat(str(value)).astimezone(CHINA):%Y-%m-%dT%H:%M}" if value else ""
    except ValueError:
        return str(value)
