"""The interpreter: which acts are open, and where an act moves the marking.

The marking is a tuple of tokens. A join holds *arrivals*: tokens that wait until every branch it
names has arrived. Pure functions; the door stores what they return.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sanzhi.procedure.conditions import holds
from sanzhi.procedure.grammar import Bundle, Transition


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
    return acts


def step_for(bundle: Bundle, marking: tuple[Token, ...], act: str, clock: str = "") -> Token | None:
    """The open step that offers an act (and, for a lapse, this clock)."""
    for token in open_steps(marking):
        if any(_offers(t, act, clock) for t in bundle.steps[token.step].transitions):
            return token
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
    """Take the first transition of the token's step that fits act, clock and facts."""
    transition = next(
        (t for t in bundle.steps[token.step].transitions if _offers(t, act, clock) and holds(t.when, facts)),
        None,
    )
    if transition is None or not transition.moves:
        return Move((), (), marking)
    # A return abandons every branch: the earlier step begins a new round and the old one stays readable.
    closed = marking if transition.back else (token,)
    rest = tuple(each for each in marking if each not in closed)
    targets = transition.to or (transition.back,)
    arrived = tuple(_arrive(bundle, target, token, rest, seq) for target in targets)
    return _join(bundle, closed, rest, arrived, seq)


def _offers(transition: Transition, act: str, clock: str) -> bool:
    return transition.act == act and transition.clock == clock


def _arrive(bundle: Bundle, target: str, token: Token, rest: tuple[Token, ...], seq: int) -> Token:
    came_from = token.step if bundle.steps[target].join else ""
    number = token.round + 1 if target == token.step else token.round
    return Token(target, number, seq, came_from)


def _join(
    bundle: Bundle, closed: tuple[Token, ...], rest: tuple[Token, ...], arrived: tuple[Token, ...], seq: int
) -> Move:
    marking = (*rest, *arrived)
    for target in {token.step for token in arrived if token.came_from}:
        waiting = [token for token in marking if token.step == target and token.came_from]
        if {token.came_from for token in waiting} >= set(bundle.steps[target].join):
            joined = Token(target, max(token.round for token in waiting), seq)
            marking = (*(token for token in marking if token not in waiting), joined)
    opened = tuple(token for token in marking if token not in rest and not token.came_from)
    return Move(closed, opened, marking)
