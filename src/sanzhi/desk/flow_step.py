"""One step of a flow being written: who, what, when and where to. What is typed is saved as it is typed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk import flow_forms as forms
from sanzhi.desk.flow_draft import crumbs, part
from sanzhi.desk.flow_live import context, live_of
from sanzhi.desk.frame import show
from sanzhi.law.errors import Invalid, NotFound, NotOpen
from sanzhi.procedure import designing, drafts
from sanzhi.procedure.designing import ANYWHERE
from sanzhi.procedure.models import WRITABLE, ProcedureDraft
from sanzhi.procedure.shapes import BundleError

_ANYWHERE_TITLE = "随时可办的动作"


@dataclass
class Sheet:
    """The forms of one step. For what may be done anywhere there are only ways."""

    step: str
    title: str
    about: forms.StepForm | None
    ways: "BaseFormSet[Any]"
    fields: "BaseFormSet[Any] | None"
    documents: "BaseFormSet[Any] | None"

    @property
    def parts(self) -> list[Any]:
        """All that is to be valid."""
        return [each for each in (self.about, self.ways, self.fields, self.documents) if each is not None]

    def problems(self) -> list[str]:
        """Every error as a sentence with the place and the field."""
        told = _of_form(self.about, "") if self.about else []
        for formset, name in ((self.ways, "动作"), (self.fields, "字段"), (self.documents, "文书")):
            for number, form in enumerate(formset or (), 1):
                told += _of_form(form, f"第 {number} 个{name}，")
            told += [str(each) for each in (formset.non_form_errors() if formset is not None else ())]
        return told

    def change(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with what was typed."""
        ways = forms.ways_of(self.ways)
        if self.about is None or self.fields is None or self.documents is None:
            return designing.set_anywhere(document, ways)
        values = {
            **self.about.values(), "fields": forms.fields_of(self.fields),
            "documents": forms.documents_of(self.documents),
        }  # fmt: skip
        made = designing.describe_step(document, self.step, values)
        # A step without acts says so: an empty list stays.
        designing.step_of(made, self.step)["acts"] = ways
        return made


@as_actor
@for_roles(*drafts.WRITERS)
def step(request: HttpRequest, actor: Actor, draft_id: UUID, step: str) -> HttpResponseBase:
    """The page of a step. A POST by the page itself answers with the part that follows."""
    found = drafts.draft_of(actor, draft_id)
    address = reverse("flow_step", args=[draft_id, step])
    if request.GET.get("part") == "live":
        return part(request, actor, found, address)
    try:
        sheet = _sheet(found, step, request.POST if request.method == "POST" else None)
    except BundleError as error:
        raise NotFound(str(error)) from error
    if request.method == "POST":
        return _save(request, actor, found, sheet, address)
    return _page(request, actor, found, sheet, address)


def _sheet(found: ProcedureDraft, step: str, data: Any) -> Sheet:
    flow = found.document
    if step == ANYWHERE:
        return Sheet(step, _ANYWHERE_TITLE, None, _ways(flow, flow.get(ANYWHERE, []), data), None, None)
    raw = designing.step_of(flow, step)
    fields = [forms.initial_field(each) for each in raw.get("fields", [])]
    return Sheet(
        step, raw["title"], forms.StepForm(flow, raw, data), _ways(flow, raw.get("acts", []), data),
        forms.Fields(data, prefix="field", initial=fields),
        forms.Documents(
            data, prefix="document", form_kwargs={"flow": flow},
            initial=[forms.initial_document(each) for each in raw.get("documents", [])],
        ),
    )  # fmt: skip


def _ways(flow: dict[str, Any], ways: list[dict[str, Any]], data: Any) -> "BaseFormSet[Any]":
    initial = [forms.initial_way(each) for each in ways]
    made: BaseFormSet[Any] = forms.Ways(data, prefix="way", initial=initial, form_kwargs={"flow": flow})
    return made


def _save(
    request: HttpRequest, actor: Actor, found: ProcedureDraft, sheet: Sheet, address: str
) -> HttpResponseBase:
    """Save what is valid; by htmx the part that follows comes back, else the page."""
    refused, overtaken = _attempt(request, actor, found, sheet)
    found.refresh_from_db()
    told = {"refused": refused, "overtaken": overtaken, "saved": not refused}
    if request.headers.get("HX-Request") == "true":
        live = context(live_of(request, actor, found, address), **told, fragment=True)
        # Who was overtaken still has read what he had read; only his own word makes him go on.
        live["seen"] = _seen(request) if refused else found.revision
        return render(request, "desk/flow/live.html", live)
    if refused:
        return _page(request, actor, found, sheet, address, **told)
    messages.success(request, f"已保存“{sheet.title}”。")
    return redirect(address)


def _attempt(
    request: HttpRequest, actor: Actor, found: ProcedureDraft, sheet: Sheet
) -> tuple[list[str], int]:
    """Why nothing was saved (empty: it was), and the present revision where another person was faster."""
    # Every part is asked, so that all errors are told at once.
    valid = [each.is_valid() for each in sheet.parts]
    if not all(valid):
        return sheet.problems(), 0
    words = f"修改环节“{sheet.title}”" if sheet.about else f"修改{_ANYWHERE_TITLE}"
    try:
        drafts.change(found.pk, sheet.change, actor=actor, seen=_seen(request), place=sheet.step, words=words)
    except drafts.Overtaken as error:
        return [error.detail, *(f"{each.by}：{each.words}" for each in error.edits)], error.revision
    except Invalid as error:
        return [each.rule for each in error.fields], 0
    except NotOpen as error:
        return [error.detail], 0
    return [], 0


def _page(
    request: HttpRequest, actor: Actor, found: ProcedureDraft, sheet: Sheet, address: str, **told: Any
) -> HttpResponse:
    page = context(
        live_of(request, actor, found, address), sheet=sheet, writable=found.state in WRITABLE,
        seen=_seen(request) if told else found.revision, back=reverse("flow_draft", args=[found.pk]),
        crumbs=crumbs(found, (sheet.title, "")), neighbours=_neighbours(found, sheet.step), **told,
    )  # fmt: skip
    return show(request, actor, "desk/flow/step.html", page, 422 if told else 200)


def _neighbours(found: ProcedureDraft, step: str) -> list[tuple[str, str, str]]:
    """The steps before and after in the list: (words, name, address)."""
    names = list(designing.titles(found.document).items())
    here = next((place for place, (name, _) in enumerate(names) if name == step), None)
    if here is None:
        return []
    near = [("上一环节", here - 1), ("下一环节", here + 1)]
    return [
        (words, names[place][1], reverse("flow_step", args=[found.pk, names[place][0]]))
        for words, place in near
        if 0 <= place < len(names)
    ]


def _seen(request: HttpRequest) -> int:
    """The revision that the writer has read; who insists has read the present one."""
    text = request.POST.get("_insist") or request.POST.get("_seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _of_form(form: Any, where: str) -> list[str]:
    return [
        f"{where}{form.fields[name].label}：{error}" if name in form.fields else f"{where}{error}"
        for name, errors in form.errors.items()
        for error in errors
    ]
