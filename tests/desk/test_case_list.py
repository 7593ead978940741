"""The list of cases: filters, order, pages, files."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import PERSON, Story, at

Another = Callable[[], Story]


def test_it_shows_number_matter_party_step_and_strip(officer: Browser, story: Story) -> None:
    story.filed()

    page = officer.page("/cases/")

    for words in (
        story.case.number,
        "涉嫌经营超过保质期的食品",
        "金沙示例食品有限公司",
        "调查取证",
        "sz-mini",
    ):
        assert words in page


def test_a_natural_person_is_named(officer: Browser, story: Story) -> None:
    story.lead(PERSON)

    assert PERSON["name"] in officer.page("/cases/")


def test_it_is_narrowed_by_step_words_and_days(
    demonstration: None, officer: Browser, another: Another
) -> None:
    first, second = another(), another()
    with clock.at(at("2026-03-02")):
        first.lead()
    with clock.at(at("2026-03-10")):
        second.filed()

    def found(**params: str) -> list[bool]:
        page = officer.page("/cases/", **params)
        return [f"/cases/{story.case_id}/" in page for story in (first, second)]

    assert found() == [True, True]
    assert found(state="lead") == [True, False]
    assert found(q=second.case.number) == [False, True]
    assert found(q="过期") == [False, False]
    assert found(opened_from="2026-03-03") == [False, True]
    assert found(opened_to="2026-03-02") == [True, False]


def test_the_search_of_the_frame_leads_here(officer: Browser, story: Story) -> None:
    story.lead()

    assert 'action="/cases/"' in officer.page("/")
    assert story.case.number in officer.page("/cases/", q="保质期")


def test_the_newest_stands_first_unless_asked_otherwise(
    demonstration: None, officer: Browser, another: Another
) -> None:
    stories = [another(), another()]
    for story, day in zip(stories, ("2026-03-02", "2026-03-03"), strict=True):
        with clock.at(at(day)):
            story.lead()
    older, newer = (story.case.number for story in stories)

    newest, oldest = officer.page("/cases/"), officer.page("/cases/", sort="opened")

    assert newest.index(newer) < newest.index(older)
    assert oldest.index(older) < oldest.index(newer)


def test_a_second_page_is_reached_by_key(officer: Browser, another: Another) -> None:
    for _ in range(21):
        another().lead()

    first = officer.page("/cases/")
    following = re.search(r'rel="next" href="([^"]+)"', first)

    assert "本页 20 条" in first
    assert following is not None
    assert "本页 1 条" in officer.page(f"/cases/{unescape(following[1])}")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_exported(officer: Browser, story: Story, kind: str) -> None:
    story.lead()

    answer = officer.get("/cases/", {"export": kind})

    assert f".{kind}" in answer["Content-Disposition"]


def test_the_file_says_what_the_list_says(officer: Browser, story: Story) -> None:
    story.lead(PERSON)

    content = b"".join(officer.get("/cases/", {"export": "csv"})).decode()

    assert story.case.number in content
    assert PERSON["name"] in content


def test_a_supervisor_is_told_whose_case_it_is(cast: Cast, story: Story) -> None:
    story.lead()

    assert cast.agency.name in browser_of(cast.supervisor).page("/cases/")
