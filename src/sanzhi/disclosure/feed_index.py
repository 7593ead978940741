"""What the feed already says, by record and version: a small file that can be rebuilt from the log.

It lies beside the feed, never inside it, and holds no text. Only its intents are more than a copy of the
log: contents that were about to be released, so that a crash leaves no file that nobody would destroy.
"""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from sanzhi.ledger import durable
from sanzhi.released.entries import FeedEntry

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    id TEXT NOT NULL, version INTEGER NOT NULL, op TEXT NOT NULL, place INTEGER NOT NULL UNIQUE, content TEXT,
    PRIMARY KEY (id, version, op)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS intent (content TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Release(NamedTuple):
    """A release in the log: its version, the index of its leaf, the digest of its content."""

    version: int
    place: int
    content: str


class FeedIndex:
    """The index file in ``folder``; opened by one process at a time under the feed's lock."""

    def __init__(self, folder: Path) -> None:
        durable.make_folder(folder)
        self._base = sqlite3.connect(
            folder / "index.db", timeout=10, isolation_level=None, check_same_thread=False
        )
        self._base.execute("PRAGMA synchronous=FULL")
        self._base.executescript(_SCHEMA)

    @property
    def size(self) -> int:
        """How many leaves of the log are indexed."""
        return int(self._base.execute("SELECT COALESCE(MAX(place) + 1, 0) FROM entry").fetchone()[0])

    def add(self, place: int, entry: FeedEntry) -> None:
        """Index a leaf; its content is no longer merely intended."""
        row = (entry.id, entry.version, entry.op, place, entry.content)
        self._base.execute("BEGIN IMMEDIATE")
        self._base.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
        self._base.execute("DELETE FROM intent WHERE content = ?", (entry.content,))
        self._base.execute("COMMIT")

    def find(self, record_id: str, version: int, op: str) -> int | None:
        """The index of the leaf that says so, or None."""
        query = "SELECT place FROM entry WHERE id = ? AND version = ? AND op = ?"
        row = self._base.execute(query, (record_id, version, op)).fetchone()
        return None if row is None else int(row[0])

    def releases(self, record_id: str) -> list[Release]:
        """All releases of a record, oldest version first."""
        query = "SELECT version, place, content FROM entry WHERE id = ? AND op = 'release' ORDER BY version"
        return [Release(*row) for row in self._base.execute(query, (record_id,))]

    def intend(self, content: str) -> None:
        """Note, durably, that a content file is about to be written."""
        self._base.execute("INSERT OR IGNORE INTO intent VALUES (?)", (content,))

    def abandoned(self) -> list[str]:
        """Contents that were intended and never released."""
        return [row[0] for row in self._base.execute("SELECT content FROM intent")]

    def forget(self, content: str) -> None:
        """Drop an intent whose file is destroyed."""
        self._base.execute("DELETE FROM intent WHERE content = ?", (content,))

    def close(self) -> None:
        """Close the file."""
        self._base.close()
