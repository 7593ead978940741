"""Verified entries become rows, in order, each exactly once.

Every change of a state goes through ``_close`` or ``_show``, so that the tally and the agencies follow.
The final rows depend on the entries and on the day alone, not on when a content file was still at hand:
replaying the feed after a withdrawal gives the same bytes as having followed it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max

from sanzhi.ledger import merkle
from sanzhi.released import contents
from sanzhi.released.columns import EMPTY, columns
from sanzhi.released.contents import ContentInvalid
from sanzhi.released.derived import refresh
from sanzhi.released.entries import EntryInvalid, FeedEntry, Kind
from sanzhi.released.errors import BadFeed
from sanzhi.released.models import Entry, Record, Sync, Tally

BEIJING = ZoneInfo("Asia/Shanghai")
OPEN = (Record.PUBLISHED, Record.MISSING, Record.EXPIRED)
Contents = Callable[[str], bytes | None]


def apply_bundle(first: int, leaves: Sequence[bytes], find: Contents, checkpoint: str) -> int:
    """Apply the leaves ``first …`` in one transaction and return the new size.

    ``find`` gives the content file of a digest, or None. Leaves below the applied size are left out, so a
    repeated bundle changes nothing; a bundle that would leave a hole, an entry out of its grammar or a
    content that is not the one in the log raises ``BadFeed`` and nothing of the bundle is applied.
    ``checkpoint`` is the signed note under which the leaves were verified.
    """
    with transaction.atomic():
        sync, _ = Sync.objects.get_or_create(id=1)
        if first > sync.size:
            raise BadFeed(f"公示源缺少第 {sync.size} 至 {first - 1} 条")
        for index, raw in enumerate(leaves[sync.size - first :], sync.size):
            sync.as_of = _apply(index, raw, find)
            sync.size = index + 1
        sync.checkpoint = checkpoint
        sync.save()
        return sync.size


def _apply(index: int, raw: bytes, find: Contents) -> datetime:
    try:
        entry = FeedEntry.from_bytes(raw)
        _release(index, entry, find) if entry.op == "release" else _withdraw(index, entry)
    except (EntryInvalid, ContentInvalid) as error:
        raise BadFeed(f"第 {index} 条：{error}") from error
    Entry.objects.create(
        index=index,
        op=entry.op,
        record=entry.id,
        version=entry.version,
        raw=raw,
        leaf=merkle.hash_leaf(raw),
    )
    return entry.at


def _release(index: int, entry: FeedEntry, find: Contents) -> None:
    Tally.objects.get_or_create(kind=entry.kind)
    earlier = Record.objects.filter(record=entry.id)
    if entry.version <= (earlier.aggregate(last=Max("version"))["last"] or 0):
        raise EntryInvalid(f"版本 {entry.version} 不在先前版本之后")
    for old in earlier.filter(state__in=OPEN):
        _close(old, Record.SUPERSEDED, closed_at=entry.at, closed_by=index)
    row = Record(
        entry=index,
        record=entry.id,
        version=entry.version,
        kind=entry.kind,
        stage=entry.stage,
        state=Record.MISSING,
        uscc=entry.agency,
        released_at=entry.at,
        due=entry.due,
        until=entry.until,
        content=entry.content or "",
        shown_on=entry.at.astimezone(BEIJING).date(),
    )
    row.save(force_insert=True)
    _show(row, entry.kind, find)


def _show(row: Record, kind: Kind, find: Contents) -> None:
    """Fill a release from its content file; without the file it stays ``missing`` and unseen."""
    raw = find(row.content)
    if raw is None:
        return
    shown = contents.unpack(kind, raw, row.content)
    contents.check_agency(shown, row.uscc)
    values = columns(shown, raw, _released_on(row))
    Record.objects.filter(pk=row.pk).update(state=Record.PUBLISHED, **values)
    _count(row.kind, 1)
    refresh(row.kind, row.uscc)


def _withdraw(index: int, entry: FeedEntry) -> None:
    row = Record.objects.filter(record=entry.id, version=entry.version).first()
    if row is None:
        raise EntryInvalid(f"撤回的公示不存在：{entry.id} 第 {entry.version} 版")
    _close(row, Record.WITHDRAWN, closed_at=entry.at, closed_by=index, reason=entry.reason)


def _close(row: Record, state: str, **notice: object) -> None:
    """Empty a release and leave the notice in its place (行政处罚法 Art 48 ¶3)."""
    emptied = EMPTY | notice | {"state": state, "shown_on": _released_on(row)}
    Record.objects.filter(pk=row.pk).update(**emptied)
    if row.state == Record.PUBLISHED:
        _count(row.kind, -1)
        refresh(row.kind, row.uscc)


def _released_on(row: Record) -> date:
    return row.released_at.astimezone(BEIJING).date()


def _count(kind: str, by: int) -> None:
    Tally.objects.filter(kind=kind).update(shown=F("shown") + by)


def expire(today: date) -> list[str]:
    """Empty what was to be shown until a day before ``today``; returns the digests of its contents.

    The last day of display itself is still shown (市场监管总局令第45号 Art 13).
    """
    with transaction.atomic():
        past = list(Record.objects.filter(state__in=(Record.PUBLISHED, Record.MISSING), until__lt=today))
        for row in past:
            _close(row, Record.EXPIRED)
        return [row.content for row in past]


def fill(find: Contents) -> list[int]:
    """Look again for content files that were not at hand; returns the entries that still miss theirs."""
    for row in Record.objects.filter(state=Record.MISSING).order_by("entry"):
        try:
            with transaction.atomic():
                _show(row, row.kind, find)  # type: ignore[arg-type]  # the column holds a Kind
        except ContentInvalid as error:
            raise BadFeed(f"第 {row.entry} 条：{error}") from error
    missing = Record.objects.filter(state=Record.MISSING).order_by("entry")
    return list(missing.values_list("entry", flat=True))
