"""Giving a review to one reviewer: of the agency by workload, or of the pool for this one case (V9)."""

from typing import Any
from uuid import UUID

from pydantic import Field

from sanzhi.accounts.models import User
from sanzhi.cases.invited import ASSIGNED, INVITED, reviewer_of
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Finding
from sanzhi.law.guards.separation import reviewer_is_independent, reviewer_is_qualified
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.registry.queries import qualified_reviewer
from sanzhi.review import reviewers
from sanzhi.review.guards import handlers_of

# What a reviewer of another agency may do on the one case that he was given.
REVIEWING = ("give_opinion", "check_case", "request_supplement")


class AssignmentData(ActData):
    """To whom the review is given."""

    reviewer: UUID = Field(title="审核人员")


def assignee_fit(deed: Deed) -> list[Finding]:
    """H9, H10: who is given the review is qualified and none of the handlers."""
    user = _user(deed.data.reviewer)
    if user is None:
        return []
    handlers = handlers_of(deed)
    ids = {str(user.pk), str(user.officer_id)}
    person = next((each for each in sorted(ids) if each in handlers), str(user.pk))
    qualified = user.officer_id is not None and qualified_reviewer(user.officer_id, deed.on)
    legal = bool(deed.facts.get("major"))
    return [
        *reviewer_is_independent(person, handlers, domain=deed.agency.domain, on=deed.on),
        *reviewer_is_qualified(first_time=legal, has_legal_qualification=qualified, on=deed.on),
    ]


def assign_reviewer(deed: Deed) -> None:
    """Give the review to one person, who alone reviews then; of another agency he sees this case only."""
    user = _user(deed.data.reviewer)
    allowed = {each.pk for each in reviewers.own_reviewers(deed.agency.id)}
    pool = {each.pk for each in reviewers.pooled(deed.agency.id, deed.on)}
    if user is None or user.pk not in allowed | pool:
        raise Invalid([FieldError("reviewer", "审核人员", "只能选择本机关或者审核人员库中的审核人员")])
    if "head" not in deed.actor.roles and user.pk != deed.actor.user_id:
        raise NotOpen("审核人员可以领取本人审核的案件；分派给他人由行政机关负责人办理。")
    before = reviewer_of(deed.facts) or {}
    invited: dict[str, Any] = dict(deed.facts.get(INVITED, {}))
    if before.get("pooled"):
        invited.pop(before["reviewer"], None)
        deed.unscoped.add(f"user:{before['reviewer']}")
    far = user.pk not in allowed
    if far:
        invited[str(user.pk)] = list(REVIEWING)
        deed.unscoped.discard(f"user:{user.pk}")
        deed.share_with(user.pk)
    deed.set(INVITED, invited)
    deed.merge(
        ASSIGNED,
        reviewer=str(user.pk),
        name=user.display_name,
        pooled=far,
        by=deed.actor.name,
        on=deed.on.isoformat(),
    )


def _user(user_id: UUID | None) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).first() if isinstance(user_id, UUID) else None


register(
    Act(
        "assign_reviewer",
        "分派审核人员",
        AssignmentData,
        assign_reviewer,
        frozenset({"head", "reviewer"}),
        reads=("assignment", "submission"),
        guards=(assignee_fit,),
        room="review",
    )
)
