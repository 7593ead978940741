"""A real instance behind ``sanzhi serve`` and a real browser: Debian's Chromium, driven by Playwright."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright

from tests.journeys.desk import Desk
from tests.support.ports import three_free_ports

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90.0
# Give a person's name and the width of the window, get their desk.
Desks = Callable[..., Desk]


@dataclass(frozen=True)
class Instance:
    """A running instance: where its two programs answer, its home, and the environment of its programs."""

    home: Path
    portal: str
    desk: str
    surroundings: dict[str, str] = field(repr=False)


@pytest.fixture(scope="package")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """One instance for all journeys, with the cast and nothing else."""
    home = tmp_path_factory.mktemp("journey") / "home"
    port = three_free_ports()
    surroundings = {
        **os.environ,
        "SANZHI_HOME": str(home),
        "SANZHI_SEAL_URL": f"http://127.0.0.1:{port + 2}",
        "DJANGO_SETTINGS_MODULE": "sanzhi.config.settings",
        "PYTHONPATH": str(ROOT),
        # Who has signed in once stays for all journeys, however long they take.
        "SANZHI_IDLE_MINUTES": "480",
    }
    surroundings.pop("DATABASE_URL", None)
    seed = [sys.executable, "-m", "tests.journeys.seed", str(home)]
    subprocess.run(seed, check=True, env=surroundings, cwd=ROOT)
    seal = [sys.executable, "-m", "sanzhi.documents.sealing.testseal", "--port", str(port + 2)]
    seal += ["--home", str(home / "secrets" / "seal")]
    command = [str(Path(sys.executable).with_name("sanzhi")), "serve", "--port", str(port)]
    with (home.parent / "serve.log").open("wb") as log:
        children = [
            subprocess.Popen(each, env=surroundings, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
            for each in (seal, command)
        ]
    try:
        found = Instance(home, f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}", surroundings)
        _wait_for(found.portal + "/")
        _wait_for(found.desk + "/accounts/login/")
        yield found
    finally:
        for child in reversed(children):
            child.send_signal(signal.SIGTERM)
            child.wait(timeout=30)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def cases(instance: Instance) -> dict[str, str]:
    """The ids of cases in the states that ``tests.journeys.prepare`` names."""
    command = [sys.executable, "-m", "tests.journeys.prepare"]
    done = subprocess.run(command, check=True, env=instance.surroundings, cwd=ROOT, stdout=subprocess.PIPE)
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="package")
def sessions() -> dict[str, StorageState]:
    """Who has signed in already: nobody has to do it twice."""
    return {}


@pytest.fixture
def desks(browser: Browser, instance: Instance, sessions: dict[str, StorageState]) -> Iterator[Desks]:
    """Desks of signed-in people, each in a browser of their own."""
    opened: list[BrowserContext] = []

    def desk_of(username: str, width: int = 1440) -> Desk:
        context = browser.new_context(
            locale="zh-CN", viewport={"width": width, "height": 900}, storage_state=sessions.get(username)
        )
        context.set_default_timeout(PATIENCE_SECONDS / 6 * 1000)
        opened.append(context)
        desk = Desk(context.new_page(), instance.desk)
        if username not in sessions:
            desk.sign_in(username)
            sessions[username] = context.storage_state()
        return desk

    yield desk_of
    for context in opened:
        context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A citizen's page."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def wait_until(page: Page, address: str, text: str) -> None:
    """Open a page again and again until it shows a text: news travel within seconds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        page.goto(address)
        if text in page.content():
            return
        page.wait_for_timeout(500)
    expect(page.locator("body")).to_contain_text(text)


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer")
