"""The page that asks why somebody looks at a case that is not his own."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from sanzhi.accounts import accesslog
from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.house import House
from tests.support.story import Story, at


@pytest.fixture
def colleague(house: House) -> Browser:
    house.policy("unit")
    return browser_of(house.colleague)


def purposes() -> Iterator[str]:
    for segment in sorted(accesslog.folder().glob("*.jsonl")):
        lines: list[Any] = [accesslog.read_line(line) for line in segment.read_bytes().splitlines()]
        yield from (line["purpose"] for line in lines if line and line["verb"] == "sight")


def test_it_asks_before_anything_of_the_case_is_shown(colleague: Browser, filed: Story) -> None:
    asked = colleague.get(f"/cases/{filed.case_id}/?tab=evidence", follow=True)
    text = asked.content.decode()

    assert asked.redirect_chain[0][0].startswith(f"/cases/{filed.case_id}/purpose/?next=")
    assert "说明查看目的" in text
    assert "金沙示例食品有限公司" not in text
    assert list(purposes()) == []


def test_a_purpose_leads_on_and_holds_for_the_day(colleague: Browser, filed: Story) -> None:
    there = f"/cases/{filed.case_id}/?tab=evidence"
    answer: Any = colleague.hand_in(f"/cases/{filed.case_id}/purpose/", chosen="类案参考", next=there)

    assert answer["Location"] == there
    assert "金沙示例食品有限公司" in colleague.page(there)
    colleague.page(f"/cases/{filed.case_id}/events/1/")
    assert list(purposes()) == ["类案参考", "类案参考"]


def test_the_next_day_asks_again(house: House, demonstration: None) -> None:
    house.policy("unit", since=date(2026, 3, 1))
    colleague = browser_of(house.colleague)
    with clock.at(at("2026-03-02")):
        filed = Story(house.cast).filed()
        colleague.hand_in(f"/cases/{filed.case_id}/purpose/", chosen="类案参考")
        assert colleague.get(f"/cases/{filed.case_id}/").status_code == 200
    with clock.at(at("2026-03-03")):
        assert colleague.get(f"/cases/{filed.case_id}/").status_code == 302


def test_it_takes_one_s_own_words(colleague: Browser, filed: Story) -> None:
    colleague.hand_in(f"/cases/{filed.case_id}/purpose/", chosen="other", other="核对同一当事人的另案")
    colleague.page(f"/cases/{filed.case_id}/")

    assert list(purposes()) == ["核对同一当事人的另案"]


def test_nothing_said_is_not_enough(colleague: Browser, filed: Story) -> None:
    for said in ({}, {"chosen": "other"}, {"chosen": "other", "other": "看"}):
        answer = colleague.hand_in(f"/cases/{filed.case_id}/purpose/", **said)

        assert answer.status_code == 422
        assert "请写明查看目的" in answer.content.decode()
    assert colleague.get(f"/cases/{filed.case_id}/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_it_leads_nowhere_else(colleague: Browser, filed: Story, elsewhere: str) -> None:
    answer: Any = colleague.hand_in(f"/cases/{filed.case_id}/purpose/", chosen="类案参考", next=elsewhere)

    assert answer["Location"] == f"/cases/{filed.case_id}/"


def test_a_case_that_may_not_be_seen_has_no_such_page(house: House, filed: Story) -> None:
    outsider = browser_of(house.outsider)

    forbidden = outsider.get(f"/cases/{filed.case_id}/purpose/")
    missing = outsider.get(f"/cases/{uuid4()}/purpose/")

    assert forbidden.status_code == missing.status_code == 404


def test_a_colleague_looks_and_does_nothing(colleague: Browser, filed: Story) -> None:
    colleague.hand_in(f"/cases/{filed.case_id}/purpose/", chosen="类案参考")

    assert "/acts/" not in colleague.page(f"/cases/{filed.case_id}/")
    assert colleague.get(f"/cases/{filed.case_id}/acts/conclude/").status_code == 404


def test_one_s_own_case_opens_at_once(house: House, filed: Story) -> None:
    assert "金沙示例食品有限公司" in browser_of(filed.cast.officer).page(f"/cases/{filed.case_id}/")
    assert list(purposes()) == []
