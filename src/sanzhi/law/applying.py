"""Which rows apply on a day, under which readable name, and why one row goes before another."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from sanzhi.law.errors import NoRule
from sanzhi.law.rules import RuleRow, RuleSet


@dataclass(frozen=True)
class Where:
    """For whom the question is asked: law domain, region code and agency, each None for nobody special."""

    domain: str | None = None
    region: str | None = None
    agency: str | None = None


@dataclass(frozen=True)
class Applying:
    """The row that governs for one rule id, and each row that it goes before, with the reason in Chinese."""

    row: RuleRow
    before: tuple[tuple[RuleRow, str], ...]


@cache
def names() -> dict[str, str]:
    """Readable name → id of a rule: penalty.publish → P1."""
    text = (resources.files("sanzhi.law") / "data" / "rule_names.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def rule_id(name: str, rules: RuleSet) -> str:
    """The id that a readable name or an id in either case stands for. Raises `NoRule`."""
    found = names().get(name.lower(), name)
    ids = {row.id.lower(): row.id for row in rules.rows}
    if found.lower() not in ids:
        raise NoRule(f"没有名为“{name}”的规则，可用 sanzhi law rules 查看全部规则的名称。")
    return ids[found.lower()]


def name_of(rule: str) -> str:
    """The readable name of a rule id, empty where it has none."""
    return next((name for name, found in names().items() if found == rule), "")


def applying(rules: RuleSet, where: Where, on: date) -> Iterator[Applying]:
    """For each id of which any row applies on the day, the row that governs; in the order of the ids."""
    for rule in sorted({row.id for row in rules.rows}, key=_order):
        row = rules.find(rule, domain=where.domain, region=where.region, agency=where.agency, on=on)
        if row is not None:
            yield Applying(
                row, tuple((other, _reason(row, other)) for other in _others(rules, row, where, on))
            )


def _others(rules: RuleSet, governing: RuleRow, where: Where, on: date) -> Sequence[RuleRow]:
    """The rows that would apply as well if each stood alone."""
    rows = rules.fitting(governing.id, domain=where.domain, region=where.region, agency=where.agency, on=on)
    return [row for row in rows if row is not governing]


def _reason(row: RuleRow, other: RuleRow) -> str:
    """Why `row` goes before `other`, in the order in which the rule set weighs it."""
    if row.confirmed != other.confirmed:
        return "后者文本未确认有效，只作提示"
    if (row.agency is not None) != (other.agency is not None):
        return "本机关的规定优先"
    if (row.domain is not None) != (other.domain is not None):
        return f"{row.domain}领域的规定优先于一般规定"
    if row.region != other.region:
        return "本地区的规定优先"
    return "施行在后的规定优先"


def _order(rule: str) -> tuple[str, int, str]:
    """P2 before P10: the letter, the number, what stands behind the dot."""
    stem, _, rest = rule.partition(".")
    digits = "".join(char for char in stem if char.isdigit())
    return stem.rstrip("0123456789"), int(digits or 0), rest
