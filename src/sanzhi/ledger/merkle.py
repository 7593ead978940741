"""Merkle trees as RFC 9162 §2.1 hashes them, with SHA-256: roots, proofs and their verification.

Nothing here knows how hashes are stored. A `Node` gives the hash of a perfect subtree: of `2**height`
leaves, the `index`-th of its height. All hashes are 32 bytes; sizes and indices count leaves from 0.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

Node = Callable[[int, int], bytes]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def hash_leaf(leaf: bytes) -> bytes:
    """Hash the bytes of one leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Hash two neighbouring subtrees into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Give the root over neighbouring subtrees of one height, of which only the last may be smaller.

    An odd one out moves up unchanged, which gives the same tree as the RFC's recursion.
    """
    if not hashes:
        return EMPTY_ROOT
    row = list(hashes)
    while len(row) > 1:
        parents = [hash_node(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = parents + row[len(row) & ~1 :]
    return row[0]


def span(first: int, last: int, node: Node) -> bytes:
    """Give the root over leaves `first` up to but not including `last`, from O(log n) nodes.

    `first` must be a multiple of the largest power of two in the span, as it is in every proof.
    """
    peaks: list[bytes] = []
    while first < last:
        height = (last - first).bit_length() - 1
        peaks.append(node(height, first >> height))
        first += 1 << height
    return _join(reversed(peaks))


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """Give the proof, from the leaf upwards, that leaf `index` is in the tree of `size` leaves.

    Raises IndexError unless 0 <= index < size. RFC 9162 §2.1.3.1.
    """
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _half(last - first)
        if index < middle:
            path.append(span(middle, last, node))
            last = middle
        else:
            path.append(span(first, middle, node))
            first = middle
    return path[::-1]


def consistency(old: int, new: int, node: Node) -> list[bytes]:
    """Give the proof that the tree of `new` leaves extends the tree of `old` leaves.

    Raises IndexError unless 0 <= old <= new. Empty when old is 0 or equal to new. RFC 9162 §2.1.4.1.
    """
    if not 0 <= old <= new:
        raise IndexError(f"a tree of {new} cannot extend a tree of {old}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    first, last = 0, new
    while last != old:
        middle = first + _half(last - first)
        if old <= middle:
            path.append(span(middle, last, node))
            last = middle
        else:
            path.append(span(first, middle, node))
            first = middle
    if first:
        path.append(span(first, last, node))
    return path[::-1]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the path leads from the leaf *hash* at `index` to the root. RFC 9162 §2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, edge, value = index, size - 1, leaf
    for sibling in path:
        if edge == 0:
            return False
        if place & 1 or place == edge:
            value = hash_node(sibling, value)
            place, edge = _skip(place, edge)
        else:
            value = hash_node(value, sibling)
        place, edge = place >> 1, edge >> 1
    return edge == 0 and value == root


def extends(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Tell whether the path proves that the new tree begins with the old one. RFC 9162 §2.1.4.2."""
    if old in (0, new):
        return not path and old_root == (new_root if old else EMPTY_ROOT)
    if not 0 < old < new or (not path and old.bit_count() != 1):
        return False
    steps = [old_root, *path] if old.bit_count() == 1 else list(path)
    place, edge = old - 1, new - 1
    while place & 1:
        place, edge = place >> 1, edge >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if edge == 0:
            return False
        if place & 1 or place == edge:
            before, after = hash_node(step, before), hash_node(step, after)
            place, edge = _skip(place, edge)
        else:
            after = hash_node(after, step)
        place, edge = place >> 1, edge >> 1
    return edge == 0 and (before, after) == (old_root, new_root)


def _half(count: int) -> int:
    """The largest power of two smaller than count."""
    return 1 << ((count - 1).bit_length() - 1)


def _skip(place: int, edge: int) -> tuple[int, int]:
    """Climb past the levels at which the right edge has no sibling."""
    while place and not place & 1:
        place, edge = place >> 1, edge >> 1
    return place, edge


def _join(peaks: Iterable[bytes]) -> bytes:
    """Join peaks given from right to left."""
    root: bytes | None = None
    for peak in peaks:
        root = peak if root is None else hash_node(peak, root)
    return EMPTY_ROOT if root is None else root
