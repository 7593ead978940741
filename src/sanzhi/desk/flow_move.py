"""The page on which another version of the flow is proposed for a case, step by step."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.acts.versions import GROUNDS, PROPOSE
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.cases.team import may_perform
from sanzhi.desk.flow_compare import marks_of, told_of
from sanzhi.desk.flow_drawing import Marks, draw
from sanzhi.desk.frame import show
from sanzhi.desk.special_work import Problem, carry_out, new_key, problem_of, sent
from sanzhi.law.errors import NotFound, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts, library, moving, publishing
from sanzhi.procedure.shapes import Bundle

_ROLES: Final = ("officer", "head")


@dataclass(frozen=True)
class Place:
    """Where the case stands now, and what takes its place (an id, empty for nothing)."""

    step: str
    title: str
    to: str


@as_actor
@for_roles(*_ROLES)
def move(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponseBase:
    """Choose a version, say which step takes the place of which, and propose it."""
    file = open_case(actor, case_id)
    if not may_perform(actor, acts.get(PROPOSE), file.row) or file.past:
        raise NotFound
    offered = versions_for(file, actor)
    new = next((each for each in offered if each.digest == _wanted(request)), None)
    if request.method != "POST":
        return _page(request, actor, file, offered, new, None)
    form = sent(request.POST)
    try:
        carry_out(file, actor, PROPOSE, form, _data(request, file, new))
    except SanzhiError as error:
        return _page(request, actor, file, offered, new, problem_of(error, file, actor, PROPOSE))
    messages.success(request, "已提请变更流程版本，由另一名行政机关负责人审批；批准前仍按原版本办理。")
    return redirect("desk_case", case_id=case_id)


def versions_for(file: CaseFile, actor: Actor) -> list[Bundle]:
    """The versions that this case may be put on: later ones of its flow, and what the agency may use."""
    found = [*publishing.usable(actor)]
    with suppress(KeyError):
        found.append(library.latest(file.bundle.name))
    unique = {each.digest: each for each in found if each.kind == file.bundle.kind}
    return [each for digest, each in unique.items() if digest != file.row.procedure]


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("flow", "") or request.GET.get("to", "")


def _data(request: HttpRequest, file: CaseFile, new: Bundle | None) -> dict[str, Any]:
    post = request.POST
    pairs = [{"step": each, "to": post.get(f"to.{each}", "")} for each in moving.places(file.marking)]
    return {
        "flow": new.digest if new else post.get("flow", ""), "steps": pairs,
        "ground": post.get("ground", ""), "reason": post.get("reason", ""),
        "harmless": post.get("harmless") == "1",
    }  # fmt: skip


def _page(
    request: HttpRequest, actor: Actor, file: CaseFile, offered: list[Bundle], new: Bundle | None,
    problem: Problem | None,
) -> HttpResponse:  # fmt: skip
    post = request.POST
    case_url = reverse("desk_case", args=[file.row.id])
    context: dict[str, Any] = {
        "file": file, "offered": offered, "new": new, "problem": problem, "grounds": GROUNDS,
        "typed": {name: post.get(name, "") for name in ("ground", "reason", "harmless")},
        "key": post.get("_key") or new_key(), "seen": file.row.seq, "case_url": case_url,
        "crumbs": [
            Entry("案件", reverse("desk_cases")), Entry(file.row.number, case_url), Entry("变更流程版本", ""),
        ],
    }  # fmt: skip
    if new is not None:
        places = _places(request, file, new)
        marks = marks_of(file.bundle, new)
        present = frozenset(each.to for each in places)
        marked = Marks(present=present, added=marks.added, new_arrows=marks.new_arrows)
        context |= {
            "places": places, "old": file.bundle, "told": told_of(file.bundle, new),
            "drawing": draw(new, marked), "steps": list(new.steps.values()),
        }  # fmt: skip
    return show(request, actor, "desk/flow/move.html", context, problem.status if problem else 200)


def _places(request: HttpRequest, file: CaseFile, new: Bundle) -> list[Place]:
    first = moving.suggested(file.bundle, new, file.marking)
    return [
        Place(step, file.bundle.steps[step].title, request.POST.get(f"to.{step}", to))
        for step, to in first.items()
    ]
