"""Editing one wording block by block; handing it over, confirming it, returning it."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.form_controls import cards, field_options
from sanzhi.desk.form_scopes import ROLES, may_write, scope_of
from sanzhi.desk.form_templates import pages_of
from sanzhi.desk.frame import show
from sanzhi.documents import wordings
from sanzhi.documents.forming import editing
from sanzhi.documents.forming.difference import differences
from sanzhi.documents.forming.form import Form, read
from sanzhi.documents.forming.showing import KINDS
from sanzhi.documents.models import FormWording
from sanzhi.documents.wordings import Scope
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, Invalid, NotFound, SanzhiError
from sanzhi.pages.navigation import Entry

Raw = dict[str, Any]
_MOVES: Final = {"up": -1, "down": 1}
_SETTLED: Final = {
    "submit": "已提交，等待另一人确认。",
    "confirm": "已启用，自今日起制作的文书使用这一版。",
    "return": "已退回编写人。",
    "drop": "已作废。",
}


@as_actor
@for_roles(*ROLES)
def wording(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """A wording: a draft is edited, a submitted one is confirmed or returned, any other is read."""
    scope = scope_of(actor)
    row = wordings.open_one(pk, scope)
    if request.method != "POST":
        return _page(request, actor, scope, row)
    do = request.POST.get("do", "save")
    try:
        return (
            _settle(request, actor, scope, row, do)
            if do in _SETTLED
            else _edit(request, actor, scope, row, do)
        )
    except NotFound:
        raise
    except SanzhiError as error:
        row.refresh_from_db()
        return _page(request, actor, scope, row, error)


# Drawings are long and repeat themselves; no secret stands beside what is typed here.
@require_POST
@gzip_page
@as_actor
@for_roles(*ROLES)
def preview(request: HttpRequest, actor: Actor, pk: UUID) -> HttpResponse:
    """The pages from what is typed so far; nothing is stored."""
    form = wordings.form_of(wordings.open_one(pk, scope_of(actor)))
    context: dict[str, object] = {"title": form.title}
    try:
        context["pages"] = pages_of(read(editing.reword(form, form.raw, _sent(request))))
    except SanzhiError as error:
        context["problem"] = error.detail
    if "HX-Request" in request.headers:
        return render(request, "desk/special/preview_pages.html", context)
    return show(request, actor, "desk/special/preview_page.html", context)


def _sent(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _settle(request: HttpRequest, actor: Actor, scope: Scope, row: FormWording, do: str) -> HttpResponse:
    settles = do in {"confirm", "return"}
    if not settles and not may_write(actor):
        raise NotFound
    if do == "submit":
        row = _saved(request, actor, scope, row, "save")
    _ACTS[do](row.pk, scope, request.POST.get("reason", ""), actor)
    messages.success(request, _SETTLED[do])
    return redirect("form_template", kind=row.kind)


def _edit(request: HttpRequest, actor: Actor, scope: Scope, row: FormWording, do: str) -> HttpResponse:
    if not may_write(actor):
        raise NotFound
    _saved(request, actor, scope, row, do)
    messages.success(request, "已保存。")
    place = do.partition(".")[2]
    anchor = f"#b{place}" if place.isdecimal() else ""
    return redirect(reverse("form_wording", args=[row.pk]) + anchor)


def _saved(request: HttpRequest, actor: Actor, scope: Scope, row: FormWording, do: str) -> FormWording:
    sent = _sent(request)
    seen = sent.get("_seen", "")

    def edit(form: Form, raw: Raw) -> Raw:
        raw = editing.reword(form, raw, sent)
        _restructure(raw, do, sent)
        return raw

    return wordings.change(row.pk, scope, edit, seen=int(seen) if seen.isdecimal() else -1, actor=actor)


def _restructure(raw: Raw, do: str, sent: Mapping[str, str]) -> None:
    verb, _, place = do.partition(".")
    if verb == "ask":
        editing.ask_also(raw, sent.get("ask.label", ""), sent.get("ask.type", ""))
    elif place.isdecimal() and verb in _MOVES:
        editing.move(raw["blocks"], int(place), _MOVES[verb])
    elif place.isdecimal() and verb == "remove" and not _is_fixed(raw, int(place)):
        editing.remove(raw["blocks"], int(place))
    elif place.isdecimal() and verb == "insert":
        editing.insert(raw["blocks"], int(place), sent.get(f"insert.{place}", ""))


def _is_fixed(raw: Raw, place: int) -> bool:
    return place < len(raw["blocks"]) and bool(raw["blocks"][place].get("fixed"))


Act = Callable[[UUID, Scope, str, Actor], object]
_ACTS: Final[Mapping[str, Act]] = {
    "submit": lambda pk, scope, _, actor: wordings.submit(pk, scope, actor=actor),
    "confirm": lambda pk, scope, _, actor: wordings.confirm(pk, scope, actor=actor),
    "return": lambda pk, scope, reason, actor: wordings.hand_back(pk, scope, reason, actor=actor),
    "drop": lambda pk, scope, _, actor: wordings.drop(pk, scope, actor=actor),
}


def _page(
    request: HttpRequest, actor: Actor, scope: Scope, row: FormWording, error: SanzhiError | None = None
) -> HttpResponse:
    form = wordings.form_of(row)
    editable = row.state == FormWording.DRAFT and may_write(actor)
    context = {
        "row": row,
        "form": form,
        "title": request.POST.get("title", form.title),
        "cards": cards(form, _sent(request) if error and editable else {}) if editable else (),
        "options": field_options(form),
        "kinds": [(kind, KINDS[kind]) for kind in editing.BLANKS],
        "faults": wordings.faults(form),
        "differences": differences(wordings.inherited(row.kind, scope, clock.today()), form),
        "pages": () if editable else pages_of(form),
        "editable": editable,
        "may_confirm": row.state == FormWording.SUBMITTED and row.written_by != actor.user_id,
        "waits": row.state == FormWording.SUBMITTED and row.written_by == actor.user_id,
        "error": error,
        "crumbs": [
            Entry("文书模板", reverse("form_templates")),
            Entry(form.title, reverse("form_template", args=[row.kind])),
            Entry(f"第{row.edition}版", ""),
        ],
    }
    status = 200 if error is None else 409 if isinstance(error, Changed) else 422
    if isinstance(error, Invalid):
        context["wrong"] = [f"{each.label}：{each.rule}" for each in error.fields]
    return show(request, actor, "desk/forms/wording.html", context, status)
