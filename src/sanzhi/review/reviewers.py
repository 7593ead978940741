"""Who may review a case: those of its agency and of the pools above it, with what each has to do (V9, H8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet

from sanzhi.accounts.models import User
from sanzhi.cases.models import OpenStep
from sanzhi.cases.practice import practice_ids
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.findings import Finding
from sanzhi.law.guards.people import enough_reviewers
from sanzhi.law.rules import RuleSet
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Government
from sanzhi.orgs.units import in_force
from sanzhi.registry.lists import in_post
from sanzhi.registry.models import Officer
from sanzhi.registry.queries import qualified_reviewers
from sanzhi.review.models import GivenOpinion, PoolMember

_ROLE = "reviewer"
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Candidate:
    """A reviewer with his load: ``waiting`` reviews given to him, ``late`` of them, ``given`` in a year."""

    user: User
    pooled: bool
    qualified: bool
    waiting: int
    late: int
    given: int


@dataclass(frozen=True)
class Load:
    """One reviewer's work: what waits and is overdue now; in a year how many were given, late, not agreed,
    and after how many days on the average (None where none was given).
    """

    user: User
    waiting: int
    overdue: int
    given: int
    late: int
    disagreed: int
    days: float | None


@dataclass(frozen=True)
class Share:
    """How many reviewers an agency has beside its officers, and what the law says to it (H8)."""

    agency: Agency
    officers: int
    reviewers: int
    findings: tuple[Finding, ...]

    @property
    def percent(self) -> float:
        """Reviewers in a hundred officers; 0 where there is no officer."""
        return round(100 * self.reviewers / self.officers, 1) if self.officers else 0.0


def own_reviewers(agency_id: UUID) -> QuerySet[User]:
    """The reviewers of an agency."""
    return User.objects.filter(agency_id=agency_id, is_active=True, grants__role=_ROLE)


def pooled(agency_id: UUID, on: date) -> QuerySet[User]:
    """The reviewers of other agencies whom this one may call in on a day."""
    governments, _ = lines_above(agency_id, on)
    members = PoolMember.objects.filter(in_force(on), government__in=governments)
    people = User.objects.filter(pk__in=members.values("user"), is_active=True, grants__role=_ROLE)
    return people.exclude(agency_id=agency_id)


def candidates(agency_id: UUID, on: date, without: set[str]) -> list[Candidate]:
    """Who may be given a case, who has least to do first; ``without`` holds ids of users and officers."""
    found = [
        *((each, False) for each in own_reviewers(agency_id)),
        *((each, True) for each in pooled(agency_id, on)),
    ]
    people = [(each, far) for each, far in found if not {str(each.pk), str(each.officer_id)} & without]
    ids = [each.pk for each, _ in people]
    loads, given = _loads(ids, on), _given(ids, on)
    qualified = qualified_reviewers([each.officer_id for each, _ in people if each.officer_id], on)
    listed = [
        Candidate(
            each,
            far,
            each.officer_id in qualified,
            *loads.get(each.pk, (0, 0)),
            given.get(each.pk, 0),
        )
        for each, far in people
    ]
    return sorted(listed, key=lambda one: (one.pooled, not one.qualified, one.waiting, one.given))


def workload(agency_id: UUID, on: date) -> list[Load]:
    """What each who reviews for an agency has to do and has done in a year, those called in included."""
    rows = GivenOpinion.objects.filter(agency_id=agency_id, given_on__gt=on - _YEAR).values("reviewer")
    counted = rows.annotate(
        given=Count("pk"),
        late=Count("pk", filter=Q(late=True)),
        disagreed=Count("pk", filter=~Q(outcome="agree")),
        days=Avg(F("given_on") - F("submitted_on")),
    )
    done = {row["reviewer"]: row for row in counted}
    people = User.objects.filter(Q(pk__in=done) | Q(pk__in=own_reviewers(agency_id).values("pk")))
    loads = _loads([each.pk for each in people], on)
    listed = people.select_related("agency").order_by("display_name")
    return [_load(each, loads.get(each.pk, (0, 0)), done.get(each.pk, {})) for each in listed]


def _load(user: User, waiting: tuple[int, int], done: Mapping[str, Any]) -> Load:
    return Load(
        user=user,
        waiting=waiting[0],
        overdue=waiting[1],
        given=done.get("given", 0),
        late=done.get("late", 0),
        disagreed=done.get("disagreed", 0),
        days=_days(done.get("days")),
    )


def shares_of(agencies: Sequence[Agency], rules: RuleSet, on: date) -> list[Share]:
    """H8: reviewers beside officers, in principle not less than five in a hundred; two questions for all."""
    ids, row = [each.pk for each in agencies], rules.pick("H8", on=on)
    enforcing = Officer.objects.filter(in_post(on), agency_id__in=ids).values("agency_id")
    officers = {each["agency_id"]: each["n"] for each in enforcing.annotate(n=Count("pk")).order_by()}
    people = User.objects.filter(agency_id__in=ids, is_active=True, grants__role=_ROLE).values("agency_id")
    reviewing = {each["agency_id"]: each["n"] for each in people.annotate(n=Count("pk")).order_by()}
    found = []
    for each in agencies:
        many, few = officers.get(each.pk, 0), reviewing.get(each.pk, 0)
        found.append(Share(each, many, few, tuple(enough_reviewers(many, few, row, on=on))))
    return found


def join_pool(user: User, government: Government, since: date, paper: str) -> PoolMember:
    """Put a reviewer into the pool of a government. ``Invalid`` names what is wrong."""
    if not user.is_active or not user.grants.filter(role=_ROLE).exists():
        raise Invalid([FieldError("user", "审核人员", "只能选择在用的法制审核人员账号")])
    if PoolMember.objects.filter(user=user, government=government, until=None).exists():
        raise Invalid([FieldError("user", "审核人员", "已在审核人员库中")])
    if since < clock.today():
        raise Invalid([FieldError("since", "入库日期", "不能早于今天")])
    return PoolMember.objects.create(user=user, government=government, since=since, paper=paper)


def leave_pool(member: PoolMember, on: date) -> None:
    """Take a reviewer out of the pool from a day on; what he was given stays with him."""
    PoolMember.objects.filter(pk=member.pk, until=None).update(until=max(on, member.since))


def _loads(ids: list[UUID], on: date) -> dict[UUID, tuple[int, int]]:
    rows = OpenStep.objects.filter(assignee_id__in=ids, role=_ROLE).exclude(case_id__in=practice_ids())
    counted = rows.values("assignee_id").annotate(waiting=Count("pk"), late=Count("pk", filter=Q(due__lt=on)))
    return {row["assignee_id"]: (row["waiting"], row["late"]) for row in counted if row["assignee_id"]}


def _given(ids: list[UUID], on: date) -> dict[UUID, int]:
    rows = GivenOpinion.objects.filter(reviewer__in=ids, given_on__gt=on - _YEAR).values("reviewer")
    return {row["reviewer"]: row["count"] for row in rows.annotate(count=Count("pk"))}


def _days(spent: timedelta | None) -> float | None:
    return None if spent is None else round(spent.total_seconds() / 86_400, 1)
