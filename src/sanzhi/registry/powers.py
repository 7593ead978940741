"""The power that a case rests on, read with one statement by hand."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from sanzhi.jobs.columns import as_uuid, db_id
from sanzhi.registry.models import Power

# The power may be named by any of its versions: the one that counts is that of the day.
_READ = (
    "SELECT p.id, p.code, p.name FROM registry_power named JOIN registry_power p ON p.record = named.record "
    "WHERE named.id = %s AND p.agency_id = %s "
    "AND p.admitted_on <= %s AND (p.retired_on IS NULL OR p.retired_on > %s) ORDER BY p.number DESC"
)


class PowerRow(NamedTuple):
    """One version of a power of an agency's list; a case keeps the version it was opened under."""

    id: UUID
    code: str
    name: str


def power_on(power_id: UUID, agency_id: UUID, on: date) -> PowerRow | None:
    """The version of an agency's power that was admitted and in force on a day, or None (行政处罚法 Art 38).

    ``power_id`` is that of any version of the power.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ, [db_id(power_id), db_id(agency_id), on.isoformat(), on.isoformat()])
        row = cursor.fetchone()
    found = None if row is None else as_uuid(row[0])
    return None if row is None or found is None else PowerRow(found, row[1], row[2])


def basis_on(power_id: UUID) -> list[dict[str, str]]:
    """The articles (law, article) that one version of a power rests on."""
    found = Power.objects.filter(pk=power_id).values_list("basis", flat=True).first()
    return list(found or ())
