"""The entry of the public feed: one leaf of the public log, written by disclosure and read by portals.

An entry holds no redacted text. It names the content by the SHA-256 of a salted file beside the log, so
that a withdrawal can destroy the text and leave every proof whole (行政处罚法 Art 48 ¶3).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

from sanzhi.ledger import leaf
from sanzhi.ledger.errors import LedgerError

Op = Literal["release", "withdraw"]
Kind = Literal["penalty", "progress", "agency", "officers", "powers"]
Stage = Literal["before", "during", "after"]

SCHEMA = 1
CHANNEL = "portal"


class EntryInvalid(ValueError):
    """An entry that does not follow the grammar of the feed; ``str()`` names the part."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One release or withdrawal.

    ``id`` is the UUID of the public record and ``version`` counts its releases from 1; ``agency`` is the
    18-digit unified social credit code; ``content`` is the digest in 64 hex digits, None in a withdrawal;
    ``basis`` pairs law and article; ``at`` is aware UTC to the second; ``due`` is the last day on which the
    release was in time and ``until`` the last day on which it is shown; ``reason`` stands in withdrawals.
    """

    op: Op
    id: str
    version: int
    kind: Kind
    stage: Stage
    agency: str
    content: str | None
    basis: tuple[tuple[str, str], ...]
    at: datetime
    due: date | None = None
    until: date | None = None
    reason: str | None = None

    def to_bytes(self) -> bytes:
        """The leaf: version byte, canonical JSON. Raises ``EntryInvalid`` for what no portal would take."""
        _check(self)
        return leaf.pack(
            {
                "v": SCHEMA,
                "op": self.op,
                "id": self.id,
                "version": self.version,
                "kind": self.kind,
                "stage": self.stage,
                "channel": CHANNEL,
                "agency": self.agency,
                "content": self.content,
                "basis": [list(pair) for pair in self.basis],
                "at": self.at.isoformat().replace("+00:00", "Z"),
                "due": self.due and self.due.isoformat(),
                "until": self.until and self.until.isoformat(),
                "reason": self.reason,
            }
        )

    @classmethod
    def from_bytes(cls, raw: bytes) -> "FeedEntry":
        """Read a leaf. Raises ``EntryInvalid`` unless ``raw`` is exactly what ``to_bytes`` writes."""
        try:
            entry = _read(leaf.unpack(raw))
        except (LedgerError, ValueError, KeyError, TypeError) as error:
            raise EntryInvalid(f"公示条目无法解读：{error}") from error
        if entry.to_bytes() != raw:
            raise EntryInvalid("公示条目不是规范写法")
        return entry


def _read(fields: dict[str, Any]) -> FeedEntry:
    if fields["v"] != SCHEMA or fields["channel"] != CHANNEL:
        raise EntryInvalid("公示条目的版本或渠道不认识")
    return FeedEntry(
        op=fields["op"],
        id=fields["id"],
        version=fields["version"],
        kind=fields["kind"],
        stage=fields["stage"],
        agency=fields["agency"],
        content=fields["content"],
        basis=tuple((law, article) for law, article in fields["basis"]),
        at=datetime.fromisoformat(fields["at"]),
        due=_day(fields["due"]),
        until=_day(fields["until"]),
        reason=fields["reason"],
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _check(entry: FeedEntry) -> None:
    """Refuse what the grammar does not know; each line names one rule of the feed."""
    rules = {
        "op": entry.op in get_args(Op),
        "kind": entry.kind in get_args(Kind),
        "stage": entry.stage in get_args(Stage),
        "id": _is_uuid(entry.id),
        "version": type(entry.version) is int and entry.version >= 1,
        "agency": len(entry.agency) == 18 and entry.agency.isalnum(),
        "at": entry.at.utcoffset() == timedelta(0) and entry.at.microsecond == 0,
        "content": _is_digest(entry.content) if entry.op == "release" else entry.content is None,
        "reason": not entry.reason if entry.op == "release" else bool(entry.reason),
    }
    broken = [name for name, holds in rules.items() if not holds]
    if broken:
        raise EntryInvalid(f"公示条目的字段不合规定：{'、'.join(broken)}")


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except (ValueError, AttributeError, TypeError):
        return False


def _is_digest(value: str | None) -> bool:
    return value is not None and len(value) == 64 and set(value) <= set("0123456789abcdef")
