"""What waits for whom in a chain of approval: at one case, and over all that a person may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.posts import units_by_person
from sanzhi.cases import chains
from sanzhi.cases.access import visible
from sanzhi.cases.door_store import read_agency
from sanzhi.cases.models import Case, OpenStep
from sanzhi.cases.queries import CaseFile
from sanzhi.jobs import clock
from sanzhi.orgs.approval import Chain, Level, next_level
from sanzhi.orgs.units import ApprovalChain, in_force
from sanzhi.procedure.interpreter import Token, marking_from_json, open_steps
from sanzhi.procedure.library import by_digest, held_bundles

_MOST = 200


@dataclass(frozen=True, slots=True)
class Pending:
    """An act that waits for a level of its chain; ``said`` is what the levels before have said."""

    chain: Chain
    level: Level
    said: tuple[dict[str, Any], ...]


def pending_at(file: CaseFile, on: date) -> list[Pending]:
    """The acts of a case's open steps that still wait for a level below the last."""
    names = _offered(file.bundle.steps, file.present)
    found = []
    for chain in chains.chains_on(file.row.agency, names, on).values():
        level = next_level(chain, chains.given(file.facts, chain.act, file.marking))
        if level is not chain.levels[-1]:
            found.append(Pending(chain, level, _said(file.facts, chain.act, file.present)))
    return found


def mine_at(file: CaseFile, actor: Actor, on: date) -> list[Pending]:
    """Those of them at which this person stands next."""
    found = [] if file.past or actor.agency_id != file.row.agency.id else pending_at(file, on)
    return [
        each
        for each in found
        if each.level in chains.standing(actor, file.row.handler_id, each.chain.act, on)
    ]


def waiting_for(actor: Actor) -> list[OpenStep]:
    """The open steps with an act that waits for this person's endorsement, the most urgent first.

    Reads at most two hundred open steps of the acts that have a chain, with a fixed number of questions.
    """
    on = clock.today()
    bench = chains.bench_of(actor, on)
    agency = read_agency(actor.agency_id) if actor.agency_id else None
    if bench is None or agency is None:
        return []
    acts = ApprovalChain.objects.filter(in_force(on), agency_id=agency.id).values_list("act", flat=True)
    found = chains.chains_on(agency, acts, on)
    steps = list(_steps(actor, agency.id, found))
    cases = Case.objects.in_bulk({step.case_id for step in steps})
    units = units_by_person((each.handler_id for each in cases.values() if each.handler_id), on)
    return [step for step in steps if _waits(cases[step.case_id], step.step, found, bench, units)]


def _waits(case: Case, step: str, found: dict[str, Chain], bench: chains.Bench, units: Any) -> bool:
    marking = marking_from_json(case.marking)
    offered = {each.act for each in by_digest(case.procedure).steps[step].transitions}
    for chain in (found[act] for act in offered & set(found)):
        level = next_level(chain, chains.given(case.facts, chain.act, marking))
        stands = bench.at(units.get(case.handler_id, ()), chain.act)
        if level is not chain.levels[-1] and level in stands:
            return True
    return False


def _steps(actor: Actor, agency: UUID, found: dict[str, Chain]) -> Iterable[OpenStep]:
    names = {
        step.id
        for bundle in held_bundles()
        for step in bundle.steps.values()
        if any(each.act in found for each in step.transitions)
    }
    rows = OpenStep.objects.filter(
        agency_id=agency, step__in=sorted(names), case_id__in=visible(actor).values("case_id")
    )
    return rows.order_by("due", "id")[:_MOST]


def _offered(steps: Any, present: Iterable[Token]) -> list[str]:
    return [way.act for token in present for way in steps[token.step].transitions]


def _said(facts: Any, act: str, marking: Iterable[Token]) -> tuple[dict[str, Any], ...]:
    now = {(token.step, token.seq) for token in open_steps(tuple(marking))}
    entries: Iterator[dict[str, Any]] = iter(facts.get("endorsements", ()))
    return tuple(each for each in entries if each["act"] == act and (each["step"], each["at"]) in now)
