"""The newest cases that a person may see, page by page, at the cost of one page.

A person reads one to three scopes. Each is walked along its own index and the walks are merged, so a page
costs the same for an officer with ten cases and for a supervisor with a million.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby, islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from pydantic import Field

from sanzhi.accounts.actors import Actor
from sanzhi.api.answers import PageQuery, bad_cursor, cursor_of, place_of
from sanzhi.api.shown import head
from sanzhi.cases.models import Case, CaseScope
from sanzhi.cases.practice import practice_ids
from sanzhi.orgs.models import Agency


class CaseQuery(PageQuery):
    """Which cases: by step, by number."""

    state: str = Field("", title="环节", max_length=40)
    number: str = Field("", title="案号", max_length=80)


def page_of_cases(actor: Actor, query: CaseQuery) -> tuple[list[dict[str, Any]], str | None]:
    """One page of heads, newest first, and the cursor of the next."""
    walks = [_walk(key, query) for key in actor.scopes]
    newest = merge(*walks, reverse=True)
    # The same case may stand in several scopes; equal rows come out side by side.
    places = list(islice((place for place, _ in groupby(newest)), query.size + 1))
    kept = places[: query.size]
    more = len(places) > query.size
    following = cursor_of(kept[-1][0].isoformat(), str(kept[-1][1])) if more else None
    return _heads([case_id for _, case_id in kept]), following


def _walk(scope: str, query: CaseQuery) -> Iterator[tuple[datetime, UUID]]:
    rows = CaseScope.objects.filter(scope=scope).exclude(case_id__in=practice_ids())
    if query.state:
        rows = rows.filter(state=query.state)
    if query.number:
        rows = rows.filter(case_id__in=Case.objects.filter(number=query.number).values("id"))
    if query.after:
        rows = _behind(rows, query.after)
    ordered = rows.order_by("-opened_at", "-case_id").values_list("opened_at", "case_id")
    return iter(ordered[: query.size + 1])


def _behind(rows: QuerySet[CaseScope], cursor: str) -> QuerySet[CaseScope]:
    opened, case_id = place_of(cursor, 2)
    try:
        given, last = datetime.fromisoformat(opened), UUID(case_id)
        # The first and last hours of all calendars have no name in another zone.
        at = given.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise bad_cursor() from error
    if given.tzinfo is None:
        raise bad_cursor()
    # The bound in front lets the database enter the index at the right place.
    return rows.filter(Q(opened_at__lte=at) & (Q(opened_at__lt=at) | Q(case_id__lt=last)))


def _heads(ids: list[UUID]) -> list[dict[str, Any]]:
    # What an act changes most and a list shows never stays behind: facts, versions, marking and clocks.
    rows = Case.objects.filter(pk__in=ids).defer("facts", "versions", "marking", "clocks")
    cases = {case.id: case for case in rows}
    agencies = Agency.objects.only("id", "name", "uscc").in_bulk({case.agency_id for case in cases.values()})
    return [
        head(case, case.state, agencies[case.agency_id])
        for each in ids
        if (case := cases.get(each)) is not None
    ]
