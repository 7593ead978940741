"""Walking a net: every state that a flow can reach, by the shortest way, breadth first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sanzhi.procedure.asking import TooMuch
from sanzhi.procedure.net import Ban, Change, Net, Offer, Way

MOST_STATES: Final = 60_000

Step = tuple[Offer, Change]
Barred = tuple[Offer, Ban]


@dataclass(slots=True)
class Walk:
    """What was reached. ``came`` gives for a state the one before and what was done; ``after`` the states
    that follow; ``blocked`` the states in which an act was offered and may not be done, in the order met.
    """

    net: Net
    came: dict[int, tuple[int, Step] | None] = field(default_factory=dict)
    after: dict[int, list[int]] = field(default_factory=dict)
    blocked: dict[Barred, list[int]] = field(default_factory=dict)
    doubled: list[tuple[int, Step, int]] = field(default_factory=list)
    taken: set[Way] = field(default_factory=set)

    def path(self, state: int) -> list[Step]:
        """What was done on the shortest way to a state."""
        found: list[Step] = []
        came = self.came[state]
        while came is not None:
            state, done = came
            found.append(done)
            came = self.came[state]
        return found[::-1]


def walk(net: Net, waived: frozenset[str] = frozenset()) -> Walk:
    """Explore; an act that would break an invariant is not done, unless its rule is ``waived``.

    Raises ``TooMuch`` beyond ``MOST_STATES`` states.
    """
    found = Walk(net)
    found.came[net.start] = None
    front = [net.start]
    while front:
        ahead: list[int] = []
        for state in front:
            _leave(found, state, waived, ahead)
        if len(found.came) > MOST_STATES:
            raise TooMuch(f"流程的状态超过 {MOST_STATES} 个，检查器不再展开；请减少并行的环节或者条件")
        front = ahead
    return found


def _leave(found: Walk, state: int, waived: frozenset[str], ahead: list[int]) -> None:
    net, facts = found.net, state >> found.net.shift
    following: dict[int, None] = {}
    for offer in _offered(net, state):
        banned = [ban for ban in offer.bans if facts & ban.mask == ban.value]
        barred = [ban for ban in banned if ban.invariant.rule not in waived]
        for ban in barred:
            found.blocked.setdefault((offer, ban), []).append(state)
        if barred:
            continue
        for change in offer.changes:
            if facts & change.mask != change.value:
                continue
            reached = _do(found, state, offer, change)
            if reached not in found.came:
                found.came[reached] = (state, (offer, change))
                ahead.append(reached)
            following[reached] = None
    found.after[state] = list(following)


def _offered(net: Net, state: int) -> Iterator[Offer]:
    steps = state & ((1 << len(net.steps)) - 1)
    yield from net.always
    if steps & ~net.final:
        yield from (offer for offer in net.anywhere if not steps & offer.instead)
    while steps:
        lowest = steps & -steps
        yield from net.at_step[lowest.bit_length() - 1]
        steps ^= lowest


def _do(found: Walk, state: int, offer: Offer, change: Change) -> int:
    net = found.net
    facts = (state >> net.shift | change.sets) & ~change.clears
    marking = state & ((1 << net.shift) - 1)
    for way in offer.ways:
        if way.test is None or way.test(facts):
            found.taken.add(way)
            if way.to:
                marking = _move(found, marking, offer, way, (state, (offer, change)))
            break
    return marking | (facts & ~net.passing | net.idle) << net.shift


def _move(found: Walk, marking: int, offer: Offer, way: Way, done: tuple[int, Step]) -> int:
    net = found.net
    if way.whole:
        return sum(1 << target for target in set(way.to))
    marking &= ~(1 << offer.step)
    for target in way.to:
        join = net.joins.get(target)
        if join is None:
            marking = _open(found, marking, target, done)
            continue
        marking |= net.waits[target, offer.step]
        if join.first or marking & join.arrivals == join.arrivals:
            marking = _open(found, marking & ~(join.arrivals | join.swept), target, done)
    return marking


def _open(found: Walk, marking: int, target: int, done: tuple[int, Step]) -> int:
    if marking & 1 << target:
        found.doubled.append((*done, target))
    return marking | 1 << target
