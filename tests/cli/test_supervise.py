"""The parent of processes: restarts, one log, and nobody left behind."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sanzhi.cli.supervise import Child, Supervisor

PATIENCE_SECONDS = 20.0
ROOT = Path(__file__).parents[2]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def turn_until(supervisor: Supervisor, true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        supervisor.turn()


def running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_the_log_is_one_stream_whose_lines_name_their_child() -> None:
    out = io.BytesIO()
    supervisor = Supervisor(out=out)
    supervisor.start(
        Child("one", python("print('half', end='', flush=True); print(' line'); import time; time.sleep(60)"))
    )
    supervisor.start(Child("two", python("import sys, time; print('全文', file=sys.stderr); time.sleep(60)")))
    turn_until(supervisor, lambda: out.getvalue().count(b"\n") == 2)
    supervisor.stop()
    assert sorted(out.getvalue().decode().splitlines()) == ["one       | half line", "two       | 全文"]


def test_a_child_that_dies_is_started_again_after_a_pause_and_its_last_words_are_kept() -> None:
    out = io.BytesIO()
    supervisor = Supervisor(out=out)
    child = Child("brief", python("print('last words', end=''); raise SystemExit(3)"))
    began = time.monotonic()
    supervisor.start(child)
    turn_until(supervisor, lambda: child.deaths == 2)
    supervisor.stop()
    assert time.monotonic() - began >= 0.5
    assert out.getvalue().count(b"brief     | last words\n") == 2
    assert "brief 已退出（3），0.5 秒后重新启动" in out.getvalue().decode()


def test_the_pause_doubles_up_to_half_a_minute() -> None:
    child = Child("brief", [])
    pauses = []
    for deaths in (1, 2, 3, 6, 7, 50):
        child.deaths = deaths
        pauses.append(child.pause())
    assert pauses == [0.5, 1.0, 2.0, 16.0, 30.0, 30.0]


def test_stopping_ends_every_child_even_one_that_does_not_listen() -> None:
    out = io.BytesIO()
    supervisor = Supervisor(out=out, grace_seconds=1)
    ignoring = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    deaf = ignoring + "print('deaf', flush=True); import time; time.sleep(60)"
    children = [
        Child("deaf", python(deaf)),
        Child("good", python("print('good', flush=True); import time; time.sleep(60)")),
    ]
    for child in children:
        supervisor.start(child)
    turn_until(supervisor, lambda: out.getvalue().count(b"\n") == 2)
    supervisor.stop()
    assert [child.process.returncode for child in children if child.process] == [
        -signal.SIGKILL,
        -signal.SIGTERM,
    ]


PARENT = """
import sys
from sanzhi.cli.supervise import Child, Supervisor
supervisor = Supervisor()
CODE = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
for name in ("one", "two"):
    supervisor.start(Child(name, [sys.executable, "-c", CODE]))
supervisor.run()
"""


def parent_and_children() -> tuple["subprocess.Popen[str]", list[int]]:
    parent = subprocess.Popen(python(PARENT), stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert parent.stdout
    return parent, [int(parent.stdout.readline().split("|")[1]) for _ in range(2)]


def wait_for_the_end(processes: list[int]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while any(running(process) for process in processes):
        assert time.monotonic() < end, "somebody is left behind"
        time.sleep(0.02)


def test_a_parent_that_is_asked_to_stop_takes_its_children_along() -> None:
    parent, children = parent_and_children()
    parent.terminate()
    assert parent.wait(timeout=PATIENCE_SECONDS) == 0
    assert not any(running(child) for child in children)


def test_the_children_of_a_parent_that_is_killed_end_too() -> None:
    parent, children = parent_and_children()
    assert all(running(child) for child in children)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait(timeout=PATIENCE_SECONDS)
    wait_for_the_end(children)
