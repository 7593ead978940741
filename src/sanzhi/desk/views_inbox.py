"""The first page: what I must do, ordered by due date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import assisting, tasks
from sanzhi.desk.addresses import reachable
from sanzhi.desk.frame import WORKERS, is_administrator, show
from sanzhi.desk.inbox import tasks_of
from sanzhi.desk.registry_menu import returned
from sanzhi.jobs import clock
from sanzhi.pages import keyset

_ORDER = keyset.Order("due")
_PAGE = 20
_HOMES = {"system": "special_system", "security": "special_security", "audit": "special_audit"}


@as_actor
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The inbox of those who work on cases; a supervisor and an administrator go to their own pages."""
    if is_administrator(actor):
        return _administration(request, actor)
    if not actor.roles & (WORKERS | {"clerk"}):
        return _elsewhere(request, actor)
    try:
        page = keyset.read(tasks(actor), _ORDER, request.GET.get("page", ""), _PAGE)
    except keyset.BadCursor:
        return redirect("desk_inbox")
    context = {
        "tasks": tasks_of(page.rows),
        "helping": tasks_of(assisting(actor).order_by("due")[:_PAGE]),
        "returned": returned(actor).select_related("agency")[:_PAGE],
        "today": clock.today(),
        "previous_url": f"?page={page.before}" if page.before else "",
        "next_url": f"?page={page.after}" if page.after else "",
    }
    return show(request, actor, "desk/inbox.html", context)


def _elsewhere(request: HttpRequest, actor: Actor) -> HttpResponse:
    if "counsel" in actor.roles:
        return redirect("review_counsel")
    return redirect("desk_cases") if "supervisor" in actor.roles else _nothing(request, actor)


def _administration(request: HttpRequest, actor: Actor) -> HttpResponse:
    home = next(
        (url for role, name in _HOMES.items() if role in actor.roles and (url := reachable(name))), ""
    )
    return redirect(home) if home else _nothing(request, actor)


def _nothing(request: HttpRequest, actor: Actor) -> HttpResponse:
    return show(request, actor, "desk/nothing.html", {"administrator": is_administrator(actor)})
