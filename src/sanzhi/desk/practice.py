"""Practice cases of one's own agency: seeing all, and removing one with everything that belongs to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.models import Case
from sanzhi.cases.practice import may_remove, practices_of, remove
from sanzhi.desk.frame import WORKERS, show
from sanzhi.desk.words import step_titles
from sanzhi.law.errors import NotFound
from sanzhi.pages import keyset
from sanzhi.pages.navigation import Entry

_ORDER = keyset.Order("opened_at", descending=True)
_PAGE = 20


@as_actor
@for_roles(*sorted(WORKERS))
def practices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The practice cases of the agency, the newest first."""
    try:
        page = keyset.read(practices_of(actor), _ORDER, request.GET.get("page", ""), _PAGE)
    except keyset.BadCursor:
        return redirect("practice_cases")
    cases, titles = Case.objects.in_bulk([row.case_id for row in page.rows]), step_titles()
    rows = [
        {"case": case, "state": titles.get(case.state, case.state), "mine": may_remove(actor, row)}
        for row in page.rows
        if (case := cases.get(row.case_id))
    ]
    context: dict[str, Any] = {
        "rows": rows,
        "may_open": "officer" in actor.roles,
        "previous_url": f"?page={page.before}" if page.before else "",
        "next_url": f"?page={page.after}" if page.after else "",
        "crumbs": [Entry("练习案件", "")],
    }
    return show(request, actor, "desk/practice/list.html", context)


@as_actor
@for_roles(*sorted(WORKERS))
def end(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Ask before a practice case is removed; a second click finds nothing left and says so."""
    row = practices_of(actor).filter(pk=case_id).first()
    if row is None or not may_remove(actor, row):
        if request.method == "POST":
            messages.info(request, "这件练习案件已经删除。")
            return redirect("practice_cases")
        raise NotFound
    case = Case.objects.get(pk=case_id)
    if request.method == "POST":
        remove(actor, case_id)
        messages.success(request, f"已删除练习案件 {case.number}。")
        return redirect("practice_cases")
    context = {
        "case": case,
        "crumbs": [Entry("练习案件", reverse("practice_cases")), Entry("删除", "")],
    }
    return show(request, actor, "desk/practice/end.html", context)
