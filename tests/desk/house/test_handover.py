"""Handing over the cases of an officer: chosen, looked at, confirmed, and told one by one."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from sanzhi.cases import handovers
from sanzhi.cases.models import Case, Event, Handover, HandoverCase
from tests.desk.conftest import Browser, browser_of
from tests.support.house import House
from tests.support.story import Story


@pytest.fixture
def leader(house: House) -> Browser:
    return browser_of(house.leader)


@pytest.fixture
def several(house: House) -> Callable[[int], list[Story]]:
    return lambda count: [Story(house.cast).filed() for _ in range(count)]


def prepare(browser: Browser, house: House, **fields: Any) -> Any:
    fields.setdefault("taking", str(house.colleague.user_id))
    return browser.hand_in(f"/handover/of/{house.cast.officer.user_id}/", reason="岗位调整", **fields)


def test_nothing_happens_before_it_is_confirmed(
    house: House, leader: Browser, several: Callable[[int], list[Story]]
) -> None:
    several(2)
    answer = prepare(leader, house, everything="1")

    assert "确认移交 2 件" in leader.page(answer["Location"])
    assert not Event.objects.filter(act="hand_over").exists()


def test_all_cases_go_and_a_second_click_does_nothing_twice(
    house: House, leader: Browser, several: Callable[[int], list[Story]]
) -> None:
    several(2)
    there = prepare(leader, house, everything="1")["Location"]
    leader.hand_in(there)
    leader.hand_in(there)

    assert {case.handler_id for case in Case.objects.all()} == {house.colleague.user_id}
    assert Event.objects.filter(act="hand_over").count() == 2
    assert "已移交 2 件，未移交 0 件，待办 0 件" in leader.page(there)


def test_one_case_goes_alone(house: House, leader: Browser, several: Callable[[int], list[Story]]) -> None:
    first, second = several(2)
    leader.hand_in(prepare(leader, house, cases=str(first.case_id))["Location"])

    assert first.case.handler_id == house.colleague.user_id
    event = browser_of(house.colleague).page(f"/cases/{first.case_id}/events/{first.case.seq}/")
    assert all(words in event for words in ("陈一鸣", "同队人", "岗位调整"))
    assert second.case.handler_id == house.cast.officer.user_id


def test_a_case_that_the_law_refuses_says_why_and_the_others_go_on(
    house: House, leader: Browser, several: Callable[[int], list[Story]]
) -> None:
    (team_of_two,) = several(1)
    lead = Story(house.cast).lead()
    there = prepare(leader, house, everything="1", taking=str(house.cast.second.user_id))["Location"]
    leader.hand_in(there)

    assert lead.case.handler_id == house.cast.second.user_id
    assert team_of_two.case.handler_id == house.cast.officer.user_id
    page = leader.page(there)
    assert "执法人员不得少于两人" in page
    assert "未移交 1 件" in page


def test_a_second_officer_is_added_where_the_receiver_was_one(
    house: House, leader: Browser, several: Callable[[int], list[Story]]
) -> None:
    (story,) = several(1)
    there = prepare(
        leader, house, everything="1", taking=str(house.cast.second.user_id),
        assisting=str(house.colleague.user_id),
    )["Location"]  # fmt: skip
    leader.hand_in(there)

    assert [member["name"] for member in story.case.facts["officers"]] == ["吴思远", "同队人"]


def test_it_goes_in_bites_that_show_how_far_it_is(
    house: House, leader: Browser, several: Callable[[int], list[Story]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handovers, "BITE", 2)
    several(3)
    there = prepare(leader, house, everything="1")["Location"]
    leader.hand_in(there)

    assert "继续移交（还有 1 件）" in leader.page(there)
    leader.hand_in(there)
    assert HandoverCase.objects.filter(state="done").count() == 3


def test_nothing_chosen_is_told(house: House, leader: Browser, several: Callable[[int], list[Story]]) -> None:
    several(1)
    answer = prepare(leader, house)

    assert answer.status_code == 422
    assert "请选择 1 至 2000 件" in answer.content.decode()
    assert not Handover.objects.exists()


def test_a_leader_hands_over_the_cases_of_his_people_only(house: House, leader: Browser) -> None:
    assert "陈一鸣" in leader.page("/handover/")
    assert "别所人" not in leader.page("/handover/")
    assert leader.get(f"/handover/of/{house.outsider.user_id}/").status_code == 404
    assert "别所人" in browser_of(house.chief).page("/handover/")


def test_who_leads_nothing_has_no_such_page(house: House) -> None:
    assert browser_of(house.colleague).get("/handover/").status_code == 404


def test_the_handover_of_somebody_else_is_not_there(
    house: House, leader: Browser, several: Callable[[int], list[Story]]
) -> None:
    several(1)
    there = prepare(leader, house, everything="1")["Location"]

    assert browser_of(house.chief).get(there).status_code == 404
    assert leader.get(f"/handover/{uuid4()}/").status_code == 404


def test_the_case_page_leads_there(
    house: House, leader: Browser, several: Callable[[int], list[Story]]
) -> None:
    first, second = several(2)
    address = f"/handover/of/{house.cast.officer.user_id}/?case={first.case_id}"

    assert address in leader.page(f"/cases/{first.case_id}/")
    page = leader.page(address)
    assert first.case.number in page
    assert second.case.number not in page
    assert "该人员正在办理的全部案件" not in page
