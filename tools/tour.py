"""``make tour``: a browser walks through the demonstration and shows what the product is about.

A head decides before the review and is refused with the article; two editors publish a decision that is due;
a citizen verifies it in the browser and without the server. Ends with 1 at the first step that fails.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as BrowserError

# Called as a file, so that the folder of the tools stands where that of the repository should.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
from tools import stage as stages  # noqa: E402
from tools.stage import Stage  # noqa: E402

HEAD, EDITOR, SECOND_EDITOR = "jinsha-head", "jinsha-editor", "jinsha-other-editor"
PICTURES = Path("build/tour")
# From the commit of the act to the public page: outbox, queue, feed, follower.
MOST_SECONDS = 60


class Failed(Exception):
    """A step did not come out as it must; the message is for the reader of the tour."""


@dataclass
class Tour:
    """The walk: each step is told in one line and leaves one picture."""

    stage: Stage
    browser: Browser
    pictures: Path
    steps: int = 0
    people: dict[str, Page] = field(default_factory=dict)

    def tell(self, words: str) -> None:
        """Say what has been done, as the next step."""
        self.steps += 1
        print(f"{self.steps:>2}  {words}", flush=True)

    def page_of(self, username: str) -> Page:
        """The browser of a person, signed in."""
        if username not in self.people:
            page = stages.new_page(self.browser)
            stages.sign_in(page, self.stage, username)
            self.people[username] = page
        return self.people[username]

    def picture(self, page: Page, name: str) -> None:
        """Keep what the page shows."""
        page.screenshot(path=self.pictures / f"{self.steps:02}-{name}.png", full_page=True)


def main() -> int:
    """Walk; the exit code is 0 or 1."""
    asked = _arguments()
    asked.pictures.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    print("启动一个全新的示例实例（人员、当事人、日期均为虚构），首次装入约需一两分钟……", flush=True)
    with ExitStack() as stack:
        stage = stack.enter_context(stages.demonstration())
        browser = stack.enter_context(stages.chromium(headed=asked.headed))
        print(f"公示门户 {stage.portal}    办案平台 {stage.desk}", flush=True)
        try:
            _walk(Tour(stage, browser, asked.pictures))
        except (Failed, BrowserError, AssertionError) as error:
            print(f"✗  这一步没有成功：{error}", file=sys.stderr)
            return 1
    print(f"✓  全部完成，用时 {time.monotonic() - began:.0f} 秒。图片在 {asked.pictures}/")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="带您走一遍：依法拒绝、公示、核验。")
    parser.add_argument("--headed", action="store_true", help="显示浏览器窗口")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="图片存放的目录")
    return parser.parse_args()


def _walk(tour: Tour) -> None:
    _decide_too_early(tour)
    case = _prepare(tour)
    _refuse_own_release(tour, case)
    address = _publish(tour, case)
    page = _open_public_page(tour, address)
    _verify_in_browser(tour, page)
    _verify_offline(tour, page)


def _decide_too_early(tour: Tour) -> None:
    """行政处罚法 Art 58: no decision on a major case before its review has passed."""
    page = tour.page_of(HEAD)
    tour.tell("负责人登录，看到按到期先后排列的待办事项。")
    tour.picture(page, "待办事项")
    page.goto(f"{tour.stage.desk}/cases/?state=review")
    page.locator("main tbody a").first.click()
    case = page.url
    tour.tell(f"打开一件正在法制审核的重大案件：{page.locator('h1').inner_text()}。")
    tour.picture(page, "法制审核中的案件")
    page.goto(urljoin(case, "acts/decide/"))
    # The draft beside the form is asked for by POST too.
    with page.expect_response(lambda each: each.request.method == "POST" and each.url == page.url) as sent:
        page.locator("#act-form .dk-submit button.sz-btn--main").click()
    refusal = page.locator("main [role=alert]").first
    words = refusal.locator(".sz-finding__message").first.inner_text()
    _insist(sent.value.status == 409, f"应当被拒绝，却得到 {sent.value.status}")
    _insist(
        "未经法制审核" in words and "第五十八条第一款" in refusal.inner_text(), f"拒绝的理由不对：{words}"
    )
    refusal.locator("details.sz-article").first.evaluate("article => { article.open = true; }")
    tour.tell(f"审核尚未完成就作出处罚决定，被依法拒绝：{words}。")
    print(
        f"      依据 {refusal.locator('details.sz-article summary').first.inner_text().strip()}", flush=True
    )
    tour.picture(page, "依法拒绝")


def _prepare(tour: Tour) -> str:
    """One editor makes the public copy of a decision that is due; gives the address of its page."""
    page = tour.page_of(EDITOR)
    page.goto(f"{tour.stage.desk}/release/")
    tour.tell("公示编辑登录，公示工作台列出待公示的决定和剩余的工作日。")
    tour.picture(page, "公示工作台")
    waiting = page.locator("li.dk-task").filter(has_text="待制作")
    waiting.locator("a").first.click()
    title = page.locator(".sz-head .sz-lead").inner_text()
    page.get_by_role("button", name="制作公示稿", exact=True).click()
    expect(page.locator(".sp-now")).to_contain_text("待审核发布")
    tour.tell(f"制作公示稿：{title}。姓名、证件号码、电话、住址已自动隐去。")
    return page.url


def _refuse_own_release(tour: Tour, case: str) -> None:
    """政府信息公开条例 Art 17: what goes out is examined first, here by a second person."""
    page = tour.page_of(EDITOR)
    words = page.locator("section[aria-labelledby=publish] .sz-finding__message").first.inner_text()
    _insist("不得自行审核发布" in words, f"制作人不应当能够自己发布：{words}")
    tour.tell(f"制作人自己不能发布：{words}。")
    tour.picture(page, "制作人不能发布")


def _publish(tour: Tour, case: str) -> str:
    """A second editor compares paragraph by paragraph and publishes; gives the public address."""
    page = tour.page_of(SECOND_EDITOR)
    page.goto(case)
    tour.tell("另一名公示编辑登录，逐段对照送达文本和公示文本。")
    tour.picture(page, "逐段对照")
    page.get_by_role("button", name="审核并公示", exact=True).click()
    expect(page.locator(".sp-now")).to_contain_text("已公示")
    address = page.locator("section[aria-labelledby=out] a").first.get_attribute("href") or ""
    tour.tell(f"审核并公示，公示地址 {address}")
    return address


def _open_public_page(tour: Tour, address: str) -> Page:
    """The public page stands as soon as the portal has taken up the entry of the feed."""
    began = time.monotonic()
    _wait_for(lambda: stages.answers(address), "公示页面没有出现")
    seconds = time.monotonic() - began
    page = stages.new_page(tour.browser)
    page.goto(address)
    tour.tell(f"公众打开公示页面（发布后 {seconds:.1f} 秒）：{page.locator('h1').inner_text()}。")
    tour.picture(page, "公示页面")
    return page


def _verify_in_browser(tour: Tour, page: Page) -> None:
    """Content, words of the page, path and signature, computed by the reader's own browser."""
    page.get_by_role("button", name="在本机浏览器中核对").click()
    outcome = page.locator("[data-proof-outcome]")
    expect(outcome).not_to_be_empty()
    state, words = outcome.get_attribute("data-state"), outcome.inner_text()
    # A browser before version 137 has no Ed25519; it says so, and the offline check below has it.
    _insist(state in {"ok", "unknown"}, words)
    tour.tell(f"在浏览器中核对存证：{words}")
    for result in page.locator("[data-proof-result]").all_inner_texts():
        print(f"      {result}", flush=True)
    page.locator("section.pt-proof").scroll_into_view_if_needed()
    tour.picture(page, "存证核验")


def _verify_offline(tour: Tour, page: Page) -> None:
    """The same with four downloaded files and no server; and a changed word is found."""
    folder = tour.pictures / "offline"
    folder.mkdir(exist_ok=True)
    for link in page.locator(".pt-proof__recipe a[download]").all():
        answer = page.request.get(urljoin(page.url, link.get_attribute("href")))
        _insist(answer.ok, f"{answer.url} 得到 {answer.status}")
        (folder / str(link.get_attribute("download"))).write_bytes(answer.body())
    _insist(_verifies(folder, "content.json"), "下载的文件没有通过离线核对")
    tour.tell("下载内容、证明、公钥和核验程序，不联网核对：通过。")
    changed = (folder / "content.json").read_text("utf-8").replace("罚款", "奖励", 1)
    (folder / "changed.json").write_text(changed, "utf-8")
    _insist(not _verifies(folder, "changed.json"), "改过的内容居然通过了核对")
    tour.tell("把其中的“罚款”改成“奖励”再核对：不通过。")


def _verifies(folder: Path, content: str) -> bool:
    command = [sys.executable, "-I", "verify.py", content, "record.tlog-proof", "feed.vkey"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    print("".join(f"      {line}\n" for line in done.stdout.splitlines()), end="", flush=True)
    return done.returncode == 0


def _wait_for(holds: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + MOST_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise Failed(otherwise)
        time.sleep(0.2)


def _insist(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)


if __name__ == "__main__":
    sys.exit(main())
