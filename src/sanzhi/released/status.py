"""When the portal last compared itself with its feed, and what it found: ``portal/status.json``.

The times of the portal itself stay out of ``public.db``, so that replaying the feed gives the same bytes;
a file that is replaced whole costs no database write each second.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

FILE = "status.json"


@dataclass(frozen=True)
class Status:
    """``checked_at``: when the feed was last read and everything in it applied (aware UTC; None: never).

    ``source_size`` and ``applied_size`` count entries; ``missing`` lists entries whose content file is not
    at hand; ``acknowledged`` is how many entries have had their withdrawals acknowledged; ``fault`` says in
    Chinese what was refused, ``absent`` why the feed could not be read.
    """

    checked_at: datetime | None = None
    source_size: int = 0
    applied_size: int = 0
    acknowledged: int = 0
    missing: tuple[int, ...] = ()
    fault: str = ""
    absent: str = ""

    @property
    def healthy(self) -> bool:
        """Whether what the portal shows is whole and unrefused; how old it may be is the lag's question."""
        return self.checked_at is not None and not (self.fault or self.missing)


def read(home: Path) -> Status:
    """The status in the portal's folder; an empty one before the first round or when it cannot be read."""
    try:
        fields = json.loads((home / FILE).read_text("utf-8"))
        moment = fields["checked_at"]
        fields["checked_at"] = None if moment is None else datetime.fromisoformat(moment)
        fields["missing"] = tuple(fields["missing"])
        return Status(**fields)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return Status()


def write(home: Path, status: Status) -> None:
    """Replace the file whole, so that no reader sees half of it."""
    fields = asdict(status)
    fields["checked_at"] = status.checked_at and status.checked_at.isoformat()
    fresh = home / (FILE + ".new")
    fresh.write_text(json.dumps(fields, ensure_ascii=False), "utf-8")
    fresh.replace(home / FILE)
