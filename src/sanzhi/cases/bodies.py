"""Whose act it is: who does not exist on the day, or acts in a name not his own to use (H16, H17)."""

from datetime import date
from uuid import UUID

from sanzhi.accounts.actors import Actor
from sanzhi.cases.invited import is_invited
from sanzhi.jobs import clock
from sanzhi.law.findings import Finding
from sanzhi.law.guards.admission import BodyFact, delegation_in_force
from sanzhi.law.guards.bodies import BodyOfDay, body_stands, not_in_own_name
from sanzhi.orgs.delegating import delegated_matters, mandates
from sanzhi.orgs.models import Kind, Succession
from sanzhi.procedure import acts
from sanzhi.procedure.deed import AgencyFacts, Deed
from sanzhi.registry.queries import power_on


def stands_for(actor: Actor, agency_id: UUID) -> bool:
    """Whether a person acts for an agency: his own, or one in whose name his body acts today (Art 20 ¶4)."""
    if actor.agency_id == agency_id:
        return True
    return actor.agency_id is not None and bool(delegated_matters(actor.agency_id, agency_id, clock.today()))


def principal_of(agency: AgencyFacts, on: date) -> UUID:
    """In whose name a body opens a case: its own, or that of the agency whose latest letter it acts on."""
    if agency.kind != Kind.DELEGATED:
        return agency.id
    letter = mandates(agency.id, on).first()
    return letter.agency_id if letter else agency.id


@acts.ask_always
def agency_stands(deed: Deed) -> list[Finding]:
    """H16, H17 for the agency that would act; time itself goes on whoever exists (处罚法 Art 20, 38 ¶1)."""
    agency = deed.agency
    if deed.actor.is_timer:
        return []
    found = not_in_own_name(agency.kind, agency.name, on=deed.on)
    called = is_invited(deed.facts, deed.actor, deed.act)
    if deed.actor.agency_id not in (None, agency.id) and not called:
        found = [*found, *_within_letter(deed)]
    return found if agency.valid_until is None else [*found, *body_stands(_body(agency), on=deed.on)]


def _within_letter(deed: Deed) -> list[Finding]:
    """A body that acts in the agency's name keeps to the matters of its letters, once the matter is known."""
    body = deed.actor.agency_id
    matters = delegated_matters(body, deed.agency.id, deed.on) if body else frozenset()
    code = _matter(deed)
    entrusted = code in matters if code else bool(matters)
    return delegation_in_force(BodyFact(delegated=True, entrusted=entrusted), on=deed.on)


def _matter(deed: Deed) -> str:
    """The code of the power that the act chooses or the case rests on; empty while none is known."""
    chosen = getattr(deed.data, "power", None)
    power = power_on(chosen, deed.agency.id, deed.on) if isinstance(chosen, UUID) else None
    return power.code if power else str(deed.facts.get("power", {}).get("code", ""))


def _body(agency: AgencyFacts) -> BodyOfDay:
    heirs = Succession.objects.filter(predecessor_id=agency.id).values_list("successor__name", flat=True)
    return BodyOfDay(agency.name, agency.valid_from, agency.valid_until, tuple(heirs))
