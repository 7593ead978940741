"""Slots in the text of a form: `{id}`, `{id:style}`, and `[[…]]`, which drops out when a slot in it is empty.

One pass over the text of the form; what a person typed is put in and never read again as a slot.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

_SLOT = re.compile(r"\{(#|[a-z][a-z0-9_.]*)(?::([a-z]+))?\}")
_PART = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
# What of a block is text of the form. The row texts of lists and tables name columns, not fields.
_TEXTS = ("text", "lead", "role", "name", "day")

Say = Callable[[str, str], str]
"""The words for a slot: name and style in, text out; an empty text where there is nothing."""


def fill(text: str, say: Say) -> str:
    """The text with its slots filled."""
    return _slots(_PART.sub(lambda found: _part(found.group(1), say), text), say)


def _part(text: str, say: Say) -> str:
    # The slots of a part that stays are filled with the others, so that nothing is filled twice.
    return text if all(say(name, style) for name, style in _SLOT.findall(text)) else ""


def _slots(text: str, say: Say) -> str:
    return _SLOT.sub(lambda found: say(found.group(1), found.group(2) or ""), text)


def slots(text: str) -> list[str]:
    """The names of the slots in a text."""
    return [name for name, _ in _SLOT.findall(text)]


def names_in(part: Any) -> Iterator[str]:
    """The fields that a block, or a condition, names."""
    if isinstance(part, BaseModel):
        yield from _names_in_block(part)
    elif isinstance(part, Mapping):
        yield from _names_in_condition(part)


def _names_in_block(block: BaseModel) -> Iterator[str]:
    yield from _names_in_condition(getattr(block, "when", None) or {})
    for attribute in _TEXTS:
        yield from slots(getattr(block, attribute, ""))
    for _, text in getattr(block, "cells", ()):
        yield from slots(text)
    if field := getattr(block, "field", ""):
        yield str(field)


def _names_in_condition(condition: Mapping[str, Any]) -> Iterator[str]:
    for operator, operand in condition.items():
        if operator in ("all", "any"):
            for each in operand:
                yield from _names_in_condition(each)
        elif operator == "not":
            yield from _names_in_condition(operand)
        else:
            yield str(operand if isinstance(operand, str) else operand[0])
