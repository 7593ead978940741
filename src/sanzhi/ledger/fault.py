"""What an audit can find, in words for the person who has to act on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sanzhi.ledger.rebuild import Difference, Rebuilt, position, stored_hashes
from sanzhi.ledger.tiles import Tiles


class Kind(StrEnum):
    """The kinds of fault."""

    FORGED = "forged"
    UNSIGNED = "unsigned"
    REWOUND = "rewound"
    BEHIND = "behind"
    FORKED = "forked"
    BUNDLE = "bundle"
    TILE = "tile"
    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT = "cut"
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class Fault:
    """One thing found wrong: its kind, the index of the first leaf concerned (from 0), a Chinese sentence."""

    kind: Kind
    index: int | None
    detail: str


def tile_faults(rebuilt: Rebuilt) -> list[Fault]:
    """Name the stored tiles that differ, when what they were compared with leads to the signed root."""
    return [_tile_fault(found) for found in rebuilt.differences]


def _tile_fault(found: Difference) -> Fault:
    what = "缺失或长度不对" if found.stored is None else "被改动"
    detail = f"哈希块 {found.path} {what}，最早涉及序号 {found.index}；条目本身完好。"
    return Fault(Kind.TILE, found.index, detail)


def leaf_fault(tiles: Tiles, size: int, mine: Rebuilt, hashes: Callable[[], Iterable[bytes]]) -> Fault:
    """Name the first leaf at fault, when the stored tiles lead to the signed root and the leaves do not.

    Whether the leaf that belongs there, and the one that stands there, are found anywhere else tells a
    change from a removal, an insertion and a swap.
    """
    first = mine.leaf
    if first is None or first.stored is None:
        detail = f"条目只到序号 {mine.count - 1}，签名的有 {size} 条：尾部被截去，或数据库被恢复到旧备份。"
        return Fault(Kind.CUT, mine.count, detail)
    moved = position(first.stored, hashes())
    origin = position(first.built, stored_hashes(tiles, size))
    return _named(first.index, moved, origin)


def _named(index: int, moved: int | None, origin: int | None) -> Fault:
    if moved is not None and origin is not None:
        detail = f"序号 {index} 处现为原序号 {origin} 的条目，原条目移到了 {moved}：顺序被调换。"
        return Fault(Kind.REORDERED, index, detail)
    if moved is not None:
        return Fault(Kind.INSERTED, index, f"序号 {index} 处被插入了账本中没有的条目。")
    if origin is not None:
        return Fault(Kind.REMOVED, index, f"序号 {index} 的条目被删除，其后的条目前移到了它的位置。")
    return Fault(Kind.CHANGED, index, f"序号 {index} 的条目内容被改动，与签名时的内容不符。")
