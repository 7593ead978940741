"""The columns of a library's spreadsheet, taken from its content model, and how a cell becomes a value.

A record stands in one line. What it holds several of (certificates, years of training, rungs of a benchmark)
takes further lines below, whose other cells are empty.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sanzhi.law.amounts import in_yuan
from sanzhi.law.citations import parse
from sanzhi.registry.contents import Basis
from sanzhi.registry.libraries import LIBRARIES

AGENCY = "执法部门统一社会信用代码"
_SPLIT = re.compile(r"[、，,;；\n]+")
_YES: Final = {"是": True, "否": False, "√": True, "×": False, "1": True, "0": False}


class BadCell(ValueError):
    """A cell that cannot be read; the message is the rule in Chinese."""


@dataclass(frozen=True)
class Column:
    """One column. ``group`` is the field of the list that it belongs to, empty for the record itself.

    ``read`` makes the value of a cell that is not empty, or raises ``BadCell``; ``write`` the cell of a
    value. ``options`` are the only values allowed, where there are such.
    """

    field: str
    title: str
    group: str
    required: bool
    hint: str
    options: tuple[str, ...]
    width: int
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


@cache
def columns_of(library: str) -> tuple[Column, ...]:
    """The columns of a library in the order of its form."""
    return tuple(_columns(LIBRARIES[library].content, ""))


def rows_of(library: str, content: Mapping[str, Any]) -> list[list[Any]]:
    """The lines of a spreadsheet that say this content, without the agency."""
    columns = columns_of(library)
    groups = {column.group for column in columns if column.group}
    height = max([1, *(len(content.get(group) or ()) for group in groups)])
    return [[_cell(column, content, line) for column in columns] for line in range(height)]


def _cell(column: Column, content: Mapping[str, Any], line: int) -> Any:
    if column.group:
        rows = content.get(column.group) or ()
        value = rows[line].get(column.field) if line < len(rows) else None
    else:
        value = content.get(column.field) if line == 0 else None
    return None if value is None or value == [] else column.write(value)


def _columns(model: type[BaseModel], group: str) -> list[Column]:
    found: list[Column] = []
    for name, info in model.model_fields.items():
        inner = _rows_inside(info)
        if inner is not None:
            found += _columns(inner, name)
        else:
            found.append(_column(name, info, group))
    return found


def _rows_inside(info: FieldInfo) -> type[BaseModel] | None:
    """The model of a list whose elements take columns of their own; articles stand in one cell."""
    element = _element(info.annotation)
    is_row = isinstance(element, type) and issubclass(element, BaseModel) and element is not Basis
    return element if is_row else None


def _element(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is list else None


def _column(name: str, info: FieldInfo, group: str) -> Column:
    title = (info.title or name).replace("（分）", "（元）")
    options = _options(info.annotation)
    kind = _kind(name, info.annotation)
    hint = "；".join(filter(None, ("必填" if info.is_required() else "", info.description, kind.hint)))
    return Column(name, title, group, info.is_required(), hint, options, kind.width, kind.read, kind.write)


def _options(annotation: Any) -> tuple[str, ...]:
    if annotation is bool:
        return ("是", "否")
    return tuple(get_args(annotation)) if get_origin(annotation) is Literal else ()


@dataclass(frozen=True)
class _Kind:
    """How cells of one kind of value are read and written."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    hint: str = ""
    width: int = 16


def _text(value: Any) -> str:
    # A code of digits that the spreadsheet took for a number comes back without a decimal point.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def _day(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # Without signs between them only eight digits are one day: 2026112 may be two.
    found = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)", _text(value))
    try:
        return date(*map(int, filter(None, found.groups()))).isoformat() if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> str:
    raise BadCell("应为日期，例如 2026-03-02")


def _number(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"\d{1,9}", text):
        raise BadCell("应为整数")
    return int(text)


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = _YES.get(_text(value))
    if known is None:
        raise BadCell("只能填“是”或者“否”")
    return known


def _fen(value: Any) -> int:
    text = _text(value).replace(",", "").replace("，", "").removesuffix("元")
    if not re.fullmatch(r"\d{1,13}(\.\d+)?", text):
        raise BadCell("应为金额（元），不能为负，例如 10000 或者 10000.50")
    fen = Decimal(text) * 100
    if fen != fen.to_integral_value():
        raise BadCell("金额最多两位小数")
    return int(fen)


def _articles(value: Any) -> list[dict[str, str]]:
    found = parse(_text(value))
    if not found:
        raise BadCell("应写明法律名称和条款，例如 《食品安全法》第一百二十四条第一款")
    return [{"law": each.law, "article": each.article} for each in found]


def _cited(value: Any) -> str:
    return "；".join(f"《{each['law']}》{each['article']}" for each in value)


def _several(value: Any) -> list[str]:
    return [part.strip() for part in _SPLIT.split(_text(value)) if part.strip()]


_BASIS = _Kind(_articles, _cited, "例如 《食品安全法》第一百二十四条第一款；多条连写", 40)
_SEVERAL = _Kind(_several, "、".join, "多项用顿号隔开", 24)
_MONEY = _Kind(_fen, in_yuan, "单位：元", 14)
_PLAIN: Final[dict[Any, _Kind]] = {
    int: _Kind(_number, str, "", 10),
    bool: _Kind(_truth, lambda value: "是" if value else "否", "", 10),
    date: _Kind(_day, str, "例如 2026-03-02", 14),
}
_WORDS = _Kind(_text, str, "", 20)


def _kind(name: str, annotation: Any) -> _Kind:
    element = _element(annotation)
    if element is Basis:
        return _BASIS
    if element is str or (isinstance(element, type) and issubclass(element, StrEnum)):
        return _SEVERAL
    if name.endswith("_fen"):
        return _MONEY
    named = [each for each in (annotation, *get_args(annotation)) if each in _PLAIN]
    return _PLAIN[named[0]] if named else _WORDS
