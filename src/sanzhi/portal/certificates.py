"""Whether a published certificate holds on a day: for what and where it does stands beside it."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import segno

from sanzhi.released.models import Certificate


@dataclass(frozen=True)
class Standing:
    """``holds`` on the day asked about, and ``words`` that say so to a citizen."""

    holds: bool
    words: str


def standing(row: Certificate, on: date) -> Standing:
    """The standing of a certificate on a day (行政处罚法 Art 42; 贵州省行政执法监督办法 Art 14, 34)."""
    if row.revoked_on is not None and row.revoked_on <= on:
        return Standing(False, f"已于 {row.revoked_on.isoformat()} 吊销，持证人不得执法")
    if _suspended(row, on):
        last = f"，至 {row.suspended_until.isoformat()}" if row.suspended_until else ""
        return Standing(False, f"自 {row.suspended_from} 起暂扣{last}，其间持证人不得执法")
    if on < row.valid_from:
        return Standing(False, f"自 {row.valid_from.isoformat()} 起才有效")
    if on > row.valid_until:
        return Standing(False, f"已于 {row.valid_until.isoformat()} 到期")
    return Standing(True, "当日有效")


def _suspended(row: Certificate, on: date) -> bool:
    begun = row.suspended_from is not None and row.suspended_from <= on
    return begun and (row.suspended_until is None or on <= row.suspended_until)


def code(address: str) -> str:
    """A QR code of an address as SVG."""
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, xmldecl=False, title="证件核验地址")
    return drawn.getvalue().decode()
