"""What posts and terms give a person to read, with one question: every request of the desk asks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from sanzhi.jobs.columns import as_uuid, db_id

_HOLDS = "m.since <= %(on)s AND (m.until IS NULL OR m.until > %(on)s)"
_STANDS = "s.since <= %(on)s AND s.until >= %(on)s AND (s.ended IS NULL OR s.ended > %(on)s)"
_HELD = f"""
SELECT 'own', m.post, m.unit_id FROM accounts_membership m JOIN orgs_unit u ON u.id = m.unit_id
WHERE m.user_id = %(me)s AND u.agency_id = %(agency)s AND {_HOLDS}
UNION ALL
SELECT 'lent', m.post, m.unit_id FROM accounts_substitution s
JOIN accounts_membership m ON m.user_id = s.absent_id JOIN orgs_unit u ON u.id = m.unit_id
WHERE s.substitute_id = %(me)s AND u.agency_id = %(agency)s AND m.post <> 'member' AND {_STANDS} AND {_HOLDS}
UNION ALL
SELECT 'policy', p.level, p.agency_id FROM orgs_sightpolicy p
WHERE p.agency_id = %(agency)s AND p.since <= %(on)s AND (p.until IS NULL OR p.until > %(on)s)
"""  # noqa: S608 - constants
_ABOVE = f"""
WITH RECURSIVE place(person, id, parent) AS (
  SELECT m.user_id, u.id, u.parent_id FROM accounts_membership m JOIN orgs_unit u ON u.id = m.unit_id
  WHERE m.post <> 'deputy' AND m.user_id IN (%(people)s) AND {_HOLDS}
  UNION
  SELECT p.person, u.id, u.parent_id FROM place p JOIN orgs_unit u ON u.id = p.parent)
SELECT person, id FROM place
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Held:
    """Units a person serves in, units he leads or oversees (or stands in for who does), and the policy."""

    serves: frozenset[UUID] = frozenset()
    leads: frozenset[UUID] = frozenset()
    policy: str = "own"

    def keys(self, agency_id: UUID) -> tuple[str, ...]:
        """The scopes that an officer reads beside his own cases: of units led, and what the policy says."""
        if self.policy == "agency":
            return (f"agency:{agency_id}",)
        units = self.leads | (self.serves if self.policy == "unit" else frozenset())
        return tuple(sorted(f"unit:{unit}" for unit in units))


NOTHING_HELD = Held()


def held_by(user_id: UUID, agency_id: UUID, on: date) -> Held:
    """What a person holds in the agency on a day, terms of substitution included."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"me": db_id(user_id), "agency": db_id(agency_id), "on": on.isoformat()})
        rows = [(way, word, as_uuid(unit)) for way, word, unit in cursor.fetchall()]
    policy = next((word for way, word, _ in rows if way == "policy"), "own")
    units = [(word, unit) for way, word, unit in rows if way != "policy" and unit is not None]
    return Held(
        serves=frozenset(unit for word, unit in units if word != "deputy"),
        leads=frozenset(unit for word, unit in units if word != "member"),
        policy=policy,
    )


def units_of(people: Iterable[UUID], on: date) -> frozenset[UUID]:
    """The units in which these people serve on a day, with all units above them."""
    return frozenset().union(*units_by_person(people, on).values())


def units_by_person(people: Iterable[UUID], on: date) -> dict[UUID, frozenset[UUID]]:
    """For each of these people the units in which he serves on a day, with all units above them."""
    wanted = sorted(set(people))
    if not wanted:
        return {}
    places = {f"p{number}": db_id(each) for number, each in enumerate(wanted)}
    named = ", ".join(f"%({name})s" for name in places)
    found: dict[UUID, set[UUID]] = {each: set() for each in wanted}
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE.replace("%(people)s", named), {**places, "on": on.isoformat()})
        for person, unit in cursor.fetchall():
            who, where = as_uuid(person), as_uuid(unit)
            if who is not None and where is not None:
                found[who].add(where)
    return {person: frozenset(units) for person, units in found.items()}
