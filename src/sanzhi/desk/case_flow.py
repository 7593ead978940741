"""The flow of a case as a drawing: what was passed, where it stands, what does not concern it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sanzhi.cases.queries import CaseFile
from sanzhi.pages.flow import Step, StepState

# A case is reviewed in one of two ways; which one is known when the draft has been judged.
_WHEN_MAJOR = frozenset({"review", "deliberation"})
_WHEN_MINOR = frozenset({"check"})


def steps(file: CaseFile) -> list[Step]:
    """The steps to draw, in the order of the flow."""
    present = {token.step: token.round for token in file.present}
    # After a return what lies ahead is to be done again; the round that was left stays in the timeline.
    visited = {event["step"] for event in file.events} - {""} - _ahead(file)
    shown = [
        step
        for step in file.bundle.steps.values()
        if step.id in visited | set(present) or _concerns(step, file)
    ]
    over = any(file.bundle.steps[name].final for name in present)
    return [
        Step(step.id, step.title, _state(step.id, present, visited, over), _round(present.get(step.id, 1)))
        for step in shown
        if not (over and step.id not in visited | set(present))
    ]


def arrows(file: CaseFile, shown: Iterable[Step]) -> list[tuple[str, str]]:
    """The ways forward between the steps that are drawn; a step left out is bridged."""
    names = {step.key for step in shown}
    ways = {
        step.id: list(dict.fromkeys(to for t in step.transitions for to in t.to))
        for step in file.bundle.steps.values()
    }
    return [(name, target) for name in names for target in _reached(name, ways, names)]


def _ahead(file: CaseFile) -> set[str]:
    """The steps that lie before the case. A way back to an earlier step counts only where it stands now."""
    order = {name: place for place, name in enumerate(file.bundle.steps)}
    found: set[str] = set()
    front = [token.step for token in file.present]
    first = set(front)
    while front:
        name = front.pop()
        targets = {to for way in file.bundle.steps[name].transitions for to in way.to}
        fresh = {to for to in targets if name in first or order[to] > order[name]} - found
        found |= fresh
        front += fresh
    return found - first


def _reached(name: str, ways: Mapping[str, list[str]], names: set[str]) -> list[str]:
    found: list[str] = []
    front, seen = list(ways[name]), {name}
    while front:
        target = front.pop(0)
        if target in seen:
            continue
        seen.add(target)
        if target in names:
            found.append(target)
        else:
            front += ways[target]
    return found


def _concerns(step: Any, file: CaseFile) -> bool:
    if step.optional:
        return False
    major = file.facts.get("major")
    if major is None:
        return step.id not in _WHEN_MINOR
    return step.id not in (_WHEN_MINOR if major else _WHEN_MAJOR)


def _state(name: str, present: Mapping[str, int], visited: set[str], over: bool) -> StepState:
    if name in present:
        return "done" if over else "now"
    return "done" if name in visited else "next"


def _round(number: int) -> str:
    return f"第{number}轮" if number > 1 else ""
