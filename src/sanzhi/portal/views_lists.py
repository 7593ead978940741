"""The three lists: 执法结果, 办理动态, 执法部门, and the page of one agency."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.pages import export
from sanzhi.pages.table import Table
from sanzhi.pages.table_view import TableView
from sanzhi.portal import shown, tables
from sanzhi.released import queries

M = TypeVar("M", bound=Model)
OF_AGENCY = 10


@require_safe
def results(request: HttpRequest) -> HttpResponseBase:
    """执法结果: published decisions."""
    return listed(request, "portal/results.html", tables.results())


@require_safe
def progress(request: HttpRequest) -> HttpResponseBase:
    """办理动态: where open cases stand, by case number."""
    return listed(request, "portal/progress.html", tables.progress())


@require_safe
def agencies(request: HttpRequest) -> HttpResponseBase:
    """执法部门: who may enforce."""
    return listed(request, "portal/agencies.html", tables.agencies())


@require_safe
def agency(request: HttpRequest, uscc: str) -> HttpResponseBase:
    """One agency: its published facts, its results, its open cases."""
    found = queries.agency(uscc)
    name = queries.agency_name(uscc)
    if not name:
        raise Http404
    release = queries.record_of(found) if found else None
    context = {
        "uscc": uscc,
        "name": name,
        "release": release,
        "shown": shown.read(release) if release else None,
        "movements": queries.latest("progress", OF_AGENCY, uscc),
    }
    return listed(request, "portal/agency.html", tables.results(uscc), context)


def listed(
    request: HttpRequest, template: str, table: Table[M], context: dict[str, Any] | None = None
) -> HttpResponseBase:
    """A list as a page, or as the file that was asked for."""
    if request.GET.get("export") == "json":
        return _as_json(table, request)
    view = table.read(request)
    return view.download or render(request, template, {"table": _with_json(view)} | (context or {}))


def _with_json(view: TableView) -> TableView:
    """The table's own exports, and JSON beside them."""
    urls = [(name, url) for name, url in view.exports]
    (first, url), *_ = urls
    return replace(view, exports=(*urls, ("JSON", url.replace(f"export={first.lower()}", "export=json"))))


def _as_json(table: Table[M], request: HttpRequest) -> StreamingHttpResponse:
    """The list as ``{"data": […], "truncated": bool}``: dates ISO 8601, money in fen, keys as columns."""
    readings = [one.read(request.GET) for one in table.filters]
    rows = table.queryset.filter(*(reading.query for reading in readings)).order_by(table.sort, "-pk")
    columns = [column for column in table.columns if column.exported]

    def parts() -> Iterator[str]:
        yield '{"data":['
        truncated = False
        for place, row in enumerate(rows[: export.LIMIT + 1].iterator(chunk_size=500)):
            if place == export.LIMIT:
                truncated = True
                break
            fields = {column.key: _plain(column.value(row)) for column in columns}
            yield ("," if place else "") + json.dumps(fields, ensure_ascii=False)
        yield f'],"truncated":{json.dumps(truncated)}}}'

    return StreamingHttpResponse(parts(), content_type="application/json; charset=utf-8")


def _plain(value: export.Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date | datetime) else value
