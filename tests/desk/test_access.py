"""A list never shows what a page refuses, and what is missing answers as what is forbidden."""

from uuid import uuid4

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import may_see, visible
from sanzhi.desk.case_list import listed
from tests.desk.conftest import browser_of
from tests.support.cast import Cast
from tests.support.story import Story

# Who may see a case of Chen's that Wu helps with and that nobody else was given.
SEES = {
    "officer": True, "second": True, "head": True, "reviewer": True, "editor": True, "other_editor": True,
    "supervisor": True, "stranger": False,
}  # fmt: skip
PAGES = ("", "?tab=evidence", "events/1/", "acts/conclude/", "acts/file/", "acts/give_opinion/")


def part(cast: Cast, name: str) -> Actor:
    actor: Actor = getattr(cast, name)
    return actor


@pytest.mark.parametrize(("name", "sees"), SEES.items())
def test_question_filter_list_and_page_agree(cast: Cast, story: Story, name: str, sees: bool) -> None:
    story.filed()
    actor = part(cast, name)
    case_id = story.case.pk
    browser = browser_of(actor)

    assert may_see(actor, case_id) is sees
    assert visible(actor).filter(case_id=case_id).exists() is sees
    assert (story.case.number in browser.page("/cases/")) is sees
    assert (browser.get(f"/cases/{case_id}/").status_code == 200) is sees


def test_a_colleague_outside_the_team_does_not_see_an_officers_lead(cast: Cast, story: Story) -> None:
    story.lead()

    assert not may_see(cast.second, story.case.pk)
    assert not visible(cast.second).exists()


def test_who_sees_a_case_in_two_ways_finds_it_once(cast: Cast, story: Story) -> None:
    story.lead()
    head = Actor(cast.officer.user_id, "兼任", frozenset({"officer", "head"}), cast.agency.pk)

    assert len(head.scopes) == 2
    assert listed(head).count() == 1


def test_somebody_without_scopes_sees_nothing(story: Story) -> None:
    story.lead()
    nobody = Actor(uuid4(), "安全员", frozenset({"security"}))

    assert not visible(nobody).exists()
    assert not may_see(nobody, story.case.pk)


@pytest.mark.parametrize("page", PAGES)
def test_missing_and_forbidden_answer_alike(cast: Cast, story: Story, page: str) -> None:
    story.filed()
    browser = browser_of(cast.stranger)

    forbidden = browser.get(f"/cases/{story.case_id}/{page}")
    missing = browser.get(f"/cases/{uuid4()}/{page}")

    assert forbidden.status_code == missing.status_code == 404
    assert "没有找到这一页" in forbidden.content.decode()
    assert story.case.number not in forbidden.content.decode()


@pytest.mark.parametrize(
    "act",
    ["file", "give_opinion", "publish_release", "lapse", "record_rendering", "register_lead", "nonsense"],
)
def test_what_is_not_a_persons_to_do_does_not_exist(cast: Cast, story: Story, act: str) -> None:
    story.filed()
    browser = browser_of(cast.officer)

    assert browser.get(f"/cases/{story.case_id}/acts/{act}/").status_code == 404
    assert browser.post(f"/cases/{story.case_id}/acts/{act}/").status_code == 404


def test_a_supervisor_reads_and_does_nothing(cast: Cast, story: Story) -> None:
    story.filed()
    browser = browser_of(cast.supervisor)

    page = browser.page(f"/cases/{story.case_id}/")

    assert "您可以查看本案" in page
    assert "/acts/" not in page
