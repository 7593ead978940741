"""What is owed and how it was computed, on the page of the case and in the payment book."""

from datetime import date

import pytest

from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import FINE, Story, at


@pytest.fixture
def owed(story: Story, demonstration: None) -> Story:
    with clock.at(at("2026-03-02")):
        story.published()
    return story


def money_of(story: Story, browser: Browser, query: str = "") -> str:
    return browser.page(f"/cases/{story.case_id}/?tab=money{query}")


def test_the_surcharge_is_shown_with_its_days(owed: Story, officer: Browser) -> None:
    with clock.at(at("2026-03-20")):
        page = money_of(owed, officer)
        assert "4,680.00" in page
        assert "每日百分之3，不超出罚款数额" in page
        later = money_of(owed, officer, "&on=2026-12-31")
    assert "已达罚款数额，不再增加" in later
    assert "104,000.00" in later


def test_a_wrong_day_is_told_and_today_is_taken(owed: Story, officer: Browser) -> None:
    with clock.at(at("2026-03-17")):
        assert "日期应为年-月-日" in money_of(owed, officer, "&on=2026-13-01")


def test_before_the_decision_the_tab_says_what_comes(story: Story, officer: Browser) -> None:
    story.filed()
    assert "还没有需要执行的决定" in money_of(story, officer)


def test_the_terms_of_the_court_are_shown_and_warned_of(owed: Story, officer: Browser) -> None:
    with clock.at(at("2026-11-25")):
        page = money_of(owed, officer)
    assert "2026年12月2日前可以申请" in page
    assert "催告书最迟应当于" in page


def test_the_book_lists_what_is_in_execution_and_nothing_else(
    owed: Story, officer: Browser, cast: Cast
) -> None:
    with clock.at(at("2026-03-20")):
        book = officer.page("/payments/")
        assert owed.case.number in book
        assert "56,680.00" in book
        owed.act("record_payment", cast.officer, amount_fen=FINE + FINE * 9 // 100, receipt="1")
        assert owed.case.number not in officer.page("/payments/")
        assert "没有等待缴款" in officer.page("/payments/?due_to=2020-01-01")


def test_the_book_of_another_agency_is_empty(owed: Story, cast: Cast) -> None:
    with clock.at(at("2026-03-20")):
        assert owed.case.number not in browser_of(cast.stranger).page("/payments/")


def test_every_act_of_the_execution_has_a_form(owed: Story, officer: Browser, head: Browser) -> None:
    with clock.at(at("2026-03-20")):
        for name in ("record_payment", "apply_deferral", "issue_demand", "record_remedy"):
            assert "<form" in officer.page(f"/cases/{owed.case_id}/acts/{name}/")
        for name in ("waive_surcharge", "end_execution", "apply_to_court", "decide_deferral"):
            assert "<form" in head.page(f"/cases/{owed.case_id}/acts/{name}/")
    with clock.at(at("2026-03-20")):
        asked = {"applied_on": "2026-03-19", "wanted": "延期缴纳", "reason": "困难。"}
        owed.act("apply_deferral", owed.cast.officer, **asked, hardship=True, written=True)
        # The empty row of the form is no instalment.
        said = {"outcome": "refuse", "opinion": "没有证明材料。"}
        blank = {"parts__0__due_on": "", "parts__0__fen": ""}
        sent = head.hand_in(f"/cases/{owed.case_id}/acts/decide_deferral/", **said, **blank)
        assert sent.status_code == 302, sent.content.decode()
    assert date.fromisoformat(owed.case.clocks["O27"]["due"]) == date(2026, 3, 17)
