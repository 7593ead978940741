"""What the law asks of a penalty on the spot (行政处罚法 Art 51–53, 68–71): facts handed to its guards."""

from datetime import date
from typing import Any

from sanzhi.law.findings import Finding, refusals
from sanzhi.law.guards.collection import collection_separated
from sanzhi.law.guards.decision import summary_allowed
from sanzhi.law.guards.notice import not_heavier
from sanzhi.law.guards.officers import two_certified_officers
from sanzhi.law.guards.summary import (
    CashTaken,
    SpotSteps,
    cash_handed_in,
    cash_may_be_taken,
    receipt_given,
    review_first_told,
    spot_decision_filed,
    spot_form_complete,
    spot_steps_taken,
    two_officers_on_the_spot,
)
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed, fact_day

HARD, REMOTE = "不当场收缴事后难以执行", "边远、水上、交通不便地区，当事人提出"


def officers_on_the_spot(deed: Deed) -> list[Finding]:
    """H1, S8: two officers with certificates that hold that day, here too (行政处罚法 Art 42 ¶1)."""
    ids = getattr(deed.data, "officers", None) or lawfacts.team_ids(deed)
    present = lawfacts.officers(deed, ids)
    return [
        *two_officers_on_the_spot(len(set(ids)), exception=None, on=deed.on),
        *two_certified_officers(present, lawfacts.ground(deed), on=deed.on),
    ]


def within_the_limit(deed: Deed) -> list[Finding]:
    """S1: a warning, or a fine up to the limit for this kind of party (行政处罚法 Art 51)."""
    person, entity = deed.rule("S1.person"), deed.rule("S1.entity")
    return summary_allowed(_penalty(deed.data), lawfacts.party_type(deed), person, entity, on=deed.on)


def steps_before_decision(deed: Deed) -> list[Finding]:
    """S2: certificate, facts, told, heard, in this order before the decision (行政处罚法 Art 44, 45, 52)."""
    return _steps(deed, handed_over=True, signed=True, noted=True)


def not_heavier_than_told(deed: Deed) -> list[Finding]:
    """O12: never heavier because of the defence (行政处罚法 Art 45 ¶2)."""
    told = deed.facts.get("spot", {}).get("told")
    if told is None:
        return []
    before = lawfacts.penalty(told["penalty_items"], told["fine_fen"], 0)
    defended = bool(deed.facts.get("statement"))
    return not_heavier(
        before,
        _penalty(deed.data),
        defended=defended,
        asked_hearing=False,
        domain=deed.agency.domain,
        on=deed.on,
    )


def form_whole(deed: Deed) -> list[Finding]:
    """S9, S10: the paper says what it must, both officers signed, sealed where the sector wants it; it tells
    that review comes before a suit (行政处罚法 Art 52 ¶2; 行政复议法 Art 23).
    """
    spot, decision = deed.facts.get("spot", {}), deed.facts.get("decision", {})
    document, agency = deed.facts.get("document.spot_decision", {}), deed.agency
    contents = {
        "breach": spot.get("facts", ""),
        "kind": "、".join(each["kind"] for each in decision.get("penalty_items", [])),
        "basis": "、".join(f"《{each['law']}》{each['article']}" for each in spot.get("basis", [])),
        "amount": str(decision.get("fine_fen") or "无"),
        "time": spot.get("acted_at", ""),
        "place": spot.get("place", ""),
        "remedies": agency.reconsideration and agency.court,
        "agency": agency.name,
    }
    signed = {each["officer"] for each in document.get("signed", [])}
    sealed = bool(document.get("sealed")) or deed.data.prestamped
    return [
        *spot_form_complete(
            contents, signed=len(signed) >= 2, sealed=sealed, domain=agency.domain, on=deed.on
        ),
        *review_first_told(told=bool(agency.reconsideration), on=deed.on),
    ]


def steps_all_taken(deed: Deed) -> list[Finding]:
    """S2: with the hand-over the steps are whole; who refuses to sign has that noted (行政处罚法 Art 52)."""
    noted = bool(str(deed.data.refusal).strip())
    return _steps(deed, handed_over=True, signed=deed.data.signed_by_party, noted=noted)


def cash_lawful(deed: Deed) -> list[Finding]:
    """S3, S4, O39: cash only where the law lets it be taken, against the treasury's receipt
    (行政处罚法 Art 67–70).
    """
    data, decision = deed.data, deed.facts.get("decision", {})
    remote = data.ground == REMOTE
    allowed = cash_may_be_taken(
        decision.get("fine_fen", 0),
        deed.rule("S3"),
        summary=True,
        hard_later=data.ground == HARD,
        remote=remote,
        party_asked=remote,
        on=deed.on,
    )
    lawful = not refusals(allowed)
    return [
        *allowed,
        *collection_separated(by_agency=True, on_the_spot_lawful=lawful, on=deed.on),
        *receipt_given(cash_taken=True, unified_receipt=bool(data.receipt), on=deed.on),
    ]


def cash_brought_in_time(deed: Deed) -> list[Finding]:
    """S5: to the agency in two working days, to the bank in two more (行政处罚法 Art 71)."""
    cash = deed.facts.get("cash")
    if cash is None:
        return []
    taken = CashTaken(
        taken_on=date.fromisoformat(cash["taken_on"]),
        handed_on=deed.on if deed.act == "hand_in_cash" else _day(cash, "handed_on"),
        banked_on=deed.on if deed.act == "bank_cash" else None,
    )
    agency, bank = deed.rule("S5.agency"), deed.rule("S5.bank")
    return cash_handed_in(taken, agency, bank, deed.rules.calendar, domain=deed.agency.domain, on=deed.on)


def filed_in_time(deed: Deed) -> list[Finding]:
    """S6: filed with the own agency in the sector's days (行政处罚法 Art 52 ¶3; 程序规定 Art 70)."""
    return spot_decision_filed(lawfacts.due(deed, "S6"), deed.on, on=deed.on)


def _steps(deed: Deed, *, handed_over: bool, signed: bool, noted: bool) -> list[Finding]:
    spot = deed.facts.get("spot", {})
    steps = SpotSteps(
        certificate_shown=bool(spot.get("certificate_shown")),
        facts_checked=bool(spot.get("facts")),
        told=fact_day(deed.facts, "spot", "told_on") is not None,
        defence_heard=fact_day(deed.facts, "spot", "heard_on") is not None,
        form_numbered=deed.act == "decide_spot"
        or bool(deed.facts.get("document.spot_decision", {}).get("number")),
        handed_over=handed_over,
        signed_by_party=signed,
        refusal_noted=noted,
    )
    return spot_steps_taken(steps, domain=deed.agency.domain, on=deed.on)


def _penalty(data: Any) -> Penalty:
    kinds = {PenaltyKind.FINE} if data.fine_fen else {PenaltyKind.WARNING}
    return Penalty(frozenset(kinds | ({PenaltyKind.WARNING} if data.warning else set())), data.fine_fen)


def _day(fact: dict[str, Any], key: str) -> date | None:
    return date.fromisoformat(fact[key]) if fact.get(key) else None
