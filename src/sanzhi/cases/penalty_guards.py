"""What the law asks of filing, draft, and decision beside the guards of `guards`.

Each function takes its facts from the deed and hands them to one rule of the law; what nobody recorded is not
guessed: an optional field left empty has the meaning that stands in its label.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from sanzhi.cases.models import Case
from sanzhi.cases.parties import cases_of
from sanzhi.law.findings import Finding, refusals
from sanzhi.law.guards.choice import PriorFine, fined_once
from sanzhi.law.guards.collection import PaymentTerms, payment_told
from sanzhi.law.guards.filing import FilingFacts, clue_checked_in_time, filing_conditions
from sanzhi.law.guards.jurisdiction import Authority, acted_with_authority
from sanzhi.law.guards.leniency import Circumstances, Offender, Treatment, leniency_respected
from sanzhi.law.guards.limitation import Misdeed, limitation_row, within_limitation
from sanzhi.law.guards.remedies import PrintedRemedies, remedies_printed
from sanzhi.law.guards.terms import (
    Approver,
    Discretion,
    Range,
    correction_ordered,
    discretion_explained,
    draft_within_benchmark,
)
from sanzhi.law.identifiers import birth_date
from sanzhi.law.penalty import PartyType
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed
from sanzhi.registry.queries import power_on

NO_DEPARTURE: Final = "没有调整适用"
# The periods that the template of the decision prints.
_PRINTED_REVIEW_DAYS, _PRINTED_SUIT_MONTHS = 60, 6


def clue_in_time(deed: Deed) -> list[Finding]:
    """O1: the clue was checked and decided on in the sector's days."""
    due = lawfacts.due(deed, "O1")
    return [] if due is None else clue_checked_in_time(due, decided_on=deed.on, on=deed.on)


def limitation_kept(deed: Deed) -> list[Finding]:
    """O4: the act was discovered within its period (行政处罚法 Art 36)."""
    misdeed = _misdeed(deed)
    if misdeed is None:
        return []
    row = limitation_row(misdeed, deed.rules, domain=deed.agency.domain, on=deed.on)
    return within_limitation(misdeed, row, deed.rules.calendar, on=deed.on)


def conditions_met(deed: Deed) -> list[Finding]:
    """O2: breach shown, penalty due, agency competent, limitation not over (行政处罚法 Art 54 ¶2)."""
    return filing_conditions(filing_facts(deed), domain=deed.agency.domain, on=deed.on)


def filing_facts(deed: Deed) -> FilingFacts:
    """What the proposal says about the conditions of filing; without one nothing is shown."""
    proposal = deed.facts.get("proposal", {})
    return FilingFacts(
        prima_facie=bool(proposal.get("facts")),
        penalty_due=bool(proposal.get("violated")),
        jurisdiction=_holds_power(deed),
        in_limitation=not refusals(limitation_kept(deed)),
    )


def authority_held(deed: Deed) -> list[Finding]:
    """O38: the agency still holds the power on the day (行政处罚法 Art 38)."""
    return acted_with_authority(
        Authority(holds_power=_holds_power(deed)), region=deed.agency.region, on=deed.on
    )


def leniency_kept(deed: Deed) -> list[Finding]:
    """O35: minors are spared or treated more lightly (行政处罚法 Art 30); other grounds are the officers' to
    find.
    """
    party = deed.facts.get("party", {})
    person = party.get("type") == PartyType.PERSON.value
    number = str(party.get("id_number") or "")
    offender = Offender(person, birth_date(number) if person and number else None)
    treatment = Treatment(deed.data.treatment)
    acted_on = _acted_on(deed)
    return leniency_respected(offender, Circumstances(), treatment, acted_on=acted_on, on=deed.on)


def fined_once_only(deed: Deed) -> list[Finding]:
    """O36: earlier fines of this agency on the same party and power are to be compared with this act
    (行政处罚法 Art 29).
    """
    return fined_once(deed.data.fine_fen, list(_earlier_fines(deed)), on=deed.on)


def correction_given(deed: Deed) -> list[Finding]:
    """O41: the draft orders correction, or an order of its own did (行政处罚法 Art 28 ¶1)."""
    order = deed.facts.get("correction_order") or {}
    return correction_ordered(
        ordered=bool(order or str(deed.data.correction).strip()),
        corrected_already=bool(order.get("corrected_on")),
        domain=deed.agency.domain,
        on=deed.on,
    )


def draft_in_range(deed: Deed) -> list[Finding]:
    """O47: a draft outside the range that an admitted benchmark gives for its degree says why."""
    data = deed.data
    rungs = [rung for mark in lawfacts.benchmarks(deed) for rung in mark.rungs]
    ranges = [Range(rung.degree, rung.least_fen, rung.most_fen) for rung in rungs if rung.most_fen]
    return draft_within_benchmark(
        str(data.treatment), data.fine_fen, ranges, str(data.discretion), on=deed.on
    )


def discretion_told(deed: Deed) -> list[Finding]:
    """O47: the decision says how the admitted benchmarks were used, and who agreed to depart from them."""
    data, draft = deed.data, deed.facts.get("draft", {})
    marks = lawfacts.benchmarks(deed)
    within = any(rung.least_fen <= data.fine_fen <= rung.most_fen for mark in marks for rung in mark.rungs)
    approved = None if data.departure == NO_DEPARTURE else Approver(data.departure)
    discretion = Discretion(
        exists=True if marks else None,
        told=str(data.discretion or draft.get("discretion", "")),
        departs=approved is not None or bool(marks and data.fine_fen and not within),
        own=any(mark.own for mark in marks),
        approved_by=approved,
        # Who approves and that he did stands in this very act, which is part of the file.
        paper_filed=approved is not None,
    )
    return discretion_explained(discretion, on=deed.on)


def payment_terms_told(deed: Deed) -> list[Finding]:
    """O48: the decision can name bank and address; term and surcharge stand in its template."""
    agency, data = deed.agency, deed.data
    terms = PaymentTerms(agency.bank, agency.bank_address, data.fine_fen, due_told=True, surcharge_told=True)
    return payment_told(terms, on=deed.on)


def remedies_told(deed: Deed) -> list[Finding]:
    """O30: the decision names review body and court; the periods are those that its template prints."""
    agency = deed.agency
    printed = PrintedRemedies(
        agency.reconsideration, agency.court, _PRINTED_REVIEW_DAYS, _PRINTED_SUIT_MONTHS
    )
    return remedies_printed(printed, deed.rule("O30.review"), deed.rule("O30.suit"), on=deed.on)


def _earlier_fines(deed: Deed) -> Iterator[PriorFine]:
    party, power = deed.facts.get("party", {}), deed.facts.get("power", {}).get("code")
    value = str(party.get("uscc") or party.get("id_number") or "")
    if not value or not power:
        return
    others = Case.objects.filter(pk__in=cases_of(value), agency_id=deed.agency.id).exclude(pk=deed.case.id)
    for facts in others.values_list("facts", flat=True):
        decision = facts.get("decision", {})
        if facts.get("power", {}).get("code") == power and decision.get("fine_fen"):
            day = date.fromisoformat(decision["on"])
            yield PriorFine(deed.agency.name, day, decision["fine_fen"], same_act=None)


def _misdeed(deed: Deed) -> Misdeed | None:
    """The act as the proposal tells it: an end left empty means that it goes on."""
    told: dict[str, Any] = deed.facts.get("proposal", {})
    if deed.act == "propose_filing":
        told = deed.data.model_dump(include={"ended_on", "vital", "harmful"}, mode="json")
    ended, lead = told.get("ended_on"), deed.facts.get("lead", {})
    if not ended or "received_on" not in lead:
        return None
    return Misdeed(
        discovered_on=date.fromisoformat(lead["received_on"]),
        ended_on=date.fromisoformat(ended),
        vital=bool(told.get("vital")),
        harmful=bool(told.get("harmful")),
    )


def _acted_on(deed: Deed) -> date:
    misdeed = _misdeed(deed)
    if misdeed is not None and misdeed.ended_on is not None:
        return misdeed.ended_on
    received = deed.facts.get("lead", {}).get("received_on")
    return date.fromisoformat(received) if received else deed.on


def _holds_power(deed: Deed) -> bool:
    """Whether the power is in force for the agency, or came over to it with a case it took over."""
    power = deed.facts.get("power", {}).get("id")
    if not power:
        return False
    if power_on(UUID(power), deed.agency.id, deed.on) is not None:
        return True
    origin = Case.objects.filter(pk=deed.case.id).values_list("agency_id", flat=True).first()
    if origin is None or origin == deed.agency.id:
        return False
    return power_on(UUID(power), origin, deed.on) is not None
