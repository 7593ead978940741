"""What the law asks before a document is sealed or served."""

from datetime import date

from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards.announcement import Announcement, announcement_last_resort, announcement_run_out
from sanzhi.law.guards.basis import Cure
from sanzhi.law.guards.officers import two_signatures
from sanzhi.law.guards.service import ServiceFact, ServiceWay, service_lawful
from sanzhi.procedure import lawfacts
from sanzhi.procedure.acts import Guard
from sanzhi.procedure.deed import Deed

# A served decision starts its own clock; a notice has none.
_SERVICE_CLOCK = {"decision": "O24"}
_SIGN = {"prior_notice": Cure.SIGN_NOTICE, "decision": Cure.SIGN_DECISION}


def both_signed(kind: str) -> Guard:
    """Two officers have signed before the seal is put (行政处罚法 Art 42)."""

    def guard(deed: Deed) -> list[Finding]:
        document = deed.facts.get(f"document.{kind}", {})
        signed = [each["officer"] for each in document.get("signed", [])]
        return two_signatures(signed, on=deed.on, act=_SIGN[kind])

    return guard


def announced_lawfully(kind: str) -> Guard:
    """O26: public notice is the last resort, its reason on file, and it has stood its days (程序规定 Art
    82(5)), which begin no earlier than the day on which there was a document to announce.
    """

    def guard(deed: Deed) -> list[Finding]:
        data, domain = deed.data, deed.agency.domain
        if data.way is not ServiceWay.ANNOUNCED:
            return []
        because = bool(str(data.announced_because).strip())
        issued = deed.facts.get(f"document.{kind}", {}).get("on")
        posted = max(data.posted_on or deed.on, date.fromisoformat(issued) if issued else deed.on)
        notice = Announcement(posted, frozenset(), missing=because, reason_filed=because)
        due = compute(deed.rule("O26"), posted, deed.rules.calendar)
        return [
            *announcement_last_resort(notice, domain=domain, on=deed.on),
            *announcement_run_out(due, domain=domain, on=deed.on),
        ]

    return guard


def service_is_lawful(kind: str) -> Guard:
    """Only what is issued and sealed is served, and not before its date (行政处罚法 Art 59, 61)."""

    def guard(deed: Deed) -> list[Finding]:
        document = deed.facts.get(f"document.{kind}", {})
        issued = date.fromisoformat(document["on"]) if document else None
        decided = deed.facts.get("decision", {}).get("on") if kind == "decision" else document.get("on")
        fact = ServiceFact(
            sealed=bool(document.get("sealed")),
            decided_on=date.fromisoformat(decided) if decided else deed.on,
            issued_on=issued,
            served_on=deed.on,
            way=ServiceWay(deed.data.way),
            document="decision" if kind == "decision" else "notice",
            confirmation=deed.data.confirmation,
        )
        clock = _SERVICE_CLOCK.get(kind, "")
        return service_lawful(
            fact, lawfacts.due(deed, clock), domain=deed.agency.domain, region=deed.agency.region, on=deed.on
        )

    return guard
