"""Practice cases: the same acts, rules and forms, with numbers of their own and no consequence outside.

They are seen by their own agency alone, and are neither published nor counted nor entered into the ledger;
whoever opened one, and the head, may remove it with everything that belongs to it.
"""

from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from sanzhi.accounts.actors import Actor
from sanzhi.cases.models import Case, PracticeCase
from sanzhi.documents.numbering import NumberState, NumberUse
from sanzhi.jobs import clock
from sanzhi.jobs.rows import insert
from sanzhi.law.errors import NotFound
from sanzhi.procedure.deed import Deed

FACT: Final = "practice"
MARK: Final = "【练习】"


def begin(deed: Deed) -> None:
    """Make the case that an act opens a practice case."""
    deed.set(FACT, {"by": deed.actor.name, "on": deed.on})
    case = deed.case.id
    insert(
        PracticeCase(
            case_id=case, agency_id=deed.agency.id, opened_by=deed.actor.user_id, opened_at=deed.recorded
        )
    )


def mark(deed: Deed) -> None:
    """Let the title of a practice case say so wherever it stands."""
    if deed.practice and deed.title and not deed.title.startswith(MARK):
        deed.title = f"{MARK}{deed.title}"[:200]


def practice_ids() -> QuerySet[PracticeCase, UUID]:
    """The ids of all practice cases, for whatever counts or sums: it leaves them out."""
    return PracticeCase.objects.values_list("case_id", flat=True)


def is_practice(case_id: UUID) -> bool:
    """Whether a case is for practice only."""
    return PracticeCase.objects.filter(pk=case_id).exists()


def practices_of(actor: Actor) -> QuerySet[PracticeCase]:
    """The practice cases of a person's agency, the newest first."""
    rows = (
        PracticeCase.objects.filter(agency_id=actor.agency_id)
        if actor.agency_id
        else PracticeCase.objects.none()
    )
    return rows.order_by("-opened_at", "-case_id")


def may_remove(actor: Actor, row: PracticeCase) -> bool:
    """Whether this person may remove a practice case of the own agency."""
    return row.agency_id == actor.agency_id and (row.opened_by == actor.user_id or "head" in actor.roles)


def remove(actor: Actor, case_id: UUID) -> None:
    """Remove a practice case with every row that names it; ``NotFound`` for any other case.

    Files stay in the store: the same bytes may belong to another case.
    """
    with transaction.atomic():
        row = PracticeCase.objects.select_for_update().filter(pk=case_id).first()
        if row is None or not may_remove(actor, row):
            raise NotFound
        _void_numbers(actor, case_id)
        for model in _naming_cases():
            model.objects.filter(case_id=case_id).delete()
        Case.objects.filter(pk=case_id).delete()


def _void_numbers(actor: Actor, case_id: UUID) -> None:
    """The numbers of a practice case stay accounted for: void, because it was removed."""
    told = {"reason": "练习案件已删除", "by": actor.name, "voided_at": clock.now()}
    rows = NumberUse.objects.filter(case_id=case_id)
    rows.update(state=NumberState.VOID, case_id=None, used_for="", **told)


def _naming_cases() -> list[Any]:
    """Every table with a column ``case_id``, of whatever room; the practice rows themselves last."""
    found: list[Any] = [
        model
        for model in apps.get_models()
        if any(field.attname == "case_id" for field in model._meta.concrete_fields)
    ]
    return sorted(found, key=lambda model: model is PracticeCase)
