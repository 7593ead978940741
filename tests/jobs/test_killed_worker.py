"""A worker that is killed in the middle of its work loses nothing: real processes, real signals."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from sanzhi.cli.supervise import Child, Supervisor

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("db")]
ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 40.0


class Program:
    """Outbox, clockwork and worker of one instance in a folder, under a parent as ``serve`` has it."""

    def __init__(self, home: Path, database_url: str) -> None:
        self.home = home
        self.environment = {
            "SANZHI_HOME": str(home),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
            "PYTHONPATH": str(ROOT),
        }
        self.supervisor = Supervisor()

    def call(self, *arguments: str) -> str:
        command = [sys.executable, "-m", *arguments]
        environment = os.environ | self.environment
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    def start(self, command: str) -> Child:
        code = f"from sanzhi.cli.background import {command}; {command}()"
        child = Child(command, [sys.executable, "-c", code], self.environment)
        self.supervisor.start(child)
        return child

    def marks(self) -> list[tuple[str, int]]:
        """The number of the news and the process, for each time that the handler began."""
        path = self.home / "marks"
        lines = path.read_text().splitlines() if path.exists() else []
        return [(line.split()[0], int(line.split()[1])) for line in lines]

    def wait_until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not true():
            assert time.monotonic() < end, "it did not happen in time"
            self.supervisor.turn()

    def state(self, key: str) -> str:
        return self.call("tests.jobs.program", "state", key)


def alive(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path, _database_beside(os.environ.get("DATABASE_URL", "")))
    program.call("django", "migrate", "-v0")
    program.call("tests.jobs.program", "tell", "a")
    program.start("clockwork")
    yield program
    program.supervisor.stop()


def _database_beside(url: str) -> str:
    if not url:
        return ""
    name = f"worker_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?")


def family_of(process: int) -> list[int]:
    """The children of a process."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text().split()]


def test_a_job_whose_process_is_killed_is_run_again(program: Program) -> None:
    program.start("worker")
    program.wait_until(lambda: len(program.marks()) == 1)
    os.kill(program.marks()[0][1], signal.SIGKILL)
    program.wait_until(lambda: len(program.marks()) == 2)
    (first, _), (second, _) = program.marks()
    assert first == second
    program.wait_until(lambda: program.state("a") == "done 2")


def test_a_job_whose_worker_is_killed_whole_is_run_again_by_the_next_worker(program: Program) -> None:
    worker = program.start("worker")
    program.wait_until(lambda: len(program.marks()) == 1)
    assert worker.process
    worker.process.kill()
    program.wait_until(lambda: not alive(program.marks()[0][1]))
    program.wait_until(lambda: program.state("a") == "done 2")


def test_no_child_of_the_queue_shares_a_connection_with_its_parent(program: Program) -> None:
    assert program.call("tests.jobs.program.inheritance") == "nothing"


@pytest.mark.parametrize("member", [0, 1, 2])
def test_the_queue_goes_on_whichever_idle_process_of_it_is_killed(program: Program, member: int) -> None:
    (program.home / "marks").write_text("0 0\n")
    worker = program.start("worker")
    program.wait_until(lambda: program.state("a") == "done 1")
    assert worker.process
    os.kill(family_of(worker.process.pid)[member], signal.SIGKILL)
    program.call("tests.jobs.program", "tell", "b")
    program.wait_until(lambda: len(program.marks()) == 3)
