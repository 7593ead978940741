"""The agency's adaptation of a flow that ships: what it adds and tightens, and moving it to a new base."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.flow_drawing import draw
from sanzhi.desk.flow_overlay_forms import FORMS, ChangeForm, change_words
from sanzhi.desk.frame import show
from sanzhi.desk.house import agency_of
from sanzhi.law.errors import Changed, Invalid, NotFound, NotOpen
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import adapting, designing, drafts, library
from sanzhi.procedure.models import ProcedureOverlay
from sanzhi.procedure.shapes import Bundle

_MINE = "调整的流程"


class BeginForm(forms.Form):
    """A new adaptation: its name, and the flow that it adapts."""

    title = forms.CharField(label="流程名称", max_length=60)
    base = forms.ChoiceField(label="底本", help_text="随系统提供的流程；调整只能增加和收紧，不能减少环节")

    def __init__(self, bundles: list[Bundle], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # QueryDict or None
        field = self.fields["base"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker)
        field.choices = [(each.digest, f"{each.title} {each.version}") for each in bundles]


@as_actor
@for_roles(*drafts.WRITERS)
def overlays(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The adaptations of the agency with those that a new base has left behind; a POST begins one."""
    agency_of(actor)
    form = BeginForm(_bases(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            base = library.by_digest(form.cleaned_data["base"])
            made = adapting.begin(actor, form.cleaned_data["title"], base)
        except (Invalid, NotOpen) as error:
            form.add_error("base", str(error))
        else:
            return redirect("flow_overlay", overlay_id=made.pk)
    rows = [(row, adapting.newer(row)) for row in adapting.overlays(actor)]
    crumbs = [Entry("执法流程", reverse("flow_list")), Entry(_MINE, "")]
    context = {"rows": rows, "form": form, "crumbs": crumbs}
    return show(request, actor, "desk/flow/overlays.html", context, 422 if form.errors else 200)


@as_actor
@for_roles(*drafts.WRITERS)
def overlay(request: HttpRequest, actor: Actor, overlay_id: UUID) -> HttpResponseBase:
    """One adaptation; a POST adds a change, takes one out, or moves it to the new base."""
    row = adapting.overlay_of(actor, overlay_id)
    if request.method != "POST":
        return _page(request, actor, row)
    do = request.POST.get("do", "")
    typed = _form(row, do, request) if do in FORMS else None
    if typed is not None and not typed.is_valid():
        return _page(request, actor, row, typed=typed)
    try:
        messages.success(request, _done(row, do, typed, request, actor))
    except Invalid as error:
        return _page(request, actor, row, "；".join(each.rule for each in error.fields), typed)
    except (Changed, NotOpen) as error:
        row.refresh_from_db()
        return _page(request, actor, row, str(error.detail or error), typed)
    return redirect("flow_overlay", overlay_id=row.pk)


def _done(
    row: ProcedureOverlay, do: str, typed: ChangeForm | None, request: HttpRequest, actor: Actor
) -> str:
    seen, place = (_number(request.POST.get(name, "")) for name in ("seen", "place"))
    if typed is not None:
        adapting.add(row.pk, typed.change(), actor=actor, seen=seen)
        return "已增加。流程草稿随之更新，检查无误后提请发布。"
    if do == "take_out":
        adapting.take_out(row.pk, place, actor=actor, seen=seen)
        return "已取消这项调整。"
    if do == "move":
        adapting.move(row.pk, actor=actor, seen=seen)
        return "已改用新底本，请核对后提请发布。"
    raise NotFound


def _page(
    request: HttpRequest,
    actor: Actor,
    row: ProcedureOverlay,
    problem: str = "",
    typed: ChangeForm | None = None,
) -> HttpResponse:
    base, draft, waiting = library.document(row.base_digest), adapting.draft_now(row), adapting.newer(row)
    offered = [typed if typed and typed.do == do else _form(row, do) for do in FORMS]
    bundle = designing.sketch(draft.document) if draft else None
    context = {
        "row": row, "base": library.by_digest(row.base_digest), "draft": draft, "problem": problem,
        "changes": [change_words(each, base) for each in row.body["changes"]],
        "forms": [form for form in offered if form.possible], "drawing": draw(bundle) if bundle else None,
        "waiting": waiting,
        "remain": _remaining(waiting, base),
        "crumbs": [
            Entry("执法流程", reverse("flow_list")), Entry(_MINE, reverse("flow_overlays")),
            Entry(row.title, ""),
        ],
    }  # fmt: skip
    status = 422 if problem or (typed is not None and typed.errors) else 200
    return show(request, actor, "desk/flow/overlay.html", context, status)


def _remaining(waiting: adapting.Newer | None, base: Mapping[str, Any]) -> list[str]:
    return [change_words(each, base) for each in waiting.rebased.overlay["changes"]] if waiting else []


def _form(row: ProcedureOverlay, do: str, request: HttpRequest | None = None) -> ChangeForm:
    base, draft = library.document(row.base_digest), adapting.draft_now(row)
    made = FORMS[do](base, draft.document if draft else base, request.POST if request else None)
    made.place = len(row.body["changes"]) + 1
    return made


def _bases() -> list[Bundle]:
    """The newest of each flow that ships and says where others may add."""
    names = dict.fromkeys(each.name for each in library.all_bundles())
    newest = [library.latest(name) for name in names]
    return [each for each in newest if library.document(each.digest).get("marks")]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
