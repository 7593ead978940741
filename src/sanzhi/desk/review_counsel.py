"""Counsel's own pages, made for the phone: what he was reminded of, the pack, and his opinion."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.models import Case
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.controls import Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.reading import read
from sanzhi.desk.review_pack import pack_of
from sanzhi.desk.special_documents import send_document
from sanzhi.desk.special_evidence import send_material
from sanzhi.desk.special_work import Problem, carry_out, new_key, problem_of, sent
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, SanzhiError
from sanzhi.pages.days import remaining
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.interpreter import open_acts
from sanzhi.review import counsel

# What others make of the case is not for counsel to lean on: his opinion stands apart.
_WITHHELD: Final = frozenset({"review_opinion", "deliberation_record"})


@as_actor
@for_roles(counsel.ROLE)
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this counsel was reminded of, the open ones first."""
    rows, today = counsel.reminders(actor), clock.today()
    cases = Case.objects.in_bulk([row.case_id for row in rows])
    listed = [(row, cases[row.case_id], remaining(row.due, today)) for row in rows]
    context = {
        "open": [each for each in listed if each[0].answered_on is None],
        "said": [each for each in listed if each[0].answered_on is not None],
        "today": today,
        "crumbs": [Entry("法律意见", "")],
    }
    return show(request, actor, "desk/review/counsel.html", context)


@as_actor
@for_roles(counsel.ROLE)
def pack(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The pack of one case, and the opinion."""
    file = counsel.open_pack(actor, case_id)
    if request.method != "POST":
        return _page(request, actor, file)
    typed = read(acts.get(counsel.ACT).data, request.POST)
    try:
        if typed.problems:
            raise Invalid(typed.problems)
        carry_out(file, actor, counsel.ACT, sent(request.POST), typed.data)
    except SanzhiError as error:
        return _page(request, actor, file, problem_of(error, file, actor, counsel.ACT), typed.data)
    messages.success(request, "法律意见已提交，提交后不能更改。")
    return redirect("review_counsel")


def _page(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    problem: Problem | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    shared = pack_of(file)
    mine = [each for each in counsel.opinions_of(file.facts) if each["user"] == str(actor.user_id)]
    number = file.facts.get("counsel", {}).get("round")
    may_speak = (
        counsel.ACT in open_acts(file.bundle, file.marking)
        and "decision" not in file.facts
        and not any(each["round"] == number for each in mine)
    )
    drawing = Drawing(Offered(), errors_by_path(problem.fields) if problem else {})
    context = {
        **shared,
        "papers": [each for each in shared["papers"] if each.kind not in _WITHHELD],
        "signatures": [],
        "mine": [(each, counsel.STANCES[each["stance"]]) for each in mine],
        "may_speak": may_speak,
        "due": file.facts.get("counsel", {}).get("due", ""),
        "controls": drawing.controls(acts.get(counsel.ACT).data, typed or {}) if may_speak else (),
        "form": {"key": new_key(), "seen": file.row.seq},
        "problem": problem,
        "crumbs": [Entry("法律意见", reverse("review_counsel")), Entry(file.row.number, "")],
    }
    return show(request, actor, "desk/review/counsel_pack.html", context, problem.status if problem else 200)


@require_safe
@as_actor
@for_roles(counsel.ROLE)
def material(request: HttpRequest, actor: Actor, case_id: UUID, material_id: UUID) -> HttpResponseBase:
    """The bytes of a material of the pack."""
    return send_material(request, counsel.open_pack(actor, case_id), material_id)


@require_safe
@as_actor
@for_roles(counsel.ROLE)
def document(request: HttpRequest, actor: Actor, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """The file of a document of the pack."""
    file = counsel.open_pack(actor, case_id)
    if not any(each.id == document_id and each.kind not in _WITHHELD for each in pack_of(file)["papers"]):
        raise NotFound
    return send_document(request, file, document_id)
