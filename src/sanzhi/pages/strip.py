"""The three-lane strip: 公示 · 记录 · 审核 under one time line.

A strip is a value: whoever knows a case, a record or an agency builds one, the template
``pages/strip.html`` draws it, and a released record carries it as JSON, so the public page shows
what was true at the release without asking the inner system.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast, get_args

State = Literal["done", "due", "late", "gap", "locked", "idle"]
LaneKey = Literal["publicity", "record", "review"]

_STATES: tuple[str, ...] = get_args(State)
_KEYS: tuple[str, ...] = get_args(LaneKey)
_SAFE_STARTS = ("/", "#", "https://", "http://")


@dataclass(frozen=True)
class Mark:
    """One thing that happened, is due or is missing.

    ``on`` is when it happened, ``due`` the last day it may happen; ``article`` is the provision
    that asks for it, ready to print; ``href`` leads to the proof (empty: nothing to open).
    """

    state: State
    title: str
    detail: str = ""
    on: date | None = None
    due: date | None = None
    article: str = ""
    href: str = ""

    def as_locked(self) -> "Mark":
        """The same mark for the public: it stands in time, what it says stays inside."""
        return replace(self, state="locked", detail="", href="")

    def to_json(self) -> dict[str, Any]:
        """Plain values; dates as ISO text."""
        return {
            "state": self.state,
            "title": self.title,
            "detail": self.detail,
            "on": self.on and self.on.isoformat(),
            "due": self.due and self.due.isoformat(),
            "article": self.article,
            "href": self.href,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Mark":
        """Read ``to_json`` back; ValueError for an unknown state or an address that is not a page."""
        href = str(data.get("href") or "")
        if href and (not href.startswith(_SAFE_STARTS) or href.startswith("//")):
            raise ValueError(f"a mark may not lead to {href!r}")
        return cls(
            state=cast(State, _one_of(data["state"], _STATES)),
            title=str(data["title"]),
            detail=str(data.get("detail") or ""),
            on=_day(data.get("on")),
            due=_day(data.get("due")),
            article=str(data.get("article") or ""),
            href=href,
        )


@dataclass(frozen=True)
class Lane:
    """One of the three systems; ``summary`` is one short sentence on how it stands."""

    key: LaneKey
    title: str
    summary: str = ""
    marks: tuple[Mark, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        marks = [mark.to_json() for mark in self.marks]
        return {"key": self.key, "title": self.title, "summary": self.summary, "marks": marks}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Lane":
        """Read ``to_json`` back; ValueError for an unknown lane."""
        return cls(
            key=cast(LaneKey, _one_of(data["key"], _KEYS)),
            title=str(data["title"]),
            summary=str(data.get("summary") or ""),
            marks=tuple(Mark.from_json(mark) for mark in data.get("marks") or ()),
        )


@dataclass(frozen=True)
class Strip:
    """Three lanes between ``start`` and ``end`` as they stand on ``today``."""

    start: date
    end: date
    today: date
    lanes: tuple[Lane, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values, fit for canonical JSON: no floats."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "today": self.today.isoformat(),
            "lanes": [lane.to_json() for lane in self.lanes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Strip":
        """Read ``to_json`` back; KeyError or ValueError when it is not one."""
        return cls(
            start=date.fromisoformat(data["start"]),
            end=date.fromisoformat(data["end"]),
            today=date.fromisoformat(data["today"]),
            lanes=tuple(Lane.from_json(lane) for lane in data["lanes"]),
        )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _one_of(value: object, known: Sequence[str]) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return str(value)
