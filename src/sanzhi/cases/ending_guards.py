"""What the law asks before a case ends otherwise than with a penalty."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards import crime, jurisdiction, leniency
from sanzhi.law.guards.leniency import Offender, SparingGround, Treatment
from sanzhi.law.guards.people import transfer_group_formed
from sanzhi.law.guards.reviewing import three_signatures
from sanzhi.law.guards.separation import reviewer_is_independent
from sanzhi.law.identifiers import birth_date
from sanzhi.law.penalty import PartyType
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed

NO_PENALTY: Final = "no_penalty"
TRANSFER: Final = "transfer"
POLICE: Final = "police"


def ending_allowed(deed: Deed) -> list[Finding]:
    """O35, O49, O56, H12: each way of ending asks for its own conditions when it is proposed."""
    return [
        found
        for kind, ask in ((NO_PENALTY, _spared), (TRANSFER, _passed_on), (POLICE, _handed_to_police))
        if deed.data.kind == kind
        for found in ask(deed)
    ]


def checked_by_another(deed: Deed) -> list[Finding]:
    """H10: whoever handled the case does not check it (程序规定 Art 49 ¶3)."""
    handlers = {*lawfacts.team_ids(deed), str(deed.case.handler_id)}
    me = {str(deed.actor.officer_id), str(deed.actor.user_id)} & handlers
    reviewer = next(iter(me), str(deed.actor.user_id))
    return reviewer_is_independent(reviewer, handlers, domain=deed.agency.domain, on=deed.on)


def decided_by_another(deed: Deed) -> list[Finding]:
    """V8: handler, reviewer and head are three people; O56: a transfer is decided in three days."""
    disposal = deed.facts.get("disposal") or {}
    reviewer = disposal.get("checked_by_id")
    head = str(deed.actor.user_id)
    found = three_signatures(str(deed.case.handler_id), reviewer, head, on=deed.on) if reviewer else []
    return [*found, *_decided_in_time(deed, disposal)]


def sent_in_time(deed: Deed) -> list[Finding]:
    """O56: the transfer reaches the police within twenty-four hours of its approval."""
    approved = (deed.facts.get("disposal") or {}).get("decided_at")
    if not approved:
        return []
    row = deed.rule("L34.send")
    return crime.transfer_sent_in_time(datetime.fromisoformat(approved), row, now=deed.happened, on=deed.on)


def offender_of(facts: Mapping[str, Any]) -> Offender:
    """The party as far as age matters."""
    party = facts.get("party", {})
    person = party.get("type") == PartyType.PERSON.value
    number = str(party.get("id_number") or "")
    return Offender(person, birth_date(number) if person and number else None)


def _spared(deed: Deed) -> list[Finding]:
    data = deed.data
    ground = SparingGround(data.spared_because) if data.spared_because else SparingGround.SLIGHT
    acted = deed.facts.get("proposal", {}).get("ended_on") or deed.facts.get("lead", {}).get("received_on")
    acted_on = date.fromisoformat(acted) if acted else deed.on
    educated = data.educated or ground not in leniency.TAUGHT
    return [
        *leniency.spared_on_its_ground(ground, offender_of(deed.facts), acted_on=acted_on, on=deed.on),
        *leniency.spared_is_educated(Treatment.NONE, educated=educated, on=deed.on),
    ]


def _passed_on(deed: Deed) -> list[Finding]:
    received = deed.facts.get("lead", {}).get("source") == "其他机关移送"
    return jurisdiction.transferred_case_kept(
        received_by_transfer=received, domain=deed.agency.domain, on=deed.on
    )


def _handed_to_police(deed: Deed) -> list[Finding]:
    members = lawfacts.officers(deed, lawfacts.team_ids(deed))
    return transfer_group_formed(members, lawfacts.ground(deed), on=deed.on)


def _decided_in_time(deed: Deed, disposal: Mapping[str, Any]) -> list[Finding]:
    if disposal.get("kind") != POLICE:
        return []
    due = compute(deed.rule("L34.decide"), date.fromisoformat(disposal["on"]), deed.rules.calendar)
    return crime.transfer_decided_in_time(due, on=deed.on)
