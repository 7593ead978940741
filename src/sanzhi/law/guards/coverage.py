"""Which rules of the law each function stands for, and how one of them is switched off to try its tests.

A test that names a rule must fail without it: `tools/law_coverage.py` runs it once as it is and once with the
rule switched off. Nothing but that trial and the tests may switch a rule off; a test of the architecture sees
to it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, wraps
from importlib import resources
from typing import Any, ParamSpec, TypeVar

from sanzhi.law.findings import Citation, Finding

P = ParamSpec("P")
T = TypeVar("T")


class Status(StrEnum):
    """How the program treats a rule. Only the first two need a function or a row, and tests."""

    ENFORCED = "enforced"
    WARNED = "warned"
    SHOWN = "shown"
    UNKNOWABLE = "unknowable"
    LATER = "later"

    @property
    def label(self) -> str:
        """The word for a person."""
        return _LABELS[self]


_LABELS = {
    Status.ENFORCED: "拒绝或者强制",
    Status.WARNED: "提示",
    Status.SHOWN: "展示",
    Status.UNKNOWABLE: "系统无从得知",
    Status.LATER: "尚未实现",
}


@dataclass(frozen=True)
class Entry:
    """What is said about one rule: its Chinese title, its sources, how it is treated, and why not more."""

    id: str
    title: str
    sources: tuple[Citation, ...]
    status: Status
    reason: str = ""


@dataclass(frozen=True)
class Trial:
    """A trial under way: the rules switched off, and what the guards have said so far."""

    off: frozenset[str]
    heard: list[Finding]


_trial: ContextVar[Trial | None] = ContextVar("trial", default=None)
_registered: dict[str, list[Callable[..., Any]]] = {}


def enforces(*ids: str, **under: str) -> Callable[[Callable[P, list[Finding]]], Callable[P, list[Finding]]]:
    """Register a guard for the rules `ids`; with one switched off its findings under that id are left out.

    `under` names rules that speak under another one's id: `@enforces("O19", V1="O19")` says that the findings
    with the id O19 carry out V1 as well, so switching V1 off silences them too.
    """

    def mark(guard: Callable[P, list[Finding]]) -> Callable[P, list[Finding]]:
        @wraps(guard)
        def asked(*args: P.args, **kwargs: P.kwargs) -> list[Finding]:
            findings = guard(*args, **kwargs)
            trial = _trial.get()
            if trial is None:
                return findings
            silent = trial.off | {spoken for own, spoken in under.items() if own in trial.off}
            left = [finding for finding in findings if not _within(finding.rule, silent)]
            trial.heard.extend(left)
            return left

        _register(asked, (*ids, *under))
        return asked

    return mark


def decides(*ids: str, otherwise: Callable[..., Any]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Register a function that carries the rules `ids` out without findings: a computation or a judgement.

    `otherwise` answers in its place, with the same arguments, while one of the rules is switched off.
    """

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            trial = _trial.get()
            if trial is not None and not trial.off.isdisjoint(ids):
                instead: T = otherwise(*args, **kwargs)
                return instead
            return function(*args, **kwargs)

        _register(asked, ids)
        return asked

    return mark


def rests_on(*ids: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Register a function that takes its numbers from the rows of the rules `ids`: without them it fails."""

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        _register(function, ids)
        return function

    return mark


@contextmanager
def switched_off(*ids: str) -> Iterator[list[Finding]]:
    """Within it the rules `ids` and their dotted children do not exist; yields the list of what is said.

    It holds for the present thread or task alone, and within an outer one both hold.
    """
    outer = _trial.get()
    off = frozenset(ids) | (outer.off if outer else frozenset())
    token = _trial.set(Trial(off, []))
    try:
        trial = _trial.get()
        yield trial.heard if trial else []
    finally:
        _trial.reset(token)


def is_off(rule: str) -> bool:
    """Whether the rule or row `rule` (O18 or O18.person) is switched off at the moment."""
    trial = _trial.get()
    return trial is not None and _within(rule, trial.off)


def stem(rule: str) -> str:
    """The rule to which a row belongs: O18.person → O18."""
    return rule.partition(".")[0]


def registered() -> dict[str, list[Callable[..., Any]]]:
    """The registered functions by rule id, of all modules that have been imported."""
    return {rule: list(functions) for rule, functions in _registered.items()}


@cache
def entries() -> dict[str, Entry]:
    """What is said about every rule, by id. Raises ValueError when a rule is described twice or wrongly."""
    folder = resources.files("sanzhi.law") / "data"
    files = sorted((f for f in folder.iterdir() if f.name.startswith("coverage")), key=lambda f: f.name)
    return read_entries(row for f in files for row in json.loads(f.read_text(encoding="utf-8")))


def read_entries(rows: Iterable[dict[str, Any]]) -> dict[str, Entry]:
    """Read rows of the shape `{"id", "title", "sources": [[law, article], …], "status", "reason"}`."""
    found: dict[str, Entry] = {}
    for row in rows:
        sources = tuple(Citation(law, article) for law, article in row["sources"])
        entry = Entry(row["id"], row["title"], sources, Status(row["status"]), row.get("reason", ""))
        if entry.id in found:
            raise ValueError(f"规则 {entry.id} 重复说明")
        if entry.status is not Status.ENFORCED and not entry.reason.strip():
            raise ValueError(f"规则 {entry.id} 没有拒绝或者强制，应当写明理由")
        found[entry.id] = entry
    return found


def _within(rule: str, ids: frozenset[str]) -> bool:
    return rule in ids or stem(rule) in ids


def _register(function: Callable[..., Any], ids: Iterable[str]) -> None:
    for rule in ids:
        _registered.setdefault(rule, []).append(function)
