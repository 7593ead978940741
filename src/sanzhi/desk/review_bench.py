"""The reviewer's inbox: one index walk over open steps by due day, page by page, however many wait."""

from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from sanzhi.accounts.actors import Actor
from sanzhi.cases.models import OpenStep
from sanzhi.desk.inbox import tasks_of
from sanzhi.pages import keyset
from sanzhi.pages.navigation import Entry

SIZE: Final = 20
_ROLE: Final = "reviewer"
_ORDER: Final = keyset.Order("due")
_WHOSE: Final = (("mine", "交我审核"), ("free", "尚未分派"), ("all", "本机关全部"))
_KINDS: Final = (("", "全部"), ("review", "法制审核"), ("check", "案件审核"))


def waiting(actor: Actor, whose: str, kind: str = "") -> QuerySet[OpenStep]:
    """The open reviews: given to this person by any agency, given to nobody yet, or all of his agency."""
    found = Q(role=_ROLE) & ~Q(step="hearing")
    if kind:
        found &= Q(step=kind)
    if whose == "mine":
        return OpenStep.objects.filter(found, assignee_id=actor.user_id)
    if actor.agency_id is None:
        return OpenStep.objects.none()
    rows = OpenStep.objects.filter(found, agency_id=actor.agency_id)
    return rows.filter(assignee_id=None) if whose == "free" else rows


def bench_page(actor: Actor, params: QueryDict) -> dict[str, Any]:
    """What the template of the bench shows for an address."""
    begin = "mine" if "reviewer" in actor.roles and waiting(actor, "mine").exists() else "free"
    whose = params.get("whose", "")
    whose = whose if whose in dict(_WHOSE) else begin
    kind = params.get("kind", "")
    kind = kind if kind in dict(_KINDS) else ""
    rows = waiting(actor, whose, kind)
    try:
        page = keyset.read(rows, _ORDER, params.get("page", ""), SIZE)
    except keyset.BadCursor:
        page = keyset.read(rows, _ORDER, "", SIZE)
    return {
        "tasks": tasks_of(page.rows),
        "tabs": [Entry(title, _at(key, kind), current=key == whose) for key, title in _WHOSE],
        "kinds": [Entry(title, _at(whose, key), current=key == kind) for key, title in _KINDS],
        "previous_url": _at(whose, kind, page.before) if page.before else "",
        "next_url": _at(whose, kind, page.after) if page.after else "",
        "whose": whose,
        "crumbs": [Entry("审核工作台", "")],
    }


def _at(whose: str, kind: str, page: str = "") -> str:
    asked = {"whose": whose, "kind": kind, "page": page}
    return "?" + urlencode({key: value for key, value in asked.items() if value})
