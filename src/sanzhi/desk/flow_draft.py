"""The designer: one draft with its steps, the drawing that follows, and what may be done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk import flow_words as words
from sanzhi.desk.flow_live import context, live_of
from sanzhi.desk.frame import show
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import designing, drafts, publishing
from sanzhi.procedure.models import WRITABLE, ProcedureDraft, State

Do = Callable[[ProcedureDraft, Actor, QueryDict], str]


@as_actor
@for_roles(*drafts.WRITERS)
def draft(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponseBase:
    """The designer's page of a draft. A POST does one thing to its list of steps and says what."""
    found = drafts.draft_of(actor, draft_id)
    if request.GET.get("part") == "live":
        return part(request, actor, found, reverse("flow_draft", args=[draft_id]))
    if request.method == "POST":
        return _done(request, actor, found)
    return _page(request, actor, found, "")


def part(request: HttpRequest, actor: Actor, found: ProcedureDraft, address: str) -> HttpResponse:
    """The part that follows, asked for by the page itself; 204 while nothing has changed."""
    if request.GET.get("revision") == str(found.revision):
        return HttpResponse(status=204)
    return render(request, "desk/flow/live.html", context(live_of(request, actor, found, address)))


def crumbs(found: ProcedureDraft, *more: tuple[str, str]) -> list[Entry]:
    """The way to a draft, and on."""
    rows = [("执法流程", reverse("flow_list")), (found.title, reverse("flow_draft", args=[found.pk])), *more]
    return [Entry(title, url if place < len(rows) - 1 else "") for place, (title, url) in enumerate(rows)]


def _done(request: HttpRequest, actor: Actor, found: ProcedureDraft) -> HttpResponseBase:
    do = _DOES.get(request.POST.get("do", ""))
    if do is None:
        raise NotFound
    try:
        messages.success(request, do(found, actor, request.POST))
    except Invalid as error:
        return _page(request, actor, found, "；".join(each.rule for each in error.fields))
    except NotOpen as error:
        return _page(request, actor, found, error.detail)
    return redirect("flow_draft", draft_id=found.pk)


def _page(request: HttpRequest, actor: Actor, found: ProcedureDraft, problem: str) -> HttpResponse:
    address = reverse("flow_draft", args=[found.pk])
    writable = found.state in WRITABLE
    page = context(
        live_of(request, actor, found, address),
        steps=_rows(found),
        shelf=words.shelf_choices(),
        writable=writable,
        undoable=drafts.undoable(found) if writable else None,
        edits=found.edits.order_by("-id")[:15],
        may_publish=found.state == State.SUBMITTED,
        why_not=publishing.why_not(actor, found),
        problem=problem,
        crumbs=crumbs(found),
    )
    return show(request, actor, "desk/flow/draft.html", page, 422 if problem else 200)


def _rows(found: ProcedureDraft) -> list[dict[str, Any]]:
    """The steps for the list: name, who, term, and each way as a sentence."""
    bundle = designing.sketch(found.document)
    if bundle is None:
        return []
    return words.steps_words(bundle, words.fact_titles(found.document))


def _add(found: ProcedureDraft, actor: Actor, post: QueryDict) -> str:
    title, chosen = post.get("title", "").strip(), post.get("from", "")
    model = words.shelf().get(chosen, {})
    title = title or model.get("title", "")
    if not title or len(title) > 40:
        raise Invalid([FieldError("title", "环节名称", "请填写不超过 40 字的环节名称，或者从环节库选择")])
    after = post.get("after", "")
    # A step of the shelf keeps the id by which the steps around it know it.
    known = {model["title"]: model["id"]} if model else words.ids_by_title()

    def make(document: dict[str, Any]) -> dict[str, Any]:
        name = designing.new_id(document, model.get("title", title), known)
        step = {"role": "officer", "acts": [], **model, "id": name, "title": title}
        return designing.add_step(document, step, after)

    _change(found, actor, make, f"增加环节“{title}”")
    return f"已增加环节“{title}”。"


def _move(found: ProcedureDraft, actor: Actor, post: QueryDict) -> str:
    step, by = post.get("step", ""), -1 if post.get("by") == "up" else 1
    title = _title(found, step)
    _change(found, actor, lambda document: designing.move_step(document, step, by), f"移动环节“{title}”")
    return f"已移动环节“{title}”。"


def _remove(found: ProcedureDraft, actor: Actor, post: QueryDict) -> str:
    step = post.get("step", "")
    title = _title(found, step)
    _change(found, actor, lambda document: designing.remove_step(document, step), f"删除环节“{title}”")
    return f"已删除环节“{title}”，只通向它的走法一并删除。可以撤销。"


def _start(found: ProcedureDraft, actor: Actor, post: QueryDict) -> str:
    step = post.get("step", "")
    title = _title(found, step)
    _change(found, actor, lambda document: designing.start_at(document, step), f"以“{title}”为起点")
    return f"流程从“{title}”开始。"


def _rename(found: ProcedureDraft, actor: Actor, post: QueryDict) -> str:
    title = post.get("title", "").strip()
    if not title or len(title) > 60:
        raise Invalid([FieldError("title", "流程名称", "请填写不超过 60 字的流程名称")])
    _change(found, actor, lambda document: designing.rename(document, title), f"改名为“{title}”")
    return "已改名。"


def _undo(found: ProcedureDraft, actor: Actor, post: QueryDict) -> str:
    edit = post.get("edit", "")
    undone = drafts.undo(found.pk, int(edit) if edit.isdecimal() and len(edit) < 18 else 0, actor=actor)
    return f"已撤销：{undone.words}。"


def _title(found: ProcedureDraft, step: str) -> str:
    title = designing.titles(found.document).get(step)
    if title is None:
        raise Invalid([FieldError("step", "环节", "这个环节已被删除，请看现在的流程")])
    return title


def _change(found: ProcedureDraft, actor: Actor, make: drafts.Change, said: str) -> None:
    # What is done to the list holds for the flow as it stands; the page says what else changed.
    drafts.change(found.pk, make, actor=actor, seen=found.revision, place="", words=said)


_DOES: dict[str, Do] = {
    "add": _add, "move": _move, "remove": _remove, "start": _start, "rename": _rename, "undo": _undo,
}  # fmt: skip
