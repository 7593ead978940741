"""The portal runs alone: no inner database, no inner settings, and no right to write."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portal.instance import environment, following, get, serving, sync
from tests.released.world import World, penalty, uuid

pytestmark = pytest.mark.slow
WRITE = """
import django; django.setup()
from sanzhi.released.models import Tally
Tally.objects.create(kind="penalty")
"""


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    made = tmp_path / "instance"
    made.mkdir()
    return made


def test_it_serves_its_records_with_the_inner_side_gone(world: World, instance: Path) -> None:
    world.release(1, penalty())
    assert sync(instance, world.folder).returncode == 0
    shutil.rmtree(world.folder.parent)
    with serving(instance, world.folder) as address:
        status, page = get(f"{address}/r/{uuid(1)}/")
        assert (status, "金沙市监罚〔2026〕12号" in page) == (200, True)
        assert get(f"{address}/r/{uuid(1)}/record.tlog-proof")[0] == 200
        assert get(f"{address}/health")[0] == 200
        assert get(f"{address}/static/portal/proof.js")[0] == 200
    kept = {path.name for path in instance.iterdir()}
    assert kept <= {"public.db", "public.db-wal", "public.db-shm", "portal"}


def test_its_web_process_cannot_write(world: World, instance: Path) -> None:
    world.release(1, penalty())
    sync(instance, world.folder)
    wanted = environment(instance, world.folder) | {"DJANGO_SETTINGS_MODULE": "sanzhi.config.portal"}
    done = subprocess.run(
        [sys.executable, "-c", WRITE], env=wanted, capture_output=True, text=True, check=False
    )
    assert "readonly" in done.stderr


def test_before_its_first_round_it_asks_for_patience(world: World, instance: Path) -> None:
    with serving(instance, world.folder) as address:
        status, page = get(address + "/")
        assert (status, "正在准备" in page) == (503, True)
        sync(instance, world.folder)
        assert get(address + "/")[0] == 200


def test_what_is_released_is_public_within_seconds_and_what_is_withdrawn_is_gone(
    world: World, instance: Path
) -> None:
    sync(instance, world.folder)
    with following(instance, world.folder), serving(instance, world.folder) as address:
        world.release(1, penalty())
        assert _until(f"{address}/r/{uuid(1)}/", 200)
        world.withdraw(1)
        assert _until(f"{address}/r/{uuid(1)}/", 410)
        assert _appears(instance / "portal/back/withdrawals/1.json")


def test_the_follower_survives_an_absent_feed_and_stops_when_asked(world: World, instance: Path) -> None:
    world.release(1, penalty())
    away = world.folder.with_name("gone")
    world.folder.rename(away)
    with following(instance, world.folder) as process:
        assert _appears(instance / "portal/status.json")
        assert process.poll() is None
        away.rename(world.folder)
        assert _appears(instance / "portal/checkpoint")
    assert process.returncode == 0
    assert process.stderr is not None and "公钥" in process.stderr.read().decode()


def _until(url: str, status: int) -> bool:
    return _eventually(lambda: get(url)[0] == status)


def _appears(path: Path) -> bool:
    return _eventually(path.exists)


def _eventually(holds: Callable[[], bool]) -> bool:
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.1)
    return False
