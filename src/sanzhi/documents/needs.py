"""What must be filled in: a path into the source, its Chinese name, and when it is wanted at all.

A path walks attributes; `*` stands for every member of a list, so `officers.*.certificate` wants a
certificate of each officer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from sanzhi.law.errors import FieldError

Condition = Callable[[Any], bool]


def _always(_: Any) -> bool:
    return True


@dataclass(frozen=True)
class Need:
    """One wanted fact: where it stands, its Chinese name, how many of it, and when it is wanted."""

    path: str
    label: str
    count: int = 1
    condition: Condition = _always

    def is_met(self, source: BaseModel) -> bool:
        """Say whether the source has it, or does not need it."""
        return not self.condition(source) or all(
            _present(value, self.count) for value in _values(source, self.path.split("."))
        )


def need(path: str, label: str) -> Need:
    """Want one fact."""
    return Need(path, label)


def least(path: str, label: str, count: int) -> Need:
    """Want a list of at least `count` members."""
    return Need(path, label, count=count)


def when(condition: Condition, wanted: Need) -> Need:
    """Want it only where the condition holds for the whole source."""
    return replace(wanted, condition=condition)


def unmet(needs: Iterable[Need], source: BaseModel) -> list[Need]:
    """Return the needs that the source leaves open, in the order of the table."""
    return [wanted for wanted in needs if not wanted.is_met(source)]


def fields(needs: Iterable[Need]) -> list[FieldError]:
    """Turn open needs into field errors for a form."""
    return [FieldError(wanted.path, wanted.label, "必须填写") for wanted in needs]


def _values(value: Any, steps: list[str]) -> list[Any]:
    if not steps:
        return [value]
    head, rest = steps[0], steps[1:]
    if head == "*":
        return [found for member in value for found in _values(member, rest)]
    return _values(getattr(value, head), rest)


def _present(value: Any, count: int) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, tuple):
        return len(value) >= count
    return value is not None
