"""What the law asks before a document is sealed or served."""

from datetime import date
from typing import Any

from sanzhi.documents.papers import effect_of, waiting
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards.announcement import Announcement, announcement_last_resort, announcement_run_out
from sanzhi.law.guards.basis import Cure
from sanzhi.law.guards.electronic import ElectronicService, electronic_service_lawful
from sanzhi.law.guards.officers import two_signatures
from sanzhi.law.guards.service import Receipt, ServiceFact, ServiceWay, receipt_complete, service_lawful
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
        return two_signatures(signed, on=deed.on, act=_SIGN.get(kind))

    return guard


def announced_lawfully(kind: str = "") -> Guard:
    """O26: public notice is the last resort, its reason on file, and it has stood its days (程序规定 Art
    82(5)), which begin no earlier than the day on which there was a document to announce. Without a kind the
    paper that the act names is meant.
    """

    def guard(deed: Deed) -> list[Finding]:
        data, domain = deed.data, deed.agency.domain
        if data.way is not ServiceWay.ANNOUNCED:
            return []
        found = deed.facts.get(f"document.{kind}") if kind else waiting(deed.facts).get(str(data.paper))
        made = date.fromisoformat(found["on"]) if found else deed.on
        posted = max(data.posted_on or deed.on, made)
        reason = bool(str(data.announced_because).strip())
        notice = Announcement(posted, _tried(deed, None), missing=data.missing, reason_filed=reason)
        due = compute(deed.rule("O26"), posted, deed.rules.calendar)
        return [
            *announcement_last_resort(notice, domain=domain, on=deed.on),
            *announcement_run_out(due, domain=domain, on=deed.on),
        ]

    return guard


def notice_is_last_resort(deed: Deed) -> list[Finding]:
    """O26: before a public notice the party is missing or the other ways were tried; only what is sealed."""
    data = deed.data
    notice = Announcement(
        deed.on,
        _tried(deed, str(data.document)),
        missing=data.missing,
        reason_filed=bool(str(data.because).strip()),
        posted_at_home=data.posted_at_home,
        posting_recorded=data.posting_recorded,
    )
    findings = announcement_last_resort(notice, domain=deed.agency.domain, on=deed.on)
    for kind in ("prior_notice", "decision"):
        document = deed.facts.get(f"document.{kind}", {})
        if document.get("id") == str(data.document):
            findings += _lawful(deed, kind, document, ServiceWay.ANNOUNCED, confirmed=False)
    return findings


def receipt_whole(deed: Deed) -> list[Finding]:
    """O24: the receipt says what its way of service must prove (程序规定 Art 82)."""
    data = deed.data
    receipt = Receipt(
        way=ServiceWay(data.way),
        signer=bool(data.receiver),
        refusal=bool(data.refusal),
        witness=bool(data.witness),
        recorded=data.recorded,
        post_number=bool(data.post_number),
        entrusted_to=bool(data.entrusted_to),
    )
    return receipt_complete(receipt, domain=deed.agency.domain, on=deed.on)


def sent_electronically(deed: Deed) -> list[Finding]:
    """O25: what was sent electronically was recorded; the day of the act is that of its arrival."""
    data = deed.data
    if data.way is not ServiceWay.ELECTRONIC:
        return []
    # Without a confirmation the service itself is refused (``service_is_lawful``).
    sent = ElectronicService(True, evidence_kept=data.recorded, sent_on=deed.on, arrived_on=deed.on)
    return electronic_service_lawful(sent, domain=deed.agency.domain, on=deed.on)


def service_is_lawful(kind: str) -> Guard:
    """Only what is issued and sealed is served, and not before its date (行政处罚法 Art 59, 61)."""

    def guard(deed: Deed) -> list[Finding]:
        document = deed.facts.get(f"document.{kind}", {})
        return _lawful(deed, kind, document, ServiceWay(deed.data.way), confirmed=_confirmed(deed))

    return guard


def paper_is_lawful(deed: Deed) -> list[Finding]:
    """Another paper is served with the seal of the agency, not before its date; and what its room asks."""
    found = waiting(deed.facts).get(str(deed.data.paper))
    if found is None:
        return []
    made = date.fromisoformat(found["on"])
    fact = ServiceFact(
        sealed=deed.data.stamped,
        decided_on=made,
        issued_on=made,
        served_on=deed.on,
        way=ServiceWay(deed.data.way),
        confirmation=_confirmed(deed),
        document="paper",
    )
    _, ask = effect_of(found["kind"])
    return [
        *service_lawful(fact, None, domain=deed.agency.domain, region=deed.agency.region, on=deed.on),
        *(ask(deed) if ask else []),
    ]


def _lawful(
    deed: Deed, kind: str, document: dict[str, Any], way: ServiceWay, *, confirmed: bool
) -> list[Finding]:
    decided = deed.facts.get("decision", {}).get("on") if kind == "decision" else document.get("on")
    fact = ServiceFact(
        sealed=bool(document.get("sealed")),
        decided_on=date.fromisoformat(decided) if decided else deed.on,
        issued_on=date.fromisoformat(document["on"]) if document else None,
        served_on=deed.on,
        way=way,
        document="decision" if kind == "decision" else "notice",
        confirmation=confirmed,
    )
    due = lawfacts.due(deed, _SERVICE_CLOCK.get(kind, ""))
    return service_lawful(fact, due, domain=deed.agency.domain, region=deed.agency.region, on=deed.on)


def _confirmed(deed: Deed) -> bool:
    return bool(deed.data.confirmation or deed.facts.get("service_address", {}).get("electronic"))


def _tried(deed: Deed, document: str | None) -> frozenset[ServiceWay]:
    attempts = deed.facts.get("attempts", [])
    return frozenset(ServiceWay(each["way"]) for each in attempts if document in {None, each["document"]})
