"""A flow as a drawing of the designer: boxes and arrows in pixels, with what is wrong or new marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.layout import Arrow, Layout, lay_out

BOX_WIDTH, BOX_HEIGHT = 128, 56
_COLUMN, _ROW, _MARGIN, _TOP = 178, 92, 10, 66
_LETTERS, _LINES = 8, 2
_LANES = 6


@dataclass(frozen=True)
class Marks:
    """What is marked: ``path`` are the steps of a breaking path in order, ``broken`` where it breaks,
    ``present`` open steps of a trial run, ``added`` steps and arrows that another version lacks.
    """

    path: Sequence[str] = ()
    broken: str = ""
    present: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    new_arrows: frozenset[tuple[str, str]] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Box:
    """A step with its corner, its name in lines, the words of its mark, and its numbers on the path."""

    id: str
    title: str
    x: int
    y: int
    lines: tuple[tuple[str, int], ...]
    state: str
    numbers: str
    final: bool
    start: bool
    href: str


@dataclass(frozen=True)
class Line:
    """An arrow as SVG path data."""

    path: str
    back: bool
    state: str


@dataclass(frozen=True)
class Drawing:
    """The drawing and its size in pixels; ``words`` tell it to who does not see it."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: str


def draw(bundle: Bundle, marks: Marks | None = None) -> Drawing:
    """Draw a flow: steps in columns by their distance from the start, returns above, in dashes."""
    marks = marks or Marks()
    layout = lay_out(bundle)
    boxes = tuple(_box(bundle, step, layout.places[step], marks) for step in bundle.steps)
    walked = set(zip(marks.path, [*marks.path[1:], marks.broken], strict=False))
    lines = tuple(
        _line(layout, arrow, number, _state_of(arrow, walked, marks))
        for number, arrow in enumerate(layout.arrows)
    )
    width = 2 * _MARGIN + (layout.columns - 1) * _COLUMN + BOX_WIDTH
    height = _TOP + (layout.rows - 1) * _ROW + BOX_HEIGHT + 26
    return Drawing(width, height, boxes, lines, "，".join(step.title for step in bundle.steps.values()))


def _box(bundle: Bundle, step: str, place: tuple[int, int], marks: Marks) -> Box:
    title = bundle.steps[step].title
    parts = [title[at : at + _LETTERS] for at in range(0, len(title), _LETTERS)][:_LINES]
    x, y = _MARGIN + place[0] * _COLUMN, _TOP + place[1] * _ROW
    first = y + BOX_HEIGHT // 2 + 5 - 10 * (len(parts) - 1)
    lines = tuple((part, first + 20 * row) for row, part in enumerate(parts))
    numbers = "、".join(str(number) for number, each in enumerate(marks.path, 1) if each == step)
    return Box(
        step, title, x, y, lines, _mark(step, marks), numbers, bundle.steps[step].final, step == bundle.start,
        marks.links.get(step, ""),
    )  # fmt: skip


def _mark(step: str, marks: Marks) -> str:
    if step == marks.broken:
        return "broken"
    if step in marks.present:
        return "present"
    if step in marks.path:
        return "path"
    return "added" if step in marks.added else "plain"


def _state_of(arrow: Arrow, walked: set[tuple[str, str]], marks: Marks) -> str:
    pair = (arrow.source, arrow.target)
    if pair in walked:
        return "path"
    return "added" if pair in marks.new_arrows else "plain"


def _line(layout: Layout, arrow: Arrow, number: int, state: str) -> Line:
    source, target = layout.places[arrow.source], layout.places[arrow.target]
    ax, ay = _MARGIN + source[0] * _COLUMN, _TOP + source[1] * _ROW
    bx, by = _MARGIN + target[0] * _COLUMN, _TOP + target[1] * _ROW
    if arrow.back or target[0] <= source[0]:
        return Line(_above(ax, ay, bx, by, number), True, state)
    return Line(_across(source, target, (ax, ay), (bx, by), number), arrow.back, state)


def _above(ax: int, ay: int, bx: int, by: int, number: int) -> str:
    """From the top of one box over both to the top of the other, in a lane of its own where one is free."""
    lane = min(ay, by) - 12 - 8 * (number % _LANES)
    out, into = ax + BOX_WIDTH // 2 + 14, bx + BOX_WIDTH // 2 - 14
    return f"M{out} {ay}V{lane}H{into}V{by - 4}"


def _across(
    source: tuple[int, int],
    target: tuple[int, int],
    start: tuple[int, int],
    end: tuple[int, int],
    number: int,
) -> str:
    """With right angles; over more than one column it runs below the row of the first box."""
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x2, y2 = end[0] - 4, end[1] + BOX_HEIGHT // 2
    gap = (_COLUMN - BOX_WIDTH) // 2 + 3 * (number % 4) - 5
    if target[0] == source[0] + 1:
        return f"M{x1} {y1}H{x2}" if y1 == y2 else f"M{x1} {y1}h{gap}V{y2}H{x2}"
    lane = start[1] + BOX_HEIGHT + 8 + 5 * (number % 4)
    return f"M{x1} {y1 + 8}h{gap}V{lane}H{end[0] - gap}V{y2}H{x2}"
