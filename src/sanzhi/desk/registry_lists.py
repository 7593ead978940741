"""The libraries as lists: what stands in them on a day, and what a person has on its way in."""

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.registry_words import (
    LIBRARY_HINTS,
    agency_filter,
    certificate_filters,
    crumbs,
    state_filter,
)
from sanzhi.jobs import clock
from sanzhi.pages.days import typed_day
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.table import Column, Table
from sanzhi.registry.access import owner_for, visible
from sanzhi.registry.libraries import LIBRARIES, Library
from sanzhi.registry.models import PowerType, RegisterEntry
from sanzhi.registry.persons import known_by
from sanzhi.registry.shelves import owner_of, record_of, shelf
from sanzhi.registry.submissions import LibraryKind, Submission

READERS: Final = ("clerk", "head", "officer", "reviewer", "editor", "supervisor")
_EMPTY: Final = "没有符合条件的记录。"


@as_actor
@for_roles(*READERS)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The doors to the libraries."""
    doors = [(each.title, reverse("registry_library", args=[kind]), LIBRARY_HINTS[kind])
             for kind, each in LIBRARIES.items()]  # fmt: skip
    context = {"doors": doors, "owner": owner_for(actor), "crumbs": crumbs()}
    return show(request, actor, "desk/registry/home.html", context)


@as_actor
@for_roles(*READERS)
def library(request: HttpRequest, actor: Actor, kind: str) -> HttpResponseBase:
    """One library as it stood on a day, by default today."""
    kept = LIBRARIES.get(kind)
    if kept is None:
        raise Http404
    on, problem = _day(request.GET.get("on", ""))
    view = _table(kept, actor, on).read(request)
    if view.download:
        return view.download
    owner = owner_for(actor)
    writes = owner is not None and (owner.agency is not None or kept.of_government)
    context = {
        "library": kept,
        "kind": kind,
        "table": view,
        "on": on,
        "problem": problem,
        "new_url": reverse("registry_new", args=[kind]) if writes else "",
        "import_url": f"{reverse('registry_imports')}?library={kind}" if owner else "",
        "crumbs": crumbs((kept.title, "")),
    }
    return show(request, actor, "desk/registry/library.html", context)


@as_actor
@for_roles("clerk", "supervisor")
def mine(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """What is on its way in: drafts, what waits, what came back, newest first."""
    view = submission_table("填报记录", visible(actor), actor, "-pk").read(request)
    if view.download:
        return view.download
    context = {"table": view, "owner": owner_for(actor), "crumbs": crumbs(("填报记录", ""))}
    return show(request, actor, "desk/registry/mine.html", context)


def submission_table(name: str, rows: Any, actor: Actor, sort: str) -> Table[Submission]:
    """Submissions as a table."""
    columns = [
        Column[Submission](
            "title",
            "名称",
            lambda row: row.title,
            href=lambda row: reverse("registry_submission", args=[row.pk]),
        ),
        Column[Submission]("library", "资料库", lambda row: LibraryKind(row.library).label),
        Column[Submission]("action", "事由", lambda row: row.get_action_display()),
        Column[Submission]("key", "编号", lambda row: row.key),
        Column[Submission]("owner", "填报单位", lambda row: str(row.agency or row.government)),
        Column[Submission](
            "state", "状态", lambda row: row.get_state_display(), template="desk/registry/cell_state.html"
        ),
        Column[Submission](
            "submitted", "提交时间", lambda row: row.submitted_at, kind="time", sort="submitted_at"
        ),
        Column[Submission]("since", "生效日", lambda row: row.since, kind="date", shown=False),
        Column[Submission]("reason", "退回或者停用理由", lambda row: row.reason, shown=False),
    ]
    filters: list[Filter] = [
        Text("q", "名称、编号", contains("title", "key")),
        Choice("library", "资料库", LibraryKind.choices, equals("library")),
        *([state_filter()] if sort == "-pk" else []),
        *agency_filter(actor),
    ]
    return Table(name, columns, rows.select_related("agency", "government"), filters, sort=sort, empty=_EMPTY)


def _table(kept: Library, actor: Actor, on: date) -> Table[Any]:
    """The table of one library; each library says what stands in its columns."""
    href = _link(kept)
    own = _COLUMNS.get(kept.kind, _LISTS)
    columns = [Column[Any](own[0][0], own[0][1], own[0][2], sort=own[0][3], href=href)]
    columns += [
        Column[Any](key, title, value, sort=sort, kind=_kind(key)) for key, title, value, sort in own[1:]
    ]
    columns.append(
        Column[Any]("owner", "所属单位", lambda row: owner_of(row).name, shown=kept.kind != "agency")
    )
    searched = ("name",) if kept.kind in {"officer", "agency"} else (
        ("code", "name") if kept.kind == "power" else ("code", "title")
    )  # fmt: skip
    filters: list[Filter] = [Text("q", "名称、编号", contains(*searched)), *agency_filter(actor, kept.kind)]
    if kept.kind == LibraryKind.OFFICER and "clerk" in actor.roles:
        filters.append(Text("person", "证件号码、电话", known_by, hint="完整号码"))
    if kept.kind == LibraryKind.OFFICER:
        filters += certificate_filters(on)
    if kept.kind == LibraryKind.POWER:
        filters.append(Choice("type", "权力类型", PowerType.choices, equals("type")))
    sort = own[0][3] or "pk"
    return Table(kept.title, columns, shelf(actor, kept.kind, on), filters, sort=sort, empty=_EMPTY)


def _link(kept: Library) -> Any:
    return lambda row: reverse("registry_record", args=[kept.kind.value, record_of(row)])


def _kind(key: str) -> Any:
    return "date" if key in {"admitted", "valid"} else "text"


def _basis(row: Any) -> str:
    """The first articles that a power or an entry rests on."""
    told = row.content.get("basis", []) if isinstance(row, RegisterEntry) else row.basis
    return "、".join(f"《{each['law']}》{each['article']}" for each in told[:3]) + (
        "等" if len(told) > 3 else ""
    )


# (key, title, value, sort path); the first column is the one that opens the record.
_COLUMNS: Final[dict[str, list[tuple[str, str, Any, str]]]] = {
    LibraryKind.POWER: [
        ("code", "事项编码", lambda row: row.code, "code"),
        ("name", "事项名称", lambda row: row.name, ""),
        ("type", "类型", lambda row: row.type, ""),
        ("basis", "设定依据", _basis, ""),
        ("admitted", "入库日", lambda row: row.admitted_on, ""),
    ],
    LibraryKind.AGENCY: [
        ("name", "名称", lambda row: row.name, "name"),
        ("uscc", "统一社会信用代码", lambda row: row.uscc, ""),
        ("domain", "执法领域", lambda row: row.domain, ""),
        ("phone", "电话", lambda row: row.phone, ""),
        ("announced", "主体资格公告日", lambda row: row.announced_on, ""),
    ],
    LibraryKind.OFFICER: [
        ("name", "姓名", lambda row: row.name, "name"),
        ("post", "职务", lambda row: row.post, ""),
        ("staffing", "编制", lambda row: row.staffing, ""),
        ("certificate", "执法证号", lambda row: row.certificate, ""),
        ("valid", "证件有效期至", lambda row: row.valid_until, ""),
        ("qualification", "法律职业资格证号", lambda row: row.legal_qualification, ""),
        ("admitted", "入库日", lambda row: row.admitted_on, ""),
    ],
    LibraryKind.BENCHMARK: [
        ("code", "编号", lambda row: row.code, "code"),
        ("title", "名称", lambda row: row.title, ""),
        ("matter", "事项编码", lambda row: row.matter, ""),
        ("maker", "制定机关", lambda row: row.maker, ""),
        ("admitted", "生效日", lambda row: row.admitted_on, ""),
    ],
}
_LISTS: Final[list[tuple[str, str, Any, str]]] = [
    ("code", "编号", lambda row: row.code, "code"),
    ("title", "事项", lambda row: row.title, ""),
    ("basis", "依据", _basis, ""),
    ("admitted", "生效日", lambda row: row.admitted_on, ""),
]


def _day(text: str) -> tuple[date, str]:
    """The day that the address asks for; today, with a sentence for the reader, when it is none."""
    today = clock.today()
    try:
        return (typed_day(text) if text else today), ""
    except ValueError:
        return today, "“截至日期”请写成 2026-03-02 这样的日期，已按今天显示。"
