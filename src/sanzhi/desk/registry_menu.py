"""The entries of the libraries in the menu, and what came back for whoever fills them."""

from django.db.models import QuerySet
from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.pages.navigation import Entry
from sanzhi.registry.access import is_legal_office, queue, visible
from sanzhi.registry.submissions import State, Submission

_READERS = frozenset({"clerk", "head", "officer", "reviewer", "editor", "supervisor"})
_COUNTED = 100


def registry_entries(actor: Actor) -> list[Entry]:
    """资料库 for those who may read it, 填报记录 for who fills it, 入库审核 for who admits."""
    entries = []
    if actor.roles & _READERS:
        entries.append(Entry("资料库", reverse("registry_home"), "list"))
    if actor.roles & {"clerk", "head"} or is_legal_office(actor):
        entries.append(Entry("文书模板", reverse("form_templates"), "file"))
    if "clerk" in actor.roles:
        waiting = returned(actor).values("pk")[:_COUNTED].count()
        entries.append(Entry("填报记录", reverse("registry_mine"), "file", waiting))
    if "supervisor" in actor.roles:
        waiting = queue(actor).values("pk")[:_COUNTED].count()
        entries.append(Entry("入库审核", reverse("registry_queue"), "check", waiting))
    return entries


def returned(actor: Actor) -> QuerySet[Submission]:
    """What came back to this person's agency with reasons, the newest first; nothing for others."""
    if "clerk" not in actor.roles:
        return Submission.objects.none()
    return visible(actor).filter(state=State.RETURNED).order_by("-settled_at")
