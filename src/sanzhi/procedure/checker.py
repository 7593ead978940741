"""The checker: whether a flow can always finish, leaves nothing open, and never leads past the law.

A state is the marking of the case and its legal facts, which change only at the acts that the tables of
``legal`` name. Every reachable state is explored within stated bounds. An act that the law refuses is not
done: a flow is unlawful where it leads to a step at which such an act is due and nothing that can be done
there makes it lawful.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sanzhi.procedure.asking import TooMuch
from sanzhi.procedure.interpreter import Token
from sanzhi.procedure.legal import LegalModel, legal_model
from sanzhi.procedure.net import Net, begun, build
from sanzhi.procedure.shapes import Bundle
from sanzhi.procedure.structure import Fault, broken, dead, endings, statics
from sanzhi.procedure.verbs import title_of
from sanzhi.procedure.walk import Step, Walk, walk


@dataclass(frozen=True, slots=True)
class Taken:
    """One act on the way to a flaw; ``note`` says how it ended where that matters."""

    step: str
    act: str
    step_title: str
    act_title: str
    note: str = ""

    def __str__(self) -> str:
        note = f"（{self.note}）" if self.note else ""
        return f"{self.step_title}：{self.act_title}{note}" if self.step_title else f"{self.act_title}{note}"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a flow: the rule, a sentence, the article, where, and a shortest way to it."""

    rule: str
    words: str
    law: str = ""
    article: str = ""
    step: str = ""
    path: tuple[Taken, ...] = ()

    @property
    def cited(self) -> str:
        """The article as it is cited; empty where the flow is merely broken."""
        return f"《{self.law}》{self.article}" if self.law else ""


@dataclass(frozen=True, slots=True)
class Report:
    """What the checker found, and how many states it explored."""

    findings: tuple[Flaw, ...]
    states: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check(
    bundle: Bundle,
    model: LegalModel | None = None,
    *,
    marking: Iterable[Token] | None = None,
    known: Mapping[str, bool] | None = None,
) -> Report:
    """Explore a flow. Bounds (8 facts in conditions, 60,000 states) are a finding ``bound`` when exceeded.

    With a ``marking`` it begins there, with the legal facts that are ``known`` (``legal_now``), and says
    nothing of steps that lie behind. KeyError when the flow has no step of the marking.
    """
    try:
        net = build(bundle, model or legal_model())
        if marking is not None:
            net.start = begun(net, marking, known or {})
        flaws = [_flaw(net, None, fault) for fault in statics(net)]
        found, waived = walk(net), frozenset[str]()
        states = len(found.came)
        while fault := next(broken(found), None):
            # What was found is let through, so that it hides nothing that lies behind it.
            flaws.append(_flaw(net, found, fault))
            waived |= {fault.rule}
            found = walk(net, waived)
        ends = [_flaw(net, found, each) for each in endings(found)]
        if marking is None and not ends:
            # A case that gets stuck leaves dead whatever lies behind: that is no flaw of its own.
            ends = [_flaw(net, found, each) for each in dead(found, silent=bool(flaws))]
        flaws += ends
    except TooMuch as error:
        return Report((Flaw("bound", str(error)),), 0)
    return Report(tuple(_first_of_each(flaws)), states)


def _first_of_each(flaws: list[Flaw]) -> Iterator[Flaw]:
    seen: set[tuple[str, str]] = set()
    apart = {flaw.step for flaw in flaws if flaw.rule == "separation"}
    for flaw in flaws:
        # That somebody may not do an act is said by its article where the law keeps people apart.
        if (flaw.rule, flaw.step) not in seen and not (flaw.rule == "who" and flaw.step in apart):
            seen.add((flaw.rule, flaw.step))
            yield flaw


def _flaw(net: Net, found: Walk | None, fault: Fault) -> Flaw:
    step = net.steps[fault.step] if fault.step >= 0 else None
    act = title_of(fault.offer.act) if fault.offer else ""
    words = fault.words.replace("{act}", act).replace("{step}", step.title if step else "")
    path = [] if found is None or fault.state is None else found.path(fault.state)
    taken = [_taken(net, each) for each in (*path, *([fault.done] if fault.done else []))]
    if fault.offer is not None and fault.state is not None:
        taken.append(_taken(net, (fault.offer, fault.offer.changes[0]), note=False))
    rule = fault.ban.invariant if fault.ban else None
    return Flaw(
        rule=fault.rule,
        words=words,
        law=rule.law if rule else "",
        article=rule.article if rule else "",
        step=step.id if step else "",
        path=tuple(taken),
    )


def _taken(net: Net, done: Step, *, note: bool = True) -> Taken:
    offer, change = done
    step = net.steps[offer.step] if offer.step >= 0 else None
    return Taken(
        step=step.id if step else "",
        act=offer.act,
        step_title=step.title if step else "",
        act_title=title_of(offer.act),
        note=change.words if note else "",
    )
