"""Whatever is done to rows, bundles, tiles, head or checkpoint, the audit names the first place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sanzhi.ledger.audit import audit
from sanzhi.ledger.checkpoint import Checkpoint, TreeHead
from sanzhi.ledger.fault import Fault, Kind
from sanzhi.ledger.head import Head
from sanzhi.ledger.keys import load_or_create
from sanzhi.ledger.log import Log
from sanzhi.ledger.note import Signer
from sanzhi.ledger.tiles import join_bundle, split_bundle

SIZE = 1_000


@pytest.fixture
def rows(inner: Log, leaves: Callable[[int], list[bytes]]) -> list[bytes]:
    """The rows of a database, every one of them in the inner log."""
    inner.append(leaves(SIZE))
    return leaves(SIZE)


def found(log: Log, rows: list[bytes]) -> list[tuple[Kind, int | None]]:
    faults = audit(log.folder, log.verifier, lambda: rows)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in fault.detail) for fault in faults)
    return [(fault.kind, fault.index) for fault in faults]


def flip(path: Path, at: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_a_whole_log_has_no_fault(inner: Log, rows: list[bytes], head: Head) -> None:
    assert audit(inner.folder, inner.verifier, lambda: iter(rows), head.load(inner.origin)) == []


def test_rows_on_their_way_into_the_log_are_no_fault(inner: Log, rows: list[bytes]) -> None:
    assert found(inner, [*rows, b"on its way"]) == []


@pytest.mark.parametrize("index", [0, 255, 256, 999])
def test_an_edited_row_is_named(inner: Log, rows: list[bytes], index: int) -> None:
    rows[index] = b"edited"
    assert found(inner, rows) == [(Kind.CHANGED, index)]


@pytest.mark.parametrize("index", [0, 255, 256, 998])
def test_a_removed_row_is_named(inner: Log, rows: list[bytes], index: int) -> None:
    del rows[index]
    assert found(inner, rows) == [(Kind.REMOVED, index)]
    assert found(inner, [*rows, b"on its way"]) == [(Kind.REMOVED, index)]


@pytest.mark.parametrize("index", [0, 256, 999])
def test_an_inserted_row_is_named(inner: Log, rows: list[bytes], index: int) -> None:
    rows.insert(index, b"inserted")
    assert found(inner, rows) == [(Kind.INSERTED, index)]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (10, 700), (255, 256)])
def test_swapped_rows_are_named(inner: Log, rows: list[bytes], one: int, other: int) -> None:
    rows[one], rows[other] = rows[other], rows[one]
    assert found(inner, rows) == [(Kind.REORDERED, one)]


@pytest.mark.parametrize("kept", [0, 1, 256, 999])
def test_a_cut_tail_or_yesterdays_database_is_named(inner: Log, rows: list[bytes], kept: int) -> None:
    assert found(inner, rows[:kept]) == [(Kind.CUT, kept)]


def test_the_earliest_of_several_changes_is_named(inner: Log, rows: list[bytes]) -> None:
    rows[900], rows[20], rows[500] = b"c", b"a", b"b"
    assert found(inner, rows) == [(Kind.CHANGED, 20)]


@pytest.mark.parametrize(
    ("tile", "at", "index"),
    [("0/000", 0, 0), ("0/002", 32 * 7 + 5, 519), ("0/003.p/232", 32 * 231, 999), ("1/000.p/3", 32, 256)],
)
def test_a_flipped_byte_in_a_tile_is_named(
    inner: Log, rows: list[bytes], tile: str, at: int, index: int
) -> None:
    flip(inner.folder / "tile" / tile, at)
    assert found(inner, rows) == [(Kind.TILE, index)]


def test_a_missing_and_a_shortened_tile_are_named(inner: Log, rows: list[bytes]) -> None:
    (inner.folder / "tile/0/001").unlink()
    short = inner.folder / "tile/0/002"
    short.write_bytes(short.read_bytes()[:-1])
    assert found(inner, rows) == [(Kind.TILE, 256), (Kind.TILE, 512)]


def test_a_row_and_an_upper_tile_changed_are_told_apart(inner: Log, rows: list[bytes]) -> None:
    flip(inner.folder / "tile/1/000.p/3")
    rows[700] = b"edited"
    assert found(inner, rows) == [(Kind.TILE, 0), (Kind.CHANGED, 700)]


def test_a_row_rewritten_together_with_its_tile_is_still_noticed(
    inner: Log, rows: list[bytes], tmp_path: Path, signer: Signer
) -> None:
    head = Head(tmp_path / "forger.db")
    rows[700] = b"rewritten"
    forger = Log(tmp_path / "forger", inner.origin, signer, head, keep_entries=False)
    forger.append(rows)
    shutil.copy(forger.folder / "tile/0/002", inner.folder / "tile/0/002")
    assert found(inner, rows) == [(Kind.REWRITTEN, 512)]
    shutil.rmtree(inner.folder / "tile")
    shutil.copytree(forger.folder / "tile", inner.folder / "tile")
    assert found(inner, rows) == [(Kind.REWRITTEN, None)]
    head.close()


def test_a_log_signed_anew_with_another_key_is_forged(inner: Log, rows: list[bytes]) -> None:
    other = load_or_create(inner.folder.parent / "other.key", inner.origin)
    forged = Checkpoint.unseal(inner.checkpoint(), inner.verifier).seal(other)
    (inner.folder / "checkpoint").write_text(forged)
    assert found(inner, rows) == [(Kind.FORGED, None)]


def test_a_missing_checkpoint_is_a_fault(inner: Log, rows: list[bytes]) -> None:
    (inner.folder / "checkpoint").unlink()
    assert found(inner, rows) == [(Kind.UNSIGNED, None)]


@pytest.mark.parametrize(
    ("size", "expected"), [(999, Kind.REWOUND), (1_001, Kind.BEHIND), (1_000, Kind.FORKED)]
)
def test_head_and_checkpoint_of_different_days_are_told_apart(
    inner: Log, rows: list[bytes], size: int, expected: Kind
) -> None:
    faults = audit(inner.folder, inner.verifier, lambda: rows, TreeHead(size, bytes(32)))
    assert [fault.kind for fault in faults] == [expected]


def in_bundle(log: Log, index: int, change: Callable[[list[bytes]], object]) -> list[Fault]:
    """Change the leaves of one stored bundle of a public log and audit it."""
    path = log.folder / f"tile/entries/{index:03d}"
    entries = split_bundle(path.read_bytes())
    change(entries)
    path.write_bytes(join_bundle(entries))
    return audit(log.folder, log.verifier)


@pytest.mark.parametrize(
    ("change", "kind", "index"),
    [
        (lambda entries: entries.__setitem__(3, b"edited"), Kind.CHANGED, 259),
        (lambda entries: entries.pop(3), Kind.REMOVED, 259),
        (lambda entries: entries.insert(3, b"inserted"), Kind.INSERTED, 259),
        (lambda entries: entries.reverse(), Kind.REORDERED, 256),
        (lambda entries: entries.clear(), Kind.REMOVED, 256),
    ],
)
def test_a_changed_entry_bundle_is_named(
    log: Log,
    leaves: Callable[[int], list[bytes]],
    change: Callable[[list[bytes]], object],
    kind: Kind,
    index: int,
) -> None:
    log.append(leaves(SIZE))
    assert audit(log.folder, log.verifier) == []
    assert [(fault.kind, fault.index) for fault in in_bundle(log, 1, change)] == [(kind, index)]


def test_a_bundle_that_cannot_be_split_is_named(log: Log, leaves: Callable[[int], list[bytes]]) -> None:
    log.append(leaves(SIZE))
    flip(log.folder / "tile/entries/002", 0)
    assert [(fault.kind, fault.index) for fault in audit(log.folder, log.verifier)] == [(Kind.BUNDLE, 512)]


@pytest.mark.parametrize(
    ("bundle", "kind", "index"), [("001", Kind.REMOVED, 256), ("003.p/232", Kind.CUT, 768)]
)
def test_a_missing_bundle_is_named(
    log: Log, leaves: Callable[[int], list[bytes]], bundle: str, kind: Kind, index: int
) -> None:
    log.append(leaves(SIZE))
    (log.folder / "tile/entries" / bundle).unlink()
    assert [(fault.kind, fault.index) for fault in audit(log.folder, log.verifier)] == [(kind, index)]
