"""Which days are working days (工作日).

Saturday and Sunday are rest days of state organs (国务院关于职工工作时间的规定 Art 7); the State Council's
yearly notice moves days off and make-up working days (全国年节及纪念日放假办法 Art 7); minority areas set
further days off (Art 4). Half-days such as 8 March stay working days (Art 3).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from sanzhi.law.guards.coverage import decides

ONE_DAY = timedelta(days=1)
Days = Mapping[date, bool]


@dataclass(frozen=True)
class YearNotice:
    """One year's notice: `days` maps a date to True for a day off and False for a make-up working day."""

    year: int
    days: Days
    source: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "YearNotice":
        """Read the shape of the packaged files: `year`, `papers`, `days[{date, isOffDay}]`. Raises KeyError
        or ValueError.
        """
        days = {date.fromisoformat(day["date"]): day["isOffDay"] for day in value["days"]}
        if not days:
            raise ValueError("放假安排中没有任何日期")
        if not all(isinstance(off, bool) for off in days.values()):
            raise ValueError("isOffDay 应为 true 或者 false")
        return cls(int(value["year"]), MappingProxyType(days), next(iter(value.get("papers", [])), ""))


@dataclass(frozen=True)
class Calendar:
    """Working days of the nation, optionally with the extra days of one region laid over them."""

    notices: Mapping[int, YearNotice]
    overrides: Mapping[str, Days] = field(default_factory=dict)
    region: str = ""

    @classmethod
    def national(cls) -> "Calendar":
        """The calendar of the packaged notices. Loaded once."""
        return _national()

    def with_notice(self, notice: YearNotice) -> "Calendar":
        """A calendar in which `notice` supersedes whatever stood for its year, published or provisional."""
        return Calendar({**self.notices, notice.year: notice}, self.overrides, self.region)

    def with_region(self, code: str, days: Days) -> "Calendar":
        """Add the days that a minority area's government has set (全国年节及纪念日放假办法 Art 4); `code`
        is GB/T 2260.
        """
        return Calendar(self.notices, {**self.overrides, code: days}, self.region)

    def for_region(self, code: str) -> "Calendar":
        """The calendar as it holds in one region: its own days and those of the regions above it apply."""
        return Calendar(self.notices, self.overrides, code)

    def is_published(self, year: int) -> bool:
        """Whether the State Council's notice for `year` is at hand."""
        return year in self.notices

    def is_working(self, day: date) -> bool:
        """Whether state organs work on `day`. For an unpublished year: weekdays except 1 January,
        provisionally.
        """
        off = self._ruled_off(day)
        return not (_rests_anyway(day) if off is None else off)

    def add_working(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which is itself not counted; a negative n counts back."""
        if n == 0:
            raise ValueError("工作日数不能为零")
        step = ONE_DAY if n > 0 else -ONE_DAY
        day, left = start, abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    @decides("D4", otherwise=lambda self, day: day)
    def roll(self, day: date) -> date:
        """`day`, or the next working day when it is a rest day (民事诉讼法 Art 85 ¶3)."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def _ruled_off(self, day: date) -> bool | None:
        local = next((days[day] for days in self._regional() if day in days), None)
        return self._noticed_off(day) if local is None else local

    @decides("D1", otherwise=lambda self, day: None)
    def _noticed_off(self, day: date) -> bool | None:
        # A notice may move days of the year before it; being the later word, it goes first.
        for year in (day.year + 1, day.year, day.year - 1):
            notice = self.notices.get(year)
            if notice and day in notice.days:
                return notice.days[day]
        return None

    @decides("D3", otherwise=lambda self: iter(()))
    def _regional(self) -> Iterator[Days]:
        """Overrides of this region and of those above it, the nearest first."""
        if not self.region or not self.overrides:
            return
        for code in sorted(self.overrides, key=lambda c: len(region_stem(c)), reverse=True):
            if self.region.startswith(region_stem(code)):
                yield self.overrides[code]


def region_stem(code: str) -> str:
    """A region code without the zeros that stand for "all of it": 520000 → 52, 520500 → 5205, 520502001000
    → 520502001.
    """
    if len(code) == 12:
        code = code[:6] if code.endswith("000000") else code.removesuffix("000")
    while 2 < len(code) <= 6 and code.endswith("00"):
        code = code[:-2]
    return code


@decides("D3", otherwise=lambda day: False)
def _rests_anyway(day: date) -> bool:
    return day.weekday() >= 5 or (day.month, day.day) == (1, 1)


@cache
def _national() -> Calendar:
    folder = resources.files("sanzhi.law") / "data" / "holidays"
    notices = [
        YearNotice.from_json(json.loads(entry.read_text(encoding="utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".json")
    ]
    return Calendar(MappingProxyType({notice.year: notice for notice in notices}))
