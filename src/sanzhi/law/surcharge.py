"""The surcharge on a fine paid late, in parts, or after a deferral, with every step of its computation.

Three per cent a day on what is overdue, never more than the fine, none for the days of a review or a suit
(行政处罚法 Art 72, 73 ¶3; 行政强制法 Art 45).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sanzhi.law.clocks import Pause
from sanzhi.law.guards.collection import surcharge_fen
from sanzhi.law.rules import RuleRow


@dataclass(frozen=True)
class Amount:
    """Fen that fall due, or were paid, on a day."""

    on: date
    fen: int


@dataclass(frozen=True)
class Span:
    """Days ``first`` to ``last``, both included, with ``unpaid_fen`` overdue; ``days`` of them count."""

    first: date
    last: date
    unpaid_fen: int
    days: int
    fen: int


def spans(
    parts: Sequence[Amount], paid: Sequence[Amount], until: date, row: RuleRow, stays: Sequence[Pause] = ()
) -> list[Span]:
    """The stretches of days with one overdue amount each, up to and with ``until``.

    ``parts`` is the fine by due day, ``paid`` what was paid on it; the day of a payment still counts. ``row``
    is O28. Raises ValueError for negative amounts.
    """
    return list(_spans(parts, paid, until, row, stays))


def total(found: Sequence[Span], fine_fen: int) -> int:
    """The surcharge of all stretches in fen, never more than the fine itself (行政处罚法 Art 72 ¶1(1))."""
    return min(fine_fen, sum(each.fen for each in found))


def _spans(
    parts: Sequence[Amount], paid: Sequence[Amount], until: date, row: RuleRow, stays: Sequence[Pause]
) -> Iterator[Span]:
    turns = sorted({each.on for each in (*parts, *paid) if each.on < until} | {until})
    for before, last in pairwise(turns):
        unpaid = _sum(parts, before) - _sum(paid, before)
        if unpaid > 0:
            days = (last - before).days - _stayed(before, last, stays)
            fen = surcharge_fen(unpaid, before, last, row, stays)
            yield Span(before + timedelta(days=1), last, unpaid, days, fen)


def _sum(amounts: Sequence[Amount], day: date) -> int:
    return sum(each.fen for each in amounts if each.on <= day)


def _stayed(before: date, last: date, stays: Sequence[Pause]) -> int:
    days = (before + timedelta(days=n) for n in range(1, (last - before).days + 1))
    return sum(1 for day in days if any(stay.start <= day <= (stay.end or last) for stay in stays))
