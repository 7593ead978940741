"""One table for all lists: what it reads from an address, and what it says when it cannot."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.table import Column, Table, TableView
from tests.pages.models import Decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("decisions")]


def table() -> Table[Decision]:
    columns: list[Column[Decision]] = [
        Column("title", "案件名称", lambda row: row.title, sort="title", href=lambda row: f"/d/{row.pk}"),
        Column("fine", "罚款", lambda row: row.fine, kind="money", sort="fine"),
        Column("decided", "决定日期", lambda row: row.decided_on, kind="date", sort="decided_on"),
        Column("served", "送达时间", lambda row: row.served_at, kind="time", sort="served_at", shown=False),
        Column("note", "备注", lambda row: "", exported=False),
    ]
    filters: list[Filter] = [
        Choice("fine", "罚款", [("100", "一元"), ("200", "两元")], equals("fine")),
        Text("q", "关键词", contains("title")),
    ]
    return Table("决定", columns, Decision.objects.all(), filters, sort="-decided_on", size=10)


def asked(query: str = "") -> HttpRequest:
    return RequestFactory().get(f"/list?{query}")


def titles(view: TableView) -> list[str]:
    return [str(row.cells[0].value) for row in view.rows]


def walk(query: str) -> list[str]:
    """The titles of all pages, forwards."""
    view = table().read(asked(query))
    found = titles(view)
    while view.next_url:
        view = table().read(asked(view.next_url[1:]))
        found += titles(view)
    return found


@pytest.mark.parametrize(
    "key", ["title", "fine", "decided", "served", "-title", "-fine", "-decided", "-served"]
)
def test_walking_the_pages_meets_every_row_once_in_order(key: str) -> None:
    found = walk(f"sort={key}")
    assert len(found) == len(set(found)) == 25
    column = {"decided": "decided_on", "served": "served_at"}.get(key.lstrip("-"), key.lstrip("-"))
    values = [getattr(Decision.objects.get(title=title), column) for title in found]
    there = [value for value in values if value is not None]
    assert there == sorted(there, reverse=key.startswith("-"))
    assert values == there + [None] * (len(values) - len(there))


@pytest.mark.parametrize("key", ["title", "-fine", "served", "-served"])
def test_walking_back_meets_the_same_pages(key: str) -> None:
    pages = [table().read(asked(f"sort={key}"))]
    while pages[-1].next_url:
        pages.append(table().read(asked(pages[-1].next_url[1:])))
    back = [pages[-1]]
    while back[-1].previous_url:
        back.append(table().read(asked(back[-1].previous_url[1:])))
    assert [titles(view) for view in reversed(back)] == [titles(view) for view in pages]


def test_a_page_that_became_empty_behind_the_reader_shows_the_first_one() -> None:
    second = table().read(asked(table().read(asked("sort=title")).next_url[1:]))
    Decision.objects.filter(title__lt=titles(second)[0]).delete()
    assert titles(table().read(asked(second.previous_url[1:])))[0] == titles(second)[0]


def test_a_page_costs_one_query_and_no_count(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1) as queries:
        view = table().read(asked("sort=title&fine=100"))
        render_to_string("pages/table.html", {"table": view}, asked())
    assert "COUNT" not in queries[0]["sql"]
    assert "OFFSET" not in queries[0]["sql"]


def test_the_whole_list_on_one_page_has_no_neighbours() -> None:
    view = table().read(asked("fine=100"))
    assert (len(view.rows), view.previous_url, view.next_url) == (6, "", "")
    assert view.narrowed == ("罚款：一元",)


@pytest.mark.parametrize("cursor", ["x", "!!!", "WzFd", "W10", "bnVsbA", "%00", "W1wi" * 50])
def test_a_page_that_is_none_is_told_and_the_first_one_shown(cursor: str) -> None:
    view = table().read(asked(f"sort=title&page={cursor}"))
    assert view.problems == ("翻页位置已失效，已回到第一页。",)
    assert titles(view)[0] == "决定00"


@pytest.mark.parametrize(
    "parts",
    [
        ["title", "x", str(2**70), 0],
        ["title", "x\0", "1", 0],
        ["title", "x", "one", 0],
        ["title", "x", None, 0],
        ["title", "x", "1"],
        {"title": 1},
        7,
    ],
)
def test_a_page_made_up_by_somebody_is_told(parts: object) -> None:
    cursor = urlsafe_b64encode(json.dumps(parts).encode()).decode()
    assert table().read(asked(f"sort=title&page={cursor}")).problems == ("翻页位置已失效，已回到第一页。",)


def test_a_page_of_another_order_is_told() -> None:
    page = table().read(asked("sort=title")).next_url.split("page=")[1]
    assert table().read(asked(f"sort=fine&page={page}")).problems == ("翻页位置已失效，已回到第一页。",)


def test_an_unknown_order_is_told_and_the_own_one_kept() -> None:
    view = table().read(asked("sort=secret"))
    assert view.problems == ("不能按所选的列排序，已按默认顺序排列。",)
    assert titles(view) == titles(table().read(asked()))


def test_an_unknown_filter_value_is_told_and_not_applied() -> None:
    view = table().read(asked("fine=abc"))
    assert view.problems == ("“罚款”没有“abc”这一项，未按此项筛选。",)
    assert len(view.rows) == 10


def test_a_head_turns_its_order_and_goes_back_to_the_first_page() -> None:
    first = table().read(asked("sort=title"))
    view = table().read(asked(first.next_url[1:]))
    head = view.heads[0]
    assert (head.sorted, head.url) == ("ascending", "?sort=-title")
    assert [head.sorted for head in table().read(asked("sort=-title")).heads] == ["descending", "", "", ""]


def test_columns_may_be_chosen_and_the_first_one_always_stands() -> None:
    assert [head.key for head in table().read(asked()).heads] == ["title", "fine", "decided", "note"]
    assert [head.key for head in table().read(asked("column=served")).heads] == ["title", "served"]
    view = table().read(asked("column=title&column=secret"))
    assert [head.key for head in view.heads] == ["title"]
    assert view.problems == ("所选的列中有不存在的列，已略过。",)


def test_what_a_reader_typed_is_shown_as_text() -> None:
    Decision.objects.update(title="<script>alert(1)</script>")
    page = render_to_string("pages/table.html", {"table": table().read(asked("q=<b>"))}, asked())
    assert "<b>" not in page.replace("<b></b>", "")
    page = render_to_string("pages/table.html", {"table": table().read(asked())}, asked())
    assert "<script>" not in page


def test_an_empty_list_says_so_and_offers_no_export() -> None:
    page = render_to_string("pages/table.html", {"table": table().read(asked("q=没有"))}, asked())
    assert "没有符合条件的记录。" in page
    assert "导出（" not in page


def test_an_export_with_a_filter_that_was_not_understood_is_not_given() -> None:
    view = table().read(asked("fine=abc&export=csv"))
    assert view.download is None
    assert view.problems


def test_an_unknown_kind_of_file_is_told() -> None:
    view = table().read(asked("export=exe"))
    assert (view.download, view.problems) == (None, ("只能导出为 CSV 或 XLSX。",))


def test_a_file_holds_all_pages_in_the_order_asked_for_and_no_column_that_is_not_for_export() -> None:
    download = table().read(asked("sort=title&export=csv")).download
    assert download is not None
    text = b"".join(download).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "案件名称,罚款,决定日期,送达时间"
    assert lines[1] == "决定00,0.00,2026-01-01,"
    assert lines[2] == "决定01,1.00,2026-01-02,2026-02-02 08:00"
    assert len(lines) == 26
