"""The style guide in a real browser: accessible in both modes at every width, enhanced by small scripts.

The pages are rendered here and handed to the browser with the policy they are served with; nothing
else is answered, so a page that asked for anything from elsewhere would show it.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from sanzhi.pages.security import POLICY

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("addresses")]

SITE = "http://guide.test"
WIDTHS = (1440, 1366, 1024, 390, 320)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rule ships switched off; it is the only one of 2.2.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SMALL = """least => [...document.querySelectorAll('a, button, input, select, summary, textarea')]
    .filter(e => e.getClientRects().length && !e.closest('.visually-hidden, .sz-skip') && e.type !== 'hidden')
    .filter(e => !(e.matches('input') && e.closest('label')))
    .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
    .filter(([_, r]) => r.height < least || r.width < least)
    .map(([name, r]) => `${name} ${Math.round(r.width)}x${Math.round(r.height)}`)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield made
        made.close()


class Reader:
    """A browser page over the style guide, with all that it complained about."""

    def __init__(self, page: Page, elder: bool = False) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.client = Client()
        if elder:
            self.client.cookies["sanzhi_elder"] = "1"
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self.answer)

    def open(self, url: str) -> Page:
        self.page.goto(SITE + url)
        return self.page

    def answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            found = finders.find(parts.path.removeprefix("/static/"))
            assert isinstance(found, str), parts.path
            route.fulfill(path=Path(found))
        elif route.request.method == "POST":
            digest = hashlib.sha256(b"evidence").hexdigest()
            route.fulfill(body=json.dumps({"sha256": digest}), content_type="application/json")
        else:
            answer = self.client.get(f"{parts.path}?{parts.query}")
            route.fulfill(
                body=answer.content,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": POLICY},
            )


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    yield Reader(page)
    page.close()


@pytest.mark.parametrize("elder", [False, True], ids=["normal", "elder"])
@pytest.mark.parametrize("frame", ["portal", "desk"])
def test_every_component_is_accessible_at_every_width(browser: Browser, frame: str, elder: bool) -> None:
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 900})
        reader = Reader(page, elder)
        reader.open(f"/guide?frame={frame}")
        found = Axe().run(page, options=OPTIONS).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL, 44 if elder else 24) == [], width
        assert reader.complaints == []
        page.close()


def test_the_keyboard_reaches_everything_and_sees_where_it_is(reader: Reader) -> None:
    page = reader.open("/guide")
    page.evaluate("document.activeElement.blur()")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea,"
        ' summary, [tabindex="0"]\')].filter(e => e.getClientRects().length).length'
    )
    rings = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        rings.append(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
    assert min(rings) >= 2


def test_the_first_step_of_the_keyboard_is_to_the_content(reader: Reader) -> None:
    page = reader.open("/changed")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_marks_stand_lengthwise_on_a_desk_and_upright_on_a_phone(reader: Reader) -> None:
    page = reader.open("/guide")
    middles = """[...document.querySelectorAll('.sz-strip .sz-lane--record .sz-mark__icon')].slice(0, 6)
        .map(e => e.getBoundingClientRect()).map(r => Math.round((r.left + r.right) / 2))"""
    wide = page.evaluate(middles)
    assert wide == sorted(wide)
    assert len(set(wide)) == 6
    page.set_viewport_size({"width": 390, "height": 900})
    assert len(set(page.evaluate(middles))) == 1


def test_no_label_of_a_strip_covers_another(reader: Reader) -> None:
    page = reader.open("/guide")
    boxes = """[...document.querySelectorAll('.sz-strip')].map(strip =>
        [...strip.querySelectorAll('.sz-mark__label')].map(e => e.getBoundingClientRect())
            .map(r => [r.left + 4, r.top, r.right - 4, r.bottom]))"""
    for strip in page.evaluate(boxes):
        for at, one in enumerate(strip):
            for other in strip[at + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (one, other)


def test_the_menu_of_the_desk_opens_on_a_phone_without_a_script(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    Reader(page).open("/guide?frame=desk")
    menu = page.locator("#nav")
    assert not menu.is_visible()
    page.get_by_role("link", name="菜单", exact=True).click()
    assert menu.is_visible()
    page.get_by_role("link", name="收起菜单").click()
    assert not menu.is_visible()
    page.close()


def test_sorting_replaces_the_list_keeps_the_address_and_says_what_there_is(reader: Reader) -> None:
    page = reader.open("/guide")
    page.get_by_role("link", name="罚款金额").click()
    page.wait_for_url("**/guide?sort=fine")
    page.wait_for_function("document.activeElement.id === 'sz-results-name'")
    status = page.locator("[data-sz-status]").text_content()
    assert status is not None
    assert status.startswith("本页 2 条")
    assert page.locator("#sz-results").get_attribute("aria-busy") is None
    assert reader.complaints == []


def test_a_reader_returns_to_the_list_as_it_was(reader: Reader) -> None:
    page = reader.open("/guide")
    page.get_by_role("link", name="罚款金额").click()
    page.wait_for_url("**/guide?sort=fine")
    page.go_back()
    page.wait_for_url("**/guide")
    page.get_by_role("heading", name="执法结果").wait_for()


def test_a_file_is_sent_with_progress_and_the_digest_of_what_was_sent(reader: Reader) -> None:
    page = reader.open("/guide")
    page.evaluate("document.getElementById('sample').noValidate = true")
    page.locator("#id_title").fill("涉嫌经营超过保质期的食品")
    page.locator("#id_happened").fill("2026-01-06")
    page.locator("#id_source_0").check()
    page.locator("#files").set_input_files(
        {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": b"evidence"}
    )
    page.get_by_role("button", name="提请立案审批").click()
    page.locator(".sz-drop__done").wait_for()
    text = page.locator(".sz-drop__list").inner_text()
    assert "照片.jpg" in text
    assert "已上传" in text
    assert hashlib.sha256(b"evidence").hexdigest() in text


def test_a_file_that_arrived_changed_is_told(reader: Reader) -> None:
    page = reader.open("/guide")
    page.locator("#id_title").fill("案由")
    page.locator("#id_happened").fill("2026-01-06")
    page.locator("#id_source_0").check()
    page.locator("#files").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"another"})
    page.get_by_role("button", name="提请立案审批").click()
    page.locator(".sz-drop__failed").wait_for()
    assert "摘要不一致" in page.locator(".sz-drop__list").inner_text()


def test_after_a_failed_form_the_reader_stands_at_the_summary(reader: Reader) -> None:
    page = reader.open("/guide")
    assert page.evaluate("document.activeElement.className") == "sz-errors"
    page.get_by_role("link", name="案由：").click()
    assert page.evaluate("document.activeElement.id") == "id_title"
