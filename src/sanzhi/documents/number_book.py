"""Keeping the book of numbers: opening a series at a number, reserving blocks, voiding, and the account.

Every function is one change in one transaction, says who made it, and refuses with the field.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet

from sanzhi.documents.numbering import NumberBlock, NumberSeries, NumberState, NumberUse
from sanzhi.documents.numbers import draw
from sanzhi.jobs import clock
from sanzhi.jobs.rows import insert
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.law.numbers import format_number

MOST_IN_A_BLOCK = 200
_LONGEST_TERM = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Account:
    """One series: its numbers by what became of them, and those that nothing tells of (there are none)."""

    word: str
    year: int
    first: int
    last: int
    used: int
    reserved: int
    void: int
    missing: tuple[int, ...]
    reason: str = ""


@transaction.atomic
def open_series(*, agency_id: UUID, word: str, year: int, first: int, reason: str, by: str) -> NumberSeries:
    """Let a series begin at a number, because those before it were given out elsewhere.

    ``Invalid`` once a number of it was given out here, and without a reason.
    """
    if not reason.strip():
        raise _wrong("reason", "起始原因", "必须填写")
    if first < 1:
        raise _wrong("first", "起始号", "应当是不小于 1 的整数")
    series, _ = NumberSeries.objects.select_for_update().get_or_create(
        agency_id=agency_id, word=word, year=year
    )
    if _uses(agency_id, word, year).exists():
        raise _wrong("first", "起始号", f"{series}已经在本系统使用到 {series.last} 号，不能再改起始号")
    NumberSeries.objects.filter(pk=series.pk).update(
        first=first, last=first - 1, reason=reason.strip(), by=by, at=clock.now()
    )
    series.refresh_from_db()
    return series


@transaction.atomic
def reserve(
    *, agency_id: UUID, short: str, word: str, count: int, holder_id: UUID, holder: str, until: date,
    reason: str, by: str,
) -> NumberBlock:  # fmt: skip
    """Reserve the next numbers of this year for an officer, until a day (included)."""
    today = clock.today()
    if not 1 <= count <= MOST_IN_A_BLOCK:
        raise _wrong("count", "数量", f"应当在 1 至 {MOST_IN_A_BLOCK} 之间")
    if not today <= until <= min(today + _LONGEST_TERM, date(today.year, 12, 31)):
        raise _wrong("until", "使用截止", "不能早于今天，也不能晚于今年最后一日")
    if not reason.strip():
        raise _wrong("reason", "领用事由", "必须填写")
    first, now = draw(agency_id=agency_id, word=word, year=today.year, count=count), clock.now()
    block = NumberBlock.objects.create(
        agency_id=agency_id, short=short, word=word, year=today.year, first=first, last=first + count - 1,
        holder_id=holder_id, holder=holder, until=until, reason=reason.strip(), by=by, at=now,
    )  # fmt: skip
    for sequence in range(first, first + count):
        text = format_number(short + word, today.year, sequence)
        insert(NumberUse(
            text=text, agency_id=agency_id, word=word, year=today.year, sequence=sequence, taken_at=now,
            state=NumberState.RESERVED, block=block,
        ))  # fmt: skip
    return block


@transaction.atomic
def give_back(block_id: UUID, *, agency_id: UUID, reason: str, by: str) -> int:
    """Take a block back: what of it was not used becomes void with the reason; how many."""
    block = NumberBlock.objects.select_for_update().filter(pk=block_id, agency_id=agency_id).first()
    if block is None:
        raise NotFound
    if block.returned_at is not None:
        raise _wrong("block", "号段", "已经交回")
    left = _void(block.numbers.filter(state=NumberState.RESERVED), reason, by)
    NumberBlock.objects.filter(pk=block.pk).update(returned_at=clock.now())
    return left


@transaction.atomic
def spoil(text: str, *, agency_id: UUID, holder_id: UUID | None, reason: str, by: str) -> None:
    """Void a reserved number, such as that of a spoilt form; ``holder_id`` limits it to one's own blocks."""
    rows = NumberUse.objects.filter(agency_id=agency_id, text=text, state=NumberState.RESERVED)
    if holder_id is not None:
        rows = rows.filter(block__holder_id=holder_id)
    if not _void(rows, reason, by):
        raise _wrong("number", "文号", f"{text}不是可以作废的预留号")


def void_used(text: str, *, case_id: UUID, reason: str, by: str) -> None:
    """Void a number that an act took which was itself annulled; runs inside that act's transaction."""
    _void(NumberUse.objects.filter(case_id=case_id, text=text, state=NumberState.USED), reason, by)


def accounts(agency_id: UUID, year: int) -> list[Account]:
    """The account of every series of an agency in a year, by word."""
    series = NumberSeries.objects.filter(agency_id=agency_id, year=year).order_by("word")
    return [_account(each) for each in series]


def _account(series: NumberSeries) -> Account:
    rows = _uses(series.agency_id, series.word, series.year)
    counts = dict(rows.values_list("state").annotate(many=Count("id")).order_by())
    there = set(rows.values_list("sequence", flat=True))
    missing = tuple(n for n in range(series.first, series.last + 1) if n not in there)
    return Account(
        word=series.word,
        year=series.year,
        first=series.first,
        last=series.last,
        used=counts.get(NumberState.USED.value, 0),
        reserved=counts.get(NumberState.RESERVED.value, 0),
        void=counts.get(NumberState.VOID.value, 0),
        missing=missing,
        reason=series.reason,
    )


def _uses(agency_id: UUID, word: str, year: int) -> QuerySet[NumberUse]:
    return NumberUse.objects.filter(agency_id=agency_id, word=word, year=year)


def _void(rows: QuerySet[NumberUse], reason: str, by: str) -> int:
    if not reason.strip():
        raise _wrong("reason", "作废原因", "必须填写")
    return rows.update(state=NumberState.VOID, reason=reason.strip()[:200], by=by, voided_at=clock.now())


def _wrong(name: str, label: str, words: str) -> Invalid:
    return Invalid([FieldError(name, label, words)])
