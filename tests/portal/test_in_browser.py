"""The public pages in a real browser: accessible, without script, and provable."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.portal.conftest import AGENCY, CASE, CORRECTED, RESULT, WITHDRAWN
from tests.portal.instance import serving, sync
from tests.portal.test_pages import PAGES
from tests.released.world import World, agency, penalty, progress, uuid

pytestmark = pytest.mark.journey
CHROMIUM = "/usr/bin/chromium"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
}
DECISION = PAGES["decision"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served portal with one record of every fate; the inner side is away."""
    place = tmp_path_factory.mktemp("portal")
    (place / "instance").mkdir()
    world = World(place / "inner")
    world.release(AGENCY, agency())
    world.release(RESULT, penalty(), until=date(2099, 3, 2))
    for name in range(100, 125):
        world.release(name, penalty(number=f"金沙市监罚〔2026〕{name}号"))
    world.release(CORRECTED, penalty(number="金沙市监罚〔2026〕13号"))
    world.release(CORRECTED, penalty(number="金沙市监罚〔2026〕13号", penalty="警告"), version=2)
    world.release(WITHDRAWN, penalty(number="金沙市监罚〔2026〕14号"))
    world.release(CASE, progress())
    world.withdraw(WITHDRAWN, "行政复议决定撤销原处罚")
    world.close()
    assert sync(place / "instance", world.folder).returncode == 0
    world.folder.rename(place / "away")
    with serving(place / "instance", world.folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


def opened(browser: Browser, width: int = 1440, *, elder: str = "", script: bool = True) -> Page:
    """A fresh reader's page; ``elder`` is the address for which the elder mode is on."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    if elder:
        context.add_cookies([{"name": "sanzhi_elder", "value": "1", "url": elder}])
    return context.new_page()


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_every_page_is_accessible_and_fits(browser: Browser, address: str, width: int, elder: bool) -> None:
    page = opened(browser, width, elder=address if elder else "")
    for name, path in PAGES.items():
        page.goto(address + path)
        for box in page.query_selector_all("details"):
            box.evaluate("box => { box.open = true; }")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.context.close()


def test_the_browser_proves_an_honest_page(browser: Browser, address: str) -> None:
    for name in ("decision", "correction", "case", "agency record"):
        page = opened(browser)
        assert "核对通过" in _proved(page, address + PAGES[name]), name
        assert page.locator('[data-proof-step][data-state="ok"]').count() == 4
        page.context.close()


def test_the_browser_finds_a_page_that_shows_other_words(browser: Browser, address: str) -> None:
    page = opened(browser)
    _rewrite(page, f"**{DECISION}", "罚款 5000 元。", "罚款 50 元。")
    assert "核对不通过" in _proved(page, address + DECISION)
    assert "罚款 50 元" in page.inner_text('[data-proof-step="page"]')
    page.context.close()


def test_the_browser_finds_a_content_that_was_changed(browser: Browser, address: str) -> None:
    page = opened(browser)
    _rewrite(page, "**/content.json", "500000", "5000")
    assert "核对不通过" in _proved(page, address + DECISION)
    assert page.get_attribute('[data-proof-step="content"]', "data-state") == "bad"
    page.context.close()


def test_the_browser_finds_a_root_that_nobody_signed(browser: Browser, address: str) -> None:
    page = opened(browser)
    _rewrite(page, "**/proof.json", "\\n32\\n", "\\n33\\n")
    assert "核对不通过" in _proved(page, address + DECISION)
    assert page.get_attribute('[data-proof-step="signature"]', "data-state") == "bad"
    page.context.close()


def test_a_browser_without_ed25519_says_so_and_checks_the_rest(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.add_init_script(
        "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));"
    )
    assert "离线办法" in _proved(page, address + DECISION)
    assert page.locator('[data-proof-step][data-state="ok"]').count() == 3
    page.context.close()


def test_everything_reads_without_script(browser: Browser, address: str) -> None:
    page = opened(browser, script=False)
    page.goto(address)
    page.fill("#home-search", "100号")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="金沙县鼓场街道某某副食店经营超过保质期的食品案").click()
    assert page.url == f"{address}/r/{uuid(100)}/"
    page.get_by_text("《食品安全法》第一百二十四条第一款").click()
    assert page.get_by_text("货值金额不足一万元的").is_visible()
    assert page.get_by_text("python3 verify.py").count() == 1
    assert not page.get_by_role("button", name="在本机浏览器中核对").is_visible()
    page.get_by_role("button", name="长者模式").click()
    assert page.get_attribute("html", "data-elder") is not None
    page.goto(address + "/results/")
    assert page.get_attribute("html", "data-elder") is not None
    page.context.close()


def test_the_next_page_of_a_list_comes_by_its_own_address(browser: Browser, address: str) -> None:
    page = opened(browser)
    page.goto(address + "/results/?class=fine")
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**page=**")
    assert page.locator("tbody tr").count() == 7
    page.reload()
    assert page.locator("tbody tr").count() == 7
    page.context.close()


def _proved(page: Page, url: str) -> str:
    page.goto(url)
    page.get_by_role("button", name="在本机浏览器中核对").click()
    page.wait_for_selector("[data-proof-outcome][data-state]")
    return page.inner_text("[data-proof-outcome]")


def _rewrite(page: Page, pattern: str, old: str, new: str) -> None:
    """Let a dishonest server answer: the text of one address is changed on its way."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        assert old in text
        route.fulfill(response=response, body=text.replace(old, new))

    page.route(pattern, answer)
