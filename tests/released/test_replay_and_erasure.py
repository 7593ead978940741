"""The portal's own database file: the same bytes after a replay, and no byte of what was withdrawn."""

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from sanzhi.released.erasure import TEXTS
from sanzhi.released.models import Entry, Sync, Tally
from tests.released.world import QIANXI, World, agency, penalty, progress

COMMAND = "from sanzhi.cli.portal_sync import portal_sync; portal_sync()"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """The home of a portal that has no inner database beside it."""
    made = tmp_path / "instance"
    made.mkdir()
    return made


def sync(home: Path, world: World) -> None:
    """Run the command as the operator does."""
    wanted = {"SANZHI_HOME": str(home), "SANZHI_FEED": str(world.folder), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND], env=wanted, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def dump(home: Path) -> str:
    """All rows of the public database as text, save when it was migrated."""
    base = sqlite3.connect(home / "public.db")
    lines = [line for line in base.iterdump() if "django_migrations" not in line]
    base.close()
    return "\n".join(lines)


def everything(home: Path) -> bytes:
    """Every byte of every file of the portal."""
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def a_full_story(world: World, home: Path) -> None:
    world.release(1, agency())
    world.release(2, agency(QIANXI))
    world.release(3, penalty())
    world.release(4, penalty(number="黔西环罚〔2026〕3号", uscc=QIANXI))
    world.release(5, progress())
    world.release(6, penalty(number="金沙市监罚〔2025〕7号"), until=date(2025, 12, 31))
    sync(home, world)
    world.release(5, progress(), version=2)
    world.release(3, penalty(penalty="罚款 3000 元", fine_fen=300_000), version=2)
    world.withdraw(4)
    world.withdraw(2)
    sync(home, world)


@pytest.mark.slow
def test_deleting_the_database_and_replaying_gives_the_same_bytes(world: World, instance: Path) -> None:
    a_full_story(world, instance)
    followed = dump(instance)
    assert "superseded" in followed and "withdrawn" in followed and "expired" in followed
    for name in ("public.db", "public.db-wal", "public.db-shm"):
        (instance / name).unlink(missing_ok=True)
    sync(instance, world)
    assert dump(instance) == followed


@pytest.mark.slow
def test_replaying_needs_no_feed(world: World, instance: Path) -> None:
    a_full_story(world, instance)
    followed = dump(instance)
    (instance / "public.db").unlink()
    world.folder.rename(world.folder.with_name("gone"))
    with pytest.raises(AssertionError, match="检查点"):
        sync(instance, world)
    assert dump(instance) == followed


@pytest.mark.slow
def test_no_byte_of_a_withdrawn_text_stays_anywhere_in_the_portal(world: World, instance: Path) -> None:
    chosen = range(3, 120, 8)
    for name in range(120):
        world.release(
            name,
            penalty(number=f"金沙市监罚〔2026〕{1000 + name}号", party=("自然人", f"被罚人{name:03d}某")),
        )
    sync(instance, world)
    before = everything(instance)
    for name in range(120):
        assert f"被罚人{name:03d}某".encode() in before
    for name in chosen:
        world.withdraw(name)
    sync(instance, world)
    after = everything(instance)
    for name in range(120):
        kept = name not in chosen
        assert (f"被罚人{name:03d}某".encode() in after) is kept
        assert (f"〔2026〕{1000 + name}号".encode() in after) is kept
        assert (f"2026{1000 + name}号".encode() in after) is kept
    assert len(list((instance / "portal/back/withdrawals").glob("*.json"))) == 15


@pytest.mark.slow
def test_a_refused_feed_ends_the_command_with_a_reason(world: World, instance: Path) -> None:
    world.release(1, penalty())
    bundle = world.folder / "tile/entries/000.p/1"
    bundle.write_bytes(bundle.read_bytes().replace(b'"version":1', b'"version":2'))
    with pytest.raises(AssertionError, match="树根"):
        sync(instance, world)


def test_every_table_with_words_of_a_content_is_swept() -> None:
    tables = set(apps.get_app_config("released").get_models())

    # Leaves are digests, tallies are numbers, and the checkpoint names nobody.
    assert set(TEXTS) == tables - {Entry, Tally, Sync}
