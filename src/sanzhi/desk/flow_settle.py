"""Handing a flow in, publishing, returning, dropping it: each asks once, and says why it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.findings import Shown, cite
from sanzhi.desk.flow_compare import base_of, marks_of, told_of
from sanzhi.desk.flow_draft import crumbs
from sanzhi.desk.flow_drawing import draw
from sanzhi.desk.frame import show
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, Refused, SanzhiError
from sanzhi.procedure import designing, drafts, publishing
from sanzhi.procedure.models import ProcedureDraft


@dataclass(frozen=True)
class Way:
    """One thing that may be done with a whole draft: its words, and what it means."""

    title: str
    button: str
    meaning: str
    do: Callable[[ProcedureDraft, Actor, HttpRequest], str]
    stops: bool = False


@as_actor
@for_roles(*drafts.WRITERS)
def settle(request: HttpRequest, actor: Actor, draft_id: UUID, way: str) -> HttpResponseBase:
    """Ask, and on a POST do it."""
    found = drafts.draft_of(actor, draft_id)
    chosen = _WAYS.get(way)
    if chosen is None:
        raise NotFound
    if request.method != "POST":
        return _page(request, actor, found, way, None)
    try:
        messages.success(request, chosen.do(found, actor, request))
    except SanzhiError as error:
        found.refresh_from_db()
        return _page(request, actor, found, way, error)
    return redirect("flow_list" if way in {"drop", "publish"} else "flow_draft", *_to(way, found))


def _to(way: str, found: ProcedureDraft) -> tuple[UUID, ...]:
    return () if way in {"drop", "publish"} else (found.pk,)


def _page(
    request: HttpRequest, actor: Actor, found: ProcedureDraft, way: str, error: SanzhiError | None
) -> HttpResponse:
    chosen = _WAYS[way]
    old, new = base_of(found), designing.sketch(found.document)
    findings = error.findings if isinstance(error, Refused) else ()
    shown = [Shown(each, cite(each, clock.today())) for each in findings]
    problem = "；".join(each.rule for each in error.fields) if isinstance(error, Invalid) else ""
    context = {
        "draft": found, "way": chosen, "name": way, "shown": shown, "error": error,
        "problem": problem or (error.detail if error and not shown else ""),
        "old": old, "told": told_of(old, new) if old and new and way in {"submit", "publish"} else [],
        "drawing": draw(new, marks_of(old, new) if old else None) if new else None,
        "reason": request.POST.get("reason", ""), "seen": found.revision,
        "why_not": publishing.why_not(actor, found) if way == "publish" else "",
        "back": reverse("flow_draft", args=[found.pk]), "crumbs": crumbs(found, (chosen.title, "")),
    }  # fmt: skip
    return show(request, actor, "desk/flow/settle.html", context, 422 if error else 200)


def _submit(found: ProcedureDraft, actor: Actor, _: HttpRequest) -> str:
    drafts.submit(found.pk, actor=actor)
    return "已提请发布，由没有参与起草的行政机关负责人核对后发布。"


def _publish(found: ProcedureDraft, actor: Actor, request: HttpRequest) -> str:
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    made = publishing.publish(found.pk, actor=actor, seen=number)
    if request.POST.get("use"):
        publishing.use(made.digest, actor=actor)
        return f"已发布“{made.title}”{made.version}，今后登记的案件按它办理；正在办理的案件不受影响。"
    return f"已发布“{made.title}”{made.version}。"


def _return(found: ProcedureDraft, actor: Actor, request: HttpRequest) -> str:
    drafts.give_back(found.pk, request.POST.get("reason", ""), actor=actor)
    return "已退回起草人修改。"


def _drop(found: ProcedureDraft, actor: Actor, _: HttpRequest) -> str:
    drafts.drop(found.pk, actor=actor)
    return f"“{found.title}”已作废，仍可查看。"


_WAYS = {
    "submit": Way(
        "提请发布", "提请发布", "提请时再检查一次，有问题的不能提请。提请后不能再修改，退回后可以。", _submit,
    ),
    "publish": Way(
        "发布流程", "发布",
        "发布后内容不再改变，以摘要为凭。起草、修改过的人不能发布。正在办理的案件仍按原版本办理。", _publish,
    ),
    "return": Way("退回修改", "退回", "写明理由，退回起草人修改。", _return, stops=True),
    "drop": Way("作废草稿", "作废", "作废后不能再修改和发布，修改记录仍可查看。", _drop, stops=True),
}  # fmt: skip
