"""The desk as its people use it: forms are filled by the names of their fields and by visible words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.journeys.paper import stamped_scan
from tests.journeys.seed import PASSWORD

CHINA = ZoneInfo("Asia/Shanghai")
Kind = Literal["notice", "decision"]
# What goes into a field: text or the words of a choice, yes or no, or the words of every box to tick.
Value = str | bool | Sequence[str]
_CASE = re.compile(r"/cases/([0-9a-f-]{36})/")


@dataclass(frozen=True)
class Refusal:
    """A refusal as the page shows it: its words, each article with its text, each cure with its address."""

    words: str
    articles: Mapping[str, str]
    cures: Mapping[str, str]


class Desk:
    """One person's browser at the desk. Cases are named by their id."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in through the form; the demonstration fills in the second factor of who needs one."""
        self.page.goto(f"{self.base}/accounts/login/")
        self.page.get_by_label("账号", exact=True).fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(lambda address: "/accounts/login/" not in address)
        if "/accounts/code/" in self.page.url:
            self.page.get_by_role("button", name="登录", exact=True).click()
        self.page.wait_for_url(lambda address: "/accounts/" not in address)

    def open(self, path: str) -> Page:
        """Open an address of the desk."""
        answer = self.page.goto(f"{self.base}{path}")
        assert answer is not None, path
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def open_case(self, case: str, tab: str = "") -> Page:
        """Open the page of a case, or one of its tabs."""
        return self.open(f"/cases/{case}/" + (f"?tab={tab}" if tab else ""))

    def new_lead(self, fields: Mapping[str, Value]) -> str:
        """Register a lead; returns the id of the new case."""
        self.open("/cases/new/")
        problem = self._fill_and_send(fields)
        assert problem is None, problem
        found = _CASE.search(self.page.url)
        assert found, self.page.url
        return found[1]

    def act(self, case: str, name: str, fields: Mapping[str, Value] | None = None) -> None:
        """Perform an act with its form; a refusal fails the test with its words."""
        refusal = self.attempt(case, name, fields)
        assert refusal is None, refusal

    def refused(self, case: str, name: str, fields: Mapping[str, Value] | None = None) -> Refusal:
        """Attempt an act that the law must refuse."""
        refusal = self.attempt(case, name, fields)
        assert refusal is not None, f"{name} was not refused"
        return refusal

    def attempt(self, case: str, name: str, fields: Mapping[str, Value] | None = None) -> Refusal | None:
        """Fill and send the form of an act; the refusal when there is one."""
        self.open(f"/cases/{case}/acts/{name}/")
        return self._fill_and_send(fields or {})

    def send(self, title: str) -> Refusal | None:
        """Press the button of the form that is open."""
        return self._send(self.page.get_by_role("button", name=title, exact=True))

    def review(self, case: str, fields: Mapping[str, Value]) -> None:
        """Give a review on the reviewer's bench."""
        self.open("/reviews/")
        self.page.locator(f'main a[href="/reviews/{case}/"]').click()
        self.page.wait_for_url(f"**/reviews/{case}/")
        problem = self._fill_and_send(fields)
        assert problem is None, problem

    def upload_evidence(self, case: str, name: str, content: bytes, *, kind: str, title: str) -> None:
        """Upload a picture; the page itself says when the digests agree."""
        page = self.open(f"/cases/{case}/evidence/new/")
        page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "image/jpeg", "buffer": content}
        )
        page.get_by_label("证据种类").select_option(kind)
        page.locator("[name=title]").fill(title)
        page.get_by_role("button", name="上传并添加").click()
        page.get_by_role("link", name=title).wait_for()

    def issue(self, case: str, kind: Kind) -> None:
        """Make the notice or the decision, which signs it too."""
        self._press(case, kind, re.compile("^制作.*并签名$"))

    def sign(self, case: str, kind: Kind) -> None:
        """Put one's signature."""
        self._press(case, kind, re.compile("^签署"))

    def seal_by_service(self, case: str, kind: Kind) -> None:
        """Have the seal service seal."""
        self._press(case, kind, "加盖电子印章")
        expect(self.page.get_by_text("签名有效，签章后未作改动")).to_be_visible()

    def seal_by_scan(self, case: str, kind: Kind) -> None:
        """Print, stamp, scan and upload."""
        page = self.open(f"/cases/{case}/seal/{kind}/")
        address = page.get_by_role("link", name="打开文书打印").get_attribute("href")
        printed = page.context.request.get(f"{self.base}{address}")
        assert printed.ok, printed.status
        page.get_by_label("盖章后的扫描件").set_input_files(
            {"name": "扫描件.pdf", "mimeType": "application/pdf", "buffer": stamped_scan(printed.body())}
        )
        problem = self._send(page.get_by_role("button", name="上传并核对"))
        assert problem is None, problem

    def prepare_release(self, case: str) -> None:
        """Have the public copy made."""
        self._release(case, "制作公示稿")

    def publish(self, case: str) -> str:
        """Publish the prepared copy; returns its public address."""
        self._release(case, "审核并公示")
        link = self.page.get_by_role("region", name="公示平台").get_by_role("link")
        return link.get_attribute("href") or ""

    def lane(self, case: str, title: str) -> Locator:
        """A lane of the strip on the page of a case: 公示, 记录 or 审核."""
        return self.open_case(case).get_by_role("group", name=title, exact=True)

    def _press(self, case: str, kind: Kind, button: str | re.Pattern[str]) -> None:
        page = self.open(f"/cases/{case}/seal/{kind}/")
        problem = self._send(page.get_by_role("button", name=button))
        assert problem is None, problem

    def _release(self, case: str, button: str) -> None:
        page = self.open(f"/cases/{case}/release/")
        problem = self._send(page.get_by_role("button", name=button, exact=True))
        assert problem is None, problem

    def _fill_and_send(self, fields: Mapping[str, Value]) -> Refusal | None:
        form = self.page.locator("main form").filter(has=self.page.locator("[name=_key]")).first
        for name, value in fields.items():
            _fill(form, name, value)
        return self._send(form.locator("button.sz-btn--main"))

    def _send(self, button: Locator) -> Refusal | None:
        with self.page.expect_navigation():
            button.click()
        alert = self.page.locator("main [role=alert]")
        return read_refusal(alert.first) if alert.count() else None


def read_refusal(place: Locator) -> Refusal:
    """What a place on a page says about a refusal; articles are opened to be read."""
    articles = {}
    for article in place.locator("details.sz-article").all():
        article.evaluate("box => { box.open = true; }")
        articles[article.locator("summary").inner_text()] = article.locator("blockquote").inner_text()
    articles |= dict.fromkeys(place.locator("cite").all_inner_texts(), "")
    cures = {link.inner_text(): link.get_attribute("href") or "" for link in place.locator("a.sz-btn").all()}
    return Refusal(place.inner_text(), articles, cures)


def minutes(moment: datetime) -> str:
    """A moment as the inputs for date and time take it, in China."""
    return f"{moment.astimezone(CHINA):%Y-%m-%dT%H:%M}"


def _fill(form: Locator, name: str, value: Value) -> None:
    controls = form.locator(f'[name="{name}"]')
    if not controls.count():
        form.locator(f'#f-{name.split(".")[0]} button[name="_more"]').click()
    kind = controls.first.evaluate("control => control.type")
    if kind == "radio":
        _choose(form, name, value)
    elif kind == "checkbox":
        _tick(form, name, value)
    elif kind == "select-one":
        option = controls.locator("option", has_text=str(value)).first
        controls.select_option(option.get_attribute("value"))
    else:
        controls.fill(str(value))


def _choose(form: Locator, name: str, value: Value) -> None:
    """Choose one radio button: by yes or no, or by its words."""
    if isinstance(value, bool):
        form.locator(f'[name="{name}"][value="{"yes" if value else "no"}"]').check()
    else:
        form.locator(f'label:has([name="{name}"])').get_by_text(str(value), exact=True).click()


def _tick(form: Locator, name: str, value: Value) -> None:
    if isinstance(value, bool):
        form.locator(f'[name="{name}"]').set_checked(value)
        return
    for label in form.locator(f'label:has([name="{name}"])').all():
        words = label.inner_text()
        label.locator("input").set_checked(any(each in words for each in value))
