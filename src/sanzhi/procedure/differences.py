"""What two versions of a flow differ in: steps added, removed, changed, and the arrows between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sanzhi.procedure.shapes import Bundle, Step, Transition

Sort = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``step`` is the id it belongs to; for a way, ``way`` is the one of the version that has
    it. ``aspect`` names what changed of a step: title, public, role, clock, join, fields, documents …
    """

    sort: Sort
    step: str
    way: Transition | None = None
    aspect: str = ""


_ASPECTS = (
    "title", "public", "role", "clock", "final", "optional", "join", "join_any", "countersign", "fields",
    "documents",
)  # fmt: skip


def differences(old: Bundle, new: Bundle) -> list[Difference]:
    """Every difference from the old to the new, step by step in the new one's order, then what is gone."""
    found: list[Difference] = []
    for name, step in new.steps.items():
        if name not in old.steps:
            found.append(Difference("added", name))
            found += [Difference("added", name, way) for way in step.transitions]
        else:
            found += _of_step(old.steps[name], step)
    gone = [name for name in old.steps if name not in new.steps]
    found += [Difference("removed", name) for name in gone]
    found += _of_ways("", old.anywhere, new.anywhere)
    if old.start != new.start:
        found.append(Difference("changed", new.start, aspect="start"))
    return found


def arrows_of(bundle: Bundle) -> set[tuple[str, str]]:
    """The arrows of a flow as (from, to)."""
    return {
        (step.id, target)
        for step in bundle.steps.values()
        for way in step.transitions
        for target in (*way.to, way.back)
        if target
    }


def _of_step(old: Step, new: Step) -> Iterator[Difference]:
    for aspect in _ASPECTS:
        if getattr(old, aspect) != getattr(new, aspect):
            yield Difference("changed", new.id, aspect=aspect)
    yield from _of_ways(new.id, old.transitions, new.transitions)


def _of_ways(step: str, old: tuple[Transition, ...], new: tuple[Transition, ...]) -> Iterator[Difference]:
    yield from (Difference("added", step, way) for way in new if way not in old)
    yield from (Difference("removed", step, way) for way in old if way not in new)
