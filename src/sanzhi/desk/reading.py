"""From what a form sent to the data of an act: dates of China, fen, rows without the empty ones."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.http import QueryDict
from pydantic import BaseModel

from sanzhi.desk.money import in_words, to_fen
from sanzhi.desk.shape import Field, Kind, shape_of
from sanzhi.jobs.clock import CHINA
from sanzhi.law.errors import FieldError
from sanzhi.pages.days import bounded

_CONFISCATED: Final = "没收"


@dataclass
class Typed:
    """What was typed, in the shape of the act's data, and what could not be read of it.

    A value that could not be read stays as it was typed, so that it can be shown again.
    """

    data: dict[str, Any]
    problems: list[FieldError] = field(default_factory=list)


def read(model: type[BaseModel], post: QueryDict) -> Typed:
    """Read a form of this model."""
    typed = Typed({})
    typed.data = _fields(shape_of(model), post, "", typed.problems)
    if "penalty_items" in typed.data:
        typed.data |= _settled(typed.data["penalty_items"], set(model.model_fields))
    return typed


def moment(text: str) -> datetime | None:
    """The instant of a local date and time in China; None when it is none."""
    try:
        return bounded(datetime.fromisoformat(text)).replace(tzinfo=CHINA)
    except ValueError:
        return None


def _fields(
    fields: tuple[Field, ...], post: QueryDict, prefix: str, problems: list[FieldError]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for each in fields:
        path = f"{prefix}{each.name}"
        if each.kind == "group":
            data[each.name] = _fields(each.parts, post, f"{path}.", problems)
        elif each.kind in {"rows", "points"}:
            data[each.name] = _rows(each, post, path, problems)
        else:
            _put(data, each, post, path, problems)
    return data


def _put(data: dict[str, Any], each: Field, post: QueryDict, path: str, problems: list[FieldError]) -> None:
    value = _READERS.get(each.kind, _text)(post, path)
    # An empty date or amount is left out, so that a required one reads "必填" and another keeps its default.
    if value == "" and each.kind not in {"text", "textarea"}:
        return
    data[each.name] = value
    if each.kind == "money" and not isinstance(value, int):
        problems.append(FieldError(path, each.label, "应为金额，例如 52120.00"))
    if each.kind == "datetime" and moment(value) is None:
        problems.append(FieldError(path, each.label, "应为日期和时间，例如 2026-03-02 09:30"))


def _rows(each: Field, post: QueryDict, path: str, problems: list[FieldError]) -> list[dict[str, Any]]:
    pattern = re.compile(re.escape(path) + r"\.(\d{1,4})\.")
    numbers = sorted({int(found[1]) for name in post if (found := pattern.match(name))})
    rows: list[dict[str, Any]] = []
    for number in numbers:
        row_problems: list[FieldError] = []
        row = _fields(each.parts, post, f"{path}.{number}.", row_problems)
        if any(value not in ("", None, False, []) for value in row.values()):
            # Rows are counted anew without the empty ones, and so are their errors.
            problems += [
                FieldError(p.field.replace(f"{path}.{number}.", f"{path}.{len(rows)}.", 1), p.label, p.rule)
                for p in row_problems
            ]
            rows.append(row)
    return rows


def _settled(items: list[dict[str, Any]], wanted: set[str]) -> dict[str, Any]:
    """The totals of the penalties, and words for those that have none: nothing is typed twice."""
    totals = {"fine_fen": 0, "confiscated_fen": 0}
    for item in items:
        fen, kind = item.get("fen"), item.get("kind", "")
        if isinstance(fen, int):
            totals["confiscated_fen" if kind.startswith(_CONFISCATED) else "fine_fen"] += fen
        if not item.get("text") and kind:
            item["text"] = f"{kind}{in_words(fen)}元" if isinstance(fen, int) else kind
    return {name: total for name, total in totals.items() if name in wanted}


def _text(post: QueryDict, path: str) -> Any:
    return post.get(path, "").strip().replace("\r\n", "\n")


def _money(post: QueryDict, path: str) -> Any:
    text = post.get(path, "").strip()
    fen = to_fen(text)
    return text if fen is None else fen


def _datetime(post: QueryDict, path: str) -> Any:
    text = post.get(path, "").strip()
    found = moment(text)
    return text if found is None else found.isoformat()


def _answer(post: QueryDict, path: str) -> Any:
    return {"yes": True, "no": False}.get(post.get(path, ""), "")


def _lines(post: QueryDict, path: str) -> Any:
    return [line.strip() for line in post.get(path, "").splitlines() if line.strip()]


_READERS: Mapping[Kind, Callable[[QueryDict, str], Any]] = {
    "money": _money,
    "datetime": _datetime,
    "tick": lambda post, path: path in post,
    "answer": _answer,
    "officers": lambda post, path: post.getlist(path),
    "lines": _lines,
}
