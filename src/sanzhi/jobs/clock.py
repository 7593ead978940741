"""The one clock of the program: aware UTC instants, and the date they have in China.

A demonstration plays the last thirty months through the same door as real work, so it sets the
clock to moments that are over. A real instance cannot: nobody chooses when something was recorded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

CHINA = ZoneInfo("Asia/Shanghai")

_played: ContextVar[datetime | None] = ContextVar("played", default=None)


class ClockFixed(Exception):
    """Somebody tried to set the clock of an instance that is not a demonstration."""


def now() -> datetime:
    """The present instant, aware, in UTC; inside ``at`` the moment that is being played."""
    return _played.get() or datetime.now(UTC)


def today() -> date:
    """The date of ``now`` in China, which is the date that periods of the law count."""
    return now().astimezone(CHINA).date()


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Let ``now`` answer ``moment`` (aware, any zone) in this thread until the block ends.

    Raises ``ClockFixed`` outside a demonstration, ``ValueError`` for a moment without a zone.
    """
    if not settings.SANZHI_DEMO:
        raise ClockFixed("只有示例实例可以拨动时钟")
    if moment.tzinfo is None:
        raise ValueError("时刻必须带时区")
    token = _played.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _played.reset(token)
