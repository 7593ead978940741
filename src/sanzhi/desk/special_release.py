"""The release desk: what is due to the public, and one public copy beside the text that was served."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.controls import Control, Drawing, Offered, errors_by_path
from sanzhi.desk.frame import show
from sanzhi.desk.inbox import case_strip
from sanzhi.desk.prefill import prefill
from sanzhi.desk.reading import read
from sanzhi.desk.special_due import due_list
from sanzhi.desk.special_redaction import Comparison, compare, must_hide_and_show
from sanzhi.desk.special_work import (
    Problem,
    Standing,
    carry_out,
    new_key,
    problem_of,
    sent,
    standing,
)
from sanzhi.desk.views_case import crumbs
from sanzhi.disclosure.models import Release
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound, SanzhiError
from sanzhi.pages.clock import Clock
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day

_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "prepare": ("prepare_release", "公示稿已制作，请另一名公示编辑审核发布。"),
    "publish": ("publish_release", "已公示。公示内容正在写入公开账本。"),
    "withhold": ("withhold_release", "已登记不予公示，只公开办理进度。"),
    "withdraw": ("withdraw_release", "已撤回。公示平台删除内容后会送回回执。"),
}


@as_actor
@for_roles("editor", "supervisor")
def due(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What must go out, overdue first, and the withdrawals that are not confirmed."""
    context = {"due": due_list(actor), "crumbs": [Entry("公示工作台", "")]}
    return show(request, actor, "desk/special/release_due.html", context)


@as_actor
def release(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The public copy of one decision: prepare, check side by side, publish, withhold, withdraw."""
    file = open_case(actor, case_id)
    if request.method != "POST":
        return _page(request, actor, file)
    form = sent(request.POST)
    if form.do not in _ACTS:
        raise NotFound("没有这个办理动作。")
    act, done = _ACTS[form.do]
    typed = read(acts.get(act).data, request.POST)
    try:
        carry_out(file, actor, act, form, typed.data)
    except SanzhiError as error:
        problem = problem_of(error, file, actor, act)
        return _page(request, actor, open_case(actor, case_id), problem, typed.data)
    messages.success(request, done)
    return redirect("special_release", case_id)


def _page(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    problem: Problem | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    fact = file.facts.get("release", {})
    row = Release.objects.filter(pk=fact["id"]).first() if fact.get("id") else None
    hide, show_ = must_hide_and_show(file, actor) if row else ([], [])
    today = clock.today()
    context = {
        "file": file,
        "fact": fact,
        "release": row,
        "comparison": _comparison(file, actor, row),
        "must_hide": hide,
        "must_show": show_,
        "standings": _standings(file, actor, fact),
        "versions": Release.objects.filter(case_id=file.row.id).order_by("-version"),
        "public_url": f"{settings.SANZHI_PORTAL_URL}/r/{row.record_id}/" if row else "",
        "clock": _clock(file),
        "today": today,
        "strip": case_strip(file.facts, file.row.clocks, china_day(file.row.opened_at), today),
        "controls": _controls(file, actor, fact, problem, typed),
        "form": {"key": new_key(), "seen": file.row.seq},
        "here": reverse("special_release", args=[file.row.id]),
        "problem": problem,
        "typed": bool(typed),
        "crumbs": [*crumbs(file), Entry("决定公示", "")],
    }
    return show(request, actor, "desk/special/release.html", context, problem.status if problem else 200)


def _comparison(file: CaseFile, actor: Actor, row: Release | None) -> Comparison | None:
    """Both texts, once there is a decision with a number; a copy that was withdrawn is not shown again."""
    if "document.decision" not in file.facts or (row and row.state == Release.WITHDRAWN):
        return None
    return compare(file, actor, row)


def _standings(file: CaseFile, actor: Actor, fact: Mapping[str, Any]) -> dict[str, Standing | None]:
    state = fact.get("state", "")
    wanted = {
        "prepare": state in {"", Release.PREPARED, Release.WITHDRAWN} and "decision" in file.facts,
        "publish": state == Release.PREPARED,
        "withhold": state in {"", Release.PREPARED} and "decision" in file.facts,
        "withdraw": state == Release.PUBLISHED,
    }
    return {do: standing(file, actor, _ACTS[do][0]) if it else None for do, it in wanted.items()}


def _controls(
    file: CaseFile,
    actor: Actor,
    fact: Mapping[str, Any],
    problem: Problem | None,
    typed: Mapping[str, Any] | None,
) -> Sequence[Control]:
    """The fields of the one act here that asks for reasons: to withdraw what is out, or to withhold."""
    act = "withdraw_release" if fact.get("state") == Release.PUBLISHED else "withhold_release"
    drawing = Drawing(Offered(), errors_by_path(problem.fields) if problem else {})
    return drawing.controls(acts.get(act).data, typed or prefill(act, file.facts, file.row.agency, actor))


def _clock(file: CaseFile) -> Clock | None:
    state = file.row.clocks.get("P1")
    if state is None:
        return None
    return Clock(
        "决定公示",
        date.fromisoformat(state["start"]),
        date.fromisoformat(state["due"]),
        state["citation"],
        tuple(state["steps"]),
        provisional=state["provisional"],
        ended=date.fromisoformat(state["stopped"]) if "stopped" in state else None,
    )
