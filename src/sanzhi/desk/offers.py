"""What this person may do to a case now, and what the law still stands in the way of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.cases.acts.handover import HAND_OVER
from sanzhi.cases.acts.versions import PROPOSE
from sanzhi.cases.approvals import mine_at
from sanzhi.cases.queries import CaseFile, foresee
from sanzhi.cases.team import may_perform
from sanzhi.desk.addresses import act_url
from sanzhi.desk.choices import certified_officers
from sanzhi.desk.cures import returns
from sanzhi.desk.findings import Shown, explain
from sanzhi.desk.flow_offers import flow_acts
from sanzhi.desk.objects import has_object
from sanzhi.desk.prefill import prefill
from sanzhi.jobs import clock
from sanzhi.law.findings import refusals
from sanzhi.orgs.approval import ENDORSE
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act
from sanzhi.procedure.grammar import Step
from sanzhi.procedure.interpreter import open_acts

_AHEAD = 1


@dataclass(frozen=True)
class Offer:
    """One act as the case page shows it; with ``refusals`` it is disabled and says why.

    ``main`` is the act that carries the case on, ``back`` sends it back, ``ahead`` names the later step
    at which the act will be due, ``aside`` marks what may be done at any step and does not carry on.
    """

    name: str
    title: str
    url: str
    refusals: tuple[Shown, ...] = ()
    main: bool = False
    back: bool = False
    ahead: str = ""
    aside: bool = False


def may_act(file: CaseFile, actor: Actor, act: Act) -> bool:
    """Whether role, agency and place in the case let this person perform the act at all."""
    return not file.past and may_perform(actor, act, file.row)


def offers(file: CaseFile, actor: Actor) -> list[Offer]:
    """The acts that are open to this person, in the order of the flow, the main one marked."""
    aside = _aside(file)
    found = [
        # What may be done at any step is asked only when it is opened: a page does not ask thirty guards.
        Offer(act.name, act.title, act_url(file.row.id, act.name))
        if act.name in aside
        else _offer(file, actor, act)
        for act in _open(file, actor)
        if has_object(act.name, file.facts, actor)
    ]
    found = [*_house(file, actor), *found]
    main = next((offer for offer in found if not offer.refusals and _moves(file, offer.name)), None)
    main = main or next(
        (each for each in found if not (each.refusals or each.name in aside or returns(file, each.name))),
        None,
    )
    shown = [
        replace(
            each,
            main=each is main,
            back=returns(file, each.name),
            aside=each.name in aside,
        )
        for each in found
    ]
    return [*shown, *_handover(file, actor), *_flow(file, actor)]


def _aside(file: CaseFile) -> set[str]:
    """The acts that the flow offers anywhere or always and that no present step offers itself."""
    at_step = {t.act for token in file.present for t in file.bundle.steps[token.step].transitions}
    return {t.act for t in (*file.bundle.anywhere, *file.bundle.always)} - at_step


def _house(file: CaseFile, actor: Actor) -> list[Offer]:
    """What the agency's own order lets this person do: endorse what waits for him."""
    leads = "head" in actor.roles or actor.held.leads
    if not leads or not mine_at(file, actor, clock.today()):
        return []
    return [Offer(ENDORSE, acts.get(ENDORSE).title, act_url(file.row.id, ENDORSE))]


def _flow(file: CaseFile, actor: Actor) -> list[Offer]:
    """Another version of the flow for this case: rarely asked for, so it stands aside until proposed."""
    return [
        Offer(each.name, each.title, act_url(file.row.id, each.name), aside=each.name == PROPOSE)
        for each in flow_acts(file, actor)
    ]


def _handover(file: CaseFile, actor: Actor) -> list[Offer]:
    """Who leads may give the case to another officer while it is open; never the main thing to do."""
    leads = "head" in actor.roles or actor.held.leads
    is_open = any(not file.bundle.steps[token.step].final for token in file.present)
    handler = file.row.handler_id
    if not leads or not is_open or file.past or handler is None or actor.agency_id != file.row.agency.id:
        return []
    url = f"{reverse('house_handover_of', args=[handler])}?case={file.row.id}"
    return [Offer(HAND_OVER, acts.get(HAND_OVER).title, url)]


def ahead(file: CaseFile, actor: Actor) -> list[Offer]:
    """The next acts of later steps that this person would perform and that the law refuses today."""
    now = set(open_acts(file.bundle, file.marking))
    found = []
    for step in _later(file):
        for act in _forward(step):
            if act.name not in now and act.guards and may_act(file, actor, act):
                offer = _offer(file, actor, act, step.title)
                found += [offer] if offer.refusals else []
    return found[:_AHEAD]


def instead(file: CaseFile, actor: Actor, act: Act) -> list[Offer]:
    """What may be done in place of an act at the same step: return it, decline it."""
    steps = [file.bundle.steps[token.step] for token in file.present]
    ways = [
        way for step in steps if act.name in {t.act for t in step.transitions} for way in step.transitions
    ]
    names = dict.fromkeys(way.act for way in ways if way.moves and way.act != act.name)
    others = [acts.get(name) for name in names]
    return [
        Offer(each.name, each.title, act_url(file.row.id, each.name), back=returns(file, each.name))
        for each in others
        if may_act(file, actor, each)
    ]


def _open(file: CaseFile, actor: Actor) -> Iterator[Act]:
    known = acts.registered()
    steps = [step for token in file.present for step in file.bundle.steps[token.step].transitions]
    names = dict.fromkeys(each.act for each in (*steps, *file.bundle.always))
    names |= dict.fromkeys(open_acts(file.bundle, file.marking))
    return (known[name] for name in names if may_act(file, actor, known[name]))


def _offer(file: CaseFile, actor: Actor, act: Act, step: str = "") -> Offer:
    shown = explain(file, actor, act.name, foreseen(file, actor, act))
    return Offer(act.name, act.title, act_url(file.row.id, act.name), tuple(shown), ahead=step)


def foreseen(file: CaseFile, actor: Actor, act: Act) -> list[Any]:
    """The refusals that stand whatever is typed."""
    draft = prefill(act.name, file.facts, file.row.agency, actor)
    if "officers" in act.data.model_fields and len(draft.get("officers", ())) < 2:
        # Who takes part is still to be chosen, so those are taken who may.
        draft["officers"] = certified_officers(file.row.agency)
    return refusals(foresee(file, actor, act, draft))


def _later(file: CaseFile) -> Iterator[Step]:
    """Steps that lie ahead, nearest first; a return to an earlier step is not ahead."""
    seen = {token.step for token in file.present}
    front = list(seen)
    while front:
        targets = [to for name in front for each in file.bundle.steps[name].transitions for to in each.to]
        front = [to for to in dict.fromkeys(targets) if to not in seen]
        seen.update(front)
        yield from (file.bundle.steps[name] for name in front if not file.bundle.steps[name].optional)


def _forward(step: Step) -> Iterator[Act]:
    known = acts.registered()
    return (known[name] for name in dict.fromkeys(each.act for each in step.transitions if each.to))


def _moves(file: CaseFile, name: str) -> bool:
    return any(
        each.act == name and each.to
        for token in file.present
        for each in file.bundle.steps[token.step].transitions
    )
