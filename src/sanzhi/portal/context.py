"""What every public page knows beside the site: up to when the data stand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from sanzhi.portal.place import home
from sanzhi.released.status import Status, read

# The follower compares each second; five minutes without it is worth a word to the reader.
LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Lag:
    """``as_of``: the last moment, to the minute, at which the portal showed all that the feed held.

    ``late`` when that is more than five minutes ago or never; ``words`` says why, for readers.
    """

    as_of: datetime | None
    late: bool
    words: str


def lag(status: Status, now: datetime) -> Lag:
    """The lag as the footer tells it; ``now`` is aware."""
    at = status.checked_at
    minute = at.replace(second=0, microsecond=0) if at else None
    if status.fault:
        return Lag(minute, True, "公示源校验未通过，已停止更新")
    if at is None:
        return Lag(None, True, "尚未收到公示数据")
    if now - at > LATE:
        return Lag(minute, True, f"已有 {int((now - at).total_seconds() // 60)} 分钟未能与公示源核对")
    return Lag(minute, False, "")


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``lag``, and the address of the page without its query as ``canonical``."""
    found = lag(read(home()), datetime.now(UTC))
    return {"lag": found, "canonical": request.build_absolute_uri(request.path)}
