"""What the law asks of those who collect evidence."""

from sanzhi.law.findings import Finding
from sanzhi.law.guards.evidence import rights_told_at_first_contact
from sanzhi.law.guards.officers import certificates_shown, two_certified_officers
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed


def interviewers_certified(deed: Deed) -> list[Finding]:
    """Two certified officers conduct the interview (行政处罚法 Art 42, 55)."""
    return two_certified_officers(
        lawfacts.officers(deed, deed.data.officers), lawfacts.ground(deed), on=deed.on
    )


def certificate_shown(deed: Deed) -> list[Finding]:
    """Each of them showed the certificate, and the record says so (行政处罚法 Art 55)."""
    officers = lawfacts.officers(deed, deed.data.officers)
    shown = frozenset(officer.id for officer in officers) if deed.data.certificate_shown else frozenset()
    return certificates_shown(officers, shown, on=deed.on)


def rights_told(deed: Deed) -> list[Finding]:
    """O40: at the first interview the rights are told, and the record says so (程序规定 Art 21 ¶2)."""
    told = deed.data.rights_told
    return rights_told_at_first_contact(
        first=not deed.facts.get("interviews"),
        told_defence=told,
        told_recusal=told,
        domain=deed.agency.domain,
        on=deed.on,
    )
