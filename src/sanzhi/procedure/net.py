"""A bundle as the checker walks it: steps, waiting branches and facts as bits of one number.

Bits from the lowest: one for each step that is open, one for each branch that waits at a join, then the legal
facts, what each role has done, and the comparisons that conditions make over other facts of the case.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from sanzhi.procedure.asking import ALWAYS, ANYWHERE, Asked, Test
from sanzhi.procedure.interpreter import Token
from sanzhi.procedure.legal import Effect, Invariant, LegalModel
from sanzhi.procedure.shapes import Bundle, Step, Transition

_NO_RULE: Final = Invariant("", "", "", "", frozenset(), (), False, frozenset(), "", "")


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One transition in bits: it is taken when ``test`` holds; ``whole`` closes everything."""

    test: Test | None
    to: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One outcome in bits: possible when ``facts & mask == value``, then sets and clears."""

    words: str
    mask: int
    value: int
    sets: int
    clears: int


@dataclass(frozen=True, slots=True, eq=False)
class Ban:
    """An invariant in bits: broken when ``facts & mask == value``."""

    invariant: Invariant
    mask: int
    value: int


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """An act at a step, ``ANYWHERE`` or ``ALWAYS``. ``instead`` are the steps that offer it themselves, where
    the way that holds anywhere is not taken; ``alone`` says that it may stand open once only.
    """

    step: int
    act: str
    bans: tuple[Ban, ...]
    changes: tuple[Change, ...]
    ways: tuple[Way, ...]
    instead: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Join:
    """Where branches meet: all bits of arrivals, whether the first opens it, and what that closes."""

    arrivals: int
    first: bool
    swept: int = 0


@dataclass(slots=True)
class Net:
    """The whole flow in bits. ``shift`` is where the facts begin; those in ``passing`` are asked only by the
    ways of the act that has just written them, and stand at ``idle`` in every state.
    """

    bundle: Bundle
    steps: tuple[Step, ...]
    shift: int
    start: int
    final: int
    waits: Mapping[tuple[int, int], int]
    joins: Mapping[int, Join]
    at_step: tuple[tuple[Offer, ...], ...]
    anywhere: tuple[Offer, ...]
    always: tuple[Offer, ...]
    at_end: tuple[Ban, ...]
    passing: int
    idle: int
    unknown: tuple[tuple[int, str], ...]
    bits: Mapping[str, int]


def build(bundle: Bundle, model: LegalModel) -> Net:
    """Translate a bundle. Raises ``TooMuch`` when conditions ask more facts than the bound."""
    return _Builder(bundle, model).net()


def begun(net: Net, marking: Iterable[Token], known: Mapping[str, bool]) -> int:
    """The state of a running case. KeyError when the flow has no step, or no such join, of the marking."""
    place = {step.id: at for at, step in enumerate(net.steps)}
    facts = net.idle | sum(net.bits[name] for name, stands in known.items() if stands)
    state = facts << net.shift
    for token in marking:
        at = place[token.step]
        state |= net.waits[at, place[token.came_from]] if token.came_from else 1 << at
    return state


class _Builder:
    def __init__(self, bundle: Bundle, model: LegalModel) -> None:
        self.bundle, self.model = bundle, model
        self.steps = tuple(bundle.steps.values())
        self.place = {step.id: at for at, step in enumerate(self.steps)}
        self.rules = [each for each in model.invariants if not each.domains or bundle.domain in each.domains]
        self.bits = {name: 1 << at for at, name in enumerate(model.facts)}
        roles = sorted({step.role for step in self.steps if step.role})
        for name in (f"{role} did {deed}" for role in roles for deed in ("handle", "review", "decide")):
            self.bits[name] = 1 << len(self.bits)
        self.asked = Asked(bundle, model, self.bits)

    def net(self) -> Net:
        shift, waits = self._waits()
        return Net(
            bundle=self.bundle,
            steps=self.steps,
            shift=shift,
            start=1 << self.place[self.bundle.start] | self.asked.absent(self.asked.facts) << shift,
            final=sum(1 << at for at, step in enumerate(self.steps) if step.final),
            waits=waits,
            joins={self.place[each.id]: self._join(each, waits) for each in self.steps if each.join},
            at_step=tuple(
                tuple(self._offers(at, step.transitions, step.role)) for at, step in enumerate(self.steps)
            ),
            anywhere=tuple(filter(_matters, self._offers(ANYWHERE, self.bundle.anywhere, ""))),
            always=tuple(filter(_matters, self._offers(ALWAYS, self.bundle.always, ""))),
            at_end=tuple(self._ban(each, each.never) for each in self.rules if each.final),
            passing=self.asked.every(self.asked.passing),
            idle=self.asked.absent(self.asked.passing),
            unknown=tuple(self.asked.unknown()),
            bits=self.bits,
        )

    def _waits(self) -> tuple[int, dict[tuple[int, int], int]]:
        waits: dict[tuple[int, int], int] = {}
        for step in self.steps:
            for source in step.join:
                waits[self.place[step.id], self.place[source]] = 1 << len(self.steps) + len(waits)
        return len(self.steps) + len(waits), waits

    def _join(self, step: Step, waits: Mapping[tuple[int, int], int]) -> Join:
        here, ends = self.place[step.id], {self.place[each] for each in step.gathers}
        swept = sum(1 << each for each in ends)
        swept |= sum(bit for (target, _), bit in waits.items() if target in ends)
        arrivals = sum(bit for (target, _), bit in waits.items() if target == here)
        return Join(arrivals, step.join_any, swept)

    def _ban(self, invariant: Invariant, never: Iterable[str]) -> Ban:
        mask = value = 0
        for word in never:
            bit = self.bits[word.lstrip("!")]
            mask |= bit
            value |= 0 if word.startswith("!") else bit
        return Ban(invariant, mask, value)

    def _bans(self, act: str, effect: Effect, clock: str, role: str) -> Iterator[Ban]:
        for rule in self.rules:
            # Only the lapse of the clock that the table names is the act that the rule speaks of.
            if act in rule.acts and clock in self.model.effect_of(act).clocks:
                yield self._ban(rule, rule.never)
            elif rule.does and rule.does == effect.does and role:
                yield self._ban(rule, (f"{role} did {rule.did}",))

    def _offers(self, at: int, transitions: Iterable[Transition], role: str) -> Iterator[Offer]:
        grouped: dict[tuple[str, str], list[Transition]] = {}
        for each in transitions:
            grouped.setdefault((each.act, each.clock), []).append(each)
        for (act, clock), ways in grouped.items():
            effect = self.model.effect(act, clock)
            bans = tuple(self._bans(act, effect, clock, role))
            changes = tuple(dict.fromkeys(self._changes(at, act, effect, role)))
            instead = self._instead(act, clock) if at < 0 else 0
            for apart in self._apart(at, act, ways):
                taken = tuple(self._way(way, anywhere=at < 0) for way in apart)
                yield Offer(at, act, bans, changes, taken, instead, effect.alone)

    def _instead(self, act: str, clock: str) -> int:
        return sum(
            1 << at
            for at, step in enumerate(self.steps)
            if any((each.act, each.clock) == (act, clock) for each in step.transitions)
        )

    def _apart(self, at: int, act: str, ways: list[Transition]) -> list[list[Transition]]:
        """Where opinions are counted the case may go on or back; everywhere else the first way that fits."""
        asked = self.steps[at].countersign if at >= 0 else None
        if asked is None or asked.act != act:
            return [ways]
        return [[way for way in ways if way.to], [way for way in ways if way.back]]

    def _way(self, transition: Transition, *, anywhere: bool) -> Way:
        to = transition.to or ((transition.back,) if transition.back else ())
        test = None if transition.when is None else self.asked.test(transition.when)
        return Way(test, tuple(self.place[each] for each in to), anywhere or bool(transition.back))

    def _changes(self, at: int, act: str, effect: Effect, role: str) -> Iterator[Change]:
        did = self.bits[f"{role} did {effect.does}"] if effect.does and role else 0
        written = self.asked.written(at, act, effect)
        for outcome in effect.outcomes:
            needs = self._ban(_NO_RULE, outcome.needs)
            sets = did | sum(self.bits[name] for name in outcome.sets)
            clears = sum(self.bits[name] for name in outcome.clears)
            for pairs in product(*(self.asked.values(name, outcome) for name in written)):
                on, off = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
                yield Change(outcome.words, needs.mask, needs.value, sets | on, (clears | off) & ~(sets | on))


def _matters(offer: Offer) -> bool:
    changes = any(each.sets or each.clears for each in offer.changes)
    return changes or any(way.to for way in offer.ways)
