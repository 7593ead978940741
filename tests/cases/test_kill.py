"""Killed in the middle of an act, again and again: nothing acknowledged is lost, nothing stands twice."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.endless import ROUND

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
ROUNDS = 8


class Instance:
    """An instance in a folder of its own, on the embedded database, with the settings of the program."""

    def __init__(self, home: Path) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "SANZHI_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "sanzhi.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.call("prepare")

    def call(self, *arguments: str) -> str:
        """Run the program to its end."""
        done = subprocess.run(_command(*arguments), env=self.environment, check=True, capture_output=True)
        return done.stdout.decode()

    def report(self) -> dict[str, Any]:
        """What the instance holds."""
        found: dict[str, Any] = json.loads(self.call("report"))
        return found

    def work_and_die(self, number: int, after: int, seconds: float) -> list[tuple[int, int, bool]]:
        """Let it work from act ``number`` on, kill it after so many acts; what it acknowledged."""
        program = subprocess.Popen(
            _command("work", str(number)), env=self.environment, stdout=subprocess.PIPE
        )
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(after)]
        time.sleep(seconds)
        program.send_signal(signal.SIGKILL)
        lines += program.stdout.read().splitlines(keepends=True)
        assert program.wait() == -signal.SIGKILL
        # A line without its end was cut off by the death: nobody has been told.
        acknowledged = [line.split() for line in lines if line.endswith(b"\n")]
        return [(int(each), int(seq), repeated == b"1") for each, seq, repeated in acknowledged]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.support.endless", *arguments]


def test_nothing_acknowledged_is_lost_and_nothing_stands_twice(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    acknowledged: dict[int, int] = {}
    for _ in range(ROUNDS):
        # It begins with the last act that was acknowledged: sent again, it is answered and not performed.
        begin = max(acknowledged, default=0)
        done = instance.work_and_die(begin, 1 + secrets.randbelow(30), secrets.randbelow(10) / 1000)
        if acknowledged:
            assert done[0] == (begin, acknowledged[begin], True)
        acknowledged |= {number: seq for number, seq, _ in done}
    found = instance.report()

    _assert_whole(found)
    _assert_kept(found["events"], acknowledged)


def _assert_whole(found: dict[str, Any]) -> None:
    assert (found["synchronous"], found["integrity"], found["differences"]) == (2, "ok", [])
    assert found["materials"] and all(found["materials"])
    numbers = Counter(word for word, _ in found["numbers"])
    assert numbers == found["series"]
    assert len({(word, sequence) for word, sequence in found["numbers"]}) == numbers.total()


def _assert_kept(events: dict[str, int], acknowledged: dict[int, int]) -> None:
    assert {f"act:{number}": seq for number, seq in acknowledged.items()}.items() <= events.items()
    # Beyond what was acknowledged at most the act that was under way at the last death is there.
    assert len(acknowledged) <= len(events) <= len(acknowledged) + 1
    assert set(acknowledged) == set(range(len(acknowledged)))
    assert all(seq == number % len(ROUND) + 1 for number, seq in acknowledged.items())
