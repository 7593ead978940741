"""The library of statutes on the desk: list, text with anchors, versions, what rests on a law."""

import re
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanzhi.desk.statute_links import anchor, citation_url
from sanzhi.law.citations import Place
from sanzhi.law.findings import Citation
from sanzhi.registry.models import Power
from sanzhi.registry.statutes import library
from sanzhi.registry.statutes.own import compare_with_shelf, keep, read_files
from tests.desk.conftest import Browser, browser_of
from tests.registry.statutes.rewriting import new_version
from tests.support.cast import LONG_AGO, Cast
from tests.support.story import Story

PENALTY = "行政处罚法"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SANZHI_HOME", str(tmp_path / "home"))
    return tmp_path


def page(browser: Browser, name: str, *args: object, **params: str) -> str:
    return browser.page(reverse(name, args=args), **params)


def names(html: str) -> list[str]:
    return re.findall(r'data-label="名称"><a href="[^"]+">([^<]+)</a>', html)


def test_the_list_is_walked_page_by_page_forth_and_back(officer: Browser) -> None:
    first = page(officer, "desk_statutes")
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = officer.page("/statutes/" + following[1].replace("&amp;", "&"))
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back is not None

    assert len(names(first)) == len(names(second)) == 30
    assert not set(names(first)) & set(names(second))
    assert names(officer.page("/statutes/" + back[1].replace("&amp;", "&"))) == names(first)
    assert 'rel="prev"' not in first


def test_the_list_is_filtered_by_name_and_kind(officer: Browser) -> None:
    assert names(page(officer, "desk_statutes", q="中华人民共和国行政处罚法"))[0] == PENALTY
    assert names(page(officer, "desk_statutes", q="行政处罚", kind="地方性法规")) == []
    rules = page(officer, "desk_statutes", q="行政处罚程序规定", kind="部门规章")
    assert "市场监督管理行政处罚程序规定" in names(rules)
    assert PENALTY not in names(rules)


@pytest.mark.parametrize(
    "params", [{"kind": "天书"}, {"after": "没有的法"}, {"q": "<script>"}, {"before": ""}]
)
def test_what_cannot_be_asked_breaks_nothing(officer: Browser, params: dict[str, str]) -> None:
    assert "<script>alert" not in page(officer, "desk_statutes", **params)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("第五十八条", "a58"),
        ("第五十八条第一款", "a58-p1"),
        ("第五十八条第一款第二项", "a58-p1-i2"),
        ("第六十四条第一项", "a64"),
        ("第一百二十条之一", "a120z1"),
        ("第二部分（六）", "s2-i6"),
        ("第二部分", "s2"),
    ],
)
def test_every_place_has_one_anchor(place: str, expected: str) -> None:
    assert anchor(Place.parse(place)) == expected


@pytest.mark.parametrize(
    "citation",
    [
        Citation(PENALTY, "第五十八条第一款第二项"),
        Citation("国办发〔2018〕118号", "第二部分（六）"),
        Citation("食品安全法", "第一百二十四条第一款第五项"),
    ],
)
def test_a_citation_leads_to_an_anchor_that_is_there(officer: Browser, citation: Citation) -> None:
    address, _, at = citation_url(citation).partition("#")

    assert f'id="{at}"' in officer.page(address)


def test_a_citation_of_a_law_not_at_hand_leads_nowhere() -> None:
    assert citation_url(Citation("证券法", "第一条")) == ""


def test_no_anchor_stands_twice_on_a_page() -> None:
    from sanzhi.desk.statute_reading import read  # noqa: PLC0415

    for law in (PENALTY, "国办发〔2018〕118号", "刑事诉讼法", "农业行政处罚程序规定"):
        version = library().find(law)
        assert version is not None
        reading = read(library(), version)
        lines = [*reading.preamble, *(x for c in reading.chapters for k in c.clauses for x in k.lines)]
        ids = [x.id for x in lines if x.id] + [k.id for c in reading.chapters for k in c.clauses]
        assert len(ids) == len(set(ids)), law


def test_a_text_has_contents_days_and_links_to_what_it_cites(officer: Browser) -> None:
    html = page(officer, "desk_statute", "市场监督管理行政处罚程序规定")

    assert '<a href="#c1">第一章 总则</a>' in html
    assert "部门规章" in html
    assert re.search(r'<a href="#a\d+[^"]*">第[^<]+条', html)


def test_a_law_whose_day_is_unknown_says_so(officer: Browser) -> None:
    html = page(officer, "desk_statute", "治安管理处罚法", on="2000-01-01")

    assert "不能确认这是 2000-01-01 有效的版本" in html


def test_a_law_is_found_under_its_full_name_and_one_that_is_missing_answers_404(officer: Browser) -> None:
    assert "行政处罚法" in page(officer, "desk_statute", "中华人民共和国行政处罚法")
    assert officer.get(reverse("desk_statute", args=["没有的法"])).status_code == 404
    assert officer.get(reverse("desk_statute_cited", args=["没有的法"])).status_code == 404


def test_two_versions_stand_beside_each_other(officer: Browser, home: Path) -> None:
    file = new_version(home, PENALTY, "2026-05-01", {"第六十条": "应当自立案之日起六十日内作出决定。"})
    keep(each.statute for each in compare_with_shelf(read_files(file)))

    html = page(officer, "desk_statute_difference", PENALTY)

    assert "共 1 条" in html
    assert "第六十条" in html
    assert "<ins>" in html
    assert "这不是最新的版本" in page(officer, "desk_statute", PENALTY, version="2021-01-22")


def test_a_law_with_one_version_has_nothing_to_compare(officer: Browser) -> None:
    assert "两个版本没有不同的条文" in page(officer, "desk_statute_difference", PENALTY)


def test_what_rests_on_a_law_is_listed_with_the_articles(officer: Browser, cast: Cast) -> None:
    html = page(officer, "desk_statute_cited", PENALTY)

    assert "市场监督管理行政处罚程序规定" in html
    assert "O21 作出行政处罚决定期限（penalty.decide）" in html
    assert "期限 O21" in html
    food = page(officer, "desk_statute_cited", "食品安全法", article="第一百二十四条")
    assert cast.power.name in food
    assert cast.power.name not in page(officer, "desk_statute_cited", "食品安全法", article="第一百二十三条")


def test_powers_of_agencies_that_a_person_does_not_read_stay_out(cast: Cast) -> None:
    html = page(browser_of(cast.stranger), "desk_statute_cited", "食品安全法")

    assert cast.power.name not in html


def test_what_rests_on_a_law_costs_the_same_for_many_powers(officer: Browser, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            page(officer, "desk_statute_cited", "食品安全法")
        return len(statements)

    asked()
    few = asked()
    Power.objects.bulk_create(
        Power(
            agency=cast.agency,
            code=f"X{n}",
            name=f"示例事项{n}",
            domain="市场监管",
            basis=[{"law": "食品安全法", "article": "第一条"}],
            admitted_on=LONG_AGO,
        )
        for n in range(60)
    )

    assert asked() == few


def test_a_long_law_is_read_within_a_second(officer: Browser) -> None:
    page(officer, "desk_statute", PENALTY)
    began = time.perf_counter()
    page(officer, "desk_statute", "刑事诉讼法")

    assert time.perf_counter() - began < 1


def test_the_articles_of_a_refusal_open_in_the_library(officer: Browser, story: Story) -> None:
    story.filed()

    html = officer.page(f"/cases/{story.case_id}/")

    assert "在法规库中打开" in html
    assert re.search(r'<a href="/statutes/[^"]+#a\d+', html)


def test_who_is_not_signed_in_is_sent_to_sign_in(db: None) -> None:
    answer = Browser().get(reverse("desk_statutes"))

    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
