"""Making a withdrawal true: no byte of a withdrawn text stays in the portal, and the inner side is told.

A row that was emptied can linger in the write-ahead log and in free space of the file; ``secure_delete``
overwrites the one and a truncating checkpoint removes the other. Only then is the receipt written
(行政处罚法 Art 48 ¶3; 公示撤回须及于全部渠道).
"""

from datetime import datetime
from pathlib import Path

from django.db import connection

from sanzhi.ledger import canonical, durable
from sanzhi.ledger.content import destroy_content
from sanzhi.released.models import Agency, Certificate, Entry, Power, Record

RECEIPTS = "back/withdrawals"
# Every table that holds words of a content: what a list shows is written from it.
TEXTS = (Record, Agency, Certificate, Power)


def destroy_closed(mirror: Path, first: int, last: int) -> int:
    """Destroy the contents that the entries ``first`` to ``last - 1`` closed; returns how many closed."""
    closed = Record.objects.filter(closed_by__gte=first, closed_by__lt=last)
    digests = list(closed.values_list("content", flat=True))
    for digest in digests:
        destroy_content(mirror, digest)
    return len(digests)


def destroy_expired(mirror: Path) -> None:
    """Destroy what a stop between expiry and destruction may have left."""
    for digest in Record.objects.filter(state=Record.EXPIRED).values_list("content", flat=True).iterator():
        destroy_content(mirror, digest)


def sweep_database() -> bool:
    """Remove old images of rows from the database; False when a reader held it back: try again."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f"VACUUM {', '.join(model._meta.db_table for model in TEXTS)}")
            return True
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        return not busy


def acknowledge(home: Path, first: int, last: int, erased_at: datetime) -> list[Path]:
    """Write the receipt of every withdrawal among the entries ``first`` to ``last - 1``, once each.

    A receipt is canonical JSON with the index, record, version and content digest of the withdrawal and the
    aware instant at which nothing of it was left here.
    """
    written = []
    for entry in Entry.objects.filter(index__gte=first, index__lt=last, op="withdraw").order_by("index"):
        path = home / RECEIPTS / f"{entry.index}.json"
        row = Record.objects.get(record=entry.record, version=entry.version)
        receipt = {
            "v": 1,
            "index": entry.index,
            "id": str(entry.record),
            "version": entry.version,
            "content": row.content,
            "erased_at": erased_at.replace(microsecond=0).isoformat(),
        }
        if not path.exists():
            durable.write(path, canonical.dumps(receipt))
            written.append(path)
    return written
