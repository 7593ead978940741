"""The cases of an agency that ended, or whose lines changed, come to whoever follows: rows only, in bites.

No case and no event is written. A bite holds the one writer of the embedded database for a few milliseconds,
then lets acts go first; an interrupted work goes on where it stopped, for each bite notes how far it came.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sanzhi.accounts.models import User
from sanzhi.cases.door_store import read_agency
from sanzhi.cases.inherited import Carry, Takeover
from sanzhi.cases.models import Case, CaseScope, OpenStep
from sanzhi.jobs import clock, deliver, lease
from sanzhi.jobs.news import News
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Line, Succession
from sanzhi.procedure.deed import AgencyFacts
from sanzhi.registry.models import Officer

BITE: Final = 25
_BREATH_SECONDS: Final = 0.005


def on_reorganised(news: News) -> None:
    """Let the successors of one reorganisation take over the cases of those that ended."""
    rows = list(Succession.objects.filter(act=UUID(news.payload["act"])))
    for row in rows:
        others = [code for each in rows if each.pk != row.pk for code in each.matters]
        _want(
            f"succession:{row.pk}", f"agency:{row.predecessor_id}", row.on, act=row.act,
            predecessor_id=row.predecessor_id, agency_id=row.successor_id, matters=row.matters,
            others=[] if row.matters else others, people=row.with_people,
        )  # fmt: skip
    carry_due()


def on_line_changed(news: News) -> None:
    """Let those who now stand above an agency see its cases, and those of the departments below it."""
    on = date.fromisoformat(news.payload["on"])
    for agency in _with_juniors(UUID(news.payload["agency"]), on):
        _want(f"line:{news.id}:{agency}", f"agency:{agency}", on, agency_id=agency)
    carry_due()


def on_government_succeeded(news: News) -> None:
    """Let a government see what the one saw that it follows."""
    old, new = news.payload["old"], news.payload["new"]
    on = date.fromisoformat(news.payload["on"])
    _want(f"government:{old}:{new}", f"government:{UUID(old)}", on, government_id=UUID(new))
    carry_due()


def _want(key: str, scope: str, on: date, **more: Any) -> None:
    Carry.objects.get_or_create(key=key, defaults={"scope": scope, "on": on, **more})


def _with_juniors(agency: UUID, on: date) -> set[UUID]:
    found, waiting = set[UUID](), {agency}
    while waiting:
        found |= waiting
        lines = Line.objects.filter(Q(until=None) | Q(until__gt=on), superior__in=waiting, since__lte=on)
        waiting = set(lines.values_list("agency_id", flat=True)) - found
    return found


def carry_due() -> int:
    """Carry out what is due by today, in the order of its days; how many cases it met."""
    met = 0
    while carry := Carry.objects.filter(finished=None, on__lte=clock.today()).order_by("on", "id").first():
        while eaten := _bite(carry.pk):
            met += eaten
            deliver.report(met, met + BITE)
            time.sleep(_BREATH_SECONDS)
    return met


def _bite(carry_id: int) -> int:
    """One transaction: the next cases of one piece of work; 0 when it is finished."""
    with transaction.atomic():
        lease.assert_held()
        carry = Carry.objects.select_for_update().get(pk=carry_id)
        if carry.finished is not None:
            return 0
        rows = CaseScope.objects.filter(scope=carry.scope).order_by("case_id")
        if carry.after is not None:
            rows = rows.filter(case_id__gt=carry.after)
        ids = list(rows.values_list("case_id", flat=True)[:BITE])
        if not ids:
            return _finish(carry)
        chosen = _chosen(carry, ids)
        _show(chosen, _scopes(carry))
        if carry.act and carry.agency_id:
            _hand_over(carry.act, carry.agency_id, carry.on, [case.pk for case in chosen])
        Carry.objects.filter(pk=carry.pk).update(after=ids[-1], carried=carry.carried + len(chosen))
        return len(ids)


def _finish(carry: Carry) -> int:
    if carry.people and carry.agency_id and carry.predecessor_id:
        User.objects.filter(agency_id=carry.predecessor_id).update(agency_id=carry.agency_id)
        Officer.objects.filter(agency_id=carry.predecessor_id).update(agency_id=carry.agency_id)
    Carry.objects.filter(pk=carry.pk).update(finished=timezone.now())
    return 0


def _chosen(carry: Carry, ids: list[UUID]) -> list[Case]:
    """Of these cases the ones that the work is about; their rows stay locked until the bite ends."""
    cases = list(Case.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if carry.government_id is not None:
        return cases
    acting = dict(Takeover.objects.filter(case_id__in=ids, until=None).values_list("case_id", "agency_id"))
    handled_by = carry.predecessor_id if carry.act is not None else carry.agency_id
    mine = [case for case in cases if acting.get(case.pk, case.agency_id) == handled_by]
    return [case for case in mine if carry.act is None or _is_taken(carry, case)]


def _is_taken(carry: Carry, case: Case) -> bool:
    """Whether this successor takes the case: by the power it rests on, or because nobody else takes it."""
    code = case.facts.get("power", {}).get("code", "")
    return code in carry.matters if carry.matters else code not in carry.others


def _scopes(carry: Carry) -> set[str]:
    if carry.government_id is not None:
        return {f"government:{carry.government_id}"}
    assert carry.agency_id is not None  # noqa: S101  (only a government's work has none)
    governments, departments = lines_above(carry.agency_id, max(carry.on, clock.today()))
    above = {f"government:{each}" for each in governments} | {f"superior:{each}" for each in departments}
    return above | {f"agency:{carry.agency_id}"}


def _show(cases: Iterable[Case], scopes: set[str]) -> None:
    CaseScope.objects.bulk_create(
        [
            CaseScope(
                scope=scope, case_id=case.pk, kind=case.kind, state=case.state, opened_at=case.opened_at
            )
            for case in cases
            for scope in sorted(scopes)
        ],
        ignore_conflicts=True,
    )


def _hand_over(act: UUID, agency: UUID, on: date, ids: list[UUID]) -> None:
    Takeover.objects.filter(case_id__in=ids, until=None).exclude(act=act).update(until=on)
    Takeover.objects.bulk_create(
        [Takeover(case_id=each, agency_id=agency, since=on, act=act) for each in ids], ignore_conflicts=True
    )
    OpenStep.objects.filter(case_id__in=ids).update(agency_id=agency)


@dataclass(frozen=True)
class Handling:
    """An agency that handled a case from ``since`` (None: its opening) until the day before ``until``."""

    agency_id: UUID
    since: date | None
    until: date | None


def handling(case_id: UUID) -> list[Handling]:
    """Which agencies handled a case, in order; one of them opened it."""
    case = Case.objects.only("agency_id").get(pk=case_id)
    rows = list(Takeover.objects.filter(case_id=case_id).order_by("since", "pk"))
    first = Handling(case.agency_id, None, rows[0].since if rows else None)
    return [first, *(Handling(row.agency_id, row.since, row.until) for row in rows)]


def agency_at(case_id: UUID, on: date) -> AgencyFacts:
    """The agency that handled a case on a day: what was issued then stands in its name."""
    told = [each for each in handling(case_id) if each.since is None or each.since <= on]
    agency = read_agency(told[-1].agency_id)
    assert agency is not None  # noqa: S101  (agencies are never deleted while they have cases)
    return agency


def unfinished(agency_id: UUID) -> int:
    """How many open cases an agency handles."""
    steps = OpenStep.objects.filter(agency_id=agency_id)
    return steps.values("case_id").distinct().count()
