"""One command starts all programs of a machine, keeps them alive and leaves none behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sanzhi.cli.serve import serve
from tests.support.ports import three_free_ports

PATIENCE_SECONDS = 60.0


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


class Instance:
    """An instance in a folder, served by the real command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = three_free_ports()
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        self.log = home / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(Path(sys.executable).with_name("sanzhi")), "serve", "--port", str(self.port)],
                # Programs that rename themselves would write over the environment by which they are found.
                env=environment | {"SANZHI_HOME": str(home), "DATABASE_URL": "", "SPT_NOENV": "1"},
                stdout=log,
                stderr=log,
            )

    def processes(self, *words: str) -> list[int]:
        """The processes of this instance whose command holds all words."""
        mark = f"SANZHI_HOME={self.home}\0".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().decode().replace("\0", " ")
                ours = mark in (folder / "environ").read_bytes() + b"\0"
            except OSError:
                continue
            if ours and command and all(word in command for word in words):
                found.append(int(folder.name))
        return sorted(found)


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    instance = Instance(tmp_path)
    wait_until(lambda: "按 Ctrl-C 停止" in instance.log.read_text())
    yield instance
    instance.process.kill()
    instance.process.wait()
    wait_until(lambda: instance.processes() == [])


@pytest.mark.slow
def test_all_programs_answer_survive_a_kill_and_stop_together(instance: Instance) -> None:
    assert answers(instance.port)
    assert answers(instance.port + 1)
    for words in (["sanzhi", "worker"], ["sanzhi", "clockwork"], ["sanzhi", "portal-sync", "--follow"]):
        assert instance.processes(*words), words

    (master, *_) = instance.processes("sanzhi.config.wsgi")
    os.kill(master, signal.SIGKILL)
    wait_until(lambda: instance.processes("sanzhi.config.wsgi") not in ([], [master]))
    wait_until(lambda: answers(instance.port + 1))

    instance.process.terminate()
    assert instance.process.wait(timeout=PATIENCE_SECONDS) == 0
    wait_until(lambda: instance.processes() == [])


@pytest.mark.slow
def test_nothing_is_left_when_the_command_itself_is_killed(instance: Instance) -> None:
    instance.process.kill()
    instance.process.wait()
    wait_until(lambda: instance.processes() == [])


def test_the_embedded_database_has_one_web_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    refused = CliRunner().invoke(serve, ["--web-processes", "2"])
    assert refused.exit_code == 2
    assert "DATABASE_URL" in refused.output


@pytest.mark.parametrize("offset", [0, 1])
def test_a_port_that_is_taken_is_named_before_anything_starts(offset: int) -> None:
    port = three_free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + offset))
        other.listen()
        refused = CliRunner().invoke(serve, ["--port", str(port)])
    assert refused.exit_code == 1
    assert f"127.0.0.1:{port + offset}" in refused.output
