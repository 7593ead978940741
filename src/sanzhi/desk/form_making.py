"""Making a document of a case by hand: choose it, fill in what the case does not know, see it, make it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.act_form import Filled, sent_as, submit, summary
from sanzhi.desk.addresses import case_url
from sanzhi.desk.controls import Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.offers import may_act
from sanzhi.desk.special_loose import loosely
from sanzhi.desk.special_work import dry_deed
from sanzhi.desk.views_case import crumbs
from sanzhi.documents import drafting
from sanzhi.documents.forming import asking, laying, wording
from sanzhi.documents.forming.casebook import TOLD
from sanzhi.documents.forming.form import Form
from sanzhi.documents.making import MAKE, offered
from sanzhi.documents.render import missing_fields, render_preview
from sanzhi.documents.sheets import FormSheet
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.personal import plain

Source = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """One document that may be made now; ``lacks`` names what the case does not have yet."""

    name: str
    title: str
    asks: int
    filled: int
    lacks: tuple[str, ...]


@require_safe
@as_actor
def choose(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The documents that may be made at this step, by group, each with how much is filled in already."""
    file = _open(actor, case_id)
    forms = [form for form in _forms(file) if offered(form, _steps(file))]
    groups = [
        (group, [_choice(file, actor, form) for form in members])
        for group, members in groupby(forms, key=lambda form: form.group)
    ]
    context = {"file": file, "groups": groups, "crumbs": [*crumbs(file), Entry("制作其他文书", "")]}
    return show(request, actor, "desk/forms/choose.html", context)


@as_actor
def make(request: HttpRequest, actor: Actor, case_id: UUID, kind: str) -> HttpResponse:
    """The form of one document: only what the case does not know is asked."""
    file = _open(actor, case_id)
    form = _form(file, kind)
    if request.method != "POST":
        begun = Filled({"form": kind, "told": _known(file, actor, form)}, seen=file.row.seq)
        return _page(request, actor, file, form, begun)
    filled = sent_as(asking.model_of(form), request.POST)
    asked = filled.data
    if filled.more:
        return _page(request, actor, file, form, _wrapped(filled, kind))
    filled = _wrapped(filled, kind)
    try:
        submit(acts.get(MAKE), case_id, actor, filled)
    except SanzhiError as error:
        fields = error.fields if isinstance(error, Invalid) else ()
        return _page(request, actor, file, form, filled, error=error, errors=fields)
    messages.success(request, f"已制作：{_title(file, actor, form, asked)}。")
    return redirect(case_url(case_id, "documents"))


# Drawings are long and repeat themselves; no secret stands beside what is typed here.
@require_POST
@gzip_page
@as_actor
def preview(request: HttpRequest, actor: Actor, case_id: UUID, kind: str) -> HttpResponse:
    """The pages as they would be, from what is typed so far; nothing is stored, no number taken."""
    file = _open(actor, case_id)
    form = _form(file, kind)
    typed = plain(loosely(asking.model_of(form), sent_as(asking.model_of(form), request.POST).data))
    sheet = FormSheet(form)
    context: dict[str, object] = {"title": form.title}
    try:
        source = _source(file, actor, form, typed)
        pages = render_preview(
            kind, source, issued_on=_deed(file, actor).on, demo=settings.SANZHI_DEMO, sheet=sheet
        )
        # As pictures the pages can hold no script, and their inner names cannot meet those of the page.
        context["pages"] = [f"data:image/svg+xml,{quote(page)}" for page in pages]
        context["missing"] = missing_fields(kind, source, sheet=sheet)
    except SanzhiError as error:
        context["problem"] = error.detail
    if "HX-Request" in request.headers:
        return render(request, "desk/special/preview_pages.html", context)
    return show(request, actor, "desk/special/preview_page.html", context)


def _page(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    form: Form,
    filled: Filled,
    *,
    error: SanzhiError | None = None,
    errors: tuple[FieldError, ...] = (),
) -> HttpResponse:
    own = tuple(FieldError(each.field.removeprefix("told."), each.label, each.rule) for each in errors)
    drawing = Drawing(Offered(), errors_by_path(own), filled.more)
    controls = drawing.controls(asking.model_of(form), filled.data["told"])
    context = {
        "file": file,
        "form": form,
        "filled": filled,
        "controls": controls,
        "summary": summary(controls, own),
        "error": error,
        "facts": _facts(file, actor, form),
        "crumbs": [*crumbs(file), Entry(form.title, "")],
    }
    return show(request, actor, "desk/forms/make.html", context, 422 if error else 200)


def _wrapped(filled: Filled, kind: str) -> Filled:
    filled.data = {"form": kind, "told": filled.data}
    return filled


def _open(actor: Actor, case_id: UUID) -> CaseFile:
    file = open_case(actor, case_id)
    if not may_act(file, actor, acts.get(MAKE)):
        raise Http404
    return file


def _steps(file: CaseFile) -> set[str]:
    return {token.step for token in file.present}


def _forms(file: CaseFile) -> list[Form]:
    shipped = [drafting.in_force(name) for name in drafting.names()]
    offering = [sheet.name for sheet in shipped if isinstance(sheet, FormSheet) and sheet.form.offered]
    found = [drafting.in_force(name, file.row.agency, clock.today()) for name in offering]
    return [sheet.form for sheet in found if isinstance(sheet, FormSheet)]


def _form(file: CaseFile, kind: str) -> Form:
    form = next((each for each in _forms(file) if each.name == kind), None)
    if form is None or not offered(form, _steps(file)):
        raise Http404
    return form


def _deed(file: CaseFile, actor: Actor) -> Any:
    return dry_deed(file, actor, MAKE, {})


def _source(file: CaseFile, actor: Actor, form: Form, typed: Mapping[str, Any]) -> Source:
    deed = _deed(file, actor)
    deed.facts[TOLD] = {**deed.facts.get(TOLD, {}), **{key: value for key, value in typed.items() if value}}
    return drafting.source(FormSheet(form), deed, {})


def _known(file: CaseFile, actor: Actor, form: Form) -> Source:
    source = _source(file, actor, form, {})
    return {field.id: source[field.id] for field in form.fields if field.ask and source[field.id]}


def _facts(file: CaseFile, actor: Actor, form: Form) -> list[tuple[str, str]]:
    """What the case fills in by itself, in words."""
    source = _source(file, actor, form, {})
    own = [field for field in form.fields if not field.ask]
    return [(field.label, wording.words(field, source.get(field.id))) for field in own]


def _choice(file: CaseFile, actor: Actor, form: Form) -> Choice:
    source = _source(file, actor, form, {})
    asked = {field.id for field in form.fields if field.ask}
    lacking = [field.label for field in laying.unmet(form, source) if field.id not in asked]
    return Choice(form.name, form.title, len(asked), len(form.fields) - len(asked), tuple(lacking))


def _title(file: CaseFile, actor: Actor, form: Form, typed: Mapping[str, Any]) -> str:
    return form.title_for(_source(file, actor, form, typed))
