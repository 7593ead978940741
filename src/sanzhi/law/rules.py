"""Numbers of the law as dated rows: limits, thresholds, rates.

Functions are Python, numbers are rows. National and sector rows ship in `data/rules`; rows of a region or
an agency are handed in by whoever admitted them. Nothing that a statute, a ministry or a province may
change is a constant in code.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from sanzhi.law.calendar import Calendar, region_stem
from sanzhi.law.errors import NoRule
from sanzhi.law.findings import Citation
from sanzhi.law.guards.coverage import is_off

Unit = Literal["wd", "natural", "month", "hour", "fen", "percent"]
Roll = Literal["restday", "none"]
UNITS: Mapping[Unit, str] = {
    "wd": "个工作日",
    "natural": "日（自然日）",
    "month": "个月",
    "hour": "小时",
    "fen": "分",
    "percent": "%",
}


@dataclass(frozen=True)
class Extension:
    """A lawful prolongation. `value` is None where the law leaves the term to a decision (`by` names who
    decides).
    """

    value: int | None
    unit: Unit
    by: str


@dataclass(frozen=True)
class RuleRow:
    """One number of one source.

    `value` counts `unit` (fen for money, whole per cent for rates). `roll` says whether a last day that is
    a rest day moves on. `before` rows count back from an event. `excluded` names what does not count:
    suspension, hearing, tests. `inclusive` tells ≥ from > for thresholds. `in_force_to` is the last day in
    force; an unknown date is None. A row that is not `confirmed` rests on no text at hand: it may warn,
    never refuse.
    """

    id: str
    title: str
    value: int
    unit: Unit
    citation: Citation
    roll: Roll = "restday"
    domain: str | None = None
    region: str | None = None
    agency: str | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    confirmed: bool = False
    before: bool = False
    inclusive: bool = True
    extensions: tuple[Extension, ...] = ()
    excluded: tuple[str, ...] = ()
    version: int = 1
    note: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "RuleRow":
        """Read one packaged or admitted row; absent keys take the defaults. Raises KeyError, TypeError or
        ValueError.
        """
        known = {k: v for k, v in value.items() if k not in _PARSED}
        if value["unit"] not in UNITS or value.get("roll", "restday") not in ("restday", "none"):
            raise ValueError(f"规则行 {value['id']} 的单位或顺延方式无效")
        return cls(
            **known,
            citation=Citation(*value["citation"]),
            in_force_from=_day(value.get("in_force_from")),
            in_force_to=_day(value.get("in_force_to")),
            extensions=tuple(
                Extension(e.get("value"), cast(Unit, e["unit"]), e["by"]) for e in value.get("extensions", ())
            ),
            excluded=tuple(value.get("excluded", ())),
        )

    def in_force(self, day: date) -> bool:
        """Whether the row may apply on `day`; an unknown bound does not exclude it."""
        if self.in_force_from and day < self.in_force_from:
            return False
        return self.in_force_to is None or day <= self.in_force_to

    def may_refuse(self, day: date) -> bool:
        """Whether the row's text is confirmed in force on `day`. If not, it may only warn."""
        return self.confirmed and self.in_force_from is not None and self.in_force(day)

    def reached(self, amount: int) -> bool:
        """Whether `amount` (in the row's unit) reaches this threshold: ≥ where the text includes the
        number, else >.
        """
        return amount >= self.value if self.inclusive else amount > self.value


_PARSED = {"citation", "in_force_from", "in_force_to", "extensions", "excluded"}


@dataclass(frozen=True)
class RuleSet:
    """The rows that a question is asked against, with the calendar they run on."""

    rows: tuple[RuleRow, ...]
    calendar: Calendar

    @classmethod
    def national(cls, calendar: Calendar | None = None) -> "RuleSet":
        """The packaged national and sector rows."""
        return cls(_packaged(), calendar or Calendar.national())

    def with_rows(self, rows: Iterable[RuleRow]) -> "RuleSet":
        """Add admitted rows of a region or an agency."""
        return replace(self, rows=(*self.rows, *rows))

    def pick(
        self,
        rule_id: str,
        *,
        domain: str | None = None,
        region: str | None = None,
        agency: str | None = None,
        on: date,
    ) -> RuleRow:
        """The row that governs on the day `on`. Raises `NoRule` when none does: then nothing is known to be
        allowed.

        The special goes before the general: an agency's own row, then sector and region together, then the
        sector's, then the region's, then the nation's. Among equals the one that came into force last
        governs. A row that is not confirmed gives way to any that is: an old sector rule falls back to the
        statute.
        """
        row = self.find(rule_id, domain=domain, region=region, agency=agency, on=on)
        if row is None:
            raise NoRule(f"规则库中没有 {on.isoformat()} 有效的 {rule_id} 号规则，请先补充并确认依据。")
        return row

    def find(
        self,
        rule_id: str,
        *,
        domain: str | None = None,
        region: str | None = None,
        agency: str | None = None,
        on: date,
    ) -> RuleRow | None:
        """As `pick`, but None when no row governs: some limits (O11, O33) exist only in some sectors."""
        rows = self.fitting(rule_id, domain=domain, region=region, agency=agency, on=on)
        return max(rows, key=_precedence, default=None)

    def fitting(
        self,
        rule_id: str,
        *,
        domain: str | None = None,
        region: str | None = None,
        agency: str | None = None,
        on: date,
    ) -> list[RuleRow]:
        """Every row of the rule that may apply there on the day, the governing one among them."""
        if is_off(rule_id):
            return []
        return [
            row
            for row in self.rows
            if row.id == rule_id and row.in_force(on) and _fits(row, domain, region, agency)
        ]

    def displaced(
        self,
        rule_id: str,
        *,
        domain: str | None = None,
        region: str | None = None,
        agency: str | None = None,
        on: date,
    ) -> list[RuleRow]:
        """Unconfirmed rows that are more special than the one that governs: whoever acts is told of them."""
        rows = self.fitting(rule_id, domain=domain, region=region, agency=agency, on=on)
        governing = max(rows, key=_precedence, default=None)
        if governing is None or not governing.confirmed:
            return []
        return [row for row in rows if not row.confirmed and _special(row) > _special(governing)]


def _fits(row: RuleRow, domain: str | None, region: str | None, agency: str | None) -> bool:
    if row.agency is not None and row.agency != agency:
        return False
    if row.domain is not None and row.domain != domain:
        return False
    return row.region is None or (region is not None and region.startswith(region_stem(row.region)))


def _precedence(row: RuleRow) -> tuple[bool, bool, bool, int, date, int]:
    """A row whose text is not confirmed never displaces one whose text is, however special it be."""
    since = row.in_force_from or date.min
    return (row.confirmed, *_special(row), since, row.version)


def _special(row: RuleRow) -> tuple[bool, bool, int]:
    depth = len(region_stem(row.region)) if row.region else 0
    return row.agency is not None, row.domain is not None, depth


@cache
def _packaged() -> tuple[RuleRow, ...]:
    folder = resources.files("sanzhi.law") / "data" / "rules"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return tuple(RuleRow.from_json(row) for f in files for row in json.loads(f.read_text(encoding="utf-8")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
