"""Reading a public log from where it is published: a folder, or the same folder served over HTTPS.

A source only fetches. What it gives is not to be believed before `mirror` has checked it.
"""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Protocol

from sanzhi.ledger.checkpoint import FILE, Checkpoint, as_note
from sanzhi.ledger.content import content_path
from sanzhi.ledger.errors import FeedFault
from sanzhi.ledger.leaf import LONGEST
from sanzhi.ledger.note import LONGEST as LONGEST_NOTE
from sanzhi.ledger.tiles import ENTRIES, WIDTH, split_bundle, tile_path, width_at

LONGEST_BUNDLE = WIDTH * (LONGEST + 2)
LONGEST_CONTENT = 16 * 2**20
TIMEOUT = 20


class Files(Protocol):
    """Where the files of a feed are."""

    def fetch(self, path: str, limit: int) -> bytes | None:
        """Give a file of at most `limit` bytes, None when there is none. Raises FeedFault."""


class Source:
    """A feed: its checkpoint, its entries in order, and the contents they name."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._size: int | None = None

    def checkpoint(self) -> str:
        """Give the checkpoint as a note, unchecked. Raises FeedFault when there is none, BadNote."""
        data = self._files.fetch(FILE, LONGEST_NOTE)
        if data is None:
            raise FeedFault("公开账本还没有检查点。")
        note = as_note(data)
        self._size = Checkpoint.parse(note.rpartition("\n\n")[0] + "\n").size
        return note

    def entries(self, first: int, last: int) -> list[bytes]:
        """Give the leaves from `first` up to but not including `last`, unchecked.

        They are those of the last checkpoint this source gave, or of the present one if that is too small.
        Raises FeedFault when they are not all there, Inconsistent for a damaged bundle.
        """
        if self._size is None or last > self._size:
            self.checkpoint()
        size = self._size or 0
        if not 0 <= first <= last <= size:
            raise FeedFault(f"公开账本只有 {size} 条，取不到序号 {first} 至 {last}。")
        found: list[bytes] = []
        for index in range(first // WIDTH, -(-last // WIDTH)):
            start = index * WIDTH
            leaves = self._bundle(index, width_at(0, index, size))
            found += leaves[max(first - start, 0) : last - start]
        return found

    def content(self, digest: str) -> bytes | None:
        """Give the content of that SHA-256 in hex, unchecked; None once it is destroyed. Raises FeedFault."""
        return self._files.fetch(content_path(digest), LONGEST_CONTENT)

    def _bundle(self, index: int, width: int) -> list[bytes]:
        # A partial bundle may have been cleared since the checkpoint was read; then the full one is there.
        for path in (tile_path(ENTRIES, index, width), tile_path(ENTRIES, index)):
            data = self._files.fetch(path, LONGEST_BUNDLE)
            if data is not None:
                leaves = split_bundle(data)[:width]
                if len(leaves) == width:
                    return leaves
        raise FeedFault(f"公开账本缺少条目包 {tile_path(ENTRIES, index, width)}，请稍后再取。")


class FolderSource(Source):
    """A feed in a folder of this machine."""

    def __init__(self, path: Path) -> None:
        super().__init__(Folder(path))


class HttpSource(Source):
    """A feed under an http or https address."""

    def __init__(self, url: str, *, timeout: float = TIMEOUT) -> None:
        super().__init__(Website(url, timeout))


class Folder:
    """Files below a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def fetch(self, path: str, limit: int) -> bytes | None:
        """See `Files`."""
        try:
            with (self._path / path).open("rb") as file:
                return _within(file.read(limit + 1), limit, path)
        except FileNotFoundError:
            return None


class Website:
    """Files below an address; every step of a transfer must come within `timeout` seconds."""

    def __init__(self, url: str, timeout: float) -> None:
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise FeedFault(f"公开账本地址“{url}”应以 http:// 或 https:// 开头。")
        self._url = url.rstrip("/")
        self._timeout = timeout

    def fetch(self, path: str, limit: int) -> bytes | None:
        """See `Files`."""
        try:
            opened = urllib.request.urlopen(f"{self._url}/{path}", timeout=self._timeout)  # noqa: S310
            with opened as answer:
                return _within(answer.read(limit + 1), limit, path)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in (404, 410):
                    return None
            raise FeedFault(f"公开账本地址回答 {error.code}：{path}。") from error
        except (OSError, http.client.HTTPException) as error:
            raise FeedFault(f"连不上公开账本 {self._url}：{error}。") from error


def _within(data: bytes, limit: int, path: str) -> bytes:
    if len(data) > limit:
        raise FeedFault(f"公开账本文件 {path} 超过 {limit} 字节，拒绝读取。")
    return data
