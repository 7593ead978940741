"""A legal office admits, returns, admits; and an officer whose certificate ran out yesterday."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desks
from tests.journeys.desk import CHINA, Desk, minutes
from tests.journeys.test_pages import assert_accessible

pytestmark = pytest.mark.journey
NAME = "对食品生产经营活动的监督检查"
FIELDS = {
    "code": "52052300J001",
    "name": NAME,
    "domain": "市场监管",
    "basis.0.law": "食品安全法",
    "basis.0.article": "第一百一十条",
}


def test_a_legal_office_admits_returns_and_admits(desks: Desks) -> None:
    clerk, justice = desks("clerk"), desks("supervisor")
    fill_in(clerk.open("/libraries/power/new/"))
    hand_in(clerk)

    returned = open_waiting(justice)
    returned.get_by_label("退回理由").fill("请写明办理时限。")
    returned.get_by_role("button", name="退回补正").click()
    expect(returned.get_by_role("heading", name="入库审核", level=1)).to_be_visible()

    inbox = clerk.open("/")
    expect(inbox.get_by_role("main")).to_contain_text("请写明办理时限。")
    inbox.get_by_role("link", name=NAME).click()
    inbox.get_by_role("link", name="修改", exact=True).click()
    inbox.get_by_label("办理时限").fill("十五个工作日")
    inbox.get_by_role("button", name="保存草稿").last.click()
    hand_in(clerk)
    open_waiting(justice).get_by_role("button", name="审核入库").click()
    expect(justice.page.get_by_text("已入库。")).to_be_visible()

    amend(clerk, "二十个工作日")
    difference = open_waiting(justice)
    expect(difference.locator("del")).to_have_text("五")
    expect(difference.locator("ins")).to_have_text("二")
    assert_accessible(difference, "an amendment in the queue")
    difference.get_by_role("button", name="审核入库").click()
    record = justice.open("/libraries/power/")
    record.get_by_role("link", name="52052300J001").click()
    expect(record.get_by_role("main")).to_contain_text("第 2 版（变更）")


def test_the_queue_is_worked_on_a_phone(desks: Desks) -> None:
    page = desks("supervisor", 390).open("/libraries/queue/")

    expect(page.get_by_role("heading", name="入库审核", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_certificate_that_ran_out_yesterday_is_refused_today_and_was_right_last_week(
    desks: Desks, cases: dict[str, str]
) -> None:
    officer, case = desks("officer"), cases["lead_of_last_week"]
    fields = {
        "officers": ["陈一鸣", "周将离"],
        "power": "对经营超过保质期食品的处罚",
        "facts": "现场检查发现过期食品。",
        "violated.0.law": "食品安全法",
        "violated.0.article": "第三十四条第十项",
    }

    refusal = officer.refused(case, "propose_filing", fields)
    assert re.search(r"周将离的执法证件（520523leaving）已于\d{4}-\d{2}-\d{2}到期", refusal.words)
    assert "《行政处罚法》第四十二条第一款" in refusal.articles

    # The certificate held five days ago, and what was done then may be entered with its reason.
    page = officer.page
    if not page.locator("#f-happened").is_visible():
        page.locator("details.dk-late summary").click()
    page.locator("#f-happened").fill(minutes(datetime.now(CHINA) - timedelta(days=5)))
    page.locator("#f-late_reason").fill("当日在现场办理，系统维护")
    assert officer.send("提请立案") is None
    expect(page.get_by_role("main")).to_contain_text("立案审批")


def fill_in(page: Page) -> None:
    for name, value in FIELDS.items():
        page.locator(f'[name="{name}"]').fill(value)
    page.locator("[name=type]").select_option("行政检查")
    page.get_by_role("radio", name="县级").check()
    page.get_by_role("button", name="保存草稿").last.click()


def hand_in(clerk: Desk) -> None:
    clerk.page.get_by_role("button", name="提交审核").click()
    expect(clerk.page.get_by_role("main")).to_contain_text("待审核")


def open_waiting(justice: Desk) -> Page:
    page = justice.open("/libraries/queue/")
    page.get_by_role("link", name=NAME).click()
    return page


def amend(clerk: Desk, limit: str) -> None:
    page = clerk.open("/libraries/power/")
    page.get_by_role("link", name="52052300J001").click()
    page.get_by_role("link", name="变更", exact=True).click()
    page.get_by_label("办理时限").fill(limit)
    page.get_by_role("button", name="保存草稿").last.click()
    hand_in(clerk)
