"""The records of a library that a person may read, as rows in force on a day."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from sanzhi.jobs import clock
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency
from sanzhi.registry.access import Owner, Person, agencies_of
from sanzhi.registry.lists import in_force
from sanzhi.registry.models import Benchmark, Certificate, Officer, Power, RegisterEntry
from sanzhi.registry.submissions import LibraryKind

_DATED: dict[str, type[Model]] = {LibraryKind.POWER: Power, LibraryKind.BENCHMARK: Benchmark}


def shelf(person: Person, kind: str, on: date) -> QuerySet[Any]:
    """The rows of a library on a day; lists show those of the offices above too, because they bind."""
    agencies = agencies_of(person)
    if kind == LibraryKind.AGENCY:
        return agencies.filter(
            Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on)
        )
    if kind == LibraryKind.OFFICER:
        begun = Q(admitted_on=None) | Q(admitted_on__lte=on)
        people = Officer.objects.filter(begun, Q(ended_on=None) | Q(ended_on__gt=on), agency__in=agencies)
        return _with_certificate(people.select_related("agency"), on)
    if kind in _DATED:
        model: Any = _DATED[kind]
        dated: QuerySet[Any] = model.objects.filter(in_force(on), agency__in=agencies)
        return dated.select_related("agency")
    rows = RegisterEntry.objects.filter(in_force(on), _owners(person, agencies, on), kind=kind)
    return rows.select_related("agency", "government")


def _with_certificate(people: QuerySet[Officer], on: date) -> QuerySet[Any]:
    """The officers with number and last day of the certificate that ends last among those of the day."""
    begun = Q(admitted_on=None) | Q(admitted_on__lte=on)
    held = Certificate.objects.filter(
        begun, Q(ended_on=None) | Q(ended_on__gt=on), officer=OuterRef("pk")
    ).order_by("-valid_until")
    return people.annotate(
        certificate=Subquery(held.values("number")[:1]), valid_until=Subquery(held.values("valid_until")[:1])
    )


def record_row(person: Person, kind: str, record: UUID) -> Any:
    """The last row of one record, whatever its day, if the person may read it; None otherwise."""
    agencies = agencies_of(person)
    if kind == LibraryKind.AGENCY:
        return agencies.filter(pk=record).first()
    if kind == LibraryKind.OFFICER:
        return Officer.objects.filter(pk=record, agency__in=agencies).select_related("agency").first()
    if kind in _DATED:
        model: Any = _DATED[kind]
        rows = model.objects.filter(record=record, agency__in=agencies).select_related("agency")
        return rows.order_by("-number").first()
    found = RegisterEntry.objects.filter(_owners(person, agencies, clock.today()), record=record, kind=kind)
    return found.select_related("agency", "government").order_by("-number").first()


def owner_of(row: Any) -> Owner:
    """Whose record a row is."""
    if isinstance(row, Agency):
        return Owner(agency=row)
    return Owner(agency=row.agency, government=getattr(row, "government", None))


def record_of(row: Any) -> UUID:
    """The record that a row is a version of."""
    found: UUID = getattr(row, "record", None) or row.pk
    return found


def _owners(person: Person, agencies: QuerySet[Agency], on: date) -> Q:
    found = Q(agency__in=agencies)
    if person.government_id:
        found |= Q(government=person.government_id)
    if person.agency_id:
        governments, departments = lines_above(person.agency_id, on)
        found |= Q(government__in=governments) | Q(agency__in=departments)
    return found
