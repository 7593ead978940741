"""``sanzhi keys``: the operator sees the keys, changes them while people work, and removes an old one."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.instances import SANZHI

ROOT = Path(__file__).parents[2]
OFFICERS = 3000
VALUES = 2 * OFFICERS
pytestmark = pytest.mark.slow


class Instance:
    """An instance with many officers in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "SANZHI_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "sanzhi.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.program("prepare")

    def program(self, what: str) -> str:
        """Run ``tests.support.registered``."""
        command = [sys.executable, "-m", "tests.support.registered", what, str(OFFICERS)]
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def counted(self) -> dict[str, int]:
        """Values by key version, after every officer was read and found."""
        found: dict[str, int] = json.loads(self.program("check"))
        return found

    def keys(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run ``sanzhi keys``."""
        command = [SANZHI, "keys", *arguments]
        return subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True)

    def change_and_die(self, seconds: float, *arguments: str) -> None:
        """Change the key in the foreground and be killed after a while."""
        command = [SANZHI, "keys", "rotate", "--wait", *arguments]
        changing = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)
        assert changing.stdout is not None
        while "registry_officer.identity" not in changing.stdout.readline():
            assert changing.poll() is None
        time.sleep(seconds)
        changing.send_signal(signal.SIGKILL)
        changing.wait()


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    return Instance(tmp_path_factory.mktemp("keys"))


def test_the_life_of_a_key(instance: Instance) -> None:
    assert "第 1 版（正在使用" in instance.keys("status").stdout
    assert instance.counted() == {"1": VALUES}

    # A change that is killed again and again loses nothing and goes on where it was.
    instance.change_and_die(0.05)
    first = instance.counted()
    assert first["1"] + first["2"] == VALUES
    assert first["1"] > 0
    assert instance.keys("retire", "1", "--at-once").returncode == 1
    instance.change_and_die(0.1, "--resume")
    second = instance.counted()
    assert second["1"] + second["2"] == VALUES
    assert second["1"] <= first["1"]

    done = instance.keys("rotate", "--wait", "--resume")
    assert f"已更换 {second['1']} 条" in done.stdout
    assert instance.counted() == {"1": 0, "2": VALUES}

    refused = instance.keys("retire", "1")
    assert refused.returncode == 1
    assert "未满 10 分钟" in refused.stderr
    assert instance.keys("retire", "1", "--at-once").stdout == "第 1 版密钥已销毁。\n"
    assert instance.counted() == {"2": VALUES}
    assert stat.S_IMODE((instance.home / "secrets" / "personal.2").stat().st_mode) == 0o600
    assert not (instance.home / "secrets" / "personal").exists()


def test_the_present_key_cannot_go(instance: Instance) -> None:
    refused = instance.keys("retire", str(max(map(int, instance.counted()))))
    assert refused.returncode == 1
    assert "正在使用" in refused.stderr


def test_a_key_that_is_missing_is_named_with_what_it_seals(instance: Instance) -> None:
    newest = max((instance.home / "secrets").glob("personal*"))
    instance.keys("rotate")
    newest.rename(instance.home / "elsewhere")
    shown = instance.keys("status")
    (instance.home / "elsewhere").rename(newest)
    assert shown.returncode == 1
    assert f"缺少 secrets/{newest.name}）：{VALUES} 条无法读出" in shown.stdout
    assert instance.keys("status").returncode == 0
