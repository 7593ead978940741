"""The folder of a log in the C2SP tlog-tiles layout.

    checkpoint                     the signed tree head
    tile/0/x001/067                256 leaf hashes, 8,192 bytes
    tile/0/x001/068.p/112          the last tile while it holds only 112
    tile/1/004                     hashes of full tiles of level 0, and so on upwards
    tile/entries/x001/067          the leaves themselves, each after its length as big-endian uint16

Level `L` counts subtrees of `256**L` leaves. Everything but the checkpoint can be served as plain files.
"""

import shutil
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from sanzhi.ledger import durable
from sanzhi.ledger.errors import Inconsistent
from sanzhi.ledger.leaf import checked

WIDTH = 256
HASH = 32
ENTRIES = "entries"


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Give the path of a tile below the log's folder; level `ENTRIES` means the bundle of leaves.

    The index is split into groups of three digits, all but the last after an "x".
    """
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    place = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{place}" + (f".p/{width}" if width < WIDTH else "")


def join_bundle(entries: Iterable[bytes]) -> bytes:
    """Put leaves into the bytes of an entry bundle. Raises BadLeaf for one that does not fit."""
    return b"".join(struct.pack(">H", len(checked(entry))) + entry for entry in entries)


def split_bundle(data: bytes) -> list[bytes]:
    """Take the leaves out of an entry bundle. Raises Inconsistent when the lengths do not add up."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise Inconsistent("条目包的长度标记与内容不符，文件已损坏；请从备份或镜像取回。")
        entries.append(data[at + 2 : end])
        at = end
    return entries


class Tiles:
    """The stored tiles of one log. Reads raise Inconsistent when a tile is missing or of a wrong length."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hashes(self, level: int, index: int, width: int = WIDTH) -> list[bytes]:
        """Give the first `width` hashes of a tile."""
        data = self.read(level, index, width)
        if len(data) % HASH or len(data) < width * HASH:
            raise Inconsistent(f"哈希块 {tile_path(level, index, width)} 长度不对，文件已损坏。")
        return [data[i : i + HASH] for i in range(0, width * HASH, HASH)]

    def bundle(self, index: int, width: int = WIDTH) -> list[bytes]:
        """Give the first `width` leaves of an entry bundle."""
        entries = split_bundle(self.read(ENTRIES, index, width))
        if len(entries) < width:
            raise Inconsistent(f"条目包 {tile_path(ENTRIES, index, width)} 缺少条目，文件已损坏。")
        return entries[:width]

    def entries(self, first: int, last: int, size: int) -> Iterator[bytes]:
        """Give the leaves from `first` up to but not including `last` of a log of `size` leaves."""
        for index in range(first // WIDTH, -(-last // WIDTH)):
            start = index * WIDTH
            leaves = self.bundle(index, width_at(0, index, size))
            yield from leaves[max(first - start, 0) : last - start]

    def read(self, level: int | str, index: int, width: int = WIDTH) -> bytes:
        """Give the bytes of a tile, or those of the full tile once its partial ones have been cleared."""
        for path in (tile_path(level, index, width), tile_path(level, index)):
            try:
                return (self.folder / path).read_bytes()
            except FileNotFoundError:
                continue
        raise Inconsistent(f"账本文件 {tile_path(level, index, width)} 不见了；请从备份或镜像取回。")

    def write(self, files: dict[str, bytes]) -> None:
        """Write tiles durably, by their paths below the folder."""
        durable.write_all({self.folder / path: data for path, data in files.items()})

    def clear_partials(self, files: Iterable[str]) -> None:
        """Remove the partial tiles of those paths that are full tiles by now: nobody needs both."""
        for path in files:
            if ".p/" not in path:
                shutil.rmtree(self.folder / f"{path}.p", ignore_errors=True)


def width_at(level: int, index: int, size: int) -> int:
    """Give how many hashes a tile holds in a tree of `size` leaves: 256, or fewer at the right edge."""
    return min(WIDTH, (size >> 8 * level) - index * WIDTH)
