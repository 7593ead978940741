"""The forms of the libraries, made from each library's model: a new record, its next version, its end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk import table_check
from sanzhi.desk.act_form import summary
from sanzhi.desk.controls import Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.reading import read
from sanzhi.desk.registry_words import crumbs
from sanzhi.law.errors import FieldError, Invalid, NotFound, SanzhiError
from sanzhi.registry import admission
from sanzhi.registry.access import Owner, open_submission, owner_for
from sanzhi.registry.history import Overtaken
from sanzhi.registry.libraries import LIBRARIES, Library
from sanzhi.registry.shelves import owner_of, record_row
from sanzhi.registry.submissions import Submission

_OFFERED = 200
Save = Callable[[dict[str, Any], date | None, int], Submission]


@dataclass
class Sheet:
    """A form as it was opened or sent back."""

    library: Library
    title: str
    button: str
    data: Mapping[str, Any]
    effective_on: str = ""
    seen: int = 0
    more: str = ""
    retiring: bool = False
    reason: str = ""
    back: str = "/libraries/"
    problems: list[FieldError] = field(default_factory=list)


@as_actor
@for_roles("clerk", "supervisor")
def new(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """A draft of a new record."""
    library, owner = _library(kind), owner_for(actor)
    if owner is None or (owner.government and not library.of_government):
        raise Http404
    begun = {"domain": owner.agency.domain, "maker": owner.agency.name} if owner.agency else {}
    if kind == "agency" and owner.agency:
        begun = admission.content_of(kind, owner.agency.pk) or begun
    sheet = Sheet(library, f"新增{library.noun}", "保存草稿", begun)

    def save(data: dict[str, Any], day: date | None, _: int) -> Submission:
        return admission.begin(kind, owner, data, actor=actor, effective_on=day)

    return _handle(request, actor, sheet, save)


@as_actor
@for_roles("clerk", "supervisor")
def amend(request: HttpRequest, actor: Actor, kind: str, record: UUID) -> HttpResponse:
    """A draft of the next version of a record, which begins as the last one."""
    library, owner, content = _held(actor, kind, record)
    sheet = Sheet(library, f"变更{library.noun}", "保存草稿", content)

    def save(data: dict[str, Any], day: date | None, _: int) -> Submission:
        return admission.amend(kind, record, owner, data, actor=actor, effective_on=day)

    return _handle(request, actor, sheet, save)


@as_actor
@for_roles("clerk", "supervisor")
def retire(request: HttpRequest, actor: Actor, kind: str, record: UUID) -> HttpResponse:
    """A draft that asks for the record to be ended."""
    library, owner, content = _held(actor, kind, record)
    reason = request.POST.get("reason", "")
    sheet = Sheet(library, f"停用{library.noun}", "保存草稿", content, retiring=True, reason=reason)

    def save(_: dict[str, Any], day: date | None, __: int) -> Submission:
        return admission.retire(kind, record, owner, reason, actor=actor, effective_on=day)

    return _handle(request, actor, sheet, save)


@as_actor
@for_roles("clerk", "supervisor")
def edit(request: HttpRequest, actor: Actor, submission_id: UUID) -> HttpResponse:
    """A draft, or what came back, opened again; the second of two editors is told what changed."""
    row = open_submission(actor, submission_id)
    library = LIBRARIES[row.library]
    day = row.effective_on.isoformat() if row.effective_on else ""
    sheet = Sheet(library, f"修改{library.noun}", "保存草稿", row.content, day, row.revision)
    sheet.back = f"/libraries/submissions/{row.pk}/"

    def save(data: dict[str, Any], effective: date | None, seen: int) -> Submission:
        return admission.edit(row.pk, data, actor=actor, seen=seen, effective_on=effective)

    return _handle(request, actor, sheet, save)


def _handle(request: HttpRequest, actor: Actor, sheet: Sheet, save: Save) -> HttpResponse:
    if request.method != "POST":
        return _page(request, actor, sheet)
    _fill(sheet, request.POST)
    if request.POST.get("_part") == "check":
        return table_check.fragment(request, sheet.library, sheet.data, owner_for(actor))
    if sheet.more:
        return _page(request, actor, sheet)
    try:
        if sheet.problems:
            raise Invalid(sheet.problems)
        day = date.fromisoformat(sheet.effective_on) if sheet.effective_on else None
        row = save(dict(sheet.data), day, sheet.seen)
    except NotFound:
        raise
    except SanzhiError as error:
        return _page(request, actor, sheet, error)
    messages.success(request, "已保存草稿，核对后提交审核。")
    return redirect("registry_submission", submission_id=row.pk)


def _fill(sheet: Sheet, post: QueryDict) -> None:
    """What was typed, kept as it was typed where it could not be read."""
    if not sheet.retiring:
        typed = read(sheet.library.content, post)
        sheet.data, sheet.problems = typed.data, list(typed.problems)
    sheet.more = post.get("_more", "")
    sheet.effective_on = post.get("_effective_on", "").strip()
    seen = post.get("_seen", "")
    sheet.seen = int(seen) if seen.isdecimal() and len(seen) < 10 else sheet.seen
    try:
        date.fromisoformat(sheet.effective_on or "2026-01-01")
    except ValueError:
        sheet.problems.append(FieldError("effective_on", "拟生效日", "应为日期，例如 2026-03-02"))


def _page(request: HttpRequest, actor: Actor, sheet: Sheet, error: SanzhiError | None = None) -> HttpResponse:
    wrong = error.fields if isinstance(error, Invalid) else ()
    drawing = Drawing(_offered(actor), errors_by_path(wrong), sheet.more)
    controls = () if sheet.retiring else drawing.controls(sheet.library.content, sheet.data)
    overtaken = error if isinstance(error, Overtaken) else None
    context = {
        "sheet": sheet,
        "controls": controls,
        "statutes": drawing.offered.statutes,
        "summary": summary(controls, wrong),
        "errors": drawing.errors,
        "checked": None if sheet.retiring else _checked(actor, sheet),
        "error": error,
        # Who has read what changed may save; the next click is judged against the present revision.
        "seen": overtaken.revision if overtaken else sheet.seen,
        "overtaken": overtaken.events if overtaken else (),
        "crumbs": crumbs((sheet.title, "")),
    }
    status = 200 if error is None else 422 if wrong else 409
    return show(request, actor, "desk/registry/form.html", context, status)


def _checked(actor: Actor, sheet: Sheet) -> table_check.Checked | None:
    return table_check.checked(sheet.library, sheet.data, owner_for(actor))


def _offered(actor: Actor) -> Offered:
    """The articles that the owner's records rest on already; typing any other is as good."""
    owner = owner_for(actor)
    if owner is None or owner.agency is None:
        return Offered()
    named = owner.agency.powers.order_by("-pk").values_list("basis", flat=True)[:_OFFERED]
    pairs = dict.fromkeys((each["law"], each["article"]) for basis in named for each in basis)
    return Offered(statutes=sorted(pairs)[:_OFFERED])


def _held(actor: Actor, kind: str, record: UUID) -> tuple[Library, Owner, dict[str, Any]]:
    """The library, the owner and the present content of a record that this person may amend."""
    library, mine, row = _library(kind), owner_for(actor), record_row(actor, kind, record)
    content = admission.content_of(kind, record)
    if mine is None or row is None or content is None or owner_of(row) != mine:
        raise NotFound
    return library, mine, content


def _library(kind: str) -> Library:
    library = LIBRARIES.get(kind)
    if library is None:
        raise Http404
    return library
