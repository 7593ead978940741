"""Adding leaves to stored tiles, the same way for a log that is written and for one that is mirrored."""

from collections.abc import Sequence

from sanzhi.ledger.edge import Edge
from sanzhi.ledger.errors import Inconsistent
from sanzhi.ledger.merkle import hash_leaf
from sanzhi.ledger.tiles import ENTRIES, WIDTH, Tiles, join_bundle, tile_path


def extend(tiles: Tiles, edge: Edge, leaves: Sequence[bytes], *, keep_entries: bool) -> list[str]:
    """Append leaves to the edge and write every tile this changes, durably; give the paths written.

    Nothing refers to the new tiles until a checkpoint does, so what an interrupted call leaves behind is
    ignored and overwritten by the next. Raises Inconsistent when the stored last bundle is not that of the
    edge, BadLeaf for a leaf that fits no bundle, OSError.
    """
    hashes = [hash_leaf(leaf) for leaf in leaves]
    files = _bundles(tiles, edge, leaves) if keep_entries else {}
    for tile in edge.add(hashes):
        files[tile.path] = b"".join(tile.hashes)
    for tile in edge.partials():
        files[tile.path] = b"".join(tile.hashes)
    tiles.write(files)
    return list(files)


def _bundles(tiles: Tiles, edge: Edge, leaves: Sequence[bytes]) -> dict[str, bytes]:
    first, width = divmod(edge.size, WIDTH)
    kept = tiles.bundle(first, width) if width else []
    for place, (leaf, known) in enumerate(zip(kept, edge.last_leaves(), strict=True)):
        if hash_leaf(leaf) != known:
            raise Inconsistent(f"条目包中序号 {first * WIDTH + place} 的条目与哈希块不符；请先审计账本。")
    rows = [*kept, *leaves]
    parts = [rows[start : start + WIDTH] for start in range(0, len(rows), WIDTH)]
    return {tile_path(ENTRIES, first + turn, len(part)): join_bundle(part) for turn, part in enumerate(parts)}
