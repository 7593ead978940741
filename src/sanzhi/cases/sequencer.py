"""The sequencer: events become leaves of the inner log, in one order that nothing changes.

First an event gets its index in the database, then its leaf is appended; after a crash between the two
the leaf is appended again at the same index, so the order never depends on luck.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from sanzhi.cases.models import Event
from sanzhi.cases.practice import practice_ids
from sanzhi.ledger import leaf
from sanzhi.ledger.head import Head
from sanzhi.ledger.keys import load_or_create
from sanzhi.ledger.log import Log

# A bite that numbers so many events holds the one writer of the embedded database for a few milliseconds.
BATCH = 200


@cache
def _log_at(home: Path, origin: str) -> Log:
    signer = load_or_create(home / "secrets" / "ledger-inner", origin)
    return Log(home / "log" / "inner", origin, signer, Head(home / "head.db"), keep_entries=False)


def inner_log() -> Log:
    """The log of all acts: only its checkpoints and single proofs leave the house."""
    return _log_at(Path(settings.SANZHI_HOME), f"{settings.SANZHI_ORIGIN}/inner")


def leaf_of(case_id: object, seq: int, body: bytes) -> bytes:
    """The leaf of an event: its place in its case and the SHA-256 of its canonical bytes."""
    digest = hashlib.sha256(body).hexdigest()
    return leaf.pack({"case": str(case_id), "seq": seq, "event": digest})


def leaves(first: int = 0) -> Iterator[tuple[int, bytes]]:
    """Index and leaf of every event that has an index, from ``first`` on, in order."""
    rows = (
        Event.objects.filter(leaf__gte=first).order_by("leaf").values_list("leaf", "case_id", "seq", "body")
    )
    for index, case_id, seq, body in rows.iterator(chunk_size=BATCH):
        if index is not None:
            yield index, leaf_of(case_id, seq, bytes(body))


def sequence() -> int:
    """Give every new event its leaf and return how many were appended."""
    log = inner_log()
    appended = 0
    while _number_events() or _behind(log):
        batch = [data for _, data in _first(leaves(log.size), BATCH)]
        log.append(batch, at=log.size)
        appended += len(batch)
    return appended


def _behind(log: Log) -> bool:
    highest = Event.objects.aggregate(highest=Max("leaf"))["highest"]
    return highest is not None and highest >= log.size


def unnumbered() -> QuerySet[Event]:
    """The events that wait for their place in the ledger; practice never gets one."""
    return Event.objects.filter(leaf=None).exclude(case_id__in=practice_ids())


def _number_events() -> int:
    with transaction.atomic():
        waiting = list(unnumbered().order_by("id").values_list("id", flat=True)[:BATCH])
        if not waiting:
            return 0
        highest = Event.objects.aggregate(highest=Max("leaf"))["highest"]
        following = 0 if highest is None else highest + 1
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE cases_event SET leaf = %s WHERE id = %s", list(enumerate(waiting, following))
            )
    return len(waiting)


def _first(rows: Iterator[tuple[int, bytes]], count: int) -> Iterator[tuple[int, bytes]]:
    for _, row in zip(range(count), rows, strict=False):
        yield row
