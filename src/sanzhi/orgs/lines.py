"""The two lines of supervision above an agency, with one question: every new case asks it."""

from datetime import date
from uuid import UUID

from django.db import connection

from sanzhi.jobs.columns import as_uuid, db_id

# A line is in force on a day from ``since`` until the day before ``until``.
_IN_FORCE = "l.since <= %(on)s AND (l.until IS NULL OR l.until > %(on)s)"
# Whoever administers a place on the day stands above it, whatever its code says (代管).
_HEAD = """COALESCE((SELECT MAX(a.by_id) FROM orgs_administration a WHERE a.region_id = r.code AND a.confirmed
  AND (a.since IS NULL OR a.since <= %(on)s) AND (a.until IS NULL OR a.until > %(on)s)), r.parent_id)"""
_STANDS = (
    "(g.valid_from IS NULL OR g.valid_from <= %(on)s) AND (g.valid_until IS NULL OR g.valid_until > %(on)s)"
)
_ABOVE = f"""
WITH RECURSIVE
place(code, head) AS (
  SELECT r.code, {_HEAD} FROM orgs_line l
  JOIN orgs_government g ON g.id = l.government_id JOIN orgs_region r ON r.code = g.region_id
  WHERE l.agency_id = %(agency)s AND l.line = 'government' AND {_IN_FORCE}
  UNION
  SELECT r.code, {_HEAD} FROM place p JOIN orgs_region r ON r.code = p.head),
department(id) AS (
  SELECT l.superior_id FROM orgs_line l WHERE l.agency_id = %(agency)s AND l.line = 'superior' AND {_IN_FORCE}
  UNION
  SELECT l.superior_id FROM department d JOIN orgs_line l ON l.agency_id = d.id
  WHERE l.line = 'superior' AND {_IN_FORCE})
SELECT 'government', g.id FROM orgs_government g JOIN place p ON p.code = g.region_id WHERE {_STANDS}
UNION ALL SELECT 'superior', d.id FROM department d
"""  # noqa: S608 - constants


def lines_above(agency_id: UUID, on: date) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Governments and superior departments above an agency on a day.

    The government line climbs the regions (county, city, province), through who administers a place on that
    day; the superior line climbs from department to department. Neither contains the agency itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"agency": db_id(agency_id), "on": on.isoformat()})
        rows = [(line, as_uuid(found)) for line, found in cursor.fetchall()]
    governments = frozenset(found for line, found in rows if found and line == "government")
    departments = frozenset(found for line, found in rows if found and line == "superior")
    return governments, departments - {agency_id}
