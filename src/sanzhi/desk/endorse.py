"""Endorsement: what waits for me in a chain of approval, and the page on which I agree or send back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.approvals import Pending, mine_at, waiting_for
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.addresses import case_url
from sanzhi.desk.case_facts import brief, proposed
from sanzhi.desk.controls import Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.inbox import tasks_of
from sanzhi.desk.reading import Typed, read
from sanzhi.desk.special_work import Problem, carry_out, new_key, problem_of, sent
from sanzhi.desk.views_case import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, SanzhiError
from sanzhi.orgs.approval import ENDORSE, Level
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts

_ROLES = ("officer", "head")


@as_actor
@for_roles(*_ROLES)
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The cases that wait for this person's endorsement, the one that is due first on top."""
    context = {"tasks": tasks_of(waiting_for(actor)), "crumbs": [Entry("待审签", "")]}
    return show(request, actor, "desk/house/waiting.html", context)


@as_actor
@for_roles(*_ROLES)
def endorse(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """What waits for this person at one case; with nothing to endorse the page does not exist."""
    file = open_case(actor, case_id)
    found = mine_at(file, actor, clock.today())
    if not found:
        raise NotFound("本案现在没有等待您审签的事项。")
    if request.method != "POST":
        return _page(request, actor, file, found[0])
    typed = read(acts.get(ENDORSE).data, request.POST)
    pending = next((each for each in found if each.chain.act == typed.data.get("act")), found[0])
    try:
        if typed.problems:
            raise Invalid(typed.problems)
        carry_out(file, actor, ENDORSE, sent(request.POST), typed.data)
    except SanzhiError as error:
        return _page(request, actor, file, pending, problem_of(error, file, actor, ENDORSE), typed)
    words = "同意" if typed.data.get("outcome") == "agree" else "退回"
    messages.success(request, f"已审签：{pending.chain.title}，{words}。")
    return redirect("desk_endorsing")


def _page(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    pending: Pending,
    problem: Problem | None = None,
    typed: Typed | None = None,
) -> HttpResponse:
    data: dict[str, Any] = {"opinion": "同意。"} if typed is None else typed.data
    drawing = Drawing(Offered(), errors_by_path(problem.fields) if problem else {})
    controls = drawing.controls(acts.get(ENDORSE).data, data)
    context = {
        "file": file,
        "pending": pending,
        "levels": _levels(pending),
        "controls": [each for each in controls if each.name != "act"],
        "brief": brief(file),
        "proposed": proposed(file.facts),
        "form": {"key": new_key(), "seen": file.row.seq},
        "problem": problem,
        "back": case_url(file.row.id),
        "crumbs": [*crumbs(file), Entry("审签", "")],
    }
    return show(request, actor, "desk/house/endorse.html", context, problem.status if problem else 200)


def _levels(pending: Pending) -> list[dict[str, Any]]:
    """The chain level by level, with what was said."""
    said = {each["level"]: each for each in pending.said if each["agreed"]}
    last = pending.chain.levels[-1]
    return [
        {
            "title": level.words,
            "said": said.get(level.value),
            "now": level is pending.level,
            "does": pending.chain.title if level is last else "",
        }
        for level in (Level(each) for each in pending.chain.levels)
    ]
