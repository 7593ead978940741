"""A handover of several cases: each goes through the door by itself, and how it went stays readable."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sanzhi.accounts.actors import Actor, employed
from sanzhi.accounts.models import User
from sanzhi.cases.access import visible
from sanzhi.cases.acts.handover import HAND_OVER
from sanzhi.cases.door import perform
from sanzhi.cases.models import CaseScope, Event, Handover, HandoverCase, OpenStep
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, SanzhiError

BITE = 20
MOST = 2_000


def cases_of(actor: Actor, user_id: UUID) -> QuerySet[OpenStep]:
    """The open steps of the cases that a person handles or helps with, as far as the actor sees them."""
    _, agency = employed(actor)
    theirs = CaseScope.objects.filter(scope=f"user:{user_id}").values("case_id")
    seen = visible(actor).values("case_id")
    steps = OpenStep.objects.filter(agency_id=agency, case_id__in=theirs)
    return steps.filter(case_id__in=seen)


@transaction.atomic
def begin(
    actor: Actor, leaving: User, taking: User, assisting: User | None, reason: str, cases: Sequence[UUID]
) -> Handover:
    """Keep what is to be handed over; nothing happens to a case yet. ``Invalid`` names what is wrong."""
    me, agency = employed(actor)
    chosen = set(cases_of(actor, leaving.pk).filter(case_id__in=cases).values_list("case_id", flat=True))
    errors = []
    if not chosen or len(chosen) > MOST:
        errors.append(FieldError("cases", "案件", f"请选择 1 至 {MOST} 件该人员正在办理的案件"))
    if leaving.officer_id is None or taking.officer_id is None:
        errors.append(FieldError("taking", "接办人", "移交人和接办人都须是在册执法人员"))
    if assisting is not None and assisting.officer_id is None:
        errors.append(FieldError("assisting", "增补的办案人员", "须是在册执法人员"))
    if errors:
        raise Invalid(errors)
    made = Handover.objects.create(
        agency_id=agency, ordered_by_id=me, leaving=leaving, taking=taking,
        assisting=assisting, reason=reason, at=clock.now(),
    )  # fmt: skip
    HandoverCase.objects.bulk_create(HandoverCase(handover=made, case_id=each) for each in sorted(chosen))
    return made


def carry_on(actor: Actor, handover: Handover) -> int:
    """Hand over the next twenty cases and return how many still wait.

    The key of a case is that of the handover: a second click, or one after a power cut, does nothing twice.
    A case that the law refuses keeps its officers and says why; the others go on.
    """
    for item in handover.items.filter(state=HandoverCase.WAITING).order_by("pk")[:BITE]:
        state, words = _one(actor, handover, item.case_id)
        HandoverCase.objects.filter(pk=item.pk).update(state=state, words=words)
    return handover.items.filter(state=HandoverCase.WAITING).count()


def _one(actor: Actor, handover: Handover, case_id: UUID) -> tuple[str, str]:
    data = {
        "leaving": str(handover.leaving.officer_id),
        "taking": str(handover.taking.officer_id),
        "reason": handover.reason,
    }
    if handover.assisting is not None and _takes_own_place(handover, case_id):
        data["assisting"] = str(handover.assisting.officer_id)
    key = f"handover:{handover.pk}:{case_id}"
    # Asked after the team was looked at: once it was done, the receiver stands in the team, and the request
    # would be another one.
    if Event.objects.filter(key=key).exists():
        return HandoverCase.DONE, ""
    try:
        perform(HAND_OVER, case_id, actor=actor, data=data, key=key)
    except SanzhiError as error:
        return HandoverCase.REFUSED, str(error)
    return HandoverCase.DONE, ""


def _takes_own_place(handover: Handover, case_id: UUID) -> bool:
    """Whether the receiver was in the team already, so that a second officer must be named."""
    return CaseScope.objects.filter(case_id=case_id, scope=f"user:{handover.taking_id}").exists()
