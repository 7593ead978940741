"""Following a path into plain data."""

from collections.abc import Mapping, Sequence
from typing import Any


def walk(value: Any, steps: Sequence[str]) -> Any:
    """Follow the steps into objects and lists; None where any is missing."""
    for place, step in enumerate(steps):
        if step == "*" and isinstance(value, list):
            return [walk(each, steps[place + 1 :]) for each in value]
        if isinstance(value, list):
            value = _member(value, step)
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _member(value: list[Any], step: str) -> Any:
    if not value or not (step == "last" or step.isdecimal()):
        return None
    place = -1 if step == "last" else int(step)
    return value[place] if place < len(value) else None
