"""Spreadsheets into the libraries: the list of imports, one import with its faulty records, mending one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.registry_words import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen
from sanzhi.pages.filters import Choice, equals
from sanzhi.pages.table import Column, Table
from sanzhi.registry.admission import content_of
from sanzhi.registry.imports import Import, ImportRow, ImportState, RowState
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.sheets import arriving, workbook, writing
from sanzhi.registry.sheets.columns import AGENCY, columns_of
from sanzhi.registry.shelves import owner_of, record_of, shelf
from sanzhi.registry.submissions import LibraryKind, State, Submission

WRITERS: Final = ("clerk", "supervisor")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BUSY: Final = frozenset({ImportState.READING, ImportState.WRITING, ImportState.UNDOING})
_MOST_LINES: Final = 40
_CHUNK: Final = 500


def _list_url() -> str:
    return reverse("registry_imports")


@as_actor
@for_roles(*WRITERS)
def imports(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """What was imported, the newest first; a POST takes a workbook."""
    rows = arriving.imports_of(actor)
    problem = ""
    if request.method == "POST":
        try:
            return redirect("registry_import", batch_id=_arrive(request, actor).pk)
        except Invalid as error:
            problem = error.detail
    view = _table(rows).read(request)
    if view.download:
        return view.download
    context = {
        "table": view,
        "libraries": LibraryKind.choices,
        "chosen": request.POST.get("library") or request.GET.get("library", ""),
        "problem": problem,
        "crumbs": crumbs(("表格导入", "")),
    }
    return show(request, actor, "desk/registry/imports.html", context, status=422 if problem else 200)


def _arrive(request: HttpRequest, actor: Actor) -> Import:
    library, file = request.POST.get("library", ""), request.FILES.get("file")
    if library not in LIBRARIES:
        raise Invalid([("library", "资料库", "请选择要导入的资料库")])
    if file is None:
        raise Invalid([("file", "文件", "请选择一个 .xlsx 工作簿")])
    # The upload is a file by what it does, if not by its type.
    stream: Any = file
    return arriving.arrive(library, stream, file.name or "", file.size or 0, actor=actor)


def _table(rows: Any) -> Table[Import]:
    columns = [
        Column[Import](
            "file",
            "文件",
            lambda row: row.file_name,
            href=lambda row: reverse("registry_import", args=[row.pk]),
        ),
        Column[Import]("library", "资料库", lambda row: row.get_library_display()),
        Column[Import]("records", "记录数", lambda row: row.records, kind="number"),
        Column[Import]("state", "状态", lambda row: row.get_state_display()),
        Column[Import]("by", "导入人", lambda row: row.by),
        Column[Import]("at", "时间", lambda row: row.at, kind="time"),
    ]
    filters = [
        Choice("library", "资料库", LibraryKind.choices, equals("library")),
        Choice("state", "状态", ImportState.choices, equals("state")),
    ]
    empty = "还没有导入过。下载模板，填好后上传。"
    return Table("表格导入", columns, rows, filters, sort="-pk", empty=empty)


@as_actor
@for_roles(*WRITERS)
def template(request: HttpRequest, actor: Actor, kind: str) -> FileResponse:
    """The empty workbook of a library."""
    kept = _library(kind)
    arriving.imports_of(actor)
    file = workbook.template(kind, with_agency=_names_agencies(actor))
    return _file(file, f"{kept.title}导入模板")


@as_actor
@for_roles(*WRITERS)
def exported(request: HttpRequest, actor: Actor, kind: str) -> FileResponse:
    """A library as it stands today, in the columns of the template: change it and import it again."""
    kept, on = _library(kind), clock.today()
    with_agency = _names_agencies(actor)
    contents = _contents(actor, kind, on)
    return _file(workbook.exported(kind, contents, with_agency=with_agency), f"{kept.title}{on.isoformat()}")


def _contents(actor: Actor, kind: str, on: date) -> Iterator[tuple[str, Mapping[str, Any]]]:
    # A clerk's sheet holds what he may amend, not the lists of the departments above that bind him too.
    mine = None if _names_agencies(actor) else actor.agency_id
    rows = shelf(actor, kind, on).order_by("pk").iterator(_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        admitted = _admitted(kind, [record_of(row) for row in chunk])
        for row in chunk:
            owner, record = owner_of(row).agency, record_of(row)
            if owner is not None and mine in (None, owner.pk):
                yield owner.uscc, admitted.get(record) or content_of(kind, record) or {}


def _admitted(kind: str, records: Sequence[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
    """The last admitted contents, one statement for many records; what stands of an agency is its rows'."""
    if kind == LibraryKind.AGENCY:
        return {}
    rows = Submission.objects.filter(library=kind, record__in=records, state=State.ADMITTED)
    return dict(rows.order_by("number").values_list("record", "content"))


def _names_agencies(actor: Actor) -> bool:
    """A legal office answers for many agencies, and names the agency in every line."""
    return not ("clerk" in actor.roles and actor.agency_id)


def _library(kind: str) -> Any:
    if kind not in LIBRARIES:
        raise Http404
    return LIBRARIES[kind]


def _file(file: Any, name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)


@as_actor
@for_roles(*WRITERS)
def batch(request: HttpRequest, actor: Actor, batch_id: UUID) -> HttpResponseBase:
    """One import: how far it is, what is wrong, and what can be done with it."""
    found = arriving.import_of(actor, batch_id)
    if request.method == "POST":
        return _do(request, actor, found)
    view = _records(found).read(request)
    if view.download:
        return view.download
    counts = dict(found.rows.order_by().values_list("state").annotate(Count("pk")))
    settled = sum(counts.get(each, 0) for each in (RowState.WRITTEN, RowState.UNDONE))
    context = {
        "batch": found,
        "library": LIBRARIES[found.library],
        "busy": found.state in _BUSY,
        "counts": [(RowState(state).label, count) for state, count in sorted(counts.items())],
        "faulty": counts.get(RowState.FAULTY, 0),
        "ready": counts.get(RowState.READY, 0),
        "written": counts.get(RowState.WRITTEN, 0),
        "settled": settled,
        "percent": settled * 100 // found.records if found.records else 0,
        "table": view,
        "crumbs": crumbs(("表格导入", _list_url()), (found.file_name, "")),
    }
    return show(request, actor, "desk/registry/import.html", context)


def _records(found: Import) -> Table[ImportRow]:
    href = _mend_address if found.state == ImportState.CHECKED else None
    columns = [
        Column[ImportRow]("line", "行号", lambda row: row.line, kind="number", sort="line", href=href),
        Column[ImportRow]("title", "名称", lambda row: row.title or _first_words(row)),
        Column[ImportRow]("key", "编号", lambda row: row.key),
        Column[ImportRow](
            "state", "状态", lambda row: row.get_state_display(), template="desk/registry/cell_state.html"
        ),
        Column[ImportRow]("errors", "错误", _told),
    ]
    filters = [Choice("state", "状态", RowState.choices, equals("state"))]
    empty = "没有符合条件的记录。"
    return Table(found.file_name, columns, found.rows.all(), filters, sort="line", size=50, empty=empty)


def _mend_address(row: ImportRow) -> str:
    return reverse("registry_import_row", args=[row.batch_id, row.line])


def _first_words(row: ImportRow) -> str:
    return next(iter(row.cells[0].values()), "") if row.cells else ""


def _told(row: ImportRow) -> str:
    return "；".join(
        f"第{each['line']}行{'“' + each['title'] + '”' if each['title'] else ''}{each['rule']}"
        for each in row.errors
    )


def _do(request: HttpRequest, actor: Actor, found: Import) -> HttpResponse:
    wanted = request.POST.get("do", "")
    try:
        if wanted == "write":
            writing.write(found.pk, hand_in=request.POST.get("hand_in") == "on", actor=actor)
        elif wanted == "undo":
            writing.undo(found.pk, actor=actor)
        elif wanted == "skip":
            lines = found.rows.filter(state=RowState.FAULTY).values_list("line", flat=True)
            count = arriving.skip(found.pk, list(lines), actor=actor)
            messages.success(request, f"已略过 {count} 条有错误的记录。")
    except (Invalid, NotOpen) as error:
        messages.warning(request, error.detail)
    return redirect("registry_import", batch_id=found.pk)


@as_actor
@for_roles(*WRITERS)
def faulty(request: HttpRequest, actor: Actor, batch_id: UUID) -> FileResponse:
    """The faulty records as a workbook with a note at each wrong cell."""
    found = arriving.import_of(actor, batch_id)
    rows = found.rows.filter(state=RowState.FAULTY).iterator(500)
    file = workbook.faulty(found.library, rows, with_agency=found.agency_id is None)
    return _file(file, f"{found.file_name.rsplit('.', 1)[0]}（有错误的记录）")


@as_actor
@for_roles(*WRITERS)
def row(request: HttpRequest, actor: Actor, batch_id: UUID, line: int) -> HttpResponse:
    """One record, cell by cell; a POST puts the cells in and checks again."""
    found = arriving.import_of(actor, batch_id)
    kept = found.rows.filter(line=line).first()
    if kept is None:
        raise Http404
    if request.method == "POST":
        return _mend(request, actor, found, kept)
    return _mend_page(request, actor, found, kept, 200)


def _mend(request: HttpRequest, actor: Actor, found: Import, kept: ImportRow) -> HttpResponse:
    titles = _titles(found)
    cells = [
        {title: request.POST.get(f"c{place}_{number}", "") for number, title in enumerate(titles)}
        for place in range(min(len(kept.cells) + 1, _MOST_LINES))
    ]
    try:
        mended = arriving.mend(found.pk, kept.line, cells, actor=actor)
    except NotOpen as error:
        messages.warning(request, error.detail)
        return redirect("registry_import", batch_id=found.pk)
    if mended.state == RowState.FAULTY:
        return _mend_page(request, actor, found, mended, 422)
    following = found.rows.filter(state=RowState.FAULTY, line__gt=kept.line).first()
    messages.success(request, f"第 {kept.line} 行已改正。")
    if following is not None:
        return redirect("registry_import_row", batch_id=found.pk, line=following.line)
    return redirect("registry_import", batch_id=found.pk)


def _titles(found: Import) -> list[str]:
    own = [] if found.agency_id else [AGENCY]
    return [*own, *(column.title for column in columns_of(found.library))]


def _mend_page(
    request: HttpRequest, actor: Actor, found: Import, kept: ImportRow, status: int
) -> HttpResponse:
    wrong: dict[tuple[int, str], list[str]] = {}
    for error in kept.errors:
        wrong.setdefault((error["line"] - kept.line, error["title"]), []).append(error["rule"])
    columns = {column.title: column for column in columns_of(found.library)}
    lines = [
        [
            {
                "name": f"c{place}_{number}",
                "title": title,
                "value": cells.get(title, ""),
                "options": columns[title].options if title in columns else (),
                "hint": columns[title].hint if title in columns else "",
                "wrong": "；".join(wrong.get((place, title), ())),
            }
            for number, title in enumerate(_titles(found))
            if place == 0 or (title in columns and columns[title].group)
        ]
        for place, cells in enumerate(kept.cells)
    ]
    context = {
        "batch": found,
        "row": kept,
        "lines": lines,
        "whole": wrong.get((0, ""), []),
        "crumbs": crumbs(
            ("表格导入", _list_url()),
            (found.file_name, reverse("registry_import", args=[found.pk])),
            (f"第 {kept.line} 行", ""),
        ),
    }
    return show(request, actor, "desk/registry/import_row.html", context, status=status)
