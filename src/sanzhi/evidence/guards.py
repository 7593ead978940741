"""What the law asks of those who collect evidence."""

from datetime import date, datetime
from typing import Any

from sanzhi.law.findings import Finding
from sanzhi.law.guards import measures
from sanzhi.law.guards.evidence import TestResult, rights_told_at_first_contact, test_result_told
from sanzhi.law.guards.officers import certificates_shown, two_certified_officers
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed


def interviewers_certified(deed: Deed) -> list[Finding]:
    """Two certified officers conduct the interview (行政处罚法 Art 42, 55)."""
    return two_certified_officers(
        lawfacts.officers(deed, deed.data.officers), lawfacts.ground(deed), on=deed.on
    )


def team_certified(deed: Deed) -> list[Finding]:
    """Two certified officers of the team take the measure (行政处罚法 Art 42)."""
    return two_certified_officers(
        lawfacts.officers(deed, lawfacts.team_ids(deed)), lawfacts.ground(deed), on=deed.on
    )


def certificate_shown(deed: Deed) -> list[Finding]:
    """Each of them showed the certificate, and the record says so (行政处罚法 Art 55)."""
    return _shown(deed, deed.data.officers)


def team_showed_certificates(deed: Deed) -> list[Finding]:
    """Each officer of the team showed the certificate (行政处罚法 Art 55)."""
    return _shown(deed, lawfacts.team_ids(deed))


def rights_told(deed: Deed) -> list[Finding]:
    """O40: at the first contact for evidence the rights are told, and the record says so (程序规定 Art 21
    ¶2).
    """
    told = deed.data.rights_told
    return rights_told_at_first_contact(
        first=not deed.facts.get("interviews") and "rights" not in deed.facts,
        told_defence=told,
        told_recusal=told,
        domain=deed.agency.domain,
        on=deed.on,
    )


def keep_rights(deed: Deed) -> None:
    """Keep that the rights were told, and when first."""
    if deed.data.rights_told and "rights" not in deed.facts:
        deed.set("rights", {"on": deed.on, "by": deed.actor.name, "act": deed.act})


def preservation_allowed(deed: Deed) -> list[Finding]:
    """O5: approved before or urgent, with a list for the party (行政处罚法 Art 56; 程序规定 Art 33, 34)."""
    fact, data = _preservation(deed), deed.data
    approved = fact.get("decided_on") if fact.get("agreed") and not fact.get("registered_on") else None
    preservation = measures.Preservation(
        date.fromisoformat(approved) if approved else None, urgent=data.urgent, list_given=data.list_given
    )
    return measures.preservation_lawful(preservation, on=deed.on)


def approved_in_time(deed: Deed) -> list[Finding]:
    """O6: a measure taken on the spot is approved within 24 hours, or lifted (程序规定 Art 33 ¶2)."""
    fact = _preservation(deed)
    where = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find("O6.preserve", on=deed.on, **where)
    if row is None or not fact.get("urgent") or not deed.data.agree:
        return []
    taken = datetime.fromisoformat(fact["registered_at"])
    measure = measures.UrgentMeasure(taken, approved_at=deed.happened)
    return measures.urgent_measure_approved(measure, row, now=deed.happened, on=deed.on)


def preservation_in_time(deed: Deed) -> list[Finding]:
    """O5: something lawful becomes of it in seven working days; what ended by itself is only given back."""
    due = lawfacts.due(deed, "O5")
    if due is None or not _preservation(deed).get("registered_on"):
        return []
    preservation = measures.Preservation(None, handled_on=deed.on, handling=deed.data.handling)
    return measures.preservation_handled(preservation, due, domain=deed.agency.domain, on=deed.on)


def results_told(deed: Deed) -> list[Finding]:
    """O46: every result that came is told before the investigation is concluded (程序规定 Art 32)."""
    return [
        finding
        for each in deed.facts.get("tests", [])
        if each.get("received_on")
        for finding in test_result_told(
            TestResult(
                date.fromisoformat(each["received_on"]),
                date.fromisoformat(each["told_on"]) if each.get("told_on") else None,
                sampled=bool(each.get("sampled")),
                retest_told=bool(each.get("retest")),
            ),
            domain=deed.agency.domain,
            concluding=True,
            on=deed.on,
        )
    ]


def _shown(deed: Deed, ids: Any) -> list[Finding]:
    officers = lawfacts.officers(deed, ids)
    shown = frozenset(officer.id for officer in officers) if deed.data.certificate_shown else frozenset()
    return certificates_shown(officers, shown, on=deed.on)


def _preservation(deed: Deed) -> dict[str, Any]:
    return deed.facts.get("preservation") or {}
