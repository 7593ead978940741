"""A procedure as a drawing: its steps in order, the present one lit.

The drawing is computed here and printed as SVG attributes.  Steps stand in columns by how far they
are from the beginning, side by side where they may run in parallel; a long flow breaks into lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

StepState = Literal["done", "now", "next", "skipped", "plain"]

WORDS: dict[StepState, str] = {
    "done": "已完成",
    "now": "进行中",
    "next": "未开始",
    "skipped": "不需要",
    "plain": "",
}
BOX_WIDTH, BOX_HEIGHT = 112, 58
GAP_X, GAP_Y = 26, 16
LINE_GAP = 30
MARGIN = 24
OVER = 12
COLUMNS = 7
_LETTERS = 7


@dataclass(frozen=True)
class Step:
    """A place in the flow, ``plain`` where no case is meant; ``note`` is a line below it (date, person)."""

    key: str
    title: str
    state: StepState
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Box:
    """A step with its corner at ``x``, ``y`` in pixels and its name broken into ``lines``."""

    step: Step
    word: str
    x: int
    y: int
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Arrow:
    """A line from step to step as SVG path data; ``walked`` when both ends have been reached."""

    path: str
    walked: bool


@dataclass(frozen=True)
class Place:
    """A box's corner in pixels, and the top of the line of boxes that it belongs to."""

    x: int
    y: int
    line: int


@dataclass(frozen=True)
class FlowDrawing:
    """The drawing and its size in pixels."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(steps: Sequence[Step], arrows: Sequence[tuple[str, str]] = ()) -> FlowDrawing:
    """Lay out ``steps``, given in an order in which every arrow points forward.

    Without ``arrows`` they follow each other.  Arrows back (退回) are left out: a round is an event
    of the case, not a place in its flow.
    """
    names = [step.key for step in steps]
    index = {name: number for number, name in enumerate(names)}
    pairs = list(arrows) or list(pairwise(names))
    forward = [(a, b) for a, b in pairs if a in index and b in index and index[a] < index[b]]
    places, size = _places(_columns(names, forward))
    by_key = {step.key: step for step in steps}
    boxes = tuple(_box(step, places[step.key].x, places[step.key].y) for step in steps)
    drawn = tuple(Arrow(_path(places[a], places[b]), _walked(by_key[a], by_key[b])) for a, b in forward)
    return FlowDrawing(*size, boxes, drawn)


def _columns(names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Steps by their longest distance from the beginning."""
    rank = dict.fromkeys(names, 0)
    for name in names:
        for source, target in arrows:
            if source == name:
                rank[target] = max(rank[target], rank[name] + 1)
    columns: list[list[str]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for name in names:
        columns[rank[name]].append(name)
    return columns


def _places(columns: Sequence[Sequence[str]]) -> tuple[Mapping[str, Place], tuple[int, int]]:
    """Where all boxes stand, and the size of the whole."""
    places: dict[str, Place] = {}
    left, top = MARGIN if len(columns) > COLUMNS else 2, 4 + OVER
    for begin in range(0, len(columns), COLUMNS):
        line = columns[begin : begin + COLUMNS]
        height = max(_stack(len(column)) for column in line)
        for number, column in enumerate(line):
            offset = top + (height - _stack(len(column))) // 2
            for row, name in enumerate(column):
                x, y = left + number * (BOX_WIDTH + GAP_X), offset + row * (BOX_HEIGHT + GAP_Y)
                places[name] = Place(x, y, top)
        top += height + LINE_GAP
    widest = min(len(columns), COLUMNS)
    return places, (left + widest * (BOX_WIDTH + GAP_X) - GAP_X // 2 + 2, max(top - LINE_GAP + 2, 0))


def _stack(count: int) -> int:
    return count * (BOX_HEIGHT + GAP_Y) - GAP_Y


def _box(step: Step, x: int, y: int) -> Box:
    parts = [step.title[at : at + _LETTERS] for at in range(0, len(step.title), _LETTERS)][:2]
    parts += [step.note[: _LETTERS + 2]] if step.note and len(parts) < 2 else []
    first = y + BOX_HEIGHT // 2 + 5 - 10 * (len(parts) - 1)
    lines = tuple((part, first + 20 * row) for row, part in enumerate(parts))
    return Box(step, WORDS[step.state], x, y, lines)


def _path(source: Place, target: Place) -> str:
    """A line with right angles; to a further line of a long flow it runs round by the left edge."""
    x1, y1 = source.x + BOX_WIDTH, source.y + BOX_HEIGHT // 2
    x2, y2 = target.x - 5, target.y + BOX_HEIGHT // 2
    if target.line == source.line:
        if y1 == y2 and target.x - source.x > BOX_WIDTH + GAP_X:
            return _over(source, target)
        return f"M{x1} {y1}H{x2}" if y1 == y2 else f"M{x1} {y1}H{x1 + GAP_X // 2}V{y2}H{x2}"
    return f"M{x1} {y1}h{GAP_X // 2}V{target.line - LINE_GAP // 2}H2V{y2}H{x2}"


def _over(source: Place, target: Place) -> str:
    """A line that passes over the steps between, from the middle of one top edge to that of the other."""
    half = BOX_WIDTH // 2
    return f"M{source.x + half} {source.y}v{-OVER}H{target.x + half}v{OVER - 5}"


def _walked(source: Step, target: Step) -> bool:
    return source.state == "done" and target.state in ("done", "now")
