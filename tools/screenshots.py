"""``make screenshots``: the pictures of the documentation, taken from a fresh demonstration instance.

Each picture is a palette PNG and small enough for the repository; one that is not stops the run.
"""

import argparse
import io
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

# Called as a file, so that the folder of the tools stands where that of the repository should.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
from tools import stage as stages  # noqa: E402
from tools.stage import Stage  # noqa: E402

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LARGEST = 200 * 1024
COLOURS = 128
OFFICER, HEAD, SECOND_EDITOR = "jinsha-officer", "jinsha-head", "jinsha-other-editor"

Shot = Callable[[Stage, Browser], bytes]


def main() -> int:
    """Take every picture, or those that are named."""
    parser = argparse.ArgumentParser(description="重新拍摄文档中的图片。")
    parser.add_argument("names", nargs="*", metavar="图片", help=f"只拍这些：{'、'.join(SHOTS)}")
    asked = parser.parse_args().names or list(SHOTS)
    if unknown := set(asked) - set(SHOTS):
        parser.error(f"没有这些图片：{'、'.join(sorted(unknown))}")
    with ExitStack() as stack:
        stage = stack.enter_context(stages.demonstration())
        browser = stack.enter_context(stages.chromium())
        take(stage, browser, asked, PICTURES)
    return 0


def take(stage: Stage, browser: Browser, names: list[str], folder: Path) -> None:
    """Take the named pictures and keep them in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        picture = small(SHOTS[name](stage, browser))
        if len(picture) > LARGEST:
            raise SystemExit(f"{name}.png 有 {len(picture) // 1024} KB，超过 {LARGEST // 1024} KB。")
        (folder / f"{name}.png").write_bytes(picture)
        print(f"{name}.png  {len(picture) // 1024} KB", flush=True)


def small(picture: bytes) -> bytes:
    """The picture with a palette instead of true colours: a third of the bytes, no visible difference."""
    with Image.open(io.BytesIO(picture)) as opened:
        palette = opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    kept = io.BytesIO()
    palette.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _strip(stage: Stage, browser: Browser) -> bytes:
    """The strip of a case whose decision is made and waits for its service."""
    page = _signed_in(stage, browser, OFFICER)
    _open_task(page, "制作送达")
    return page.locator("section.sz-strip--big").screenshot()


def _portal_home(stage: Stage, browser: Browser) -> bytes:
    page = stages.new_page(browser, height=1000)
    page.goto(f"{stage.portal}/")
    return page.screenshot()


def _result(stage: Stage, browser: Browser) -> bytes:
    return _result_page(stage, browser).screenshot()


def _proof(stage: Stage, browser: Browser) -> bytes:
    """The proof after the reader's browser has checked it."""
    page = _result_page(stage, browser)
    page.get_by_role("button", name="在本机浏览器中核对").click()
    expect(page.locator("[data-proof-outcome]")).not_to_be_empty()
    return page.locator("section.pt-proof").screenshot()


def _inbox(stage: Stage, browser: Browser) -> bytes:
    return _signed_in(stage, browser, OFFICER).screenshot()


def _case(stage: Stage, browser: Browser) -> bytes:
    """A major case in legal review, as its head sees it."""
    page = _signed_in(stage, browser, HEAD, height=1180)
    page.goto(_case_in(page, stage, "review"))
    return page.screenshot()


def _refusal(stage: Stage, browser: Browser) -> bytes:
    """The head decides before the review: the article opened, the cure beside it."""
    page = _signed_in(stage, browser, HEAD, height=900)
    page.goto(urljoin(_case_in(page, stage, "review"), "acts/decide/"))
    page.locator("#act-form .dk-submit button.sz-btn--main").click()
    refusal = page.locator("main [role=alert]").first
    refusal.locator("details.sz-article").first.evaluate("article => { article.open = true; }")
    page.evaluate("scrollTo(0, 0)")
    return page.screenshot()


def _phone(stage: Stage, browser: Browser) -> bytes:
    """The same case page in the head's hand."""
    page = _signed_in(stage, browser, HEAD, width=390, height=844, scale=1.5)
    _open_task(page, "立案审批")
    return page.screenshot()


def _release(stage: Stage, browser: Browser) -> bytes:
    """The served text beside the public one, before a second editor publishes."""
    page = _signed_in(stage, browser, SECOND_EDITOR, height=1280)
    page.goto(f"{stage.desk}/release/")
    page.locator("li.dk-task").filter(has_text="待审核发布").locator("a").first.click()
    return page.screenshot()


SHOTS: dict[str, Shot] = {
    "strip": _strip,
    "portal-home": _portal_home,
    "result": _result,
    "proof": _proof,
    "inbox": _inbox,
    "case": _case,
    "refusal": _refusal,
    "phone": _phone,
    "release": _release,
}


def _signed_in(
    stage: Stage, browser: Browser, username: str, *, width: int = 1440, height: int = 900, scale: float = 1
) -> Page:
    page = stages.new_page(browser, width=width, height=height, scale=scale)
    stages.sign_in(page, stage, username)
    return page


def _open_task(page: Page, step: str) -> None:
    """Open the first task of the inbox that stands at a step."""
    _task(page, step).locator("h2 a").click()
    page.locator("section.sz-strip--big").wait_for()


def _task(page: Page, step: str) -> Locator:
    return page.locator("li.dk-task").filter(has=page.locator(".dk-step", has_text=step)).first


def _case_in(page: Page, stage: Stage, state: str) -> str:
    """The address of the newest case at a step that this person may see."""
    page.goto(f"{stage.desk}/cases/?state={state}")
    return urljoin(stage.desk, page.locator("main tbody a").first.get_attribute("href"))


def _result_page(stage: Stage, browser: Browser) -> Page:
    page = stages.new_page(browser, height=1080)
    page.goto(f"{stage.portal}/results/")
    page.locator("main tbody a").first.click()
    page.locator("section.pt-proof").wait_for()
    return page


if __name__ == "__main__":
    sys.exit(main())
