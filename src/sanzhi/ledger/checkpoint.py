"""C2SP checkpoints: the signed statement of how many leaves a log has and what their root is."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sanzhi.ledger.errors import BadNote
from sanzhi.ledger.merkle import EMPTY_ROOT
from sanzhi.ledger.note import LONGEST, Signer, Verifier, seal, unseal
from sanzhi.ledger.tiles import HASH
from sanzhi.ledger.wire import from_base64, from_decimal, to_base64

FILE = "checkpoint"


class TreeHead(NamedTuple):
    """The number of leaves of a tree and its 32-byte root."""

    size: int
    root: bytes


EMPTY = TreeHead(0, EMPTY_ROOT)


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: its origin (also the name of its key) and the head of its tree."""

    origin: str
    size: int
    root: bytes

    @property
    def head(self) -> TreeHead:
        """Size and root alone."""
        return TreeHead(self.size, self.root)

    def text(self) -> str:
        """Give the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    def seal(self, signer: Signer) -> str:
        """Sign it and give the note."""
        return seal(self.text(), signer)

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the text of a checkpoint; extension lines are passed over. Raises BadNote."""
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise BadNote("检查点应有来源、大小、树根三行。")
        size, root = from_decimal(lines[1]), from_base64(lines[2])
        if size is None or root is None or len(root) != HASH or (size == 0 and root != EMPTY_ROOT):
            raise BadNote("检查点的大小或树根格式不对。")
        return cls(lines[0], size, root)

    @classmethod
    def unseal(cls, note: str, verifier: Verifier) -> "Checkpoint":
        """Read a note signed by the log's own key. Raises BadNote, also for another log's origin."""
        checkpoint = cls.parse(unseal(note, verifier))
        if checkpoint.origin != verifier.name:
            raise BadNote(f"检查点属于“{checkpoint.origin}”，不是“{verifier.name}”。")
        return checkpoint


def published(folder: Path, verifier: Verifier) -> Checkpoint | None:
    """Read the checkpoint a log's folder shows, or None before the first. Raises BadNote."""
    note = published_note(folder)
    return None if note is None else Checkpoint.unseal(note, verifier)


def published_note(folder: Path) -> str | None:
    """Give the folder's checkpoint as text, its signature not yet checked. Raises BadNote."""
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return None
    return as_note(data)


def as_note(data: bytes) -> str:
    """Read bytes that should be a note. Raises BadNote when they are no UTF-8 text of that length."""
    try:
        return data[: LONGEST + 1].decode()
    except UnicodeDecodeError as error:
        raise BadNote("检查点不是 UTF-8 文本。") from error
