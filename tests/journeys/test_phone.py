"""The desk on a phone, with large letters, and without a mouse."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Desks, Instance
from tests.journeys.desk import Desk
from tests.journeys.seed import PASSWORD

pytestmark = pytest.mark.journey

PHONE = 390
MOST_STOPS = 80


def test_the_head_approves_a_filing_on_the_phone(desks: Desks, cases: dict[str, str]) -> None:
    head, case = desks("head", width=PHONE), cases["proposed"]

    page = head.open("/")
    assert_fits(page)
    page.locator(f'main a[href="/cases/{case}/"]').click()
    page.wait_for_url(f"**/cases/{case}/")
    assert_fits(page)
    page.get_by_role("main").get_by_role("link", name="批准立案").first.click()
    page.wait_for_url(f"**/cases/{case}/acts/file/")
    assert_fits(page)
    assert head.send("批准立案") is None

    expect(page.get_by_role("main")).to_contain_text("调查取证")
    assert_fits(page)


def test_the_elder_mode_stays_and_fits_a_phone(desks: Desks, cases: dict[str, str]) -> None:
    officer = desks("officer", width=PHONE)
    page = officer.open_case(cases["prepared"])
    small = letters(page)

    page.get_by_role("button", name="长者模式", exact=True).click()
    expect(page.get_by_role("button", name="退出长者模式")).to_be_visible()

    assert letters(page) > small
    form = f"/cases/{cases['lead_to_read']}/acts/propose_filing/"
    for address in (f"/cases/{cases['prepared']}/", form, "/cases/"):
        assert_fits(officer.open(address))
        assert letters(page) > small, address


def test_signing_in_and_the_first_act_need_no_mouse(
    browser: Browser, instance: Instance, cases: dict[str, str]
) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    case = cases["proposed_for_keyboard"]
    page.goto(f"{instance.desk}/accounts/login/")

    tab_to(page, "[name=login]")
    page.keyboard.type("handling-head")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    # Who decides shows a second factor; the demonstration has filled it in.
    page.wait_for_url("**/accounts/code/**")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{instance.desk}/")
    tab_to(page, f'main a[href="/cases/{case}/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case}/")
    tab_to(page, f'main a[href="/cases/{case}/acts/file/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case}/acts/file/")
    tab_to(page, "main [name=opinion]")
    page.keyboard.type("键盘办理。")
    tab_to(page, "main button.sz-btn--main")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case}/")

    expect(Desk(page, instance.desk).open_case(case).get_by_role("main")).to_contain_text("调查取证")
    context.close()


def assert_fits(page: Page) -> None:
    """Nothing has to be pushed sideways to be read."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, page.url


def letters(page: Page) -> float:
    """The size of the running text, in pixels."""
    size: float = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
    return size


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, and can be seen to be there."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            style = "getComputedStyle(document.activeElement)"
            assert page.evaluate(f"{style}.outlineStyle !== 'none' || {style}.boxShadow !== 'none'"), selector
            return
    raise AssertionError(f"Tab does not reach {selector} on {page.url}")
