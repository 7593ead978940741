"""The file that holds all statutes: small, and quick to open at one law.

It is a chain of xz streams, so `xz -dc` reads it as JSON lines. The first stream is one line, the index; each
further stream is a block of whole statutes, a line each, of about `BLOCK` bytes before compression. Reading
one law costs its block: two or three milliseconds. One stream for each law would be a third larger, one
stream for all would unpack 18 MB for the first page.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sanzhi.registry.statutes.commencement import corrected
from sanzhi.registry.statutes.model import Article, Item, Paragraph, Statute, Version

FORMAT = 1
BLOCK = 128 * 1024
_CHUNK = 64 * 1024
# Texts in Chinese repeat themselves in bytes of three: no literal position bits, four bits of context.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


class DamagedPack(ValueError):
    """The file is not a pack, or one of another format."""


def write_pack(path: Path, statutes: Sequence[Statute], collected: Mapping[str, str]) -> int:
    """Write `statutes` in the order given and return the size in bytes."""
    return path.write_bytes(pack_bytes(statutes, collected))


def pack_bytes(statutes: Sequence[Statute], collected: Mapping[str, str]) -> bytes:
    """The pack of `statutes` in the order given; the same input gives the same bytes.

    `collected` says for each folder of origin when its texts were collected: {"laws": "2025-04"}.
    """
    blocks, places = _blocks([_line(_text_of(s)) for s in statutes])
    streams = [_compress(b"".join(block)) for block in blocks]
    index = {
        "format": FORMAT,
        "collected": dict(sorted(collected.items())),
        "blocks": [len(stream) for stream in streams],
        "versions": [[*_head_of(s.version), *place] for s, place in zip(statutes, places, strict=True)],
    }
    return _compress(_line(index)) + b"".join(streams)


class Pack:
    """An open pack: `versions` and `collected` at once, a text on demand. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Reads the index only. Raises `DamagedPack` if `path` is no pack, `OSError` if it cannot be read."""
        self._path = path
        index, offset = _read_index(path)
        self.collected: dict[str, str] = index["collected"]
        self._starts = [offset]
        for length in index["blocks"]:
            self._starts.append(self._starts[-1] + length)
        self._places = {_version(row): (row[-2], row[-1]) for row in index["versions"]}
        self.versions: tuple[Version, ...] = tuple(self._places)

    def statute(self, version: Version) -> Statute:
        """The text of `version`; raises `KeyError` for a version of another pack."""
        block, row = self._places[version]
        with self._path.open("rb") as file:
            file.seek(self._starts[block])
            raw = lzma.decompress(file.read(self._starts[block + 1] - self._starts[block]))
        return _statute(version, json.loads(raw.split(b"\n")[row]))


def _read_index(path: Path) -> tuple[dict[str, Any], int]:
    """The index of the file at `path`, and the offset at which the first block begins."""
    stream, raw, offset = lzma.LZMADecompressor(format=lzma.FORMAT_XZ), b"", 0
    with path.open("rb") as file:
        while not stream.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                raise DamagedPack(f"{path} ends within its index")
            offset += len(chunk)
            try:
                raw += stream.decompress(chunk)
            except lzma.LZMAError as error:
                raise DamagedPack(f"{path} is not a pack of statutes") from error
    return _checked(raw, path), offset - len(stream.unused_data)


def _checked(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        index: dict[str, Any] = json.loads(raw)
        form = index["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedPack(f"{path} begins with no index") from error
    if form != FORMAT:
        raise DamagedPack(f"{path} has format {form}, not {FORMAT}")
    return index


def _blocks(lines: Iterable[bytes]) -> tuple[list[list[bytes]], list[tuple[int, int]]]:
    """The lines in blocks, and for each line its (block, row in the block)."""
    blocks: list[list[bytes]] = [[]]
    places: list[tuple[int, int]] = []
    size = 0
    for line in lines:
        if size >= BLOCK:
            blocks.append([])
            size = 0
        places.append((len(blocks) - 1, len(blocks[-1])))
        blocks[-1].append(line)
        size += len(line)
    return blocks, places


def _compress(raw: bytes) -> bytes:
    return lzma.compress(raw, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=_FILTERS)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _head_of(v: Version) -> list[Any]:
    days = [day.isoformat() if day else None for day in (v.passed, v.in_force_from)]
    return [v.law, v.title, *days, v.commencement, [day.isoformat() for day in v.history], v.source]


def _version(row: Sequence[Any]) -> Version:
    law, title, passed, begins, said, history, source = row[:7]
    days = [date.fromisoformat(day) if day else None for day in (passed, begins)]
    begun = days[1] or corrected(law, days[0])
    return Version(law, title, days[0], begun, said, tuple(map(date.fromisoformat, history)), source)


def _text_of(statute: Statute) -> dict[str, Any]:
    return {
        "law": statute.version.law,
        "source": statute.version.source,
        "preamble": statute.preamble,
        "articles": [_row(article) for article in statute.articles],
        "appendix": statute.appendix,
    }


def _statute(version: Version, text: Mapping[str, Any]) -> Statute:
    articles = tuple(map(_article, text["articles"]))
    return Statute(version, tuple(text["preamble"]), articles, tuple(text["appendix"]))


def _row(a: Article) -> list[Any]:
    listed = [[p.text, [[i.text, *i.points] for i in p.items]] for p in a.paragraphs]
    return [a.number, a.suffix, a.chapter, a.caption, listed]


def _article(row: Sequence[Any]) -> Article:
    paragraphs = tuple(
        Paragraph(text, tuple(Item(i[0], tuple(i[1:])) for i in items)) for text, items in row[4]
    )
    return Article(row[0], row[1], row[2], row[3], paragraphs)
