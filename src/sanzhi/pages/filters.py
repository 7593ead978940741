"""Filters of a list: what may be asked, read from the address, told back when it cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol

from django.db.models import Q
from django.http import QueryDict

from sanzhi.pages.days import BEIJING, long_day

_LONGEST = 100
_SKIPPED = "未按此项筛选。"


@dataclass(frozen=True)
class Reading:
    """One filter as the reader set it.

    ``values`` goes back into the form, ``problem`` is a sentence for the reader (empty: understood),
    ``words`` describes the filter where the result is described (empty: not set).
    """

    filter: "Filter"
    values: Mapping[str, str]
    query: Q = field(default_factory=Q)
    problem: str = ""
    words: str = ""


class Filter(Protocol):
    """Something a list can be narrowed by; ``kind`` chooses the control in ``pages/table.html``."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...

    def read(self, params: QueryDict) -> Reading:
        """Read the filter's own parameters; never raises for what a reader typed."""
        ...


@dataclass(frozen=True)
class Choice:
    """One of a closed list; ``options`` are (value, words), ``query`` turns the value into a condition."""

    key: str
    title: str
    options: Sequence[tuple[str, str]]
    query: Callable[[str], Q]
    kind: Literal["choice"] = "choice"

    def read(self, params: QueryDict) -> Reading:
        """An unknown value is not applied and is told."""
        value = params.get(self.key, "")
        if not value:
            return Reading(self, {"value": ""})
        words = dict(self.options).get(value)
        if words is None:
            return Reading(self, {"value": ""}, problem=f"“{self.title}”没有“{value[:20]}”这一项，{_SKIPPED}")
        return Reading(self, {"value": value}, self.query(value), words=f"{self.title}：{words}")


@dataclass(frozen=True)
class Text:
    """Words typed by the reader; ``query`` turns them into a condition, see ``contains``."""

    key: str
    title: str
    query: Callable[[str], Q]
    hint: str = ""
    kind: Literal["text"] = "text"

    def read(self, params: QueryDict) -> Reading:
        """Words are cut at the ends; control characters and overlong text are refused."""
        value = params.get(self.key, "").strip()
        if not value:
            return Reading(self, {"value": ""})
        if len(value) > _LONGEST:
            return Reading(self, {"value": ""}, problem=f"“{self.title}”最多 {_LONGEST} 个字，{_SKIPPED}")
        if any(letter < " " for letter in value):
            return Reading(self, {"value": ""}, problem=f"“{self.title}”含有不能识别的字符，{_SKIPPED}")
        return Reading(self, {"value": value}, self.query(value), words=f"{self.title}：{value}")


@dataclass(frozen=True)
class Days:
    """From one day to another, both included: parameters ``<key>_from`` and ``<key>_to``.

    ``instant`` says that the column holds instants; days are then days in China.
    """

    key: str
    title: str
    column: str
    instant: bool = False
    kind: Literal["days"] = "days"

    def read(self, params: QueryDict) -> Reading:
        """A date that is none, or an end before the start, is not applied and is told."""
        values = {side: params.get(f"{self.key}_{side}", "").strip() for side in ("from", "to")}
        try:
            first, last = (date.fromisoformat(text) if text else None for text in values.values())
        except ValueError:
            problem = f"“{self.title}”请写成 2026-03-02 这样的日期，{_SKIPPED}"
            return Reading(self, {"from": "", "to": ""}, problem=problem)
        if first and last and last < first:
            return Reading(self, values, problem=f"“{self.title}”的截止日期早于起始日期，{_SKIPPED}")
        words = f"{self.title}：{_span(first, last)}" if first or last else ""
        return Reading(self, values, self._query(first, last), words=words)

    def _query(self, first: date | None, last: date | None) -> Q:
        query = Q()
        if first:
            query &= Q((f"{self.column}__gte", self._start(first)))
        if last and last < date.max:
            query &= Q((f"{self.column}__lt", self._start(last + timedelta(days=1))))
        return query

    def _start(self, day: date) -> date:
        # In UTC the first day of all would begin before time does.
        begins = max(day, date.min + timedelta(days=1))
        return datetime.combine(begins, time(), BEIJING) if self.instant else day


def contains(*columns: str) -> Callable[[str], Q]:
    """A condition for ``Text``: any of the columns contains the words, upper and lower case alike."""

    def query(value: str) -> Q:
        found = Q()
        for column in columns:
            found |= Q((f"{column}__icontains", value))
        return found

    return query


def equals(column: str) -> Callable[[str], Q]:
    """A condition for ``Choice``: the column has the value."""
    return lambda value: Q((column, value))


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{long_day(first)}至{long_day(last)}"
    return f"{long_day(first)}起" if first else f"至{long_day(last)}" if last else ""
