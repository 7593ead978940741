"""A shown record as its page needs it: the content read back, the strip, the days."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sanzhi.pages import days
from sanzhi.pages.strip import Strip
from sanzhi.released.models import Record


@dataclass(frozen=True)
class Shown:
    """A published release with its content; ``content`` is the ``record`` part of the content file."""

    row: Record
    content: dict[str, Any]
    strip: Strip | None

    @property
    def amounts(self) -> int:
        """Fine and confiscation together, in fen."""
        return int(self.content["fine_fen"]) + int(self.content["confiscated_fen"])

    @property
    def served_on(self) -> date | None:
        """When the decision was served."""
        return _day(self.content["served_on"])

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps of a case with their days as days."""
        return [{**step, "on": _day(step["on"])} for step in self.content["steps"]]


def read(row: Record) -> Shown:
    """Read a release whose content is at hand."""
    content = json.loads(bytes(row.raw or b""))["record"]
    return Shown(row, content, _strip(content.get("strip")))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _strip(data: dict[str, Any] | None) -> Strip | None:
    """The strip of the release under the time line of the day on which it is read.

    None when it cannot be drawn, for the words must still show.
    """
    try:
        return replace(Strip.from_json(data), today=days.today()) if data else None
    except (KeyError, ValueError, TypeError):
        return None
