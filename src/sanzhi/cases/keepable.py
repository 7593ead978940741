"""What an event can keep: text that every database stores and whole numbers that every program reads alike.

Whoever types cannot know it, so it is refused field by field before anything is performed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

LARGEST = 2**53 - 1
Place = tuple[str | int, ...]


def unkeepable(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Place and Chinese reason of every part of a value that could not be kept."""
    if isinstance(value, str):
        if fault := _fault(value):
            yield place, fault
    elif isinstance(value, int):
        if abs(value) > LARGEST:
            yield place, "数值过大"
    else:
        for key, part in _parts(value):
            yield from unkeepable(part, (*place, key))


def _parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, (list, tuple)):
        yield from enumerate(value)


def _fault(text: str) -> str:
    if "\0" in text:
        return "含有空字符，请删去后重新填写"
    # Half a character cannot be written as UTF-8; it comes from text that was cut in the middle.
    return "" if text.isascii() or text.isprintable() or _whole(text) else "含有残缺的字符，请改正后重新填写"


def _whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
