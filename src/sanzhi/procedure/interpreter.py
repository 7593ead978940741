"""The interpreter: which acts are open, and where an act moves the marking.

The marking is a tuple of tokens. A join holds *arrivals*: tokens that wait until every branch it
names has arrived. Pure functions; the door stores what they return.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sanzhi.procedure.conditions import holds
from sanzhi.procedure.countersigning import tally
from sanzhi.procedure.shapes import Bundle, Step, Transition


@dataclass(frozen=True, slots=True)
class Token:
    """One open step, or (``came_from`` set) a branch that waits at a join.

    ``seq`` is the number of the event that opened it, ``round`` counts returns to the same step.
    """

    step: str
    round: int
    seq: int
    came_from: str = ""

    def to_json(self) -> list[Any]:
        return [self.step, self.round, self.seq, self.came_from]


@dataclass(frozen=True, slots=True)
class Move:
    """What an act does to the marking: the tokens before, closed, opened, and after."""

    closed: tuple[Token, ...]
    opened: tuple[Token, ...]
    marking: tuple[Token, ...]


def marking_from_json(rows: list[list[Any]]) -> tuple[Token, ...]:
    """Read the stored marking."""
    return tuple(Token(*row) for row in rows)


def start(bundle: Bundle, seq: int) -> tuple[Token, ...]:
    """The marking of a new case."""
    return (Token(bundle.start, 1, seq),)


def open_steps(marking: tuple[Token, ...]) -> Iterator[Token]:
    """The tokens that are open, without the branches that wait at a join."""
    return (token for token in marking if not token.came_from)


def open_acts(bundle: Bundle, marking: tuple[Token, ...]) -> dict[str, Token | None]:
    """Every act that may be performed now, with the step that offers it (None: offered always)."""
    acts: dict[str, Token | None] = {t.act: None for t in bundle.always}
    for token in open_steps(marking):
        acts.update({t.act: token for t in bundle.steps[token.step].transitions})
    here = _first_unfinished(bundle, marking)
    return acts if here is None else {**{t.act: here for t in bundle.anywhere}, **acts}


def step_for(bundle: Bundle, marking: tuple[Token, ...], act: str, clock: str = "") -> Token | None:
    """The open step that offers an act (and, for a lapse, this clock).

    An act that the flow offers anywhere is done at the first open step that is not final.
    """
    for token in open_steps(marking):
        if any(_offers(t, act, clock) for t in bundle.steps[token.step].transitions):
            return token
    if any(_offers(t, act, clock) for t in bundle.anywhere):
        return _first_unfinished(bundle, marking)
    return None


def offered_always(bundle: Bundle, act: str) -> bool:
    """Whether an act is open in every state of the case."""
    return any(t.act == act for t in bundle.always)


def move(
    bundle: Bundle,
    marking: tuple[Token, ...],
    token: Token,
    act: str,
    facts: Mapping[str, Any],
    seq: int,
    clock: str = "",
) -> Move:
    """Take the first transition that fits act, clock and facts: of the token's step where it offers the act,
    else of those that hold anywhere.
    """
    step = bundle.steps[token.step]
    here = [t for t in step.transitions if _offers(t, act, clock)]
    ways = here or [t for t in bundle.anywhere if _offers(t, act, clock)]
    if step.countersign is not None and step.countersign.act == act:
        ways = _counted(step, token, ways, facts)
    taken = next((t for t in ways if holds(t.when, facts)), None)
    if taken is None or not taken.moves:
        return Move((), (), marking)
    return follow(bundle, marking, token, taken, seq, whole=bool(taken.back) or not here)


def follow(
    bundle: Bundle, marking: tuple[Token, ...], token: Token, taken: Transition, seq: int, *, whole: bool
) -> Move:
    """The marking after one way was taken; ``whole`` closes all that is open, branches that wait included.

    A return begins a new round; the old one stays readable.
    """
    closed = marking if whole else (token,)
    rest = tuple(each for each in marking if each not in closed)
    number = max(each.round for each in marking) + 1 if taken.back else token.round
    opened = tuple(_arrive(bundle, target, token, seq, number, whole) for target in taken.to or (taken.back,))
    return _join(bundle, closed, rest, opened, seq)


def _counted(step: Step, token: Token, ways: list[Transition], facts: Mapping[str, Any]) -> list[Transition]:
    """The ways that a countersigned step has now: on, back, or none while opinions are missing."""
    standing = tally(step, token.seq, facts)
    if standing is None:
        return []
    return [way for way in ways if (way.to if standing else way.back)]


def _first_unfinished(bundle: Bundle, marking: tuple[Token, ...]) -> Token | None:
    return next((token for token in open_steps(marking) if not bundle.steps[token.step].final), None)


def _offers(transition: Transition, act: str, clock: str) -> bool:
    return transition.act == act and transition.clock == clock


def _arrive(bundle: Bundle, target: str, token: Token, seq: int, number: int, whole: bool) -> Token:
    came_from = token.step if bundle.steps[target].join else ""
    if bundle.grammar == 1:
        # What cases of this grammar have stored: a round counts only steps that lead to themselves.
        return Token(target, token.round + (target == token.step), seq, came_from)
    return Token(target, number, seq, "" if whole else came_from)


def _join(
    bundle: Bundle, closed: tuple[Token, ...], rest: tuple[Token, ...], arrived: tuple[Token, ...], seq: int
) -> Move:
    marking = (*rest, *arrived)
    for target in {token.step for token in arrived if token.came_from}:
        waiting = [token for token in marking if token.step == target and token.came_from]
        step = bundle.steps[target]
        if step.join_any or {token.came_from for token in waiting} >= set(step.join):
            # The first to arrive opens the step; whatever is still on its way there has nothing left to do.
            ended = [each for each in rest if each.step in step.gathers]
            closed = (*closed, *ended)
            joined = Token(target, max(token.round for token in waiting), seq)
            marking = (*(token for token in marking if token not in (*waiting, *ended)), joined)
    opened = tuple(token for token in marking if token not in rest and not token.came_from)
    return Move(closed, opened, marking)
