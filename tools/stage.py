"""A demonstration instance in a folder of its own and a browser beside it, for the tour and the pictures."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

# The portal takes the first port, the desk the next, the test seal service the third.
PORTS = 3
FIRST_PORT, LAST_PORT = 8100, 8900
# The demonstration plays some twelve hundred acts through the door before the first page answers.
MOST_SECONDS = 900
STOP_SECONDS = 30
# What belongs to another instance must not reach this one.
FOREIGN = ("SANZHI_", "DATABASE_URL", "DJANGO_")


@dataclass(frozen=True)
class Stage:
    """Addresses of the running instance, without a slash at their end."""

    home: Path
    port: int

    @property
    def portal(self) -> str:
        """Where the public reads."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def desk(self) -> str:
        """Where staff work."""
        return f"http://127.0.0.1:{self.port + 1}"


@contextmanager
def demonstration() -> Iterator[Stage]:
    """Start a fresh demonstration, wait for both of its pages, and leave nothing of it behind."""
    with tempfile.TemporaryDirectory(prefix="sanzhi-stage-") as folder:
        stage = Stage(Path(folder), _free_ports())
        with (stage.home / "serve.log").open("wb") as log:
            process = _start(stage, log.fileno())
            try:
                _wait(stage, process)
                yield stage
            finally:
                _stop(process)


@contextmanager
def chromium(*, headed: bool = False) -> Iterator[Browser]:
    """Debian's Chromium, driven by playwright."""
    with sync_playwright() as driver:
        browser = _launch(driver, headed=headed)
        yield browser
        browser.close()


def new_page(browser: Browser, *, width: int = 1440, height: int = 900, scale: float = 1) -> Page:
    """A page with cookies of its own: one person's browser."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    return context.new_page()


def sign_in(page: Page, stage: Stage, username: str) -> None:
    """Sign in with the button that the demonstration's sign-in page has for each of its accounts."""
    page.goto(f"{stage.desk}/accounts/login/")
    with page.expect_response(f"{stage.desk}/") as home:
        page.locator(f'button[name="username"][value="{username}"]').click()
    if not home.value.ok:
        raise SystemExit(f"{username} 登录后的首页得到 {home.value.status}。")


def answers(address: str) -> bool:
    """Whether an address gives a page."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # our own addresses
            return int(answer.status) == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _launch(driver: Playwright, *, headed: bool) -> Browser:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("没有找到 Chromium，请先运行 make setup。")
    # Chromium refuses to put root into its sandbox.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return driver.chromium.launch(executable_path=path, headless=not headed, args=arguments)


def _start(stage: Stage, log: int) -> "subprocess.Popen[bytes]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    if fonts := os.environ.get("SANZHI_FONTS"):
        kept["SANZHI_FONTS"] = fonts
    command = [str(Path(sys.executable).with_name("sanzhi")), "serve", "--demo", "--port", str(stage.port)]
    return subprocess.Popen(
        command,
        env={**kept, "SANZHI_HOME": str(stage.home)},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _wait(stage: Stage, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + MOST_SECONDS
    pages = (f"{stage.portal}/", f"{stage.desk}/accounts/login/")
    while not all(answers(page) for page in pages):
        if process.poll() is not None or time.monotonic() > end:
            said = (stage.home / "serve.log").read_text("utf-8", "replace")
            raise SystemExit(f"示例实例没有启动：\n{said[-4000:]}")
        time.sleep(0.5)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_ports() -> int:
    for first in range(FIRST_PORT, LAST_PORT, PORTS):
        if all(_is_free(port) for port in range(first, first + PORTS)):
            return first
    raise SystemExit(f"{FIRST_PORT} 至 {LAST_PORT} 之间没有连续 {PORTS} 个空闲端口。")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
