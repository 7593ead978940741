"""C2SP tlog-proof@v1: one text file that proves a leaf is in a log, to whoever has the verifier key.

It needs no access to our system, so a party, a lawyer or a court can check it years later.
"""

from dataclasses import dataclass
from pathlib import Path

from sanzhi.ledger.checkpoint import Checkpoint, published_note
from sanzhi.ledger.errors import BadProof
from sanzhi.ledger.merkle import hash_leaf, includes
from sanzhi.ledger.note import Verifier
from sanzhi.ledger.tiles import HASH, Tiles
from sanzhi.ledger.tree import Tree
from sanzhi.ledger.wire import from_base64, from_decimal, to_base64

FIRST_LINE = "c2sp.org/tlog-proof@v1"
# A path has at most 64 hashes; far longer texts are not worth splitting.
LONGEST = 200_000


@dataclass(frozen=True)
class Proof:
    """The place of a leaf, the hashes from its sibling up to the root, and the checkpoint as a note.

    `extra` is carried along but proves nothing: nobody has signed it.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def text(self) -> str:
        """Give the proof as the text of a `.tlog-proof` file."""
        lines = [FIRST_LINE]
        if self.extra:
            lines.append(f"extra {to_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [to_base64(step) for step in self.path]
        return "\n".join(lines) + "\n\n" + self.checkpoint

    @classmethod
    def parse(cls, text: str) -> "Proof":
        """Read the text of a proof, checking its form only. Raises BadProof."""
        head, gap, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if len(text) > LONGEST or not gap or lines[0] != FIRST_LINE:
            raise BadProof(f"证明应以“{FIRST_LINE}”开头，空行之后是检查点。")
        extra = b""
        if len(lines) > 1 and lines[1].startswith("extra "):
            extra = _bytes(lines.pop(1).removeprefix("extra "))
        if len(lines) < 2 or not lines[1].startswith("index "):
            raise BadProof("证明缺少“index”一行。")
        path = tuple(_bytes(line) for line in lines[2:])
        if any(len(step) != HASH for step in path):
            raise BadProof("证明中的哈希长度不对。")
        return cls(_number(lines[1].removeprefix("index ")), path, checkpoint, extra)


def prove(folder: Path, verifier: Verifier, index: int, extra: bytes = b"") -> Proof:
    """Prove a leaf of the log in a folder against the checkpoint it shows now, from O(log n) tiles.

    Raises IndexError beyond the end, BadProof before the first checkpoint or when the tiles do not lead to
    the signed root, BadNote, Inconsistent.
    """
    note = published_note(folder)
    if note is None:
        raise BadProof("账本还没有检查点。")
    checkpoint = Checkpoint.unseal(note, verifier)
    tree = Tree(Tiles(folder), checkpoint.size)
    path = tree.inclusion(index)
    if not includes(tree.leaf_hash(index), index, checkpoint.size, path, checkpoint.root):
        raise BadProof("哈希块与签名的树根不符，不能出具证明；请先审计账本。")
    return Proof(index, tuple(path), note, extra)


def verify(text: str, leaf: bytes, verifier: Verifier) -> Checkpoint:
    """Check a proof for the bytes of a leaf with the verifier key alone; give the checkpoint it rests on.

    Raises BadProof when it does not prove this leaf, BadNote when the log has not signed the checkpoint.
    """
    proof = Proof.parse(text)
    checkpoint = Checkpoint.unseal(proof.checkpoint, verifier)
    if not includes(hash_leaf(leaf), proof.index, checkpoint.size, proof.path, checkpoint.root):
        raise BadProof("证明与内容不符：该内容不在签名的账本中，或证明被改动过。")
    return checkpoint


def _number(text: str) -> int:
    number = from_decimal(text)
    if number is None:
        raise BadProof("证明中的序号格式不对。")
    return number


def _bytes(text: str) -> bytes:
    data = from_base64(text)
    if not data:
        raise BadProof("证明中有一行不是规范的 base64。")
    return data
