"""Officers with their certificates, read with one statement by hand: acts that need officers all ask it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from sanzhi.jobs.columns import as_day, as_uuid, db_id

_READ = (
    "SELECT o.id, o.name, o.agency_id, u.id, o.admitted_on, o.ended_on, c.number, c.domain, c.area, "
    "c.valid_from, c.valid_until, c.suspended_from, c.suspended_until, c.revoked_on FROM registry_officer o "
    "LEFT JOIN accounts_user u ON u.officer_id = o.id "
    "LEFT JOIN registry_certificate c ON c.officer_id = o.id "
    "AND (c.admitted_on IS NULL OR c.admitted_on <= %%s) AND (c.ended_on IS NULL OR c.ended_on > %%s) "
    "WHERE o.id IN (%s) ORDER BY c.number"
)


class Held(NamedTuple):
    """A certificate as an officer holds it."""

    number: str
    domain: str
    area: str
    valid_from: date
    valid_until: date
    suspended_from: date | None
    suspended_until: date | None
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer, his account if any, whether he is in the library that day, and what he holds on it."""

    id: UUID
    name: str
    agency_id: UUID
    user_id: UUID | None
    in_post: bool
    certificates: tuple[Held, ...]


def read_officers(officer_ids: Iterable[UUID | str], on: date) -> list[OfficerRow]:
    """The officers in the order asked for, each once; ids that are nobody's are left out.

    Their certificates stand as they stood on the day: what was amended, suspended or admitted later is not
    seen, what was ended since still is.
    """
    wanted = list(dict.fromkeys(each if isinstance(each, UUID) else UUID(each) for each in officer_ids))
    if not wanted:
        return []
    with connection.cursor() as cursor:
        day = on.isoformat()
        cursor.execute(_READ % ", ".join(["%s"] * len(wanted)), [day, day, *map(db_id, wanted)])
        rows = cursor.fetchall()
    of_each: dict[UUID | None, list[tuple[Any, ...]]] = {}
    for row in rows:
        of_each.setdefault(as_uuid(row[0]), []).append(row)
    return [_officer(each, of_each[each], on) for each in wanted if each in of_each]


def _officer(officer_id: UUID, rows: list[tuple[Any, ...]], on: date) -> OfficerRow:
    _, name, agency_id, user_id, admitted, ended = rows[0][:6]
    agency, since, until = as_uuid(agency_id), as_day(admitted), as_day(ended)
    assert agency is not None  # noqa: S101  (the column is never empty; this tells the type checker)
    in_post = (since is None or since <= on) and (until is None or until > on)
    held = tuple(_held(row[6:]) for row in rows if row[6] is not None)
    return OfficerRow(officer_id, name, agency, as_uuid(user_id), in_post, held)


def _held(row: tuple[Any, ...]) -> Held:
    number, domain, area, *days = row
    return Held(number, domain, area, *(as_day(each) for each in days))  # type: ignore[arg-type]  # two are never empty
