"""A log that is written: leaves in, tiles out, then the head moves, then the checkpoint is signed.

That order is the whole safety of it. A crash before the head moves leaves tiles that no checkpoint covers; a
crash after it leaves a checkpoint that the next call signs again, to the same bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sanzhi.ledger import durable
from sanzhi.ledger.checkpoint import FILE, Checkpoint, TreeHead, published
from sanzhi.ledger.edge import Edge
from sanzhi.ledger.errors import Conflict, Inconsistent, KeyFault, Rewound
from sanzhi.ledger.growth import extend
from sanzhi.ledger.head import Head
from sanzhi.ledger.leaf import checked
from sanzhi.ledger.merkle import hash_leaf
from sanzhi.ledger.note import Signer
from sanzhi.ledger.tiles import Tiles
from sanzhi.ledger.tree import Tree


class Log:
    """One append-only log in one folder, signed by one key whose name is the log's origin.

    Keeps no state between calls, so several processes may hold the same log: appends wait for each other,
    proofs are of the latest head. Opening it repairs a checkpoint that a crash left unpublished.
    Raises KeyFault when signer and origin differ, Inconsistent or Rewound when folder and head disagree.
    """

    def __init__(self, folder: Path, origin: str, signer: Signer, head: Head, *, keep_entries: bool) -> None:
        if signer.name != origin:
            raise KeyFault(f"账本“{origin}”不能用“{signer.name}”的密钥签名。")
        self.folder = folder
        self.origin = origin
        self.verifier = signer.verifier
        self._signer = signer
        self._head = head
        self._tiles = Tiles(folder)
        self._keep_entries = keep_entries
        with self._ready():
            pass

    @property
    def size(self) -> int:
        """The number of leaves the log has committed itself to."""
        return self._head.load(self.origin).size

    def append(self, leaves: Sequence[bytes], *, at: int | None = None) -> int:
        """Append leaves and give the index of the first; signed and durable when this returns.

        With `at`, the index the caller's own records give the first leaf, a call may be repeated after a
        crash: leaves that are already in place are recognised and only the rest is added. Raises Conflict
        when other leaves are in place or `at` is beyond the end, BadLeaf, LostRace, Inconsistent, Rewound.
        """
        for leaf in leaves:
            checked(leaf)
        with self._ready() as edge:
            first = edge.size if at is None else at
            fresh = self._fresh(leaves, first, edge.size)
            if fresh:
                self._grow(edge, fresh)
        return first

    def checkpoint(self) -> str:
        """Give the signed note over the latest head."""
        return self._signed(self._head.load(self.origin))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Prove that leaf `index` is among the first `size` leaves. Raises IndexError, Inconsistent."""
        return self.tree().inclusion(index, size)

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Prove that the first `new` leaves begin with the first `old`. Raises IndexError, Inconsistent."""
        return self.tree().consistency(old, new)

    def tree(self) -> Tree:
        """Give the stored tree as of the latest head, for many proofs at one size."""
        return Tree(self._tiles, self.size)

    @contextmanager
    def _ready(self) -> Iterator[Edge]:
        """Hold the writing lock with folder, head and checkpoint proved to agree; give the edge."""
        with durable.alone(self.folder):
            head = self._head.load(self.origin)
            edge = Edge.read(self._tiles, head.size)
            if edge.root() != head.root:
                raise Inconsistent("哈希块与账本头不符：账本文件被改动或恢复过；请先审计，不要继续写入。")
            if self._shown(head) != head:
                self._publish(head)
            yield edge

    def _shown(self, head: TreeHead) -> TreeHead | None:
        """Give the published head, refusing one that the committed head does not explain."""
        shown = published(self.folder, self.verifier)
        if shown is None:
            return None
        if shown.size > head.size:
            raise Rewound(
                f"已公布的检查点有 {shown.size} 条，账本头只有 {head.size} 条：账本头被恢复到旧备份。"
                "请取回最新的账本头；不得重新签发较小的账本。"
            )
        if shown.root != Tree(self._tiles, head.size).root(shown.size):
            raise Inconsistent("已公布的检查点不是现有账本的前身：账本被改写过；请先审计。")
        return shown.head

    def _fresh(self, leaves: Sequence[bytes], first: int, size: int) -> Sequence[bytes]:
        """Give the leaves not yet in the log, having recognised the others by their hashes."""
        if not 0 <= first <= size:
            raise Conflict(f"应从序号 {size} 续写，却要求写在 {first}：账本或数据库恢复过备份，请先审计。")
        present = leaves[: size - first]
        tree = Tree(self._tiles, size)
        for index, leaf in enumerate(present, first):
            if tree.leaf_hash(index) != hash_leaf(leaf):
                raise Conflict(f"序号 {index} 已是另一条目：数据库被恢复到旧备份或改动过，请先审计。")
        return leaves[len(present) :]

    def _grow(self, edge: Edge, leaves: Sequence[bytes]) -> None:
        old = TreeHead(edge.size, edge.root())
        written = extend(self._tiles, edge, leaves, keep_entries=self._keep_entries)
        new = TreeHead(edge.size, edge.root())
        self._head.advance(self.origin, old, new)
        self._publish(new)
        self._tiles.clear_partials(written)

    def _publish(self, head: TreeHead) -> None:
        durable.write(self.folder / FILE, self._signed(head).encode())

    def _signed(self, head: TreeHead) -> str:
        return Checkpoint(self.origin, *head).seal(self._signer)
