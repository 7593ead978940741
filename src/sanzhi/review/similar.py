"""Similar decided cases beside a draft: why each is similar, and whether the amount stands out.

Nothing is decided here: the reader is shown amounts, the bounds, and how they were computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import Final
from uuid import UUID

from sanzhi.review.models import DecidedCase

YEARS: Final = 3
_MOST: Final = 200
_FEWEST: Final = 5


@dataclass(frozen=True)
class Weighed:
    """What is compared of a case: fine in fen, degree (从轻处罚 …), whether the party is an entity."""

    fine_fen: int
    treatment: str
    entity: bool


@dataclass(frozen=True)
class Peer:
    """A decided case: ``why`` says in what it is like the draft, ``outlier`` that its own fine stands out."""

    case_id: UUID
    number: str
    decided_on: date
    weighed: Weighed
    why: tuple[str, ...]
    outlier: bool = False


@dataclass(frozen=True)
class Comparison:
    """The draft among its peers. ``low`` and ``high`` are the bounds beyond which a fine stands out, in fen;
    None where there are too few to say so. ``told`` is the sentence for the reader.
    """

    peers: tuple[Peer, ...]
    middle: int | None = None
    low: int | None = None
    high: int | None = None
    outlier: bool = False
    told: str = ""


def peers_of(agency_id: UUID, matter: str, on: date, *, without: UUID) -> list[DecidedCase]:
    """The agency's decided cases of a matter in the last three years, the newest first."""
    since = on.replace(year=on.year - YEARS, day=min(on.day, 28))
    rows = DecidedCase.objects.filter(agency_id=agency_id, matter=matter, decided_on__gte=since)
    return list(rows.exclude(pk=without).order_by("-decided_on")[:_MOST])


def compare(draft: Weighed, rows: Sequence[DecidedCase]) -> Comparison:
    """The draft beside those of the same degree, or beside all where fewer than five are of its degree."""
    same = [row for row in rows if row.treatment == draft.treatment]
    chosen = same if len(same) >= _FEWEST else list(rows)
    fines = [row.fine_fen for row in chosen]
    if len(fines) < _FEWEST:
        told = f"近{YEARS}年同一事项已决定{len(fines)}件，不足{_FEWEST}件，只列出供参考。"
        return Comparison(_peers(draft, chosen, None), told=told)
    low, high = bounds(fines)
    middle = int(median(fines))
    outlier = bool(draft.fine_fen) and not low <= draft.fine_fen <= high
    peers = _peers(draft, chosen, (low, high))
    return Comparison(peers, middle, low, high, outlier, _told(draft, chosen is same, fines, low, high))


def bounds(fines: Sequence[int]) -> tuple[int, int]:
    """Below and above which a fine stands out: one and a half times the middle half's width beyond it, and
    never nearer to the median than a fifth of it.
    """
    first, middle, third = quantiles(fines, n=4, method="inclusive")
    width = 1.5 * (third - first)
    low, high = min(first - width, 0.8 * middle), max(third + width, 1.2 * middle)
    return max(round(low), 0), round(high)


def _peers(draft: Weighed, rows: Sequence[DecidedCase], span: tuple[int, int] | None) -> tuple[Peer, ...]:
    return tuple(
        Peer(
            row.case_id,
            row.number,
            row.decided_on,
            Weighed(row.fine_fen, row.treatment, row.entity),
            _why(draft, row),
            span is not None and not span[0] <= row.fine_fen <= span[1],
        )
        for row in rows
    )


def _why(draft: Weighed, row: DecidedCase) -> tuple[str, ...]:
    found = ["同一事项"]
    if row.treatment == draft.treatment and row.treatment:
        found.append(f"同为{row.treatment}")
    if row.entity == draft.entity:
        found.append("当事人同为单位" if row.entity else "当事人同为个人")
    return tuple(found)


def _told(draft: Weighed, same: bool, fines: Sequence[int], low: int, high: int) -> str:
    kind = f"同一事项、同为{draft.treatment}" if same else "同一事项"
    text = (
        f"近{YEARS}年{kind}已决定{len(fines)}件，罚款{_yuan(min(fines))}至{_yuan(max(fines))}元，"
        f"中位数{_yuan(int(median(fines)))}元；通常在{_yuan(low)}至{_yuan(high)}元之间。"
    )
    if not draft.fine_fen:
        return text
    if draft.fine_fen > high:
        return f"{text}现稿{_yuan(draft.fine_fen)}元，明显高于同类案件，请核对情节和理由。"
    if draft.fine_fen < low:
        return f"{text}现稿{_yuan(draft.fine_fen)}元，明显低于同类案件，请核对情节和理由。"
    return f"{text}现稿{_yuan(draft.fine_fen)}元，在通常范围之内。"


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
