"""A fine that is paid in instalments: bank slip, request, approval, what is owed, on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from sanzhi.jobs import clock
from tests.journeys.conftest import Desks
from tests.journeys.test_phone import PHONE, assert_fits

pytestmark = pytest.mark.journey

HALF = "26000.00"
QUARTER = "13000.00"


def test_a_fine_is_paid_in_instalments_on_the_phone(desks: Desks, cases: dict[str, str]) -> None:
    officer, head, case = desks("officer", width=PHONE), desks("head", width=PHONE), cases["served"]
    today = clock.today()

    officer.upload_evidence(case, "回单.jpg", b"\xff\xd8slip", kind="书证", title="银行回单")
    officer.act(case, "record_payment", {"amount_fen": HALF, "receipt": "0001", "slip": "银行回单"})
    refusal = officer.refused(
        case,
        "apply_deferral",
        {"wanted": "分期缴纳", "reason": "资金周转困难。", "written": True},
    )
    assert "经济困难" in refusal.words
    asked: dict[str, str | bool] = {
        "wanted": "分期缴纳",
        "reason": "资金周转困难。",
        "hardship": True,
        "written": True,
    }
    officer.act(case, "apply_deferral", asked)

    parts = {
        "parts.0.due_on": (today + timedelta(days=30)).isoformat(),
        "parts.0.fen": QUARTER,
        "parts.1.due_on": (today + timedelta(days=60)).isoformat(),
        "parts.1.fen": QUARTER,
    }
    head.act(case, "decide_deferral", {"outcome": "同意", "opinion": "情况属实，同意。", **parts})

    page = officer.open_case(case, "money")
    assert_fits(page)
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="0001")).to_be_visible()
    expect(main).to_contain_text("26,000.00")
    expect(main).to_contain_text("同意：情况属实")
    later = (today + timedelta(days=61)).isoformat()
    page.get_by_label("计算到").fill(later)
    page.get_by_role("button", name="计算", exact=True).click()
    page.wait_for_url(f"**on={later}**")
    assert_fits(page)
    expect(main).to_contain_text("尚欠")
    assert_fits(officer.open("/payments/"))
