"""Accounted numbers: per agency, kind and year, without gaps (GB/T 9704-2012 §7.2.5)."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from sanzhi.documents.models import NumberUse
from sanzhi.jobs.rows import insert
from sanzhi.law.numbers import format_number

_TAKE = (
    "INSERT INTO documents_numberseries (agency_id, word, year, last) VALUES (%s, %s, %s, 1) "
    "ON CONFLICT (agency_id, word, year) DO UPDATE SET last = documents_numberseries.last + 1 RETURNING last"
)


def take(*, agency_id: UUID, short: str, word: str, case_id: UUID, used_for: str, at: datetime) -> str:
    """Give out the next number, for example ``金沙市监罚〔2026〕12号``.

    Must run inside the act's transaction: an act that is refused gives its number back with the rest.
    """
    year = at.year
    key = agency_id if connection.vendor == "postgresql" else agency_id.hex
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [key, word, year])
        sequence = int(cursor.fetchone()[0])
    text = format_number(short + word, year, sequence)
    use = NumberUse(
        text=text,
        agency_id=agency_id,
        word=word,
        year=year,
        sequence=sequence,
        case_id=case_id,
        used_for=used_for,
        taken_at=at,
    )
    insert(use)
    return text
