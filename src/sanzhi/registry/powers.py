"""The power that a case rests on, read with one statement by hand."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from sanzhi.jobs.columns import db_id

_READ = (
    "SELECT code, name FROM registry_power WHERE id = %s AND agency_id = %s "
    "AND admitted_on <= %s AND (retired_on IS NULL OR retired_on > %s)"
)


class PowerRow(NamedTuple):
    """A power of an agency's list."""

    id: UUID
    code: str
    name: str


def power_on(power_id: UUID, agency_id: UUID, on: date) -> PowerRow | None:
    """The admitted power of an agency in force on a day, or None (行政处罚法 Art 38)."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [db_id(power_id), db_id(agency_id), on.isoformat(), on.isoformat()])
        row = cursor.fetchone()
    return None if row is None else PowerRow(power_id, *row)
