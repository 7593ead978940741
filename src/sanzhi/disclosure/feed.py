"""Writing the public feed: releases and withdrawals as entries of the public log, contents beside it.

The order is the safety of it: the content file is durable before its entry is appended, and it is destroyed
after the entry that closes it is appended (行政处罚法 Art 48 ¶3). Whatever a crash leaves half done, the next
call finishes before it does anything else.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sanzhi.disclosure.feed_index import FeedIndex
from sanzhi.law.errors import Changed, NotFound
from sanzhi.ledger import durable
from sanzhi.ledger.content import destroy_content, put_content
from sanzhi.ledger.log import Log
from sanzhi.ledger.tiles import Tiles
from sanzhi.released import contents
from sanzhi.released.contents import Shown
from sanzhi.released.entries import FeedEntry, Kind, Stage

Basis = tuple[tuple[str, str], ...]
KEY_FILE = "vkey"


def release_entry(
    record_id: str,
    version: int,
    kind: Kind,
    stage: Stage,
    agency: str,
    content: str,
    basis: Basis,
    at: datetime,
    due: date | None,
    until: date | None,
) -> FeedEntry:
    """The entry of a release; ``at`` is any aware instant and is kept to the second in UTC."""
    return FeedEntry(
        op="release",
        id=record_id,
        version=version,
        kind=kind,
        stage=stage,
        agency=agency,
        content=content,
        basis=basis,
        at=_second(at),
        due=due,
        until=until,
    )


def withdraw_entry(released: FeedEntry, reason: str, at: datetime) -> FeedEntry:
    """The entry that withdraws a release and says why (行政处罚法 Art 48 ¶3: 公开说明理由)."""
    return FeedEntry(
        op="withdraw",
        id=released.id,
        version=released.version,
        kind=released.kind,
        stage=released.stage,
        agency=released.agency,
        content=None,
        basis=released.basis,
        at=_second(at),
        reason=reason,
    )


class Feed:
    """The public feed in the folder of the public log.

    Each call costs one append of the log and a few look-ups, however long the feed. Calls wait for each
    other across processes.
    """

    def __init__(self, log: Log, folder: Path) -> None:
        self.folder = folder
        self._log = log
        self._tiles = Tiles(folder)
        self._place = folder.with_name(f"{folder.name}-index")
        self._index = FeedIndex(self._place)
        _show_key(folder / KEY_FILE, str(log.verifier))
        with self._ready():
            pass

    def release(
        self,
        record_id: str,
        version: int,
        kind: Kind,
        stage: Stage,
        agency: str,
        record: Shown | Mapping[str, Any],
        basis: Basis,
        at: datetime,
        due: date | None = None,
        until: date | None = None,
    ) -> int:
        """Release a version of a record and give the index of its entry.

        A version that is already released keeps its entry and its content, whatever is handed in now. A new
        version takes the place of the earlier ones, whose contents are destroyed. Raises ``ContentInvalid``
        or ``EntryInvalid`` before anything is written, ``Changed`` when a later version is out already.
        """
        shown = contents.check(kind, record)
        contents.check_agency(shown, agency)
        raw = contents.pack(kind, shown, secrets.token_hex(16))
        digest = sha256(raw).hexdigest()
        entry = release_entry(record_id, version, kind, stage, agency, digest, basis, at, due, until)
        leaf = entry.to_bytes()
        with self._ready():
            known = self._index.find(record_id, version, "release")
            if known is not None:
                return known
            if any(earlier.version > version for earlier in self._index.releases(record_id)):
                raise Changed(f"该公示信息已有第 {version} 版之后的版本。")
            self._index.intend(digest)
            put_content(self.folder, raw)
            return self._append(leaf)

    def withdraw(self, record_id: str, version: int, reason: str, at: datetime) -> int:
        """Withdraw a released version, destroy its content and give the index of the entry.

        Repeated calls give the same entry. Raises ``NotFound`` for a version that was never released,
        ``EntryInvalid`` when no reason is given.
        """
        with self._ready():
            known = self._index.find(record_id, version, "withdraw")
            if known is not None:
                return known
            place = self._index.find(record_id, version, "release")
            if place is None:
                raise NotFound(f"该公示信息没有第 {version} 版，无从撤回。")
            return self._append(withdraw_entry(self.entry(place), reason, at).to_bytes())

    def last_version(self, record_id: str) -> int:
        """The last version of a record that was released, 0 when there is none."""
        with self._ready():
            return max((each.version for each in self._index.releases(record_id)), default=0)

    def entry(self, place: int) -> FeedEntry:
        """The entry at an index. Raises ``Inconsistent`` when the log's files are damaged."""
        return FeedEntry.from_bytes(next(self._tiles.entries(place, place + 1, self._log.size)))

    def close(self) -> None:
        """Close the index file."""
        self._index.close()

    def _append(self, leaf: bytes) -> int:
        place = self._log.append([leaf])
        self._catch_up()
        return place

    @contextmanager
    def _ready(self) -> Iterator[None]:
        """Hold the feed's lock with everything earlier finished."""
        with durable.alone(self._place):
            self._catch_up()
            for content in self._index.abandoned():
                destroy_content(self.folder, content)
                self._index.forget(content)
            yield

    def _catch_up(self) -> None:
        """Index what the log has gained and destroy what it closes; a leaf counts only when that is done."""
        first, size = self._index.size, self._log.size
        for place, raw in enumerate(self._tiles.entries(first, size, size), first):
            entry = FeedEntry.from_bytes(raw)
            for content in self._closed_by(entry):
                destroy_content(self.folder, content)
            self._index.add(place, entry)

    def _closed_by(self, entry: FeedEntry) -> list[str]:
        """Contents that must go: of the version withdrawn, or of all versions before a new one."""
        earlier = self._index.releases(entry.id)
        if entry.op == "release":
            return [old.content for old in earlier if old.version < entry.version]
        return [old.content for old in earlier if old.version == entry.version]


def _show_key(path: Path, line: str) -> None:
    """Put the verifier key beside the log, where a portal pins it at its first round."""
    if not path.exists():
        durable.write(path, f"{line}\n".encode())


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
