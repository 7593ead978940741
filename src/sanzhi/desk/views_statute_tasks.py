"""Tasks that changed laws make: those that concern a person, one with both texts, and the answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import may_see
from sanzhi.cases.statutes import tasks_for
from sanzhi.desk.addresses import case_url
from sanzhi.desk.frame import show
from sanzhi.desk.statute_differences import of_article
from sanzhi.desk.statute_links import law_url
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.table import Column, Table
from sanzhi.procedure.deed import china_day
from sanzhi.registry.models import StatuteTask
from sanzhi.registry.statute_answers import answer, may_answer
from sanzhi.registry.statute_tasks import RestingKind, TaskOutcome
from sanzhi.registry.statutes import library

_CHANGES = {"changed": "文字修改", "removed": "删去", "moved": "条号变动"}
_STATES = (("open", "待核对"), ("done", "已核对"))
_EMPTY = "没有与您有关的待核对事项。导入法规新版本后，依据变动条文的事项会列在这里。"


@as_actor
@require_safe
def tasks(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """What rests on changed articles and concerns this person; filtered, page by page, or as a file."""
    view = task_table(actor).read(request)
    crumbs = [{"title": "法规库", "url": reverse("desk_statutes")}, {"title": "法规变动", "url": ""}]
    return view.download or show(
        request, actor, "desk/statutes/tasks.html", {"table": view, "crumbs": crumbs}
    )


@as_actor
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, actor: Actor, task_id: UUID) -> HttpResponse:
    """One task with the article before and after; the answer closes it."""
    found = tasks_for(actor).filter(pk=task_id).select_related("agency").first()
    if found is None:
        raise NotFound
    if request.method != "POST":
        return _page(request, actor, found, ())
    try:
        closed = answer(
            actor, tasks_for(actor), task_id, request.POST.get("outcome", ""), request.POST.get("note", "")
        )
    except Invalid as error:
        return _page(request, actor, found, error.fields)
    messages.success(request, f"已记录：{closed.title}，{closed.get_outcome_display()}。")
    return redirect("desk_statute_tasks")


def task_table(actor: Actor) -> Table[StatuteTask]:
    """The table of tasks, the newest first."""
    columns = [
        Column[StatuteTask]("title", "事项", str_title, href=_url),
        Column[StatuteTask]("kind", "种类", lambda row: row.get_kind_display()),
        Column[StatuteTask]("law", "法规", lambda row: row.law),
        Column[StatuteTask]("article", "条文", lambda row: row.article or "全文"),
        Column[StatuteTask]("change", "变动", _change),
        Column[StatuteTask]("agency", "机关", lambda row: row.agency.name if row.agency else "系统"),
        Column[StatuteTask](
            "created", "产生日期", lambda row: china_day(row.created_at), kind="date", sort="created_at"
        ),
        Column[StatuteTask]("outcome", "结果", lambda row: row.get_outcome_display() or "待核对"),
    ]
    filters: list[Filter] = [
        Text("q", "事项、法规", contains("title", "law"), hint="例如 食品安全法"),
        Choice("kind", "种类", list(RestingKind.choices), equals("kind")),
        Choice("state", "状态", list(_STATES), lambda value: Q(done_at__isnull=value == "open")),
    ]
    rows = tasks_for(actor).select_related("agency")
    return Table("法规变动", columns, rows, filters, sort="-created_at", empty=_EMPTY)


def str_title(row: StatuteTask) -> str:
    """The title of a task as the table shows it."""
    return row.title


def _url(row: StatuteTask) -> str:
    return reverse("desk_statute_task", args=[row.pk])


def _change(row: StatuteTask) -> str:
    moved = f"，现为{row.moved_to}" if row.moved_to else ""
    return _CHANGES.get(row.change, row.change) + moved


def _page(
    request: HttpRequest, actor: Actor, found: StatuteTask, faults: tuple[FieldError, ...]
) -> HttpResponse:
    context: dict[str, Any] = {
        "task": found,
        "change": _change(found),
        "differences": _texts(found),
        "mine": may_answer(actor, found),
        "outcomes": TaskOutcome.choices,
        "chosen": request.POST.get("outcome", ""),
        "note": request.POST.get("note", ""),
        "faults": {fault.field: fault.rule for fault in faults},
        "items": [(fault.label, fault.rule, f"id_{fault.field}") for fault in faults],
        "object_url": _object_url(actor, found),
        "law_url": law_url(found.law),
        "crumbs": [
            {"title": "法规库", "url": reverse("desk_statutes")},
            {"title": "法规变动", "url": reverse("desk_statute_tasks")},
            {"title": found.title, "url": ""},
        ],
    }
    return show(request, actor, "desk/statutes/task.html", context, status=422 if faults else 200)


def _texts(found: StatuteTask) -> list[Any]:
    """The article in both versions, as far as both are still at hand."""
    shelf = library()
    by_day = {version.passed: version for version in shelf.versions_of(found.law)}
    old, new = by_day.get(found.old_version), by_day.get(found.new_version)
    if old is None or new is None:
        return []
    return list(of_article(shelf.statute(old), shelf.statute(new), found.article or "全文"))


def _object_url(actor: Actor, found: StatuteTask) -> str:
    """The page of the case, for those who may see it."""
    return case_url(found.case_id) if found.case_id and may_see(actor, found.case_id) else ""
