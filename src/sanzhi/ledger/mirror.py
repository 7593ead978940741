"""Keeping a verified copy of a public log (行政处罚法 Art 48): what the portal shows comes from here only.

All tiles are built anew from the entries, starting at the copy's own right edge. That the result has the
signed root proves the signature, every leaf, and that nothing mirrored before has been rewritten.
"""

from pathlib import Path

from sanzhi.ledger import durable
from sanzhi.ledger.checkpoint import EMPTY, FILE, Checkpoint, TreeHead, published
from sanzhi.ledger.content import content_path, matches
from sanzhi.ledger.edge import Edge
from sanzhi.ledger.errors import FeedFault, Inconsistent, Rewound
from sanzhi.ledger.feed import Source
from sanzhi.ledger.growth import extend
from sanzhi.ledger.leaf import unpack
from sanzhi.ledger.note import Verifier
from sanzhi.ledger.tiles import WIDTH, Tiles

# Entries whose tiles are written together, and whose contents are.
BATCH = 16 * WIDTH
CONTENTS = 64


def mirror(source: Source, folder: Path, verifier: Verifier) -> range:
    """Bring the copy in `folder` up to the source's checkpoint; give the indices that are new.

    The checkpoint is written last, so a copy never shows more than was verified and stored, and an
    interrupted call is simply repeated. Raises BadNote for a wrong signature; Rewound and Inconsistent when
    the source shows a shorter or another history than before, or entries other than those signed; FeedFault
    when something is missing or unreachable. Then the copy stays as it was.
    """
    with durable.alone(folder):
        tiles = Tiles(folder)
        last = _last(folder, verifier)
        edge = Edge.read(tiles, last.size)
        if edge.root() != last.root:
            raise Inconsistent("镜像文件与镜像的检查点不符：镜像被改动过；请删除镜像后重新同步。")
        note = source.checkpoint()
        offered = Checkpoint.unseal(note, verifier).head
        _refuse_other_history(last, offered)
        if offered.size > last.size:
            written = _copy_entries(source, tiles, edge, offered)
            _copy_contents(source, folder, last.size, offered.size)
            durable.write(folder / FILE, note.encode())
            tiles.clear_partials(written)
        elif not (folder / FILE).exists():
            durable.write(folder / FILE, note.encode())
        return range(last.size, offered.size)


def _last(folder: Path, verifier: Verifier) -> TreeHead:
    checkpoint = published(folder, verifier)
    return checkpoint.head if checkpoint else EMPTY


def _refuse_other_history(last: TreeHead, offered: TreeHead) -> None:
    if offered.size < last.size:
        raise Rewound(
            f"公开账本只有 {offered.size} 条，此前已见过签名的 {last.size} 条：账本被截短或恢复到旧备份。"
        )
    if offered.size == last.size and offered.root != last.root:
        raise Inconsistent(f"同为 {last.size} 条，树根却与此前签名的不同：账本另立了一份历史。")


def _copy_entries(source: Source, tiles: Tiles, edge: Edge, offered: TreeHead) -> list[str]:
    written: list[str] = []
    while edge.size < offered.size:
        # Batches end on a bundle boundary, so only the last one writes a partial bundle.
        stop = min((edge.size // WIDTH) * WIDTH + BATCH, offered.size)
        leaves = source.entries(edge.size, stop)
        if len(leaves) != stop - edge.size:
            raise FeedFault(f"公开账本少给了条目：应到序号 {stop}。")
        written += extend(tiles, edge, leaves, keep_entries=True)
    if edge.root() != offered.root:
        raise Inconsistent("条目与签名的树根不符：传输有误，或已镜像的历史被改写。")
    return written


def _copy_contents(source: Source, folder: Path, first: int, last: int) -> None:
    """Store the contents the new entries name. One may be missing only if a later entry explains it."""
    missing: dict[str, int] = {}
    for start in range(first, last, CONTENTS):
        stop = min(start + CONTENTS, last)
        arrived: dict[Path, bytes] = {}
        for index, entry in enumerate(Tiles(folder).entries(start, stop, last), start):
            record = unpack(entry)
            name, digest = str(record.get("id")), record.get("content")
            missing.pop(name, None)
            if isinstance(digest, str) and not _fetch_content(source, folder, digest, arrived):
                missing[name] = index
        durable.write_all(arrived)
    if missing:
        raise FeedFault(f"序号 {min(missing.values())} 的公开内容不在，也没有撤回或更新的条目；请稍后再取。")


def _fetch_content(source: Source, folder: Path, digest: str, arrived: dict[Path, bytes]) -> bool:
    """Fetch and check a content the copy lacks; tell whether it is there now."""
    path = folder / content_path(digest)
    if path in arrived or (path.exists() and matches(digest, path.read_bytes())):
        return True
    data = source.content(digest)
    if data is None:
        return False
    if not matches(digest, data):
        raise Inconsistent(f"公开内容 {digest} 与其摘要不符：内容被改动过。")
    arrived[path] = data
    return True
