"""The reviewer's bench: what waits, and one review with the difference since the last round first."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.invited import reviewer_of
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.addresses import case_url
from sanzhi.desk.controls import Control, Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.inbox import case_strip
from sanzhi.desk.prefill import prefill
from sanzhi.desk.reading import read
from sanzhi.desk.review_bench import bench_page
from sanzhi.desk.review_beside import beside
from sanzhi.desk.review_pack import pack_of
from sanzhi.desk.special_draft import preview_url
from sanzhi.desk.special_work import Problem, carry_out, new_key, problem_of, sent, standing
from sanzhi.desk.views_case import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day

_ACTS = {"review": "give_opinion", "check": "check_case"}


@as_actor
@for_roles("reviewer", "head")
def bench(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reviews that wait: mine, those that nobody has yet, all of the agency; first due on top."""
    return show(request, actor, "desk/special/bench.html", bench_page(actor, request.GET))


@as_actor
@for_roles("reviewer", "head")
def review(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """One review: difference, draft, materials and documents, earlier rounds, and the opinion."""
    file = open_case(actor, case_id)
    if request.method != "POST":
        return _page(request, actor, file)
    form = sent(request.POST)
    act = _act_of(file)
    if not act:
        raise NotFound("这件案件现在不在审核环节。")
    typed = read(acts.get(act).data, request.POST)
    try:
        if typed.problems:
            raise Invalid(typed.problems)
        carry_out(file, actor, act, form, typed.data)
    except SanzhiError as error:
        return _page(
            request, actor, open_case(actor, case_id), problem_of(error, file, actor, act), typed.data
        )
    messages.success(request, f"已办理：{acts.get(act).title}。")
    return redirect("special_bench" if "reviewer" in actor.roles else "desk_inbox")


def _act_of(file: CaseFile) -> str:
    return next((_ACTS[token.step] for token in file.present if token.step in _ACTS), "")


def _page(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    problem: Problem | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    act, row = _act_of(file), file.row
    context = {
        **pack_of(file),
        "strip": case_strip(
            file.facts, row.clocks, china_day(row.opened_at), clock.today(), case_url(row.id)
        ),
        "act": act,
        "standing": standing(file, actor, act) if act else None,
        "controls": _controls(file, actor, act, problem, typed),
        "preview_url": preview_url(file.row.id, act),
        **beside(file.facts),
        "assigned": reviewer_of(file.facts),
        "may_assign": bool(act) and bool(actor.roles & {"head", "reviewer"}) and not file.past,
        "form": {"key": new_key(), "seen": file.row.seq},
        "here": reverse("special_review", args=[file.row.id]),
        "problem": problem,
        "crumbs": [Entry("审核工作台", reverse("special_bench")), *crumbs(file)[1:], Entry("审核", "")],
    }
    return show(request, actor, "desk/special/review.html", context, problem.status if problem else 200)


def _controls(
    file: CaseFile, actor: Actor, act: str, problem: Problem | None, typed: Mapping[str, Any] | None
) -> Sequence[Control]:
    """The form of the opinion, drawn from the act's own data; nothing when no review is open."""
    if not act:
        return ()
    drawing = Drawing(Offered(), errors_by_path(problem.fields) if problem else {})
    return drawing.controls(acts.get(act).data, typed or prefill(act, file.facts, file.row.agency, actor))
