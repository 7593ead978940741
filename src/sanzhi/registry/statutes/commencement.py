"""Reads the days of a statute out of its text: passage, amendment, entry into force. Never guesses one.

A law amended by a decision keeps the day of its first version in its last article; the day of the amendment
stands in the decision alone. For laws that enforcement cites often it is put right by a small table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from sanzhi.law.citations import to_int

# Older texts write 一九九三年三月一日, with ○ for the nought.
_N = "[0-9０-９零〇○一二三四五六七八九十]"
_DAY = rf"({_N}{{4}})\s*年\s*({_N}{{1,3}})\s*月\s*({_N}{{1,3}})\s*日"
_BEGINS = r"(?:零时)?\s*起?\s*(?:施行|实施|生效|执行|实行)"
_PUBLICATION = r"(?:修订)?(?:公布|发布|颁布|印发)之日"
# 本法第六条自2018年1月1日起施行 speaks of one article: only the statute as a whole may be the subject.
_SENTENCE = re.compile(
    r"(?:^|[。】\s、])(?P<said>本[^，。；第（\s自于从]{1,8}(?:（[^）]*）)?[，]?(?:自|于|从)"
    rf"(?:{_DAY}|{_PUBLICATION}){_BEGINS})"
)
_HEADER = re.compile(rf"{_DAY}{_BEGINS}")
_EVENT = re.compile(rf"{_DAY}(?!{_BEGINS})")
_PUBLISHED = re.compile(rf"{_DAY}(?!{_BEGINS})(?:(?!{_N}{{4}}\s*年)[^。；])*?(?:公布|发布|颁布|公告)")
_AMENDED = re.compile("修正|修订|修改")
_ONLY_A_DAY = re.compile(rf"^[（(]?{_DAY}[）)]?$")


@dataclass(frozen=True)
class Days:
    """The fields of the same names of `model.Version`, which explains them."""

    passed: date | None
    in_force_from: date | None
    commencement: str
    history: tuple[date, ...]


def corrected(law: str, passed: date | None) -> date | None:
    """When the version of `law` passed on `passed` began, by the table; None where it is silent."""
    return _table().get((law, passed)) if passed else None


@cache
def _table() -> dict[tuple[str, date], date]:
    text = (resources.files("sanzhi.registry") / "data" / "commencements.json").read_text(encoding="utf-8")
    return {
        (law, date.fromisoformat(row["passed"])): date.fromisoformat(row["from"])
        for row in json.loads(text)
        for law in row["laws"]
    }


def read_days(header: Sequence[str], body: Sequence[str], passed: date | None) -> Days:
    """The days that `header` (the lines about passage) and `body` (the lines of the text) settle.

    `passed` is the day under which the source files this version, if it does; otherwise the last event of
    the header counts, or the day under the signature of a notice.
    """
    events = {day for line in header for day in _days(_EVENT, line)}
    if passed is None:
        passed = max(events or {day for line in body for day in _days(_ONLY_A_DAY, line)}, default=None)
    history = tuple(sorted(events | ({passed} if passed else set())))
    said, begins = _sentence(body)
    return Days(passed, begins_on(header, said, begins, passed), said, history)


def begins_on(header: Sequence[str], said: str, begins: date | None, passed: date | None) -> date | None:
    """The day on which the version passed on `passed` enters into force, or None if the text leaves it open.

    A day before `passed` is that of the first version: an amendment leaves the last article as it was.
    """
    named = [d for d in (begins, *sorted(_all(_HEADER, header), reverse=True)) if d]
    fitting = [d for d in named if passed is None or d >= passed]
    if fitting:
        return fitting[0]
    published = _all(_PUBLISHED, header)
    amended = any(_AMENDED.search(line) for line in header)
    if said and begins is None and not amended and passed in published and passed == max(published):
        return passed
    return None


def _sentence(body: Sequence[str]) -> tuple[str, date | None]:
    """The last sentence that says when the statute as a whole begins, and its day if it names one."""
    for line in reversed(body):
        found = _SENTENCE.search(line)
        if found:
            return found["said"], _day(found[2], found[3], found[4])
    return "", None


def _day(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(to_int(year), to_int(month), to_int(day)) if year else None
    except ValueError:
        return None


def _days(pattern: re.Pattern[str], line: str) -> list[date]:
    found = (_day(m[1], m[2], m[3]) for m in pattern.finditer(line))
    return [day for day in found if day]


def _all(pattern: re.Pattern[str], lines: Iterable[str]) -> set[date]:
    return {day for line in lines for day in _days(pattern, line)}
