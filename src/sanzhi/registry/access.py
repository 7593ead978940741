"""Who fills the libraries, who admits, and who reads what has not been admitted.

Questions about one record and conditions over many stand here side by side.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound
from sanzhi.orgs.models import Agency, Government, Line
from sanzhi.registry.submissions import State, Submission

# Those of an agency who read its libraries; only the clerk writes.
_READERS = frozenset({"clerk", "head", "officer", "reviewer", "editor"})


class Person(Protocol):
    """Somebody signed in, as this room needs to know him (``accounts.actors.Actor`` is one)."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def agency_id(self) -> UUID | None: ...
    @property
    def government_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class Owner:
    """Whose record it is: an agency's, or a government's (lists only)."""

    agency: Agency | None = None
    government: Government | None = None

    @property
    def name(self) -> str:
        """The name of the owner."""
        return str(self.agency or self.government or "")


def is_legal_office(person: Person) -> bool:
    """Whether the person belongs to the legal office (司法局) of a government."""
    return "supervisor" in person.roles and person.government_id is not None


def owner_for(person: Person) -> Owner | None:
    """For whom this person fills libraries: a clerk for his agency, the legal office for its government."""
    if "clerk" in person.roles and person.agency_id:
        return Owner(agency=Agency.objects.select_related("region").get(pk=person.agency_id))
    if is_legal_office(person):
        return Owner(government=Government.objects.get(pk=str(person.government_id)))
    return None


def may_write(person: Person, submission: Submission) -> bool:
    """Whether the person may change or hand in this submission."""
    if submission.agency_id:
        return "clerk" in person.roles and person.agency_id == submission.agency_id
    return is_legal_office(person) and person.government_id == submission.government_id


def may_admit(person: Person, submission: Submission) -> bool:
    """Whether the person's office admits what this owner submits (that he himself may is a guard's matter).

    An agency's submissions go to the legal office of the government on its line 块; a vertical agency,
    which has no such line, to the supervisors of its superior department.
    """
    return admitted_by(person, clock.today()).filter(pk=submission.pk).exists()


def queue(person: Person) -> QuerySet[Submission]:
    """What waits for this person's office, oldest first."""
    return admitted_by(person, clock.today()).filter(state=State.SUBMITTED)


def admitted_by(person: Person, on: date) -> QuerySet[Submission]:
    """Every submission of the owners that this person's office answers for on a day."""
    return Submission.objects.filter(_answering(person, on))


def visible(person: Person) -> QuerySet[Submission]:
    """What this person may read: the own agency's, or that of the owners whom his office answers for."""
    found = _answering(person, clock.today())
    if person.agency_id and person.roles & _READERS:
        found |= Q(agency=person.agency_id)
    return Submission.objects.filter(found)


def _answering(person: Person, on: date) -> Q:
    """The condition on a submission that this person's office settles it on a day."""
    mine = _settled(person, on, "agency")
    return mine | Q(government=person.government_id) if is_legal_office(person) else mine


def answered_for(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies for which this person's office settles, on a day, what enters and who is suspended.

    Fewer than ``agencies_of``: a superior department reads what stands in the libraries of those below it,
    and settles only for those that no government's legal office answers for.
    """
    return Agency.objects.filter(_settled(person, on, "pk"))


def _settled(person: Person, on: date, path: str) -> Q:
    """The condition on an agency at ``path`` that this person's office answers for it on a day."""
    mine = Q(pk=None)
    if "supervisor" not in person.roles:
        return mine
    if person.government_id:
        agencies = _under(Line.GOVERNMENT, on).filter(government=person.government_id).values("agency")
        mine |= Q(**{f"{path}__in": agencies})
    if person.agency_id:
        juniors = _under(Line.SUPERIOR, on).filter(superior=person.agency_id).values("agency")
        governed = _under(Line.GOVERNMENT, on).values("agency")
        mine |= Q(**{f"{path}__in": juniors}) & ~Q(**{f"{path}__in": governed})
    return mine


def open_submission(person: Person, submission_id: UUID) -> Submission:
    """The submission, if the person may read it; ``NotFound`` alike for what is missing and forbidden."""
    found = visible(person).filter(pk=submission_id).select_related("agency__region", "government").first()
    if found is None:
        raise NotFound
    return found


def agencies_of(person: Person) -> QuerySet[Agency]:
    """The agencies whose admitted records this person reads in the libraries."""
    on, mine = clock.today(), Q(pk=None)
    if person.agency_id and person.roles & _READERS:
        mine |= Q(pk=person.agency_id)
    if "supervisor" in person.roles and person.government_id:
        mine |= Q(pk__in=_under(Line.GOVERNMENT, on).filter(government=person.government_id).values("agency"))
    if "supervisor" in person.roles and person.agency_id:
        mine |= Q(pk=person.agency_id)
        mine |= Q(pk__in=_under(Line.SUPERIOR, on).filter(superior=person.agency_id).values("agency"))
    return Agency.objects.filter(mine)


def _under(line: str, on: date) -> QuerySet[Line]:
    return Line.objects.filter(Q(until=None) | Q(until__gt=on), line=line, since__lte=on)
