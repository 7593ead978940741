"""Where the steps of a flow stand in a drawing, and the arrows between them: what every picture shares."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sanzhi.procedure.shapes import Bundle, Transition


@dataclass(frozen=True, slots=True)
class Arrow:
    """The ways from one step to another; ``back`` when they all return to an earlier step."""

    source: str
    target: str
    ways: tuple[Transition, ...]
    back: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Column and row of each step (from 0, the start in column 0) and the arrows, in the flow's order.

    A step that nothing leads to stands in a row of its own below the others.
    """

    places: dict[str, tuple[int, int]]
    arrows: tuple[Arrow, ...]

    @property
    def columns(self) -> int:
        """How many columns the drawing has."""
        return 1 + max(column for column, _ in self.places.values())

    @property
    def rows(self) -> int:
        """How many rows the drawing has."""
        return 1 + max(row for _, row in self.places.values())


def lay_out(bundle: Bundle) -> Layout:
    """The drawing of a flow: each step right of all that lead to it, returns left out of the count."""
    pairs = _pairs(bundle)
    returns = _returns(bundle, pairs)
    forward = {pair: ways for pair, ways in pairs.items() if pair not in returns}
    columns = _columns(bundle, list(forward))
    arrows = tuple(
        Arrow(source, target, tuple(ways), (source, target) in returns)
        for (source, target), ways in pairs.items()
    )
    return Layout(_places(bundle, columns, list(forward)), arrows)


def _pairs(bundle: Bundle) -> dict[tuple[str, str], list[Transition]]:
    pairs: dict[tuple[str, str], list[Transition]] = defaultdict(list)
    for step in bundle.steps.values():
        for way in step.transitions:
            for target in (*way.to, way.back):
                if target:
                    pairs[step.id, target].append(way)
    return dict(pairs)


def _returns(bundle: Bundle, pairs: dict[tuple[str, str], list[Transition]]) -> set[tuple[str, str]]:
    """Arrows that go back: said so by the flow, or leading to a step that is still being walked through."""
    said = {pair for pair, ways in pairs.items() if all(way.back for way in ways)}
    ahead: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        if (source, target) not in said:
            ahead[source].append(target)
    return said | set(_loops(bundle.start, ahead))


def _loops(start: str, ahead: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    walking, seen = [start], {start}
    left = {start: iter(ahead[start])}
    while walking:
        here = walking[-1]
        target = next(left[here], None)
        if target is None:
            walking.pop()
        elif target in walking:
            yield here, target
        elif target not in seen:
            seen.add(target)
            walking.append(target)
            left[target] = iter(ahead[target])


def _columns(bundle: Bundle, forward: list[tuple[str, str]]) -> dict[str, int]:
    """The longest way to each step; as many rounds as there are steps are enough where nothing loops."""
    columns = {bundle.start: 0}
    for _ in bundle.steps:
        for source, target in forward:
            if source in columns:
                columns[target] = max(columns.get(target, 0), columns[source] + 1)
    return columns


def _places(
    bundle: Bundle, columns: dict[str, int], forward: list[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """Rows by the row of the nearest step before, the first free one below it when that is taken."""
    places: dict[str, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    order = {step: place for place, step in enumerate(bundle.steps)}
    for step in sorted(columns, key=lambda each: (columns[each], order[each])):
        before = [places[source][1] for source, target in forward if target == step and source in places]
        row = min(before, default=0)
        while (columns[step], row) in taken:
            row += 1
        places[step] = (columns[step], row)
        taken.add(places[step])
    lowest = 1 + max(row for _, row in places.values())
    apart = [step for step in bundle.steps if step not in places]
    return {**places, **{step: (place, lowest) for place, step in enumerate(apart)}}
