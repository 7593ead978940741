"""Reading a log again from its first byte, to say whether anything was changed and where first.

Three witnesses are compared: the leaves (rows of a database, or entry bundles), the stored tiles, and the
signed root. When one of the first two still leads to the signed root, the other is at fault and the place is
exact. This is what lets the kept record (行政处罚法 Art 47) be relied on as evidence.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sanzhi.ledger.checkpoint import Checkpoint, TreeHead, published
from sanzhi.ledger.errors import BadNote, Inconsistent
from sanzhi.ledger.fault import Fault, Kind, leaf_fault, tile_faults
from sanzhi.ledger.merkle import hash_leaf
from sanzhi.ledger.note import Verifier
from sanzhi.ledger.rebuild import Rebuilt, rebuild, stored_hashes
from sanzhi.ledger.tiles import ENTRIES, WIDTH, Tiles, split_bundle, width_at

Leaves = Callable[[], Iterable[bytes]]


def audit(
    folder: Path, verifier: Verifier, leaves: Leaves | None = None, head: TreeHead | None = None
) -> list[Fault]:
    """Give everything found wrong with the log in a folder, nothing when it is whole.

    `leaves` is called for a fresh reading of all leaves in order of index, up to three times; without it
    the entry bundles are read. Leaves beyond the checkpoint are not looked at, for they may just be on their
    way. `head`, the committed head, also lets a checkpoint restored from a backup be told. Memory does not
    grow with the log; a million leaves take about two seconds of hashing.
    """
    tiles = Tiles(folder)
    try:
        signed = published(folder, verifier)
    except BadNote as error:
        return [Fault(Kind.FORGED, None, f"检查点不可信：{error}")]
    if signed is None:
        return [Fault(Kind.UNSIGNED, None, "账本文件夹中没有检查点：被删除，或从未写入。")]
    return _against_head(signed, head) + _against_leaves(tiles, signed, leaves)


def _against_head(signed: Checkpoint, head: TreeHead | None) -> list[Fault]:
    if head is None or head == signed.head:
        return []
    if head.size < signed.size:
        detail = f"已公布 {signed.size} 条，账本头只有 {head.size} 条：账本头被恢复到旧备份。"
        return [Fault(Kind.REWOUND, head.size, detail)]
    if head.size > signed.size:
        detail = f"账本头已有 {head.size} 条，检查点只有 {signed.size} 条：账本文件夹被恢复到旧备份。"
        return [Fault(Kind.BEHIND, signed.size, detail)]
    return [Fault(Kind.FORKED, None, f"同为 {head.size} 条，账本头与检查点的树根不同：另立了一份历史。")]


def _against_leaves(tiles: Tiles, signed: Checkpoint, leaves: Leaves | None) -> list[Fault]:
    read = leaves or (lambda: _bundled(tiles, signed.size))
    size = signed.size

    def hashes() -> Iterator[bytes]:
        return (hash_leaf(leaf) for leaf in read())

    try:
        mine = rebuild(tiles, size, hashes())
    except Inconsistent as error:
        return [Fault(Kind.BUNDLE, _broken_bundle(tiles, size), str(error))]
    if mine.root == signed.root and mine.count == size:
        return tile_faults(mine)
    theirs = rebuild(tiles, size, stored_hashes(tiles, size))
    if theirs.root == signed.root and theirs.count == size:
        return [*tile_faults(theirs), leaf_fault(tiles, size, mine, hashes)]
    return [_rewritten(mine, size)]


def _rewritten(mine: Rebuilt, size: int) -> Fault:
    """Leaves and tiles both miss the root, so the place is only as exact as the tiles above it allow."""
    first = mine.differences[0] if mine.differences else None
    if first is None:
        return Fault(Kind.REWRITTEN, None, "条目与哈希块一致，却与签名的树根不符：两者被一同改写。")
    last = min(first.index + first.reach, size) - 1
    detail = f"条目与哈希块都被改动，最早的差异在序号 {first.index} 至 {last} 之间。"
    return Fault(Kind.REWRITTEN, first.index, detail)


def _bundled(tiles: Tiles, size: int) -> Iterator[bytes]:
    """Read the entry bundles as they are: one with too few leaves shifts the rest, one missing is a gap."""
    for index in range(-(-size // WIDTH)):
        try:
            data = tiles.read(ENTRIES, index, width_at(0, index, size))
        except Inconsistent:
            continue
        yield from split_bundle(data)


def _broken_bundle(tiles: Tiles, size: int) -> int | None:
    """Give the first index of the first bundle whose lengths do not add up."""
    for start in range(0, size, WIDTH):
        try:
            split_bundle(tiles.read(ENTRIES, start // WIDTH, width_at(0, start // WIDTH, size)))
        except Inconsistent:
            return start
    return None
