"""A log only grows, signs only what follows from what it signed before, and may be told things twice."""

import functools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sanzhi.ledger.audit import audit
from sanzhi.ledger.checkpoint import EMPTY, Checkpoint, TreeHead
from sanzhi.ledger.errors import BadLeaf, Conflict, Inconsistent, KeyFault, LostRace, Rewound
from sanzhi.ledger.head import Head
from sanzhi.ledger.log import Log
from sanzhi.ledger.merkle import extends, hash_leaf, includes
from sanzhi.ledger.note import Signer

Leaves = Callable[[int], list[bytes]]
Naive = Callable[[list[bytes]], bytes]


def reopened(log: Log, signer: Signer, head: Head) -> Log:
    return Log(log.folder, log.origin, signer, head, keep_entries=True)


def test_a_new_log_shows_a_signed_empty_tree(log: Log) -> None:
    shown = Checkpoint.unseal((log.folder / "checkpoint").read_text(), log.verifier)
    assert (log.size, shown.head) == (0, EMPTY)


def test_appending_gives_the_first_index_and_signs_the_new_root(
    log: Log, leaves: Leaves, naive: Naive
) -> None:
    every = leaves(700)
    assert [log.append(every[:1]), log.append(every[1:300]), log.append(every[300:])] == [0, 1, 300]
    shown = Checkpoint.unseal(log.checkpoint(), log.verifier)
    assert shown.head == (700, naive(every))
    assert (log.folder / "checkpoint").read_text() == log.checkpoint()


def test_appending_nothing_signs_nothing(log: Log, leaves: Leaves) -> None:
    log.append(leaves(3))
    before = (log.folder / "checkpoint").stat().st_mtime_ns
    assert log.append([]) == 3
    assert (log.folder / "checkpoint").stat().st_mtime_ns == before


def test_every_proof_of_every_earlier_size_can_still_be_given(
    inner: Log, leaves: Leaves, naive: Naive
) -> None:
    every = leaves(520)
    for start in range(0, 520, 65):
        inner.append(every[start : start + 65])
    for size in range(1, 521, 37):
        root = naive(every[:size])
        assert extends(size, root, 520, naive(every), inner.consistency(size))
        for index in range(0, size, 41):
            assert includes(hash_leaf(every[index]), index, size, inner.inclusion(index, size), root)


def test_a_proof_outside_the_log_is_refused(log: Log, leaves: Leaves) -> None:
    log.append(leaves(3))
    for index, size in ((3, 3), (0, 4), (-1, 3)):
        with pytest.raises(IndexError):
            log.inclusion(index, size)
    with pytest.raises(IndexError):
        log.consistency(4)


def test_partial_tiles_go_once_the_full_tile_stands(log: Log, leaves: Leaves) -> None:
    every = leaves(257)
    log.append(every[:250])
    assert (log.folder / "tile/0/000.p/250").exists()
    log.append(every[250:])
    assert not (log.folder / "tile/0/000.p").exists()
    assert not (log.folder / "tile/entries/000.p").exists()
    assert (log.folder / "tile/0/001.p/1").exists()


def test_leaves_told_twice_are_kept_once(log: Log, leaves: Leaves) -> None:
    every = leaves(12)
    log.append(every[:8], at=0)
    assert log.append(every[:8], at=0) == 0
    assert log.append(every[5:], at=5) == 5
    assert log.size == 12


def test_a_database_restored_from_a_backup_cannot_write_over_the_log(log: Log, leaves: Leaves) -> None:
    every = leaves(12)
    log.append(every[:8], at=0)
    with pytest.raises(Conflict, match="序号 6"):
        log.append([every[5], b"another event"], at=5)
    assert log.size == 8


@pytest.mark.parametrize("at", [-1, 9])
def test_a_log_is_never_continued_anywhere_but_at_its_end(log: Log, leaves: Leaves, at: int) -> None:
    log.append(leaves(8))
    with pytest.raises(Conflict):
        log.append([b"leaf"], at=at)


@pytest.mark.parametrize("leaf", [b"", b"a" * 65_536])
def test_a_leaf_that_fits_no_bundle_is_refused_before_anything_is_written(inner: Log, leaf: bytes) -> None:
    with pytest.raises(BadLeaf):
        inner.append([b"good", leaf])
    assert inner.size == 0


def test_a_key_of_another_name_cannot_sign_a_log(tmp_path: Path, signer: Signer, head: Head) -> None:
    with pytest.raises(KeyFault):
        Log(tmp_path / "other", "other.example", signer, head, keep_entries=False)


def test_yesterdays_head_is_refused(log: Log, signer: Signer, head: Head, leaves: Leaves) -> None:
    yesterday = Head(log.folder.parent / "yesterday.db")
    log.append(leaves(5))
    yesterday.advance(log.origin, EMPTY, head.load(log.origin))
    log.append(leaves(3))
    with pytest.raises(Rewound, match="旧备份"):
        reopened(log, signer, yesterday)
    yesterday.close()


def test_a_running_log_refuses_when_its_head_is_lost(log: Log, signer: Signer, leaves: Leaves) -> None:
    log.append(leaves(5))
    fresh = Head(log.folder.parent / "fresh.db")
    with pytest.raises(Rewound):
        reopened(log, signer, fresh)
    fresh.close()


def test_yesterdays_folder_is_refused(log: Log, signer: Signer, head: Head, leaves: Leaves) -> None:
    log.append(leaves(5))
    shutil.copytree(log.folder, log.folder.parent / "yesterday")
    log.append(leaves(3))
    shutil.rmtree(log.folder)
    shutil.move(log.folder.parent / "yesterday", log.folder)
    with pytest.raises(Inconsistent):
        reopened(log, signer, head)


def test_a_flipped_tile_at_the_right_edge_stops_the_log(log: Log, leaves: Leaves) -> None:
    log.append(leaves(5))
    tile = log.folder / "tile/0/000.p/5"
    tile.write_bytes(b"\xff" + tile.read_bytes()[1:])
    with pytest.raises(Inconsistent, match="审计"):
        log.append([b"leaf"])


def test_a_changed_entry_in_the_last_bundle_stops_the_log(log: Log, leaves: Leaves) -> None:
    log.append(leaves(5))
    bundle = log.folder / "tile/entries/000.p/5"
    bundle.write_bytes(bundle.read_bytes().replace(b'"number":3', b'"number":4'))
    with pytest.raises(Inconsistent, match="序号 3"):
        log.append([b"leaf"])
    assert log.size == 5


def test_a_checkpoint_of_another_history_stops_the_log(
    log: Log, signer: Signer, head: Head, leaves: Leaves
) -> None:
    log.append(leaves(5))
    other = Checkpoint(log.origin, 4, bytes(32)).seal(signer)
    (log.folder / "checkpoint").write_text(other)
    with pytest.raises(Inconsistent, match="前身"):
        reopened(log, signer, head)


def test_a_lost_checkpoint_is_signed_again_to_the_same_bytes(
    log: Log, signer: Signer, head: Head, leaves: Leaves
) -> None:
    log.append(leaves(5))
    before = (log.folder / "checkpoint").read_bytes()
    (log.folder / "checkpoint").unlink()
    reopened(log, signer, head)
    assert (log.folder / "checkpoint").read_bytes() == before


def test_two_machines_with_one_head_cannot_both_write(
    log: Log, signer: Signer, head: Head, leaves: Leaves
) -> None:
    """Each holds the lock of its own folder, so only the head stands between them."""
    log.append(leaves(5))
    shutil.copytree(log.folder, log.folder.parent / "elsewhere")
    elsewhere = Log(log.folder.parent / "elsewhere", log.origin, signer, head, keep_entries=True)
    log.append([b"one"])
    with pytest.raises(Inconsistent):
        elsewhere.append([b"other"])
    assert log.size == 6


class RivalHead(Head):
    """A head that another writer moves just before we do."""

    def advance(self, origin: str, old: TreeHead, new: TreeHead) -> None:
        super().advance(origin, old, TreeHead(new.size, bytes(32)))
        super().advance(origin, old, new)


def test_who_loses_the_head_after_writing_tiles_signs_nothing(
    tmp_path: Path, signer: Signer, leaves: Leaves
) -> None:
    head = RivalHead(tmp_path / "rival.db")
    log = Log(tmp_path / "rival", signer.name, signer, head, keep_entries=True)
    with pytest.raises(LostRace):
        log.append(leaves(5))
    assert Checkpoint.unseal((log.folder / "checkpoint").read_text(), log.verifier).head == EMPTY
    head.close()


def test_two_processes_writing_at_once_take_turns(log: Log, signer: Signer, head: Head) -> None:
    def write(name: str) -> None:
        mine = Log(log.folder, log.origin, signer, Head(log.folder.parent / "head.db"), keep_entries=True)
        for turn in range(12):
            mine.append([f"{name} {turn} {part}".encode() for part in range(25)])

    children = [spawn(functools.partial(write, name)) for name in "ab"]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert log.size == 600
    assert audit(log.folder, log.verifier, head=head.load(log.origin)) == []


def spawn(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)
