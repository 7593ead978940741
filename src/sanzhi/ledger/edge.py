"""The right edge of a tree: all that is needed to append to it and to know its root.

At each level it holds the hashes of the last, not yet full tile: at most 255, so a tree of a billion leaves
has an edge of four short lists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanzhi.ledger.merkle import EMPTY_ROOT, fold
from sanzhi.ledger.tiles import WIDTH, Tiles, tile_path


@dataclass(frozen=True)
class Tile:
    """A tile in memory: its level, its index within the level, its 1 to 256 hashes."""

    level: int
    index: int
    hashes: list[bytes]

    @property
    def path(self) -> str:
        """Where the tile stands below the log's folder."""
        return tile_path(self.level, self.index, len(self.hashes))


class Edge:
    """The right edge of a tree of `size` leaves, growing in memory only."""

    def __init__(self) -> None:
        self.size = 0
        self._levels: list[list[bytes]] = []

    @classmethod
    def read(cls, tiles: Tiles, size: int) -> "Edge":
        """Read the edge of a stored tree: one tile per level. Raises Inconsistent."""
        edge = cls()
        edge.size = size
        while count := size >> 8 * len(edge._levels):
            index, width = divmod(count, WIDTH)
            edge._levels.append(tiles.hashes(len(edge._levels), index, width) if width else [])
        return edge

    def root(self) -> bytes:
        """Give the root of the whole tree, from the edge alone."""
        below: list[bytes] = []
        for hashes in self._levels:
            row = hashes + below
            below = [fold(row)] if row else []
        return below[0] if below else EMPTY_ROOT

    def add(self, leaf_hashes: Sequence[bytes]) -> list[Tile]:
        """Append leaf hashes and give every tile that became full by it."""
        self.size += len(leaf_hashes)
        made: list[Tile] = []
        fresh, level = list(leaf_hashes), 0
        while fresh:
            if level == len(self._levels):
                self._levels.append([])
            row = self._levels[level] + fresh
            full = len(row) // WIDTH
            self._levels[level] = row[full * WIDTH :]
            first = (self.size >> 8 * (level + 1)) - full
            rows = [row[turn * WIDTH : (turn + 1) * WIDTH] for turn in range(full)]
            made += [Tile(level, first + turn, hashes) for turn, hashes in enumerate(rows)]
            fresh = [fold(hashes) for hashes in rows]
            level += 1
        return made

    def partials(self) -> Iterator[Tile]:
        """Give the last tile of every level that is neither full nor empty."""
        for level, hashes in enumerate(self._levels):
            if hashes:
                yield Tile(level, self.size >> 8 * (level + 1), list(hashes))

    def last_leaves(self) -> list[bytes]:
        """Give the leaf hashes of the last tile of level 0 while it is not full."""
        return list(self._levels[0]) if self._levels else []
