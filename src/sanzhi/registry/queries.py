"""Questions about officers, powers and articles, answered as plain facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from sanzhi.law.findings import Citation
from sanzhi.law.guards.officers import Certificate as CertificateFact
from sanzhi.law.guards.officers import CertificateState, OfficerFact
from sanzhi.orgs.delegating import bodies_of
from sanzhi.registry.models import Officer
from sanzhi.registry.officers import Held, OfficerRow, read_officers
from sanzhi.registry.powers import power_on
from sanzhi.registry.statutes import Library, NotAtHand, library

ANOTHER_VERSION = "（法规库所存为另一版本，请以当日有效的文本为准。）"

__all__ = [
    "Member",
    "article_text",
    "marked_text",
    "officer_facts",
    "power_on",
    "qualified_reviewer",
    "qualified_reviewers",
    "team",
]


@dataclass(frozen=True, slots=True)
class Member:
    """An officer of a case's team with the certificate valid on the day, as a fact of the case."""

    id: str
    name: str
    certificate: str
    user_id: UUID | None

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "certificate": self.certificate}


def officer_facts(officer_ids: Iterable[UUID | str], on: date) -> list[OfficerFact]:
    """The officers in the order asked for, each with the certificate that counts on a day."""
    return [_fact(officer, on) for officer in read_officers(officer_ids, on)]


def team(officer_ids: Iterable[UUID | str], agency_id: UUID, on: date) -> list[Member]:
    """This agency's officers of the day among the ids, each with the certificate of the day if any."""
    known = read_officers(officer_ids, on)
    # Those of a body that acts in the agency's name count as its own (行政处罚法 Art 20 ¶4).
    strangers = any(each.agency_id != agency_id for each in known)
    own = {agency_id} | (bodies_of(agency_id, on) if strangers else frozenset())
    return [_member(each, on) for each in known if each.agency_id in own and each.in_post]


def qualified_reviewer(officer_id: UUID, on: date) -> bool:
    """Whether this person, in the library that day, held the legal qualification (行政处罚法 Art 58)."""
    return officer_id in qualified_reviewers([officer_id], on)


def qualified_reviewers(officer_ids: Iterable[UUID], on: date) -> set[UUID]:
    """Those of these people who, in the library that day, held the legal qualification."""
    found = (
        Officer.objects.filter(Q(admitted_on=None) | Q(admitted_on__lte=on), pk__in=list(officer_ids))
        .filter(Q(ended_on=None) | Q(ended_on__gt=on), Q(qualified_on=None) | Q(qualified_on__lte=on))
        .exclude(legal_qualification="")
    )
    return set(found.values_list("pk", flat=True))


def article_text(law: str, article: str, *, on: date | None = None) -> str:
    """The words of an article as in force on a day, or an empty text when the library does not hold it."""
    return _text(library(), law, article, on)


def marked_text(law: str, article: str, *, on: date) -> str:
    """Like ``article_text``, for the public: words of another version than that of the day say so."""
    try:
        found = library().article(Citation(law, article), on)
    except NotAtHand:
        return ""
    return found.text if found.exact else f"{found.text}\n{ANOTHER_VERSION}"


# Kept for one state of the library: what is imported afterwards is another library.
@lru_cache(maxsize=4096)
def _text(shelf: Library, law: str, article: str, on: date | None) -> str:
    try:
        return shelf.article(Citation(law, article), on).text
    except NotAtHand:
        return ""


def _member(officer: OfficerRow, on: date) -> Member:
    certificate = _certificate_on(officer, on)
    return Member(str(officer.id), officer.name, certificate.number if certificate else "", officer.user_id)


def _fact(officer: OfficerRow, on: date) -> OfficerFact:
    held = _certificate_on(officer, on)
    return OfficerFact(
        str(officer.id), officer.name, None if held is None else _certificate(held, officer, on)
    )


def _certificate_on(officer: OfficerRow, on: date) -> Held | None:
    """The certificate that counts on a day: one whose term covers it, else the one that ended last."""
    held = sorted(officer.certificates, key=lambda each: each.valid_until)
    covering = [each for each in held if each.valid_from <= on <= each.valid_until]
    counting = covering or held
    return counting[-1] if counting else None


def _certificate(held: Held, officer: OfficerRow, on: date) -> CertificateFact:
    return CertificateFact(
        number=held.number,
        agency=str(officer.agency_id),
        valid_from=held.valid_from,
        valid_to=held.valid_until,
        classes=frozenset({held.domain}),
        regions=frozenset({held.area}),
        state=_state(held, on),
    )


def _state(held: Held, on: date) -> CertificateState:
    if held.revoked_on is not None and held.revoked_on <= on:
        return CertificateState.REVOKED
    suspended = held.suspended_from is not None and held.suspended_from <= on
    over = held.suspended_until is not None and held.suspended_until < on
    return CertificateState.SUSPENDED if suspended and not over else CertificateState.VALID
