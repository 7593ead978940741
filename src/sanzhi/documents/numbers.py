"""Accounted numbers: per agency, kind and year, without gaps (GB/T 9704-2012 §7.2.5)."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from sanzhi.documents.numbering import NumberSeries, NumberState, NumberUse
from sanzhi.jobs.clock import CHINA
from sanzhi.jobs.rows import insert
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.numbers import format_number

_TAKE = (
    "INSERT INTO documents_numberseries (agency_id, word, year, last, first, reason, {by}) "
    "VALUES (%s, %s, %s, 1, 1, '', '') ON CONFLICT (agency_id, word, year) "
    "DO UPDATE SET last = documents_numberseries.last + 1 RETURNING last"
)


def take(*, agency_id: UUID, short: str, word: str, case_id: UUID, used_for: str, at: datetime) -> str:
    """Give out the next number, for example ``金沙市监罚〔2026〕12号``.

    Must run inside the act's transaction: an act that is refused gives its number back with the rest.
    """
    year = at.year
    key = agency_id if connection.vendor == "postgresql" else agency_id.hex
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(by=connection.ops.quote_name("by")), [key, word, year])
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


def use_reserved(
    text: str, *, agency_id: UUID, word: str, holder_id: UUID, case_id: UUID, used_for: str, at: datetime
) -> str:
    """Use a number of a block that the officer wrote on paper on the day of ``at``; the number.

    Must run inside the act's transaction. ``Invalid`` when the number is not reserved for this officer and
    kind, was used already, or the day lies outside the block's term.
    """
    use = NumberUse.objects.select_related("block").filter(agency_id=agency_id, word=word, text=text).first()
    if use is None or use.block is None or use.block.holder_id != holder_id:
        raise _wrong(f"{text}不在您领用的预留号段内")
    if use.state != NumberState.RESERVED:
        raise _wrong(f"{text}{NumberState(use.state).label}，不能再次使用")
    given, on = use.block.at.astimezone(CHINA).date(), at.astimezone(CHINA).date()
    if not given <= on <= use.block.until:
        raise _wrong(f"{text}只能用于{given.isoformat()}至{use.block.until.isoformat()}之间制作的文书")
    rows = NumberUse.objects.filter(pk=use.pk, state=NumberState.RESERVED)
    if not rows.update(state=NumberState.USED, case_id=case_id, used_for=used_for, taken_at=at):
        raise _wrong(f"{text}已使用，不能再次使用")
    return text


def draw(*, agency_id: UUID, word: str, year: int, count: int) -> int:
    """Take ``count`` numbers off a series at once, inside a transaction; the first of them."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(
        agency_id=agency_id, word=word, year=year
    )
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + count)
    series.refresh_from_db()
    return series.last - count + 1


def _wrong(words: str) -> Invalid:
    return Invalid([FieldError("number", "文号", words)])
