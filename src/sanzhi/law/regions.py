"""Codes of regions (GB/T 2260) with dates: 黔西县 520522 became 黔西市 520581 in 2021.

A code that once was valid stays readable for ever: old certificates, old credit codes and old cases carry it.
Changes are known by their year, so that within the year of a change both codes pass.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

_SHAPE = re.compile(r"[0-9]{6}(?:[0-9]{6})?")


@dataclass(frozen=True)
class Change:
    """The end of one code in the course of `year`; `into` names what took its place, `basis` may be empty."""

    year: int
    code: str
    name: str
    into: tuple[tuple[str, str], ...]
    basis: str

    def into_name(self, code: str) -> str:
        """The name under which `code` took this one's place; empty if it did not."""
        return dict(self.into).get(code, "")


@dataclass(frozen=True)
class Region:
    """What a code means on a day.

    `name` is the region's own name, `above` the names of those that hold it, widest first. `ended` is the
    change that ended this code and `begun` those from which it came; where neither is known the code has
    stood since before the table begins.
    """

    code: str
    name: str
    above: tuple[str, ...]
    ended: Change | None = None
    begun: tuple[Change, ...] = ()

    @property
    def full_name(self) -> str:
        return "".join((*self.above, self.name))


def region(code: str) -> Region | None:
    """What a code of six digits means or once meant; of twelve digits (townships) the county counts."""
    stem = code[:6]
    ended, begun = _ended().get(stem), _begun().get(stem, ())
    name = ended.name if ended else _names().get(stem) or (begun[0].into_name(stem) if begun else "")
    return Region(stem, name, _above(stem), ended, begun) if name else None


def region_fault(code: str, *, on: date | None = None) -> str | None:
    """What is wrong with a region code, or None; with `on`, one that did not stand on that day is wrong."""
    if not _SHAPE.fullmatch(code):
        return f"行政区划代码应为6位（乡级为12位）数字，现为“{code}”"
    found = region(code)
    if found is None:
        return f"行政区划代码表（GB/T 2260）中没有 {code[:6]}"
    if on is None:
        return None
    if found.ended and on.year > found.ended.year:
        return f"{found.code} {found.name}已于{found.ended.year}年停用，现为{_into(found.ended)}"
    if found.begun and on.year < found.begun[0].year:
        olds = "、".join(f"{old.code} {old.name}" for old in found.begun)
        return f"{found.code} {found.name}自{found.begun[0].year}年起启用，此前为{olds}"
    return None


def successors(code: str) -> tuple[tuple[str, str], ...]:
    """The codes and names that stand today where `code` once stood; empty for one that still stands."""
    ended = _ended().get(code[:6])
    if ended is None:
        return ()
    return tuple(last for new in ended.into for last in (successors(new[0]) or (new,)))


def every_name() -> dict[str, str]:
    """The codes of provinces, cities and counties that stand today, with their names."""
    return dict(_names())


def every_change() -> tuple[Change, ...]:
    """The changes that are known, oldest first."""
    return _changes()


def _into(change: Change) -> str:
    return "、".join(f"{code} {name}" for code, name in successors(change.code) or change.into)


def _above(code: str) -> tuple[str, ...]:
    """The names of the city and the province that hold a code, widest first."""
    stems = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00"))
    return tuple(name for stem in stems if stem != code and (name := _name_of(stem)))


def _name_of(code: str) -> str:
    ended = _ended().get(code)
    return ended.name if ended else _names().get(code, "")


@cache
def _names() -> dict[str, str]:
    return dict(_read("codes.json"))


@cache
def _changes() -> tuple[Change, ...]:
    return tuple(
        Change(year, code, name, tuple((c, n) for c, n in into), basis)
        for year, code, name, into, basis in _read("changes.json")
    )


@cache
def _ended() -> dict[str, Change]:
    return {change.code: change for change in _changes()}


@cache
def _begun() -> dict[str, tuple[Change, ...]]:
    """The changes that led to each code, unless the code had stood before (钟山区 only took in villages)."""
    begun: dict[str, tuple[Change, ...]] = {}
    for change in _changes():
        for code, _ in change.into:
            begun[code] = (*begun.get(code, ()), change)
    return {code: found for code, found in begun.items() if code not in _STOOD_BEFORE}


# Regions that took in another one and kept their own code.
_STOOD_BEFORE = frozenset({"520201", "360112", "330102", "330105", "500109"})


def _read(name: str) -> Any:
    folder = resources.files("sanzhi.law") / "data" / "regions"
    return json.loads((folder / name).read_text(encoding="utf-8"))
