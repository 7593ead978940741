"""Following the feed: mirror, verify, apply, erase, acknowledge.

Nothing that is not under a signed checkpoint of the pinned key is applied, and what was applied once can
never be exchanged for another history.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sanzhi.law.errors import SanzhiError
from sanzhi.ledger import durable
from sanzhi.ledger.audit import audit
from sanzhi.ledger.checkpoint import Checkpoint, published_note
from sanzhi.ledger.content import content_path, destroy_content
from sanzhi.ledger.errors import FeedFault, Inconsistent, KeyFault, LedgerError, Rewound
from sanzhi.ledger.feed import TIMEOUT, Files, Folder, Source, Website
from sanzhi.ledger.mirror import mirror
from sanzhi.ledger.note import Verifier
from sanzhi.ledger.tiles import WIDTH, Tiles, width_at
from sanzhi.ledger.tree import Tree
from sanzhi.released import apply, erasure, queries, status
from sanzhi.released.status import Status

KEY_FILE = "vkey"
_KEY_LIMIT = 4096
BEIJING = ZoneInfo("Asia/Shanghai")


class Follower:
    """One portal's copy of one feed. ``feed`` is a folder or an address, ``home`` the portal's folder.

    ``key`` is the verifier key as the operator got it by another way; without it the key beside the feed
    is trusted at the first round and pinned from then on.
    """

    def __init__(self, feed: str, home: Path, key: str = "") -> None:
        self._files: Files = Website(feed, TIMEOUT) if "://" in feed else Folder(Path(feed))
        self._source = Source(self._files)
        self._home = home
        self._key = key.strip()
        self._audited = False

    def round(self, now: datetime | None = None) -> Status:
        """Do everything that is due and give the new status; never raises for what a feed does.

        ``absent`` in the status: the feed could not be read, what is shown stays. ``fault``: it was read and
        refused. Expired records are emptied in either case.
        """
        moment = now or datetime.now(UTC)
        before = status.read(self._home)
        try:
            found = self._follow(replace(before, fault="", absent=""), moment)
        except FeedFault as error:
            found = replace(before, absent=str(error), fault="")
        except (LedgerError, SanzhiError) as error:
            found = replace(before, fault=str(error), absent="")
        found = self._erase(found, moment)
        status.write(self._home, found)
        return found

    def _follow(self, found: Status, moment: datetime) -> Status:
        """Mirror and apply; a replay of what the mirror holds needs no feed."""
        verifier = self._verifier()
        absent = ""
        try:
            mirror(self._source, self._home, verifier)
        except FeedFault as error:
            absent = str(error)
        found = replace(self._apply(found, verifier), absent=absent)
        return found if absent or found.missing else replace(found, checked_at=moment)

    def _apply(self, found: Status, verifier: Verifier) -> Status:
        note = published_note(self._home)
        if note is None:
            return found
        signed = Checkpoint.unseal(note, verifier)
        self._audit(verifier)
        _refuse_exchanged(Tiles(self._home), signed)
        for first, leaves in _bundles(Tiles(self._home), queries.sync().size, signed.size):
            apply.apply_bundle(first, leaves, self._content, note)
        missing = tuple(apply.fill(self._content))
        return replace(found, source_size=signed.size, applied_size=queries.sync().size, missing=missing)

    def _erase(self, found: Status, moment: datetime) -> Status:
        """Empty what has expired, destroy what was closed, and write the receipts when nothing is left."""
        today: date = moment.astimezone(BEIJING).date()
        expired = apply.expire(today)
        for digest in expired:
            destroy_content(self._home, digest)
        size = queries.sync().size
        closed = erasure.destroy_closed(self._home, found.acknowledged, size)
        if (closed or expired) and not erasure.sweep_database():
            return found
        erasure.acknowledge(self._home, found.acknowledged, size, moment)
        return replace(found, acknowledged=size)

    def _audit(self, verifier: Verifier) -> None:
        """Once a process, read the whole mirror against its signed root: it may have been touched since."""
        if self._audited:
            return
        faults = audit(self._home, verifier)
        if faults:
            raise Inconsistent(f"镜像与签名不符：{faults[0].detail}")
        erasure.destroy_expired(self._home)
        self._audited = True

    def _verifier(self) -> Verifier:
        """The pinned key; pinned now if this is the first round. Raises KeyFault, FeedFault."""
        path = self._home / KEY_FILE
        if not path.exists():
            durable.write(path, f"{self._offered()}\n".encode())
        pinned = path.read_text("utf-8").strip()
        if self._key and self._key != pinned:
            raise KeyFault("设置中的公示源公钥与首次同步时固定的公钥不同，请人工核实。")
        return Verifier.parse(pinned)

    def _offered(self) -> Verifier:
        if self._key:
            return Verifier.parse(self._key)
        data = self._files.fetch(KEY_FILE, _KEY_LIMIT)
        if data is None:
            raise FeedFault("公示源还没有公钥文件。")
        return Verifier.parse(data.decode("utf-8", "replace"))

    def _content(self, digest: str) -> bytes | None:
        try:
            return (self._home / content_path(digest)).read_bytes()
        except FileNotFoundError:
            return None


def _bundles(tiles: Tiles, done: int, size: int) -> Iterator[tuple[int, list[bytes]]]:
    """The mirrored entry bundles that hold leaves from ``done`` to ``size``, with their first index."""
    for index in range(done // WIDTH, -(-size // WIDTH)):
        if index * WIDTH < size and done < size:
            yield index * WIDTH, tiles.bundle(index, width_at(0, index, size))


def _refuse_exchanged(tiles: Tiles, signed: Checkpoint) -> None:
    """Refuse a mirror that does not begin with what ``public.db`` was built from."""
    note = queries.sync().checkpoint
    if not note:
        return
    applied = Checkpoint.parse(note.rpartition("\n\n")[0] + "\n")
    if applied.size > signed.size:
        raise Rewound(f"公示库已应用 {applied.size} 条，镜像只有 {signed.size} 条：镜像被换成了旧的。")
    if Tree(tiles, signed.size).root(applied.size) != applied.root:
        raise Inconsistent("镜像的前段不是公示库所依据的历史：账本另立了一份历史。")
