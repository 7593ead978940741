"""A list costs the same whatever stands behind it: the same questions, one range of one index."""

import re

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanzhi.released import queries
from sanzhi.released.models import Record
from sanzhi.released.sync import Follower
from tests.portal.test_registers import CERTIFICATE, POWER, officers, powers
from tests.released.world import JINSHA, World, penalty, progress

LISTS = ("/", "/results/", "/progress/", "/agencies/", f"/agencies/{JINSHA}/", "/officers/", "/powers/")


def asked(citizen: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert citizen.get(path).status_code == 200
    return len(captured)


@pytest.fixture
def many(told: World, follower: Follower) -> None:
    for name in range(100, 150):
        told.release(name, penalty(number=f"金沙市监罚〔2026〕{name}号"))
        told.release(name + 100, progress(number=f"金沙市监案〔2026〕{name}号"))
    numbers = [str(number) for number in range(50)]
    told.release(70, officers(*(CERTIFICATE.model_copy(update={"certificate": each}) for each in numbers)))
    told.release(71, powers(*(POWER.model_copy(update={"code": each}) for each in numbers)))
    follower.round()


def test_lists_ask_as_many_questions_for_few_rows_as_for_many(
    citizen: Client, request: pytest.FixtureRequest
) -> None:
    few = {path: asked(citizen, path) for path in LISTS}
    request.getfixturevalue("many")
    assert {path: asked(citizen, path) for path in LISTS} == few
    assert max(few.values()) <= 6


def test_the_last_page_asks_as_many_questions_as_the_first(citizen: Client, many: None) -> None:
    path, costs = "/results/", []
    while path:
        costs.append(asked(citizen, path))
        found = re.search(r'rel="next" href="([^"]+)"', citizen.get(path).content.decode())
        path = found.group(1).replace("&amp;", "&") if found else ""
        path = path if path.startswith("/") or not path else f"/results/{path}"
    assert len(costs) == 3
    assert len(set(costs)) == 1


def test_every_row_stands_on_exactly_one_page(citizen: Client, many: None) -> None:
    path, seen = "/results/", []
    while path:
        page = citizen.get(path).content.decode()
        seen += re.findall(r'<td[^>]*><a href="/r/([0-9a-f-]+)/"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = found.group(1).replace("&amp;", "&") if found else ""
        path = path if path.startswith("/") or not path else f"/results/{path}"
    assert len(seen) == len(set(seen)) == 53


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (None, "record_newest"),
        (queries.in_region("520523"), "record_of_region"),
        (queries.in_region("5205"), "record_of_city"),
        (queries.of_agency(JINSHA), "record_of_agency"),
    ],
)
def test_a_page_reads_one_range_of_an_index_and_sorts_nothing(
    citizen: Client, many: None, condition: Q | None, index: str
) -> None:
    rows = queries.shown("penalty").filter(condition or Q()).order_by("-shown_on", "-entry")
    plan = _plan(rows[:21])
    assert index in plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan


def _plan(rows: QuerySet[Record]) -> str:
    if connection.vendor == "postgresql":
        # So small a table is rightly read whole; the question is whether the index could serve.
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off")
    return rows.explain()
