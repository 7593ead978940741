"""The last head each log has committed itself to, in a database file of its own.

It is kept apart from the tiles and from the business database so that restoring either from a backup cannot
make a log sign a second history: the head would contradict it.
"""

import sqlite3
import threading
from pathlib import Path

from sanzhi.ledger import durable
from sanzhi.ledger.checkpoint import EMPTY, TreeHead
from sanzhi.ledger.errors import LostRace

SCHEMA = """
CREATE TABLE IF NOT EXISTS head (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL)
"""


class Head:
    """The heads of any number of logs, by origin. May be shared between threads, not across a fork."""

    def __init__(self, path: Path) -> None:
        durable.make_folder(path.parent)
        self._lock = threading.Lock()
        self._base = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")
        self._base.execute(SCHEMA)

    def load(self, origin: str) -> TreeHead:
        """Give the last head of a log, the empty tree for one never seen."""
        with self._lock:
            query = "SELECT size, root FROM head WHERE origin = ?"
            row = self._base.execute(query, (origin,)).fetchone()
        return TreeHead(*row) if row else EMPTY

    def advance(self, origin: str, old: TreeHead, new: TreeHead) -> None:
        """Move a log from `old` to `new` if it still stands at `old`; durable when this returns.

        Raises LostRace when it stands elsewhere, ValueError when the new tree is not larger.
        """
        if new.size <= old.size:
            raise ValueError(f"a log of {old.size} leaves cannot move to {new.size}")
        with self._lock:
            first = "INSERT OR IGNORE INTO head (origin, size, root) VALUES (?, ?, ?)"
            move = "UPDATE head SET size = ?, root = ? WHERE origin = ? AND size = ? AND root = ?"
            self._base.execute(first, (origin, *EMPTY))
            moved = self._base.execute(move, (*new, origin, *old)).rowcount
        if moved != 1:
            raise LostRace(f"账本“{origin}”的账本头已被另一个写入者推进；请只保留一个定序进程后重启。")

    def close(self) -> None:
        """Close the database file."""
        with self._lock:
            self._base.close()
