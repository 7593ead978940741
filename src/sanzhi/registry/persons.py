"""What the agency alone knows of its officers: identity number and telephone, sealed, found only as a whole.

Name, certificate and post of an officer are public (行政处罚法 Art 39, 55); these two are not, so they are no
part of what is admitted and published, and only the clerk of the officer's own agency reads and writes them.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.law.identifiers import resident_fault
from sanzhi.registry.access import Person
from sanzhi.registry.models import Officer
from sanzhi.store.sealed.digests import identity as normal_identity
from sanzhi.store.sealed.digests import phone as normal_phone

LONGEST_PHONE = 40


def may_know(person: Person, officer: Officer) -> bool:
    """Whether this person reads and writes number and telephone of this officer."""
    return "clerk" in person.roles and person.agency_id == officer.agency_id


def officer_known_to(person: Person, officer_id: UUID) -> Officer:
    """The officer; ``NotFound`` alike for one that does not exist and one of another agency."""
    officer = Officer.objects.filter(pk=officer_id).select_related("agency").first()
    if officer is None or not may_know(person, officer):
        raise NotFound
    return officer


def identify(person: Person, officer_id: UUID, *, identity: str, phone: str) -> Officer:
    """Store number and telephone of an officer; empty text removes them.

    ``Invalid`` for a number that is none (GB 11643) or that another officer in post of the same agency has.
    """
    number = normal_identity(identity)
    with transaction.atomic():
        officer = officer_known_to(person, officer_id)
        problems = [*_faults(officer, number), *_faults_of_phone(phone)]
        if problems:
            raise Invalid(problems)
        officer.identity, officer.phone = number, phone.strip()
        officer.save(update_fields=["identity", "identity_digest", "phone", "phone_digest"])
    return officer


def known_by(value: str) -> Q:
    """The condition for officers with this identity number or this telephone, whole."""
    found = Q(identity_digest__matching=value)
    return found | Q(phone_digest__matching=value) if normal_phone(value) else found


def _faults(officer: Officer, number: str) -> list[FieldError]:
    if not number:
        return []
    if fault := resident_fault(number):
        return [FieldError("identity", "公民身份号码", fault)]
    others = Officer.objects.filter(agency=officer.agency_id, ended_on=None).exclude(pk=officer.pk)
    if other := others.filter(identity_digest__matching=number).first():
        return [FieldError("identity", "公民身份号码", f"本机关另一名在岗人员（{other.name}）已登记此号码")]
    return []


def _faults_of_phone(phone: str) -> list[FieldError]:
    if phone.strip() and (len(phone.strip()) > LONGEST_PHONE or not 7 <= len(normal_phone(phone)) <= 16):
        return [FieldError("phone", "联系电话", "应为 7 至 16 位号码")]
    return []
