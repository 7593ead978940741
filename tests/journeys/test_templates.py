"""A clerk words a template, the law refuses what it may not drop, the head puts it in force."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Desks
from tests.journeys.test_pages import assert_accessible

pytestmark = pytest.mark.journey


def test_a_template_goes_from_the_clerk_to_the_head(desks: Desks) -> None:
    clerk, head = desks("clerk"), desks("head")
    page = clerk.open("/templates/filing_approval/")
    page.get_by_role("button", name="编写新版").click()
    page.get_by_label("标题", exact=True).fill("立案审批表（本局）")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    expect(page.locator(".sz-preview__page img").first).to_be_visible(timeout=20_000)
    assert_accessible(page, "a template being edited")

    page.get_by_role("button", name="保存并提交确认").click()
    expect(page.get_by_text("已提交，等待另一人确认。")).to_be_visible()

    confirming = head.open("/templates/filing_approval/")
    confirming.get_by_role("link", name="查看第 1 版").click()
    assert_accessible(confirming, "a template to confirm")
    confirming.get_by_role("button", name="确认启用").click()
    expect(confirming.get_by_text("本级第 1 版")).to_be_visible()
    expect(confirming.locator("ins").first).to_have_text("立案审批表（本局）")
    confirming.get_by_role("link", name="第 1 版", exact=True).click()


def test_what_the_law_wants_is_refused_with_its_article(desks: Desks) -> None:
    page = desks("clerk").open("/templates/decision/")
    page.get_by_role("button", name="编写新版").click()
    facts = page.locator("fieldset", has=page.locator("textarea", has_text="【违法事实】")).first
    facts.get_by_role("button", name="删除").click()
    expect(page.get_by_text("启用前必须改正")).to_be_visible()
    page.get_by_role("button", name="保存并提交确认").click()
    expect(page.get_by_role("alert")).to_contain_text("《行政处罚法》第五十九条第一款第二项")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_fit(desks: Desks, width: int) -> None:
    clerk = desks("clerk", width)
    page = clerk.open("/templates/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = clerk.open("/templates/prior_notice/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
