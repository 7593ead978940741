"""Building a tree again from leaf hashes and comparing every tile with the stored one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sanzhi.ledger.edge import Edge, Tile
from sanzhi.ledger.errors import Inconsistent
from sanzhi.ledger.tiles import WIDTH, Tiles, tile_path, width_at


@dataclass(frozen=True)
class Difference:
    """A tile that is stored otherwise than built, or not stored at all.

    `index` is the first leaf and `reach` the number of leaves below the first hash that differs; `built` and
    `stored` are the two hashes, `stored` None when the tile cannot be read.
    """

    path: str
    index: int
    reach: int
    built: bytes
    stored: bytes | None


@dataclass
class Rebuilt:
    """What came of it: the number of leaves and their root, the first leaf that differs, and all differences
    in the order of the leaves they concern.
    """

    count: int = 0
    root: bytes = b""
    leaf: Difference | None = None
    differences: list[Difference] = field(default_factory=list)


# Naming more would tell the reader nothing; the first is what matters.
MOST = 20


def rebuild(tiles: Tiles, size: int, hashes: Iterable[bytes]) -> Rebuilt:
    """Build the tree over at most `size` leaf hashes and compare it with the stored tree of that size."""
    result, edge = Rebuilt(), Edge()
    source = islice(hashes, size)
    while chunk := list(islice(source, WIDTH)):
        for tile in edge.add(chunk):
            _compare(result, tiles, size, tile)
    for tile in edge.partials():
        _compare(result, tiles, size, tile)
    result.count, result.root = edge.size, edge.root()
    result.differences.sort(key=lambda found: (found.index, found.reach))
    return result


def stored_hashes(tiles: Tiles, size: int) -> Iterator[bytes]:
    """Give the stored leaf hashes, ending early at a tile that cannot be read."""
    for index in range(-(-size // WIDTH)):
        try:
            yield from tiles.hashes(0, index, width_at(0, index, size))
        except Inconsistent:
            return


def position(wanted: bytes, hashes: Iterable[bytes]) -> int | None:
    """Give the first place at which a hash stands."""
    return next((index for index, value in enumerate(hashes) if value == wanted), None)


def _compare(result: Rebuilt, tiles: Tiles, size: int, tile: Tile) -> None:
    found = _difference(tiles, size, tile)
    if found is None:
        return
    if result.leaf is None and tile.level == 0 and found.stored is not None:
        result.leaf = found
    if len(result.differences) < MOST:
        result.differences.append(found)


def _difference(tiles: Tiles, size: int, tile: Tile) -> Difference | None:
    width = width_at(tile.level, tile.index, size)
    path = tile_path(tile.level, tile.index, width)
    reach = 1 << 8 * tile.level
    start = tile.index * WIDTH
    try:
        stored = tiles.hashes(tile.level, tile.index, width)
    except Inconsistent:
        return Difference(path, start * reach, reach, tile.hashes[0], None)
    # Built from too few leaves, a tile may be the narrower; what it does hold must still agree.
    pairs = enumerate(zip(tile.hashes, stored, strict=False), start)
    differing = (
        Difference(path, at * reach, reach, built, kept) for at, (built, kept) in pairs if built != kept
    )
    return next(differing, None)
