"""News: what happened, told to rooms that the teller does not import."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from sanzhi.jobs import clock
from sanzhi.jobs.models import Outbox


@dataclass(frozen=True)
class News:
    """What a handler is given. ``id`` is unique for ever: a handler that has seen it does nothing.

    ``payload`` holds names and ids, never personal values; ``created`` is aware UTC.
    """

    id: int
    topic: str
    key: str
    payload: dict[str, Any]
    created: datetime


class NoTransaction(Exception):
    """News was written outside the transaction that makes it true."""


def put(topic: str, key: str, payload: dict[str, Any]) -> None:
    """Write news into the outbox; the second time with the same topic and key changes nothing.

    Raises ``NoTransaction`` outside ``transaction.atomic``: news and the change that it tells of
    are kept together or lost together.
    """
    if not connection.in_atomic_block:
        raise NoTransaction(f"消息 {topic} 必须与它所述的变更在同一事务内写入")
    row = Outbox(topic=topic, key=key, payload=payload, created=clock.now())
    Outbox.objects.bulk_create([row], ignore_conflicts=True)
