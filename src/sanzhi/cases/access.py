"""Who may see a case: one question and one filter over the same ``case_scope`` rows."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from sanzhi.accounts.actors import Actor
from sanzhi.cases import door_store as store
from sanzhi.cases.models import CaseScope


def may_see(actor: Actor, case_id: UUID) -> bool:
    """Whether the actor may see the case; a case that does not exist may not be seen either."""
    return store.may_see(case_id, actor.scopes)


def visible(actor: Actor) -> QuerySet[CaseScope]:
    """One row for each case that the actor may see: the same rows that ``may_see`` asks."""
    keys = actor.scopes
    if len(keys) == 1:
        # Equality lets the database walk the index (scope, newest) without sorting.
        return CaseScope.objects.filter(scope=keys[0])
    rows = CaseScope.objects.filter(scope__in=keys)
    earlier = CaseScope.objects.filter(
        case_id=OuterRef("case_id"), scope__in=keys, scope__lt=OuterRef("scope")
    )
    return rows.filter(~Exists(earlier))
