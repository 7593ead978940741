"""A clerk designs a flow on a phone, is refused, mends it; a head publishes it; a case runs on it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Desks
from tests.journeys.desk import Desk, Value
from tests.journeys.test_whole_case import LEAD, PROPOSAL

pytestmark = pytest.mark.journey

NAME = "金沙县市场监督管理局行政处罚普通程序"
SHELF = "市场监督管理行政处罚普通程序"
# What only the acts that may be done anywhere lead to; a flow without them has no such ends.
LEFT_OUT = {"终止调查", "已并案"}
PHONE = 390
# What is typed is saved after a moment, and the checker walks through a thousand states.
PATIENCE = 20_000


def test_a_clerk_designs_a_flow_and_a_case_runs_on_it(desks: Desks) -> None:
    clerk, head = desks("clerk", width=PHONE), desks("head")

    address = _begun(clerk)
    _steps_from_the_shelf(clerk, address)
    _named(clerk, address, "立案审批", "立案会审")
    _led_past_review(clerk, address)
    _refused(clerk, address)
    _mended(clerk, address)
    _handed_in(clerk, address)
    _published_by_another(head, address)

    case = _opened(desks("officer"))
    expect(head.open_case(case).get_by_role("main")).to_contain_text("立案会审")
    head.act(case, "file", {"opinion": "同意立案。"})
    expect(head.open_case(case).get_by_role("main")).to_contain_text("调查取证")
    # Whatever else the journeys do begins by the flow that ships.
    _put_back(head)


def _begun(clerk: Desk) -> str:
    page = clerk.open("/flows/")
    page.get_by_role("link", name="起草流程").click()
    page.get_by_label("流程名称").fill(NAME)
    page.get_by_role("button", name="开始起草").click()
    expect(page.get_by_text("还没有环节，请先增加第一个环节")).to_be_visible()
    return page.url.removeprefix(clerk.base)


def _steps_from_the_shelf(clerk: Desk, address: str) -> None:
    page = clerk.open(address)
    group = page.locator(f'#f-from optgroup[label="{SHELF}"]')
    offered = [(each.get_attribute("value"), each.text_content()) for each in group.locator("option").all()]
    wanted = [value for value, title in offered if title not in LEFT_OUT]
    assert len(wanted) > 15
    for value in wanted:
        page.locator("#f-from").select_option(value)
        with page.expect_navigation():
            page.get_by_role("button", name="增加环节", exact=True).click()
    expect(page.locator(".fl-findings")).to_contain_text("没有发现问题")
    _fits(page)


def _named(clerk: Desk, address: str, title: str, new: str) -> None:
    page = _step(clerk, address, title)
    page.get_by_label("环节名称").fill(new)
    # Nobody presses a button: what is typed is saved, and the drawing follows.
    expect(page.locator(".fl-picture svg")).to_contain_text(new, timeout=PATIENCE)
    expect(page.locator(".fl-picture svg")).to_be_visible()
    expect(page.locator(".fl-saved")).to_contain_text("已保存")
    _fits(page)
    page.reload()
    expect(page.get_by_label("环节名称")).to_have_value(new)


def _led_past_review(clerk: Desk, address: str) -> None:
    page = _step(clerk, address, "送审")
    _target(page, "法制审核").select_option(label="事先告知")
    findings = page.locator(".fl-findings")
    expect(findings).to_contain_text("《行政处罚法》第五十八条第一款", timeout=PATIENCE)
    expect(findings.locator(".fl-path li").first).to_contain_text("案源核查：提请立案")
    expect(page.locator("#flow-live path.fl-line--path").first).to_be_attached()
    expect(page.locator("#flow-live .fl-box--broken")).to_have_count(1)


def _refused(clerk: Desk, address: str) -> None:
    page = clerk.open(address)
    page.get_by_role("link", name="提请发布").click()
    with page.expect_navigation():
        page.get_by_role("button", name="确认提请发布").click()
    alert = page.locator("main [role=alert]")
    expect(alert).to_contain_text("重大处罚的现稿没有通过法制审核")
    expect(alert).to_contain_text("《行政处罚法》第五十八条第一款")


def _mended(clerk: Desk, address: str) -> None:
    page = _step(clerk, address, "送审")
    _target(page, "事先告知").select_option(label="法制审核")
    expect(page.locator(".fl-findings")).to_contain_text("没有发现问题", timeout=PATIENCE)


def _handed_in(clerk: Desk, address: str) -> None:
    page = clerk.open(address)
    page.get_by_role("link", name="提请发布").click()
    with page.expect_navigation():
        page.get_by_role("button", name="确认提请发布").click()
    expect(page.get_by_role("main")).to_contain_text("流程由行政机关负责人发布")
    expect(page.get_by_role("link", name="发布", exact=True)).to_have_count(0)


def _published_by_another(head: Desk, address: str) -> None:
    page = head.open("/flows/drafts/")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_label("同时启用：本机关今后登记的案件按这个流程办理").check()
    with page.expect_navigation():
        page.get_by_role("button", name="确认发布").click()
    expect(page.get_by_role("main")).to_contain_text(f"已发布“{NAME}”1.0")


def _opened(officer: Desk) -> str:
    case = officer.new_lead(LEAD)
    fields: dict[str, Value] = dict(PROPOSAL)
    officer.act(case, "propose_filing", fields)
    return case


def _put_back(head: Desk) -> None:
    page = head.open("/flows/")
    page.get_by_role("link", name=f"{SHELF} 2.0").click()
    with page.expect_navigation():
        page.get_by_role("button", name="启用：今后登记的案件按此办理").click()
    expect(page.get_by_role("main")).to_contain_text(f"已启用“{SHELF}”2.0")


def _step(clerk: Desk, address: str, title: str) -> Page:
    page = clerk.open(address)
    page.locator(".fl-steps").get_by_role("link", name=title, exact=True).click()
    return page


def _target(page: Page, title: str) -> Locator:
    """The choice of the first row whose act leads to a step of this name."""
    for row in page.locator("select[name^='way-'][name$='-to_1']").all():
        if row.locator("option:checked").inner_text() == title:
            return row
    raise AssertionError(f"no way leads to {title}")


def _fits(page: Page) -> None:
    """Nothing but the drawing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
