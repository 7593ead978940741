"""Who handles a case decides who sees it as his own: the rows of people and units follow the team."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from sanzhi.accounts.posts import units_of
from sanzhi.cases.bodies import stands_for
from sanzhi.cases.door_store import CaseRow
from sanzhi.cases.invited import is_invited
from sanzhi.jobs.columns import db_id
from sanzhi.orgs.units import Unit
from sanzhi.procedure.acts import Act
from sanzhi.procedure.deed import Deed

_COPY = (
    "INSERT INTO cases_casescope (scope, case_id, kind, state, opened_at) "
    "SELECT %s, s.case_id, s.kind, s.state, s.opened_at FROM cases_casescope s "
    "JOIN cases_case c ON c.id = s.case_id "
    "LEFT JOIN cases_takeover t ON t.case_id = c.id AND t.until IS NULL "
    "WHERE s.scope = %s AND COALESCE(t.agency_id, c.agency_id) = %s "
    "ON CONFLICT (scope, case_id) DO NOTHING"
)


def handles(actor: Actor, row: CaseRow) -> bool:
    """Whether the person is the handler of a case or one of its officers."""
    ids = {member["id"] for member in row.facts.get("officers", ())}
    return (actor.user_id is not None and actor.user_id == row.handler_id) or str(actor.officer_id) in ids


def may_perform(actor: Actor, act: Act, row: CaseRow) -> bool:
    """Whether role, agency and place in the case let this person perform an act at all.

    An officer acts on the cases that he handles, however many he may look at; the agency's own acts ask for
    posts instead, each by itself.
    """
    shared = act.roles & actor.roles
    if shared and is_invited(row.facts, actor, act.name):
        return True
    if not shared or (not actor.is_timer and not stands_for(actor, row.agency.id)):
        return False
    return act.house or act.opens_case or shared != {"officer"} or handles(actor, row)


def follow(row: CaseRow, deed: Deed, *, is_new: bool) -> None:
    """Let those who handle the case from now on see it, with their units; those who left see it no more."""
    if not is_new and "officers" not in deed.changes and deed.handler_id is None:
        return
    after = _people(deed.facts, deed.handler_id or row.handler_id)
    before = set() if is_new else _people(row.facts, row.handler_id)
    units = units_of(after, deed.on)
    deed.scopes |= {f"user:{each}" for each in after} | {f"unit:{each}" for each in units}
    if left := before - after:
        deed.unscoped |= {f"user:{each}" for each in left}
        deed.unscoped |= {f"unit:{each}" for each in units_of(left, deed.on) - units}


def join_unit(user_id: UUID, unit_id: UUID, agency_id: UUID) -> None:
    """Let the leaders of a unit, and those above it, see the cases of a person who serves there from now on.

    One statement a unit: no case is edited, and the cases stay with the unit that had them, too.
    """
    with connection.cursor() as cursor:
        for unit in _with_above(unit_id):
            cursor.execute(_COPY, [f"unit:{unit}", f"user:{user_id}", db_id(agency_id)])


def _people(facts: Mapping[str, Any], handler: UUID | None) -> set[UUID]:
    ids = [member["id"] for member in facts.get("officers", ())]
    found = User.objects.filter(officer_id__in=ids).values_list("pk", flat=True) if ids else ()
    return {*found, *([handler] if handler else [])}


def _with_above(unit_id: UUID) -> Iterable[UUID]:
    seen: list[UUID] = []
    unit = Unit.objects.filter(pk=unit_id).first()
    while unit is not None and unit.pk not in seen:
        seen.append(unit.pk)
        unit = unit.parent
    return seen
