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
from sanzhi.cases.queries import CaseFile, open_case, tasks
from sanzhi.desk.addresses import case_url
from sanzhi.desk.case_facts import brief
from sanzhi.desk.case_tabs import materials, papers
from sanzhi.desk.controls import Control, Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.inbox import case_strip, tasks_of
from sanzhi.desk.prefill import prefill
from sanzhi.desk.reading import read
from sanzhi.desk.special_draft import preview_url
from sanzhi.desk.special_rounds import differences, draft_lines, rounds_of
from sanzhi.desk.special_work import Problem, carry_out, new_key, problem_of, sent, standing
from sanzhi.desk.statute_links import citation_url
from sanzhi.desk.views_case import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, SanzhiError
from sanzhi.law.findings import Citation
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day
from sanzhi.registry.queries import marked_text

_ACTS = {"review": "give_opinion", "check": "check_case"}
_MOST = 60


@as_actor
@for_roles("reviewer")
def bench(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reviews that wait in this person's agency, the one that is due first on top."""
    waiting = tasks(actor).filter(step__in=_ACTS).order_by("due", "since", "id")
    context = {"tasks": tasks_of(waiting[:_MOST]), "crumbs": [Entry("审核工作台", "")]}
    return show(request, actor, "desk/special/bench.html", context)


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
    rounds, act, row = rounds_of(file), _act_of(file), file.row
    context = {
        "file": file,
        "brief": brief(file),
        "strip": case_strip(
            file.facts, row.clocks, china_day(row.opened_at), clock.today(), case_url(row.id)
        ),
        "rounds": rounds,
        "earlier": [each for each in rounds if each.outcome][::-1],
        "changes": differences(rounds),
        "draft": draft_lines(file.facts.get("draft", {})),
        "articles": _articles(file),
        "reasons": file.facts.get("major_reasons", []),
        "materials": materials(file),
        "papers": papers(file),
        "act": act,
        "standing": standing(file, actor, act) if act else None,
        "controls": _controls(file, actor, act, problem, typed),
        "preview_url": preview_url(file.row.id, act),
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


def _articles(file: CaseFile) -> list[tuple[Citation, str, str]]:
    """The articles that the draft rests on, with their words today and where they stand in the library."""
    draft = file.facts.get("draft", {})
    rows = [each for key in ("violated", "basis") for each in draft.get(key, ())]
    named, on = dict.fromkeys(Citation(each["law"], each["article"]) for each in rows), clock.today()
    return [(c, marked_text(c.law, c.article, on=on), citation_url(c, on)) for c in named]
