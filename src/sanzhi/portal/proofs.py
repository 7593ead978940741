"""The proof that a record stands in the signed public log, read from the portal's own mirror."""

import base64
from dataclasses import dataclass
from pathlib import Path

from sanzhi.ledger import proof
from sanzhi.ledger.checkpoint import Checkpoint
from sanzhi.ledger.tiles import Tiles
from sanzhi.ledger.tree import Tree
from sanzhi.released import queries
from sanzhi.released.sync import KEY_FILE


@dataclass(frozen=True)
class Proof:
    """``leaf`` is the entry at ``index`` among ``size``; ``path`` the hashes from leaf to root."""

    index: int
    size: int
    leaf: bytes
    leaf_hash: bytes
    path: tuple[bytes, ...]
    checkpoint: str

    @property
    def path_base64(self) -> list[str]:
        """The path as C2SP writes hashes."""
        return [base64.b64encode(node).decode() for node in self.path]

    @property
    def path_hex(self) -> list[str]:
        """The path as ``sha256sum`` writes hashes."""
        return [node.hex() for node in self.path]

    def as_tlog_proof(self) -> str:
        """The C2SP ``tlog-proof@v1`` text; ``extra`` carries the entry, which the leaf hash needs."""
        return proof.Proof(self.index, self.path, self.checkpoint, self.leaf).text()


def proof_of(index: int, mirror: Path) -> Proof | None:
    """The proof of the applied entry ``index`` under the applied checkpoint; None when it is not applied.

    A few tiles are read, however long the log. Raises ``ledger.errors.Inconsistent`` for a damaged mirror.
    """
    entry, note = queries.entry(index), queries.sync().checkpoint
    if entry is None:
        return None
    size = Checkpoint.parse(note.rpartition("\n\n")[0] + "\n").size
    path = Tree(Tiles(mirror), size).inclusion(index)
    return Proof(index, size, bytes(entry.raw), bytes(entry.leaf), tuple(path), note)


def verifier_key(home: Path) -> str:
    """The pinned key of the feed as one line of C2SP vkey; empty before the first round."""
    try:
        return (home / KEY_FILE).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""
