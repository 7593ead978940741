"""Ids, instants and days as the two databases keep them, for the few statements that are written by hand."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.dateparse import parse_datetime


@cache
def on_postgres() -> bool:
    """Whether the inner database is PostgreSQL; asked at every statement, so it is found out once."""
    return connection.vendor == "postgresql"


def db_id(value: UUID | None) -> Any:
    """A UUID as the database keeps it."""
    return value if value is None or on_postgres() else value.hex


def as_uuid(value: Any) -> UUID | None:
    """A UUID as the database returned it."""
    return value if value is None or isinstance(value, UUID) else UUID(value)


def db_time(value: datetime) -> Any:
    """An instant as the database keeps it."""
    return value if on_postgres() else str(value.astimezone(UTC).replace(tzinfo=None))


def as_time(value: Any) -> datetime:
    """An instant as the database returned it, aware; ValueError for anything else."""
    parsed = value if isinstance(value, datetime) else parse_datetime(value)
    if parsed is None:
        raise ValueError(f"不是时刻：{value!r}")
    # SQLite keeps instants as text in UTC without saying so.
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def as_day(value: Any) -> date | None:
    """A day as the database returned it."""
    return value if value is None or isinstance(value, date) else date.fromisoformat(value)
