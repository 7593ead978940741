"""What is wrong with a walked flow: acts the law refuses where they are due, ends, steps nobody reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from sanzhi.procedure.net import Ban, Net, Offer
from sanzhi.procedure.shapes import OWN_TERMS
from sanzhi.procedure.verbs import verbs
from sanzhi.procedure.walk import Step, Walk


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``words`` may name ``{act}`` and ``{step}``; ``state`` is where the shortest way ends,
    ``offer`` the act that is due there, ``done`` one more thing done after ``state``.
    """

    rule: str
    words: str
    step: int = -1
    state: int | None = None
    offer: Offer | None = None
    ban: Ban | None = None
    done: Step | None = None


def statics(net: Net) -> Iterator[Fault]:
    """What needs no walk: who does it, facts that nobody writes, terms that bind others."""
    for rule in sorted(set(net.bundle.limits) - OWN_TERMS):
        yield Fault("term", f"“{rule}”不是只约束本机关的期限，流程不能把它缩短")
    known = verbs()
    for at, name in dict.fromkeys(net.unknown):
        yield Fault("unknown_fact", f"条件用到“{name}”，流程里却没有动作会写入它", at)
    for at, each in enumerate(net.steps):
        if each.final:
            continue
        if not each.role and not (each.countersign and each.countersign.fact):
            yield Fault("who", "环节“{step}”没有写明由谁办理", at)
        moving = {way.act for way in each.transitions if way.moves}
        able = {role for act in moving & set(known) for role in known[act].roles}
        if each.role and able and each.role not in able and "timer" not in able:
            yield Fault("who", "环节“{step}”的角色不能办理使案件前进的任何动作", at)


def broken(found: Walk) -> Iterator[Fault]:
    """Acts that the law refuses at a step where nothing that can be done makes them lawful, nearest first."""
    order = {state: at for at, state in enumerate(found.came)}
    met = [
        (order[state], offer, ban)
        for (offer, ban), states in found.blocked.items()
        if offer.step >= 0 and (state := _hopeless(found, offer, states)) is not None
    ]
    states = list(found.came)
    for at, offer, ban in sorted(met, key=lambda each: each[0]):
        rule = ban.invariant
        yield Fault(rule.rule, rule.words, offer.step, states[at], offer, ban)


def _hopeless(found: Walk, offer: Offer, states: list[int]) -> int | None:
    """The first of the states from which no way that keeps the step open leads to where it may be done."""
    here, barred = 1 << offer.step, set(states)
    left = states
    while True:
        still = [
            state
            for state in left
            if not any(after & here and after not in barred for after in found.after[state])
        ]
        if len(still) == len(left):
            return still[0] if still else None
        barred, left = set(still), still


def endings(found: Walk) -> Iterator[Fault]:
    """How the flow ends: with everything closed, lawfully, and from every state."""
    yield from _doubled(found)
    yield from _overwritten(found)
    for fault in _ends(found):
        # What was opened twice runs ahead of itself: that something is left over then says nothing new.
        if fault.rule != "leftover" or not found.doubled:
            yield fault
    yield from _stuck(found)


def _doubled(found: Walk) -> Iterator[Fault]:
    for state, done, target in found.doubled[:1]:
        yield Fault("doubled", "环节“{step}”会同时打开两次", target, state, done=done)


def _overwritten(found: Walk) -> Iterator[Fault]:
    """Two steps open at once at which the same act writes the same: the later would replace the earlier."""
    told = [{offer.act: offer for offer in offers if offer.alone} for offers in found.net.at_step]
    pairs = [
        (1 << one | 1 << other, one, other, act)
        for one, other in combinations(range(len(told)), 2)
        for act in sorted(told[one].keys() & told[other].keys())
    ]
    for state in found.came if pairs else ():
        for both, one, other, act in pairs:
            if state & both == both:
                words = f"“{found.net.steps[one].title}”与“{{step}}”同时办理“{{act}}”，后写的会覆盖先写的"
                yield Fault("overwritten", words, other, state, told[other][act])
                return


def _ends(found: Walk) -> Iterator[Fault]:
    net = found.net
    places = (1 << net.shift) - 1
    left = late = False
    banned: set[Ban] = set()
    for state in found.came:
        marking, facts = state & places, state >> net.shift
        over = marking & net.final
        if over and marking & (marking - 1) and not left:
            left = True
            yield Fault(
                "leftover",
                "到了终点“{step}”，还有没有办完的环节：" + _open(net, marking & ~over),
                _at(over),
                state,
            )
        elif over and not marking & (marking - 1):
            for ban in net.at_end:
                if facts & ban.mask == ban.value and ban not in banned:
                    banned.add(ban)
                    yield Fault(ban.invariant.rule, ban.invariant.words, _at(over), state, ban=ban)
        elif net.bits["closed"] & facts and not over and not late:
            late = True
            yield Fault("after_closing", "结案之后还有环节“{step}”要办理", _at(marking), state)


def _stuck(found: Walk) -> Iterator[Fault]:
    net = found.net
    finishing = _finishing(found)
    state = next((state for state in found.came if state not in finishing), None)
    if state is None:
        return
    waiting = _waiting(found, state)
    if waiting is None:
        at = _at(state & ((1 << len(net.steps)) - 1))
        yield Fault("cannot_finish", "从环节“{step}”起，无论怎样办理都到不了终点", at, state)
        return
    join, missing = waiting
    orphans = [at for at in missing if not any(seen >> at & 1 for seen in found.came)]
    if orphans:
        yield Fault("dead_step", f"没有路走到环节“{{step}}”，“{net.steps[join].title}”却等着它", orphans[0])
        return
    names = "、".join(f"“{net.steps[at].title}”" for at in missing)
    yield Fault("join_waits", f"“{{step}}”要等{names}汇合，而它可能永远不来", join, state)


def _finishing(found: Walk) -> set[int]:
    """The states from which some way leads to an end."""
    before: dict[int, list[int]] = {}
    for state, following in found.after.items():
        for after in following:
            before.setdefault(after, []).append(state)
    good = {state for state in found.came if state & found.net.final}
    front = list(good)
    while front:
        for state in before.get(front.pop(), ()):
            if state not in good:
                good.add(state)
                front.append(state)
    return good


def _waiting(found: Walk, state: int) -> tuple[int, list[int]] | None:
    """A join that waits where nothing is open any more, and the branches that did not come."""
    net = found.net
    steps = (1 << len(net.steps)) - 1
    seen, front = {state}, [state]
    while front:
        here = front.pop(0)
        if not here & steps:
            for join in net.joins:
                sources = {source: bit for (target, source), bit in net.waits.items() if target == join}
                missing = [source for source, bit in sources.items() if not here & bit]
                if len(missing) < len(sources):
                    return join, missing
        fresh = [after for after in found.after[here] if after not in seen]
        seen.update(fresh)
        front += fresh
    return None


def dead(found: Walk, *, silent: bool) -> Iterator[Fault]:
    """Steps nobody reaches and ways nobody takes; ``silent`` keeps to steps to which no arrow leads."""
    net = found.net
    reached = 0
    for state in found.came:
        reached |= state
    led = {to for offers in net.at_step for offer in offers for way in offer.ways for to in way.to}
    led |= {to for offer in net.anywhere for way in offer.ways for to in way.to}
    lost = [at for at in range(len(net.steps)) if not reached >> at & 1]
    for at in lost:
        if at not in led:
            yield Fault("dead_step", "没有一条路通到环节“{step}”", at)
    if silent or any(at not in led for at in lost):
        return
    for at in lost[:1]:
        yield Fault("dead_step", "通到环节“{step}”的路都不会走到", at)
    if not lost:
        yield from _dead_ways(found)


def _dead_ways(found: Walk) -> Iterator[Fault]:
    for offers in found.net.at_step:
        for offer in offers:
            for way in offer.ways:
                if way.to and way not in found.taken:
                    target = found.net.steps[way.to[0]].title
                    yield Fault(
                        "dead_way",
                        f"“{{step}}”办理“{{act}}”后通往“{target}”的路不会走到",
                        offer.step,
                        None,
                        offer,
                    )


def _at(marking: int) -> int:
    return (marking & -marking).bit_length() - 1


def _open(net: Net, marking: int) -> str:
    names = [step.title for at, step in enumerate(net.steps) if marking >> at & 1]
    for (target, source), bit in net.waits.items():
        if marking & bit:
            names.append(f"{net.steps[source].title}（等待汇合到{net.steps[target].title}）")
    return "、".join(dict.fromkeys(names))
