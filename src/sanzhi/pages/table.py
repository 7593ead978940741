"""One table for all lists: filter, sort, choose columns, page by key, export; no JavaScript needed.

A view builds a ``Table`` and reads it::

    view = Table("执法结果", columns, Record.objects.all(), filters, sort="-decided_on").read(request)
    return view.download or render(request, "results.html", {"table": view})

and the template says ``{% include "pages/table.html" %}``.  A page costs one query over one index
range; nothing is counted.  Sort columns want an index on (column, primary key).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict, StreamingHttpResponse

from sanzhi.pages import export, keyset
from sanzhi.pages.filters import Filter, Reading
from sanzhi.pages.table_view import Cell, Head, Kind, Row, TableView

__all__ = ["Cell", "Column", "Head", "Kind", "Row", "Table", "TableView"]

M = TypeVar("M", bound=Model)
_EXPORTS = {"csv": export.as_csv, "xlsx": export.as_xlsx}
_BATCH = 500


@dataclass(frozen=True)
class Column(Generic[M]):
    """One column: ``value`` gives what stands in it (money: fen), ``sort`` the model path it sorts by.

    ``href`` makes the cell a link; ``template`` draws it instead, with ``row`` and ``value``.
    """

    key: str
    title: str
    value: Callable[[M], export.Value]
    kind: Kind = "text"
    sort: str = ""
    href: Callable[[M], str] | None = None
    template: str = ""
    shown: bool = True
    exported: bool = True


@dataclass(frozen=True)
class Table(Generic[M]):
    """A list with its columns, filters and first order (``-decided_on``: newest first).

    ``size`` is rows a page; ``key`` names the table where two stand on one page; ``empty`` says what
    comes next when there is nothing.
    """

    name: str
    columns: Sequence[Column[M]]
    queryset: QuerySet[M]
    filters: Sequence[Filter] = ()
    sort: str = "-pk"
    size: int = 20
    key: str = "list"
    empty: str = "没有符合条件的记录。"

    def read(self, request: HttpRequest) -> TableView:
        """Read the request's address; whatever cannot be understood is told, never raised."""
        params = request.GET
        readings = tuple(one.read(params) for one in self.filters)
        problems = [reading.problem for reading in readings if reading.problem]
        order = self._order(params.get("sort", ""), problems)
        rows = self.queryset.filter(*(reading.query for reading in readings))
        shown = self._shown(params, problems)
        wanted = params.get("export", "")
        if wanted and wanted not in _EXPORTS:
            problems.append("只能导出为 CSV 或 XLSX。")
        elif wanted and not problems:
            return self._view(params, order, shown, readings, download=self._export(wanted, rows, order))
        page = self._page(rows, order, params.get("page", ""), problems)
        return self._view(params, order, shown, readings, problems=problems, page=page)

    def _order(self, asked: str, problems: list[str]) -> keyset.Order:
        """The order asked for by column key, else the table's own."""
        column = next((c for c in self.columns if c.sort and c.key == asked.lstrip("-")), None)
        if column:
            return keyset.Order(column.sort, asked.startswith("-"))
        if asked:
            problems.append("不能按所选的列排序，已按默认顺序排列。")
        return keyset.Order(self.sort.lstrip("-"), self.sort.startswith("-"))

    def _shown(self, params: QueryDict, problems: list[str]) -> list[Column[M]]:
        """The columns to show; the first one always stands, so that a row keeps its name."""
        asked = set(params.getlist("column"))
        if asked - {column.key for column in self.columns}:
            problems.append("所选的列中有不存在的列，已略过。")
        chosen = [column for column in self.columns if column.key in asked]
        if not chosen:
            return [column for column in self.columns if column.shown]
        return chosen if chosen[0] is self.columns[0] else [self.columns[0], *chosen]

    def _page(
        self, rows: QuerySet[M], order: keyset.Order, cursor: str, problems: list[str]
    ) -> keyset.Slice[M]:
        try:
            return keyset.read(rows, order, cursor, self.size)
        except keyset.BadCursor:
            problems.append("翻页位置已失效，已回到第一页。")
            return keyset.read(rows, order, "", self.size)

    def _export(self, kind: str, rows: QuerySet[M], order: keyset.Order) -> StreamingHttpResponse:
        columns = [column for column in self.columns if column.exported]

        def lines() -> Iterator[list[export.Value]]:
            found = keyset.ordered(rows, order)[: export.LIMIT + 1]
            for row in found.iterator(chunk_size=_BATCH):
                yield [_exported(column, row) for column in columns]

        return _EXPORTS[kind](self.name, [column.title for column in columns], lines())

    def _view(
        self,
        params: QueryDict,
        order: keyset.Order,
        shown: Sequence[Column[M]],
        readings: tuple[Reading, ...],
        *,
        problems: Sequence[str] = (),
        page: keyset.Slice[M] | None = None,
        download: StreamingHttpResponse | None = None,
    ) -> TableView:
        page = page or keyset.Slice([], "", "")
        own = {name for one in self.filters for name in (one.key, f"{one.key}_from", f"{one.key}_to")}
        kept = [(k, v) for k, vs in params.lists() for v in vs if k not in own | {"page", "export", "column"}]
        return TableView(
            name=self.name,
            key=self.key,
            heads=tuple(self._head(column, order, params) for column in shown),
            rows=tuple(Row(row, tuple(_cell(column, row) for column in shown)) for row in page.rows),
            choices=tuple(Head(c.key, c.title, c.kind, shown=c in shown) for c in self.columns),
            readings=readings,
            problems=tuple(problems),
            kept=tuple(kept),
            clear_url="?" + _without(params, own | {"page", "export"}).urlencode(),
            previous_url=_with(params, page=page.before) if page.before else "",
            next_url=_with(params, page=page.after) if page.after else "",
            exports=tuple((kind.upper(), _with(params, export=kind, page="")) for kind in _EXPORTS),
            empty=self.empty,
            download=download,
        )

    def _head(self, column: Column[M], order: keyset.Order, params: QueryDict) -> Head:
        if not column.sort:
            return Head(column.key, column.title, column.kind)
        present = column.sort == order.path
        turn = present and not order.descending
        url = _with(params, sort=f"-{column.key}" if turn else column.key, page="")
        words = ("descending" if order.descending else "ascending") if present else ""
        return Head(column.key, column.title, column.kind, url, words)


def _cell(column: Column[M], row: M) -> Cell:
    href = column.href(row) if column.href else ""
    return Cell(column.title, column.kind, column.value(row), href, column.template)


def _exported(column: Column[M], row: M) -> export.Value:
    value = column.value(row)
    return export.Fen(value) if column.kind == "money" and isinstance(value, int) else value


def _without(params: QueryDict, names: set[str]) -> QueryDict:
    copy = params.copy()
    for name in names:
        copy.pop(name, None)
    return copy


def _with(params: QueryDict, **changes: str) -> str:
    """The present address with some parameters set, or taken away where the value is empty."""
    copy = _without(params, {"page", "export", *changes})
    for name, value in changes.items():
        if value:
            copy[name] = value
    return "?" + copy.urlencode()
