"""Decision tables: what they say, and which row applies.

A table is plain JSON::

    {"table": 1, "name": "major", "title": "重大处罚决定", "from": "国务院办公厅",
     "inputs": [{"id": "fine_fen", "title": "罚款数额", "type": "money"},
                {"id": "party", "title": "当事人", "type": "choice", "choices": ["个人", "单位"]}],
     "output": {"id": "major", "title": "法制审核", "values": ["不需要", "需要"]},
     "rows": [{"when": {"fine_fen": {"ge": 1000000}, "party": ["个人"]}, "then": "需要", "because": "…"}],
     "tests": [{"given": {"fine_fen": 1000000, "party": "个人"}, "then": "需要"}]}

``number`` and ``money`` (fen) inputs are whole numbers from 0 and take a span of ``ge``, ``gt``, ``le`` and
``lt``; ``choice`` and ``bool`` inputs take a list of values; an input that a row does not name may be
anything. The values of the output stand from the mildest to the strictest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TABLE = 1
_BOUNDS = frozenset({"ge", "gt", "le", "lt"})
_NUMBERS = frozenset({"number", "money"})
# More rows than any catalogue has; the check of pairs stays within a second.
MOST_ROWS = 400


class TableError(ValueError):
    """A table that cannot be read; the message names the place in Chinese."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from ``low`` to ``high``, both included; ``high`` None: without end."""

    low: int
    high: int | None

    def __contains__(self, value: int) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Input:
    """One column of conditions. ``choices`` are the values of a choice, (False, True) of a bool."""

    id: str
    title: str
    type: str
    choices: tuple[Any, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the values are whole numbers."""
        return self.type in _NUMBERS


Cell = Span | frozenset[Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for every input in their order, the value that follows, and why."""

    cells: tuple[Cell, ...]
    then: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: inputs, the values of its output from mild to strict, rows, stored tests."""

    name: str
    title: str
    source: str
    inputs: tuple[Input, ...]
    output: str
    values: tuple[str, ...]
    rows: tuple[Row, ...]
    tests: tuple[tuple[dict[str, Any], str], ...]


def read(document: Mapping[str, Any]) -> Table:
    """Read a table. ``TableError`` names the first place that is wrong."""
    if document.get("table") != TABLE:
        raise TableError(f"table：只认识第 {TABLE} 版，收到 {document.get('table')!r}")
    inputs = tuple(_input(raw, place) for place, raw in enumerate(_list(document, "inputs"), 1))
    if not inputs or len({each.id for each in inputs}) != len(inputs):
        raise TableError("inputs：至少要有一列条件，编号不能重复")
    output = document.get("output")
    if not isinstance(output, Mapping) or len(output.get("values") or ()) < 2:
        raise TableError("output：结果至少要有两个值，从轻到重排列")
    values = tuple(str(each) for each in output["values"])
    rows = _list(document, "rows")
    if len(rows) > MOST_ROWS:
        raise TableError(f"rows：最多 {MOST_ROWS} 行，现有 {len(rows)} 行")
    return Table(
        name=str(document.get("name", "")),
        title=str(document.get("title", "")),
        source=str(document.get("from", "")),
        inputs=inputs,
        output=str(output.get("title", "结果")),
        values=values,
        rows=tuple(_row(raw, inputs, values, place) for place, raw in enumerate(rows, 1)),
        tests=tuple(
            _test(raw, inputs, values, place) for place, raw in enumerate(document.get("tests", ()), 1)
        ),
    )


def decide(table: Table, given: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows that apply to the values given; exactly one in a table without faults.

    Raises ``TableError`` for a value that the column does not know.
    """
    point = tuple(_value(each, given, "given") for each in table.inputs)
    return tuple(row for row in table.rows if all(v in c for v, c in zip(point, row.cells, strict=True)))


def anything(inputs: Sequence[Input]) -> tuple[Cell, ...]:
    """The cells of a row that names none of these inputs."""
    return tuple(Span(0, None) if each.counts else frozenset(each.choices) for each in inputs)


def _list(document: Mapping[str, Any], key: str) -> list[Any]:
    value = document.get(key)
    if not isinstance(value, list):
        raise TableError(f"{key}：应当是列表")
    return value


def _input(raw: Any, place: int) -> Input:
    if not isinstance(raw, Mapping) or not raw.get("id"):
        raise TableError(f"inputs 第 {place} 列：没有编号")
    kind = raw.get("type")
    if kind not in _NUMBERS | {"choice", "bool"}:
        raise TableError(f"inputs 第 {place} 列：不认识的类型 {kind!r}")
    choices = (False, True) if kind == "bool" else tuple(raw.get("choices", ()))
    if kind == "choice" and (len(choices) < 2 or len(set(choices)) != len(choices)):
        raise TableError(f"inputs 第 {place} 列：选项至少两个，不能重复")
    return Input(str(raw["id"]), str(raw.get("title") or raw["id"]), str(kind), choices)


def _row(raw: Any, inputs: Sequence[Input], values: Sequence[str], place: int) -> Row:
    when = raw.get("when", {}) if isinstance(raw, Mapping) else None
    if not isinstance(when, Mapping):
        raise TableError(f"第 {place} 行：条件应当按列填写")
    unknown = set(when) - {each.id for each in inputs}
    if unknown:
        raise TableError(f"第 {place} 行：没有名为 {'、'.join(sorted(unknown))} 的列")
    if raw.get("then") not in values:
        raise TableError(f"第 {place} 行：结果应当是 {'、'.join(values)} 之一")
    cells = tuple(_cell(each, when.get(each.id), place) for each in inputs)
    return Row(cells, str(raw["then"]), str(raw.get("because", "")))


def _cell(column: Input, raw: Any, place: int) -> Cell:
    where = f"第 {place} 行“{column.title}”"
    if raw is None:
        return anything([column])[0]
    if column.counts:
        return _span(raw, where)
    if not isinstance(raw, list) or not raw or not set(raw) <= set(column.choices):
        raise TableError(f"{where}：应当是 {'、'.join(map(str, column.choices))} 中的一个或者几个")
    return frozenset(raw)


def _span(raw: Any, where: str) -> Span:
    if not isinstance(raw, Mapping) or not raw or not set(raw) <= _BOUNDS:
        raise TableError(f"{where}：应当用 ge、gt、le、lt 写明范围")
    if any(type(each) is not int or each < 0 for each in raw.values()):
        raise TableError(f"{where}：界限应当是不小于 0 的整数")
    low = max([0, *(raw[k] + (k == "gt") for k in ("ge", "gt") if k in raw)])
    highs = [raw[k] - (k == "lt") for k in ("le", "lt") if k in raw]
    span = Span(low, min(highs) if highs else None)
    if span.high is not None and span.high < span.low:
        raise TableError(f"{where}：上限小于下限，没有一个数符合")
    return span


def _value(column: Input, given: Mapping[str, Any], where: str) -> Any:
    value = given.get(column.id)
    fits = (type(value) is int and value >= 0) if column.counts else value in column.choices
    if not fits:
        raise TableError(f"{where}“{column.title}”：{value!r} 不是这一列的值")
    return value


def _test(raw: Any, inputs: Sequence[Input], values: Sequence[str], place: int) -> tuple[dict[str, Any], str]:
    if not isinstance(raw, Mapping) or raw.get("then") not in values:
        raise TableError(f"第 {place} 条验证：结果应当是 {'、'.join(values)} 之一")
    given = raw.get("given") or {}
    return {each.id: _value(each, given, f"第 {place} 条验证") for each in inputs}, str(raw["then"])
