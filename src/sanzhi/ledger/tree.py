"""Proofs read from stored tiles: a few files per proof, however long the log."""

from sanzhi.ledger import merkle
from sanzhi.ledger.tiles import WIDTH, Tiles, width_at


class Tree:
    """A stored tree of `size` signed leaves. Every tile is read once; make a new Tree after an append.

    The methods raise IndexError for a place outside the tree and Inconsistent for a damaged tile. They do
    not check tiles against the root; whoever receives a proof does.
    """

    def __init__(self, tiles: Tiles, size: int) -> None:
        self.size = size
        self._tiles = tiles
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def leaf_hash(self, index: int) -> bytes:
        """Give the hash of one leaf."""
        if not 0 <= index < self.size:
            raise IndexError(f"leaf {index} is not in a tree of {self.size}")
        return self._node(0, index)

    def root(self, size: int | None = None) -> bytes:
        """Give the root of the tree, or of its first `size` leaves."""
        return merkle.span(0, self._within(size), self._node)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Prove that leaf `index` is among the first `size` leaves."""
        return merkle.inclusion(index, self._within(size), self._node)

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Prove that the first `new` leaves begin with the first `old` leaves."""
        return merkle.consistency(old, self._within(new), self._node)

    def _within(self, size: int | None) -> int:
        if size is not None and not 0 <= size <= self.size:
            raise IndexError(f"the tree has {self.size} leaves, not {size}")
        return self.size if size is None else size

    def _node(self, height: int, index: int) -> bytes:
        level, rise = divmod(height, 8)
        tile, start = divmod(index << rise, WIDTH)
        return merkle.fold(self._tile(level, tile)[start : start + (1 << rise)])

    def _tile(self, level: int, index: int) -> list[bytes]:
        if (level, index) not in self._read:
            width = width_at(level, index, self.size)
            self._read[level, index] = self._tiles.hashes(level, index, width)
        return self._read[level, index]
