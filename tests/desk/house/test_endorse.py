"""The page of an endorsement, and what waits for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanzhi.jobs import clock
from tests.desk.conftest import browser_of
from tests.support.house import House
from tests.support.story import Story


@pytest.fixture
def proposed(house: House) -> Story:
    house.chain("file", "unit_head", "deputy", "head")
    return Story(house.cast).lead().proposed()


def test_it_waits_for_one_level_after_another(house: House, proposed: Story) -> None:
    leader, deputy, chief = (browser_of(each) for each in (house.leader, house.deputy, house.chief))
    page = f"/cases/{proposed.case_id}/endorse/"
    number = proposed.case.number

    assert number in leader.page("/endorsements/")
    assert number not in deputy.page("/endorsements/")
    assert leader.hand_in(page, act="file", outcome="agree", opinion="同意立案。").status_code == 302
    assert number not in leader.page("/endorsements/")
    assert number in deputy.page("/endorsements/")
    assert "杨队长同意" in deputy.page(page)
    deputy.hand_in(page, act="file", outcome="agree", opinion="同意。")
    assert number not in chief.page("/endorsements/")
    assert chief.get(page).status_code == 404
    assert chief.hand_in(f"/cases/{proposed.case_id}/acts/file/", opinion="同意。").status_code == 302
    assert proposed.state == "investigation"


def test_the_case_page_offers_it_to_who_is_next(house: House, proposed: Story) -> None:
    address = f"/cases/{proposed.case_id}/endorse/"

    assert address in browser_of(house.leader).page(f"/cases/{proposed.case_id}/")
    assert address not in browser_of(house.deputy).page(f"/cases/{proposed.case_id}/")
    refused = browser_of(house.chief).page(f"/cases/{proposed.case_id}/")
    assert address not in refused
    assert "现待办案机构负责人审签" in refused


def test_a_level_sends_it_back_with_its_words(house: House, proposed: Story) -> None:
    page = f"/cases/{proposed.case_id}/endorse/"
    browser_of(house.leader).hand_in(page, act="file", outcome="return", opinion="请补充线索来源。")

    assert proposed.state == "lead"
    event = browser_of(house.cast.officer).page(f"/cases/{proposed.case_id}/events/{proposed.case.seq}/")
    for words in ("请补充线索来源。", "批准立案", "退回"):
        assert words in event


def test_an_empty_opinion_is_sent_back_beside_its_field(house: House, proposed: Story) -> None:
    answer = browser_of(house.leader).hand_in(f"/cases/{proposed.case_id}/endorse/", act="file", opinion="")

    assert answer.status_code == 422
    assert "审签意见" in answer.content.decode()


def test_a_substitute_finds_it_and_the_event_says_for_whom(house: House, proposed: Story) -> None:
    today = clock.today()
    house.stands_in(house.colleague, house.leader, today, today + timedelta(days=1))
    substitute = browser_of(house.colleague)

    assert proposed.case.number in substitute.page("/endorsements/")
    substitute.hand_in(f"/cases/{proposed.case_id}/endorse/", act="file", outcome="agree", opinion="同意。")
    assert "同队人（代杨队长）" in substitute.page(f"/cases/{proposed.case_id}/")


def test_the_list_asks_no_more_for_many_cases_than_for_few(house: House, proposed: Story) -> None:
    leader = browser_of(house.leader)

    def asked() -> int:
        leader.page("/endorsements/")
        with CaptureQueriesContext(connection) as statements:
            leader.page("/endorsements/")
        return len(statements)

    few = asked()
    for _ in range(5):
        Story(house.cast).lead().proposed()
    assert asked() == few
