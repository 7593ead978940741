"""What is not under the pinned signature is not applied, and the fault is said."""

import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sanzhi.ledger.content import content_path
from sanzhi.ledger.note import Signer
from sanzhi.released import queries
from sanzhi.released.models import Entry, Record
from sanzhi.released.sync import Follower
from tests.released.world import NOON, ORIGIN, World, penalty, progress


def change(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def bundle(folder: Path, width: int) -> Path:
    return folder / f"tile/entries/000.p/{width}"


def test_a_changed_leaf_is_refused_and_nothing_is_applied(world: World, follower: Follower) -> None:
    world.release(1, penalty())
    change(bundle(world.folder, 1), b'"version":1', b'"version":2')
    found = follower.round(NOON)
    assert "树根" in found.fault
    assert not Entry.objects.exists()
    assert found.checked_at is None


def test_a_changed_content_is_refused(world: World, follower: Follower) -> None:
    world.release(1, penalty())
    digest = world.feed.entry(0).content or ""
    change(world.folder / content_path(digest), b"500000", b"500001")
    assert "摘要" in follower.round(NOON).fault
    assert not Record.objects.exists()


def test_a_signature_of_another_key_is_refused(world: World, follower: Follower, tmp_path: Path) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    other = World(tmp_path / "other")
    other.release(1, penalty())
    other.release(2, progress())
    shutil.rmtree(world.folder)
    shutil.copytree(other.folder, world.folder)
    other.close()
    assert "受信任" in follower.round(NOON).fault
    assert queries.sync().size == 1


def test_a_second_history_under_the_same_key_is_refused(
    world: World, follower: Follower, tmp_path: Path
) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    fork = forked(world, tmp_path)
    follower_of_fork = Follower(str(fork.folder), tmp_path / "portal")
    found = follower_of_fork.round(NOON)
    fork.close()
    assert "历史" in found.fault
    assert queries.sync().size == 1


def test_a_shortened_history_is_refused(world: World, follower: Follower, tmp_path: Path) -> None:
    world.release(1, penalty())
    shutil.copytree(world.folder, tmp_path / "short")
    world.release(2, penalty())
    follower.round(NOON)
    found = Follower(str(tmp_path / "short"), tmp_path / "portal").round(NOON)
    assert "截短" in found.fault
    assert queries.sync().size == 2


def test_a_mirror_exchanged_for_another_history_does_not_reach_the_rows(
    world: World, follower: Follower, home: Path, tmp_path: Path
) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    fork = forked(world, tmp_path)
    for name in ("tile", "content"):
        shutil.rmtree(home / name)
        shutil.copytree(fork.folder / name, home / name)
    shutil.copy(fork.folder / "checkpoint", home / "checkpoint")
    found = Follower(str(fork.folder), home).round(NOON)
    fork.close()
    assert "另立" in found.fault
    assert queries.sync().size == 1


def test_a_touched_mirror_is_refused_at_the_next_start(world: World, follower: Follower, home: Path) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    change(bundle(home, 1), b'"version":1', b'"version":2')
    assert "镜像" in Follower(str(world.folder), home).round(NOON).fault


def test_the_key_is_pinned_at_the_first_round(world: World, follower: Follower, home: Path) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    stranger = Signer(ORIGIN, Ed25519PrivateKey.generate()).verifier
    (world.folder / "vkey").write_text(f"{stranger}\n")
    assert follower.round(NOON).fault == ""
    assert (home / "vkey").read_text().strip() == str(world.log.verifier)


def test_a_key_from_the_settings_goes_before_the_one_beside_the_feed(
    world: World, home: Path, db: None
) -> None:
    stranger = str(Signer(ORIGIN, Ed25519PrivateKey.generate()).verifier)
    world.release(1, penalty())
    assert "受信任" in Follower(str(world.folder), home, stranger).round(NOON).fault
    assert "公钥" in Follower(str(world.folder), home, str(world.log.verifier)).round(NOON).fault


def test_applying_goes_on_once_the_feed_is_whole_again(world: World, follower: Follower) -> None:
    world.release(1, penalty())
    change(bundle(world.folder, 1), b'"version":1', b'"version":2')
    assert follower.round(NOON).fault
    change(bundle(world.folder, 1), b'"version":2', b'"version":1')
    found = follower.round(NOON)
    assert (found.fault, found.applied_size) == ("", 1)


def forked(world: World, tmp_path: Path) -> World:
    """Another history of the same size, signed by the same key."""
    fork = World(tmp_path / "fork", signer=world.signer)
    fork.release(1, penalty(number="金沙市监罚〔2026〕99号"))
    return fork
