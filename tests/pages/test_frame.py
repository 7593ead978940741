"""The frame around every page: menu, elder mode, error pages, content security policy."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from sanzhi.pages.navigation import Entry, Group, entries, lit, lit_groups
from sanzhi.pages.security import POLICY

pytestmark = pytest.mark.usefixtures("addresses")


class Outline(HTMLParser):
    """Headings, landmarks and what may not stand in a page, in order of the document."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


PAGES = ["/guide", "/guide?frame=desk"]


def page(url: str, client: Client | None = None) -> str:
    return (client or Client()).get(url).content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_nothing_in_a_page_needs_inline_style_or_script(url: str) -> None:
    outline = Outline(page(url))
    assert outline.named("style") == []
    assert [attrs for _, attrs in outline.tags if "style" in attrs] == []
    assert [key for _, attrs in outline.tags for key in attrs if key.startswith(("on", "hx-on"))] == []
    assert all(attrs.get("src") for attrs in outline.named("script"))


@pytest.mark.parametrize("url", PAGES)
def test_a_page_says_its_language_and_has_one_of_each_landmark(url: str) -> None:
    outline = Outline(page(url))
    assert [attrs["lang"] for attrs in outline.named("html")] == ["zh-CN"]
    assert len(outline.named("main")) == len(outline.named("title")) == 1
    assert outline.named("a")[0] == {"class": "sz-skip", "href": "#main"}


@pytest.mark.parametrize("url", PAGES)
def test_headings_begin_with_one_and_skip_no_level(url: str) -> None:
    levels = Outline(page(url)).levels
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


@pytest.mark.parametrize("url", PAGES)
def test_every_id_is_given_once_and_every_reference_finds_one(url: str) -> None:
    outline = Outline(page(url))
    ids = [attrs["id"] for _, attrs in outline.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    named = ("for", "aria-labelledby", "aria-describedby", "form")
    wanted = {part for _, attrs in outline.tags for name in named for part in (attrs.get(name) or "").split()}
    assert wanted <= set(ids)


def test_a_title_reads_page_then_column_then_site() -> None:
    assert "<title>样式总览 - 设计系统 - 毕节市行政执法公示平台</title>" in page("/guide")


def test_the_footer_names_who_runs_the_site_and_leaves_out_what_is_not_known() -> None:
    text = page("/guide")
    assert "<dt>主办单位</dt><dd>毕节市司法局</dd>" in text
    assert '<meta name="SiteIDCode" content="5205000000">' in text
    assert "公安备案" not in text


@pytest.mark.parametrize("demo", [True, False])
def test_a_demonstration_says_so_on_every_page(demo: bool, settings: Settings) -> None:
    settings.SANZHI_DEMO = demo
    for url in [*PAGES, "/changed", "/nowhere"]:
        assert ("<strong>示例数据</strong>" in page(url)) is demo


def test_a_module_stands_in_the_menu_once_it_has_an_address(settings: Settings) -> None:
    settings.ROOT_URLCONF = (path("results", lambda request: HttpResponse(), name="results"),)
    assert entries([("执法结果", "results"), ("统计年报", "yearbook")]) == (Entry("执法结果", "/results"),)


@pytest.mark.parametrize(
    ("at", "title"),
    [
        ("/", "首页"),
        ("/results", "结果"),
        ("/results/7", "结果"),
        ("/results/open/1", "未结"),
        ("/resultsx", ""),
    ],
)
def test_the_present_module_is_the_longest_address_that_holds_the_page(at: str, title: str) -> None:
    menu = [Entry("首页", "/"), Entry("结果", "/results"), Entry("未结", "/results/open/")]
    assert "".join(entry.title for entry in lit(menu, at) if entry.current) == title


def test_only_one_entry_of_all_groups_is_lit() -> None:
    groups = [Group("办案", (Entry("案件", "/cases"),)), Group("公示", (Entry("案件公示", "/cases/out"),))]
    lights = [entry.current for group in lit_groups(groups, "/cases/out/1") for entry in group.entries]
    assert lights == [False, True]


def test_the_elder_mode_stays_on_until_it_is_left() -> None:
    client = Client()
    assert "data-elder>" not in page("/guide", client)
    answer = client.post("/elder", {"on": "1", "next": "/guide"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/guide")
    assert '<html lang="zh-CN" data-elder>' in page("/guide", client)
    assert "退出长者模式" in page("/guide", client)
    client.post("/elder", {"on": "0", "next": "/guide"})
    assert "data-elder>" not in page("/guide", client)


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_the_switch_leads_nowhere_else(target: str) -> None:
    assert Client().post("/elder", {"on": "1", "next": target}).headers["Location"] == "/"


def test_the_switch_is_turned_by_a_form_only() -> None:
    assert Client().get("/elder?on=1").status_code == 405


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/nowhere", 404, "没有找到这一页"),
        ("/changed", 409, "内容已被他人更新"),
        ("/broken", 500, "系统出错了"),
    ],
)
def test_an_error_page_says_what_happened_and_what_to_do(url: str, status: int, words: str) -> None:
    answer = Client(raise_request_exception=False).get(url)
    text = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in text
    assert "您可以" in text


def test_every_answer_carries_the_policy_and_it_allows_nothing_inline() -> None:
    for url in ("/guide", "/nowhere"):
        assert Client().get(url).headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
