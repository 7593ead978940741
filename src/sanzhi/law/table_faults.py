"""What is wrong with a decision table: two rows that speak at once, values that no row answers, stored tests
that fail, and a lower layer milder than the one above it (国办发〔2018〕118号 §十二: it may only tighten).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sanzhi.law.tables import Cell, Input, Span, Table, anything, decide


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a table: a sentence, the rows concerned (from 1), and values that show it."""

    kind: str
    words: str
    rows: tuple[int, ...]
    witness: Mapping[str, Any]


def faults(table: Table) -> list[Fault]:
    """Rows that overlap, values that no row answers, and stored tests that fail."""
    return [*_overlaps(table), *_gaps(table), *_failed(table)]


def loosened(upper: Table, lower: Table) -> Fault | None:
    """Values for which a lower layer is milder than the layer above it, or None.

    The two must have the same inputs and values; where the lower one has no row the layer above goes on to
    apply (国办发〔2018〕118号 §十二).
    """
    if upper.inputs != lower.inputs:
        return Fault("layer", "条件列与上一层不一致，无法比较", (), {})
    if upper.values != lower.values:
        return Fault("layer", "结果的取值与上一层不一致，无法比较", (), {})
    for above in upper.rows:
        for place, below in enumerate(lower.rows, 1):
            met = _meet(above.cells, below.cells)
            if met and upper.values.index(below.then) < upper.values.index(above.then):
                shown = _shown(lower, met)
                words = f"第 {place} 行比上一层宽：{_told(lower, shown)}时上一层为“{above.then}”，"
                return Fault("layer", f"{words}本层为“{below.then}”。下一层只能收紧", (place,), shown)
    return None


def _overlaps(table: Table) -> Iterator[Fault]:
    for first, one in enumerate(table.rows, 1):
        for second, other in enumerate(table.rows[first:], first + 1):
            met = _meet(one.cells, other.cells)
            if met is not None:
                shown = _shown(table, met)
                words = f"第 {first} 行与第 {second} 行重叠：{_told(table, shown)}时两行都适用"
                yield Fault("overlap", words, (first, second), shown)


def _gaps(table: Table) -> Iterator[Fault]:
    # Columns of choices first: a number's pieces are then cut by the rows of one choice only.
    order = sorted(range(len(table.inputs)), key=lambda place: table.inputs[place].counts)
    columns = [table.inputs[place] for place in order]
    for missing in _uncovered(columns, [tuple(row.cells[place] for place in order) for row in table.rows]):
        shown = _shown(table, [cell for _, cell in sorted(zip(order, missing, strict=True), key=_place)])
        yield Fault("gap", f"没有一行适用于：{_told(table, shown)}", (), shown)


def _place(pair: tuple[int, Cell]) -> int:
    return pair[0]


def _uncovered(columns: Sequence[Input], rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Cells that no row covers: one column after the other, rows that fall out are not looked at again."""
    if not rows:
        yield anything(columns)
    elif columns:
        for part in _parts(columns[0], [row[0] for row in rows]):
            within = [row[1:] for row in rows if _both(part, row[0]) is not None]
            for rest in _uncovered(columns[1:], within):
                yield (part, *rest)


def _parts(column: Input, cells: Sequence[Cell]) -> list[Cell]:
    """The pieces of a column's values between which no row changes."""
    if not column.counts:
        groups: dict[tuple[bool, ...], list[Any]] = {}
        for value in column.choices:
            groups.setdefault(tuple(value in cell for cell in cells), []).append(value)
        return [frozenset(group) for group in groups.values()]
    spans = [cell for cell in cells if isinstance(cell, Span)]
    starts = {0, *(span.low for span in spans), *(span.high + 1 for span in spans if span.high is not None)}
    edges = sorted(starts)
    return [*(Span(low, high - 1) for low, high in pairwise(edges)), Span(edges[-1], None)]


def _meet(one: Sequence[Cell], other: Sequence[Cell]) -> tuple[Cell, ...] | None:
    met = tuple(_both(a, b) for a, b in zip(one, other, strict=True))
    return None if any(each is None for each in met) else tuple(each for each in met if each is not None)


def _both(one: Cell, other: Cell) -> Cell | None:
    if isinstance(one, Span) and isinstance(other, Span):
        ends = [each.high for each in (one, other) if each.high is not None]
        span = Span(max(one.low, other.low), min(ends) if ends else None)
        return None if span.high is not None and span.high < span.low else span
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return (one & other) or None
    return None


def _shown(table: Table, cells: Sequence[Cell]) -> dict[str, Any]:
    """The smallest value of each cell, in the order of the columns."""
    return {
        column.id: cell.low if isinstance(cell, Span) else next(v for v in column.choices if v in cell)
        for column, cell in zip(table.inputs, cells, strict=True)
    }


def _told(table: Table, shown: Mapping[str, Any]) -> str:
    return "，".join(f"{column.title}{_plain(column, shown[column.id])}" for column in table.inputs)


def _plain(column: Input, value: Any) -> str:
    if column.type == "money":
        return f" {value // 100:,}.{value % 100:02d} 元" if value % 100 else f" {value // 100:,} 元"
    if column.type == "bool":
        return "：是" if value else "：否"
    return f" {value:,}" if column.counts else f"为“{value}”"


def _failed(table: Table) -> Iterator[Fault]:
    for place, (given, wanted) in enumerate(table.tests, 1):
        found = [row.then for row in decide(table, given)]
        if found != [wanted]:
            told = "、".join(found) or "没有一行适用"
            yield Fault("test", f"第 {place} 条验证：应为“{wanted}”，实为“{told}”", (), given)
