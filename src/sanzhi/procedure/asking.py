"""What the conditions of a flow ask, as bits: the comparisons over each fact, and how they may come out.

A condition over a legal fact asks that fact's own bit. Every other comparison has a bit, and the comparisons
of one fact are tried together with real values, so that no impossible combination is explored.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sanzhi.procedure.conditions import holds, leaves, named
from sanzhi.procedure.legal import Effect, LegalModel, Outcome
from sanzhi.procedure.shapes import FILL, Bundle, Transition

Test = Callable[[int], bool]
# The place of what holds anywhere, and of what is offered always.
ANYWHERE: Final = -1
ALWAYS: Final = -2
MOST_ASKED: Final = 8
_ABSENT: Final = object()


class TooMuch(ValueError):
    """A flow beyond what the checker explores; the message says which bound."""


class Asked:
    """The comparisons of a bundle; ``bits`` (by name) grows by one for each.

    Raises ``TooMuch`` when more than ``MOST_ASKED`` facts beside the legal ones are asked.
    """

    def __init__(self, bundle: Bundle, model: LegalModel, bits: dict[str, int]) -> None:
        self.bundle, self.model, self.bits = bundle, model, bits
        self.steps = tuple(bundle.steps.values())
        self.facts = self._gathered()
        for name, compared in self.facts.items():
            for leaf in compared:
                bits[f"{name} {leaf}"] = 1 << len(bits)
        self.passing = frozenset(name for name in self.facts if self._passes(name))

    def test(self, condition: Mapping[str, Any]) -> Test:
        """A condition as a function of the facts in bits."""
        ((operator, operand),) = condition.items()
        if operator == "not":
            inner = self.test(operand)
            return lambda facts: not inner(facts)
        if operator in ("all", "any"):
            parts, combine = tuple(self.test(each) for each in operand), all if operator == "all" else any
            return lambda facts: combine(part(facts) for part in parts)
        return self._leaf(condition)

    def every(self, names: Iterable[str]) -> int:
        """All bits of some facts."""
        return sum(self.bits[f"{name} {leaf}"] for name in names for leaf in self.facts[name])

    def absent(self, names: Iterable[str]) -> int:
        """The bits that hold while the facts are missing."""
        return sum(self._on(name, {}) for name in names)

    def written(self, at: int, act: str, effect: Effect) -> list[str]:
        """The facts whose comparisons an act at a step changes, as far as anything asks them later."""
        found = [name for name in self.facts if self._writes(at, act, effect, name)]
        return [name for name in found if name not in self.passing or self._asks(at, act, name)]

    def values(self, name: str, outcome: Outcome) -> list[tuple[int, int]]:
        """Each way in which the comparisons of a fact may come out together: bits on, bits off."""
        given = outcome.values.get(name)
        tried = given if given is not None else tuple(_samples(self.facts[name]))
        ons = {self._on(name, {} if value is _ABSENT else {name: value}) for value in tried}
        return [(on, self.every([name]) & ~on) for on in sorted(ons)]

    def unknown(self) -> Iterator[tuple[int, str]]:
        """The places and names of facts that nothing in the flow writes."""
        for at, transition in self._transitions():
            for name in sorted({named(leaf) for leaf in leaves(transition.when)} - set(self.model.known)):
                if not self._written(name):
                    yield at, name

    def _gathered(self) -> dict[str, list[Mapping[str, Any]]]:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for _, transition in self._transitions():
            for leaf in leaves(transition.when):
                if named(leaf) not in self.model.known and leaf not in found.setdefault(named(leaf), []):
                    found[named(leaf)].append(leaf)
        if len(found) > MOST_ASKED:
            raise TooMuch(f"条件用到 {len(found)} 项事实，检查器最多检查 {MOST_ASKED} 项")
        return found

    def _transitions(self) -> Iterator[tuple[int, Transition]]:
        for at, step in enumerate(self.steps):
            yield from ((at, each) for each in step.transitions)
        yield from ((ANYWHERE, each) for each in self.bundle.anywhere)

    def _passes(self, name: str) -> bool:
        """Whether a fact is asked only where the very act writes it, so that its value need not be kept."""
        return all(
            self._writes(at, each.act, self.model.effect(each.act, each.clock), name)
            for at, each in self._transitions()
            if any(named(leaf) == name for leaf in leaves(each.when))
        )

    def _asks(self, at: int, act: str, name: str) -> bool:
        here = (each for place, each in self._transitions() if place == at and each.act == act)
        return any(named(leaf) == name for each in here for leaf in leaves(each.when))

    def _writes(self, at: int, act: str, effect: Effect, name: str) -> bool:
        declared = next((each.acts for each in self.bundle.facts if each.name == name), ())
        own = at >= 0 and act == FILL and _under(name, f"form.{self.steps[at].id}")
        return own or act in declared or any(_under(name, each) for each in effect.writes)

    def _written(self, name: str) -> bool:
        acts = self.bundle.acts()
        declared = (each.acts for each in self.bundle.facts if each.name == name)
        if any(acts & set(each) for each in declared):
            return True
        if any(_under(name, f"form.{step.id}") and step.fields for step in self.steps):
            return True
        return any(_under(name, each) for act in acts for each in self.model.effect_of(act).writes)

    def _leaf(self, leaf: Mapping[str, Any]) -> Test:
        name = named(leaf)
        if name not in self.model.known:
            bit = self.bits[f"{name} {leaf}"]
            return lambda facts: bool(facts & bit)
        known = self.bits[self.model.known[name]]
        if_true, if_not = holds(leaf, {name: True}), holds(leaf, {})
        return lambda facts: if_true if facts & known else if_not

    def _on(self, name: str, facts: Mapping[str, Any]) -> int:
        return sum(self.bits[f"{name} {leaf}"] for leaf in self.facts[name] if holds(leaf, facts))


def _under(name: str, fact: str) -> bool:
    return name == fact or name.startswith(f"{fact}.")


def _samples(compared: Iterable[Mapping[str, Any]]) -> Iterator[Any]:
    """Values that between them give every combination of the comparisons of one fact."""
    yield from (_ABSENT, True, "\0")
    for leaf in compared:
        ((_, operand),) = leaf.items()
        for value in _bounds(operand):
            yield value
            if isinstance(value, int) and not isinstance(value, bool):
                yield from (value - 1, value + 1)
            elif isinstance(value, str):
                yield from (f"{value}\0", value[:-1])


def _bounds(operand: Any) -> Iterator[Any]:
    for each in operand[1:] if isinstance(operand, list) else ():
        if isinstance(each, list):
            yield from each
        else:
            yield each
