"""The wordings of the documents: what holds here, whence it comes, how it differs, its editions."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.form_scopes import ROLES, may_write, scope_of
from sanzhi.desk.frame import show
from sanzhi.documents import wordings
from sanzhi.documents.forming import shelf
from sanzhi.documents.forming.difference import differences
from sanzhi.documents.forming.form import Form
from sanzhi.documents.models import FormWording
from sanzhi.documents.render import render_preview
from sanzhi.documents.sheets import FormSheet
from sanzhi.documents.wordings import Scope
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound, SanzhiError
from sanzhi.pages.navigation import Entry

WORK = (FormWording.DRAFT, FormWording.SUBMITTED)


@require_safe
@as_actor
@for_roles(*ROLES)
def templates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every kind of document with its wording here; filtered by group, or to what is one's own."""
    scope = scope_of(actor)
    own = {row.kind: row for row in wordings.of_scope(scope).filter(state=FormWording.IN_FORCE)}
    work = {row.kind: row for row in wordings.of_scope(scope).filter(state__in=WORK)}
    group, only = request.GET.get("group", ""), request.GET.get("only", "")
    rows = [
        {"form": form, "own": own.get(form.name), "work": work.get(form.name)}
        for form in shelf.shipped().values()
        if (not group or form.group == group) and (only != "own" or form.name in own or form.name in work)
    ]
    context = {
        "rows": rows,
        "scope": scope,
        "groups": list(dict.fromkeys(form.group for form in shelf.shipped().values())),
        "group": group,
        "only": only,
        "crumbs": [Entry("文书模板", "")],
    }
    return show(request, actor, "desk/forms/templates.html", context)


@as_actor
@for_roles(*ROLES)
def template(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """One kind: the wording that holds, its differences to the inherited one, its editions."""
    scope = scope_of(actor)
    if kind not in shelf.shipped():
        raise Http404
    error = None
    if request.method == "POST":
        try:
            return _do(request, actor, scope, kind)
        except NotFound:
            raise
        except SanzhiError as raised:
            error = raised
    return show(request, actor, "desk/forms/template.html", _shown(actor, scope, kind, error), _status(error))


def _do(request: HttpRequest, actor: Actor, scope: Scope, kind: str) -> HttpResponse:
    if not may_write(actor):
        raise NotFound
    if request.POST.get("do") == "end":
        row = wordings.of_scope(scope).filter(kind=kind, state=FormWording.IN_FORCE).first()
        if row is None:
            raise NotFound
        wordings.end(row.pk, scope, request.POST.get("reason", ""), actor=actor)
        messages.success(request, "已停用，恢复使用上级或者全国的模板。")
        return redirect("form_template", kind=kind)
    return redirect("form_wording", pk=wordings.begin(kind, scope, actor=actor).pk)


def _shown(actor: Actor, scope: Scope, kind: str, error: SanzhiError | None) -> dict[str, Any]:
    editions = list(wordings.of_scope(scope).filter(kind=kind))
    parent = wordings.inherited(kind, scope, clock.today())
    own = next((row for row in editions if row.state == FormWording.IN_FORCE), None)
    form = wordings.form_of(own) if own else parent
    return {
        "form": form,
        "own": own,
        "work": next((row for row in editions if row.state in WORK), None),
        "editions": editions,
        "moved_on": bool(own and own.parent != shelf.reference(parent)),
        "differences": differences(parent, form),
        "pages": pages_of(form),
        "may_write": may_write(actor),
        "error": error,
        "crumbs": [Entry("文书模板", "/templates/"), Entry(form.title, "")],
    }


def pages_of(form: Form) -> list[str]:
    """The pages as pictures, with the names of the fields where a case puts its facts."""
    drawn = render_preview(form.name, {}, issued_on=clock.today(), sheet=FormSheet(form))
    # As pictures the pages can hold no script, and their inner names cannot meet those of the page.
    return [f"data:image/svg+xml,{quote(page)}" for page in drawn]


def _status(error: SanzhiError | None) -> int:
    return 409 if error else 200
