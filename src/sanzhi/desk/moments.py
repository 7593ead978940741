"""The two times of a look back: as it stood then, as we knew it then."""

from dataclasses import dataclass
from datetime import datetime, time

from django.http import QueryDict

from sanzhi.jobs.clock import CHINA
from sanzhi.pages.days import bounded

_DAY = len("2026-03-02")


@dataclass(frozen=True)
class Moments:
    """``as_of`` and ``known_at`` (aware) as asked for, and what could not be read."""

    as_of: datetime | None
    known_at: datetime | None
    problem: str = ""

    @property
    def asked(self) -> bool:
        """Whether an earlier moment is asked for."""
        return self.as_of is not None or self.known_at is not None

    @property
    def query(self) -> str:
        """The moments as part of an address, to be kept in links."""
        given = {"as_of": self.as_of, "known_at": self.known_at}
        return "".join(f"&{name}={moment:%Y-%m-%dT%H:%M:%S}" for name, moment in given.items() if moment)


def read(params: QueryDict) -> Moments:
    """Read both from an address: a day means its end, a time is a time of China."""
    try:
        return Moments(_moment(params.get("as_of", "")), _moment(params.get("known_at", "")))
    except ValueError:
        return Moments(None, None, "时刻请写成 2026-03-02 或 2026-03-02T09:30，现按最新情况显示。")


def _moment(text: str) -> datetime | None:
    if not text.strip():
        return None
    found = bounded(datetime.fromisoformat(text.strip()))
    if len(text.strip()) == _DAY:
        found = datetime.combine(found, time.max)
    return (found if found.tzinfo else found.replace(tzinfo=CHINA)).astimezone(CHINA)
