"""What a citizen reads."""

import re

import pytest
from django.test import Client

from tests.portal.conftest import AGENCY, CASE, CORRECTED, RESULT, WITHDRAWN
from tests.released.world import ARTICLE, JINSHA, JINSHA_NAME, QIANXI, REMEDIES, uuid

PAGES = {
    "home": "/",
    "results": "/results/",
    "progress": "/progress/",
    "agencies": "/agencies/",
    "agency": f"/agencies/{JINSHA}/",
    "decision": f"/r/{uuid(RESULT)}/",
    "correction": f"/r/{uuid(CORRECTED)}/",
    "case": f"/r/{uuid(CASE)}/",
    "agency record": f"/r/{uuid(AGENCY)}/",
    "notice": f"/r/{uuid(WITHDRAWN)}/",
    "missing": "/nothing/",
}


def read(citizen: Client, path: str) -> str:
    return citizen.get(path).content.decode()


def test_home_opens_the_modules_that_work_with_live_counts(citizen: Client) -> None:
    page = read(citizen, "/")
    for title, count in (("执法部门", 2), ("执法结果", 3), ("办理动态", 1)):
        assert re.search(rf"<strong>{title}</strong>.*?<b>{count}</b>", page)
    assert "黔西环罚〔2026〕3号" in page and "金沙市监罚〔2026〕14号" not in page


def test_a_decision_says_who_what_why_and_how_to_object(citizen: Client) -> None:
    page = read(citizen, PAGES["decision"])
    assert f"2026年2月26日，{JINSHA_NAME}因金沙县鼓场街道某某副食店经营超过保质期的食品" in page
    assert "罚款 5,000.00 元" in page and "¥5,000.00" in page and "伍仟元整" in page
    assert ARTICLE[2] in page and REMEDIES in page
    assert "周某甲" in page and "24050523001" in page
    assert "公示至" in page and "2099年3月2日" in page


def test_the_inner_lanes_of_the_strip_are_locked(citizen: Client) -> None:
    page = read(citizen, PAGES["decision"])
    assert page.count("sz-mark--locked sz-mark--") == 2
    assert "内部细节" not in page and "/desk/" not in page


def test_a_withdrawn_record_is_gone_and_says_why(citizen: Client) -> None:
    answer = citizen.get(PAGES["notice"])
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "行政复议决定撤销原处罚" in page and JINSHA_NAME in page
    assert "副食店" not in page and "14号" not in page
    for part in ("content.json",):
        assert citizen.get(PAGES["notice"] + part).status_code == 404


def test_a_corrected_record_shows_the_new_version_and_that_there_was_an_old_one(citizen: Client) -> None:
    page = read(citizen, PAGES["correction"])
    assert "第 2 版" in page and "由新版更正，原文已删除" in page
    assert "警告" in page and "没收超过保质期" not in page


def test_a_case_shows_its_steps_and_nothing_of_its_content(citizen: Client) -> None:
    page = read(citizen, PAGES["case"])
    assert "调查取证" in page and "2026年2月10日" in page and "尚未开始" in page
    assert "副食店" not in page


def test_a_case_is_found_by_its_number_however_it_is_typed(citizen: Client) -> None:
    for typed in ("金沙市监案〔2026〕31号", "金沙市监案[2026]31号", "2026 31号"):
        assert uuid(CASE) in citizen.get("/progress/", {"q": typed}).content.decode()
    assert uuid(CASE) not in citizen.get("/progress/", {"q": "金沙市监案〔2026〕32号"}).content.decode()


def test_an_agency_shows_its_facts_its_results_and_its_cases(citizen: Client) -> None:
    page = read(citizen, PAGES["agency"])
    assert "金沙县人民政府" in page and "0857-0000000" in page
    assert uuid(RESULT) in page and uuid(CASE) in page and uuid(13) not in page


def test_an_agency_whose_facts_are_not_published_says_so(
    citizen: Client, told: object, follower: object
) -> None:
    told.withdraw(2)  # type: ignore[attr-defined]  # the world behind the fixture
    follower.round()  # type: ignore[attr-defined]
    page = read(citizen, f"/agencies/{QIANXI}/")
    assert "尚未公示" in page and "黔西市生态环境局" in page
    assert citizen.get("/agencies/999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {RESULT, CORRECTED, 13}),
        ({"region": "520581"}, {13}),
        ({"agency": JINSHA}, {RESULT, CORRECTED}),
        ({"class": "warning"}, {CORRECTED}),
        ({"class": "fine"}, {RESULT, CORRECTED, 13}),
        ({"decided_from": "2026-02-26"}, {RESULT, 13}),
        ({"decided_from": "2026-02-27"}, set()),
        ({"decided_to": "2026-01-20"}, {CORRECTED}),
        ({"decided_to": "2026-01-19"}, set()),
        ({"q": "超标排放"}, {13}),
        ({"q": "金沙 13号"}, {CORRECTED}),
        ({"q": "14号"}, set()),
    ],
)
def test_results_are_filtered(citizen: Client, query: dict[str, str], found: set[int]) -> None:
    page = citizen.get("/results/", query).content.decode()
    assert {name for name in (RESULT, CORRECTED, WITHDRAWN, 13) if uuid(name) in page} == found


def test_every_page_has_a_title_of_its_own_and_the_meta_tags_of_government_sites(citizen: Client) -> None:
    titles = set()
    for path in PAGES.values():
        page = read(citizen, path)
        titles.add(re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1))  # type: ignore[union-attr]
        assert '<html lang="zh-CN"' in page and 'name="SiteName"' in page
        assert page.count("<h1") == 1
    assert len(titles) == len(PAGES)
    decision = read(citizen, PAGES["decision"])
    for name in ("ColumnName", "ArticleTitle", "PubDate", "ContentSource"):
        assert re.search(rf'<meta name="{name}" content="[^"]+">', decision)


def test_nothing_is_inline_so_the_policy_holds(citizen: Client) -> None:
    for path in PAGES.values():
        page = read(citizen, path)
        assert " style=" not in page and "<style" not in page and "javascript:" not in page
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"\son[a-z]+=", page)


def test_a_missing_page_answers_in_chinese(citizen: Client) -> None:
    answer = citizen.get("/r/01900000-0000-7000-8000-00000000ffff/")
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
