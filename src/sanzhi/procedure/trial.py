"""Playing a flow act by act without a case: nothing is written, the law's table says what each act does.

A play is the list of what was done; the state is computed from it anew each time, so that going back is
leaving out the last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sanzhi.procedure.countersigning import fact_of, signers
from sanzhi.procedure.interpreter import Token, move, open_steps, start
from sanzhi.procedure.legal import Invariant, Outcome, legal_model
from sanzhi.procedure.shapes import Bundle, Step


@dataclass(frozen=True, slots=True)
class Played:
    """One act done in a play: at which step, by which clock (empty: by hand), how it ended (place in the
    table of outcomes).
    """

    step: str
    act: str
    clock: str = ""
    outcome: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be done next. ``broken`` are invariants that it would break, so that it is not offered as
    lawful.
    """

    played: Played
    words: str
    broken: tuple[Invariant, ...] = ()


@dataclass(slots=True)
class Play:
    """The state of a play: where it stands, the legal facts that hold, and the facts that conditions ask."""

    bundle: Bundle
    marking: tuple[Token, ...]
    legal: set[str] = field(default_factory=set)
    facts: dict[str, Any] = field(default_factory=dict)
    seq: int = 1

    @property
    def over(self) -> bool:
        """Whether every open step is final."""
        return all(self.bundle.steps[token.step].final for token in open_steps(self.marking))


class NotPlayable(ValueError):
    """Something in the list cannot be done where the play stands."""


def play(bundle: Bundle, done: Sequence[Played], given: Mapping[str, Any]) -> Play:
    """Play what was done from the start. ``given`` are facts that somebody chose, by their dotted names.

    ``NotPlayable`` when an act is not offered where it is to be done.
    """
    state = Play(bundle, start(bundle, 1), facts=dict(given))
    for each in done:
        _do(state, each, given)
    return state


def choices(state: Play) -> list[Choice]:
    """Everything that the flow offers now, one for each way an act may end."""
    found: list[Choice] = []
    if state.over:
        return found
    for token in open_steps(state.marking):
        step = state.bundle.steps[token.step]
        offered = dict.fromkeys((way.act, way.clock) for way in step.transitions)
        found += [each for act, clock in offered for each in _choices(state, token.step, act, clock)]
    here = next(token.step for token in open_steps(state.marking) if not state.bundle.steps[token.step].final)
    offered = dict.fromkeys((way.act, way.clock) for way in state.bundle.anywhere if way.moves)
    return found + [each for act, clock in offered for each in _choices(state, here, act, clock)]


def _choices(state: Play, step: str, act: str, clock: str) -> list[Choice]:
    outcomes = _outcomes(state.bundle.steps[step], act, clock)
    return [
        Choice(Played(step, act, clock, place), outcome.words, _broken(state, act))
        for place, outcome in enumerate(outcomes)
        if all(_holds(state, word) for word in outcome.needs)
    ]


def _outcomes(step: Step, act: str, clock: str) -> tuple[Outcome, ...]:
    if step.countersign is not None and step.countersign.act == act:
        return Outcome("会签人都同意", (), (), (), {}), Outcome("会签人都不同意", (), (), (), {})
    return legal_model().effect(act, clock).outcomes


def _broken(state: Play, act: str) -> tuple[Invariant, ...]:
    return tuple(
        each
        for each in legal_model().invariants
        if act in each.acts
        and (not each.domains or state.bundle.domain in each.domains)
        and each.never
        and all(_holds(state, word) for word in each.never)
    )


def _holds(state: Play, word: str) -> bool:
    return (word.lstrip("!") in state.legal) != word.startswith("!")


def _do(state: Play, done: Played, given: Mapping[str, Any]) -> None:
    token = next((each for each in open_steps(state.marking) if each.step == done.step), None)
    step = state.bundle.steps.get(done.step)
    if token is None or step is None:
        raise NotPlayable("这个环节现在没有打开")
    ways = [way for way in (*step.transitions, *state.bundle.anywhere) if way.act == done.act]
    outcomes = _outcomes(step, done.act, done.clock)
    if done.clock not in {way.clock for way in ways} or not 0 <= done.outcome < len(outcomes):
        raise NotPlayable("这个环节不办理这个动作")
    outcome = outcomes[done.outcome]
    state.legal = (state.legal | set(outcome.sets)) - set(outcome.clears)
    state.facts |= {name: values[0] for name, values in outcome.values.items() if values}
    state.facts |= {name: legal in state.legal for name, legal in legal_model().known.items()}
    state.facts |= given
    if step.countersign is not None and step.countersign.act == done.act:
        state.facts |= _opinions(step, token, agreed=done.outcome == 0, facts=state.facts)
    state.seq += 1
    state.marking = move(
        state.bundle, state.marking, token, done.act, state.facts, state.seq, done.clock
    ).marking


def _opinions(step: Step, token: Token, *, agreed: bool, facts: Mapping[str, Any]) -> dict[str, Any]:
    people = signers(step, facts)
    said = {fact_of(step.id, who): {"at": token.seq, "agreed": agreed} for who in people}
    if people or step.countersign is None:
        return said
    # Whom a fact would list is not known here: one person speaks for them.
    named = step.countersign.fact
    return {named: ["signer"], fact_of(step.id, "signer"): {"at": token.seq, "agreed": agreed}}
