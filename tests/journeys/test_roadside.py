"""A penalty on the spot and an approval, both on a phone of 390 pixels."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desks
from tests.journeys.test_phone import PHONE, assert_fits
from tests.support.story import COMPANY

pytestmark = pytest.mark.journey
_PENALTY = "金沙市监当罚〔"


def fill_in(page: Page) -> None:
    page.get_by_label("统一社会信用代码或者公民身份号码").fill(str(COMPANY["uscc"]))
    page.get_by_label("名称或者姓名").fill(str(COMPANY["name"]))
    page.get_by_label("住所（住址）").fill(str(COMPANY["address"]))
    page.get_by_label("另一名执法人员").select_option(label="吴思远")
    page.get_by_label("处罚事项").select_option(label="对经营超过保质期食品的处罚")
    page.get_by_label("违法事实").fill("货架上有超过保质期的面包一袋。")
    page.get_by_label("违反的条款").fill("《食品安全法》第三十四条第十项")
    page.get_by_label(re.compile("^拟处罚款")).fill("300")


def test_a_roadside_penalty_on_the_phone(desks: Desks) -> None:
    officer, second = desks("officer", width=PHONE), desks("second", width=PHONE)
    page = officer.open("/spot/")
    assert_fits(page)
    began = time.monotonic()
    fill_in(page)
    page.get_by_role("button", name="已出示证件，去告知当事人").last.click()

    expect(page.get_by_role("heading", name="向当事人告知")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="已告知并听取意见，作出决定").click()

    expect(page.get_by_role("main")).to_contain_text(_PENALTY)
    assert_fits(page)
    address = page.url.removeprefix(officer.base)
    page.get_by_role("button", name="我签名").click()
    other = second.open(address)
    other.get_by_role("button", name="我签名").click()
    page.reload()
    page.get_by_role("button", name="加盖电子印章").click()
    expect(page.get_by_role("main")).to_contain_text("已加盖电子印章")
    page.get_by_role("button", name="当事人已签收").click()

    expect(page.get_by_role("heading", name="已当场交付")).to_be_visible()
    assert_fits(page)
    print(f"roadside penalty: {time.monotonic() - began:.1f} s")  # noqa: T201  # the measured number


def test_the_head_approves_on_one_screen(desks: Desks) -> None:
    officer, head = desks("officer"), desks("head", width=PHONE)
    lead = {
        "suspected": "涉嫌经营超过保质期的糕点",
        "source": "投诉",
        "received_on": time.strftime("%Y-%m-%d"),
        "summary": "群众投诉该店销售过期糕点。",
        "party.type": "法人",
        **{f"party.{name}": str(value) for name, value in COMPANY.items() if name != "type"},
    }
    case = officer.new_lead(lead)
    officer.act(
        case,
        "propose_filing",
        {
            "officers": ["陈一鸣", "吴思远"],
            "power": "对经营超过保质期食品的处罚",
            "facts": "货架上有过期糕点三盒。",
            "violated.0.law": "食品安全法",
            "violated.0.article": "第三十四条第十项",
        },
    )

    page = head.open("/")
    page.locator(f'main a[href="/approvals/{case}/"]').click()
    assert_fits(page)
    button = page.locator(".ph-bar").get_by_role("button", name="批准立案")
    # Within reach of a thumb without moving the page: the lower half of the window.
    box = button.bounding_box()
    assert box is not None
    assert box["y"] > 450
    assert box["height"] >= 44
    button.click()

    expect(page.get_by_role("main")).to_contain_text("待办事项")
    expect(officer.open_case(case).get_by_role("main")).to_contain_text("调查取证")
