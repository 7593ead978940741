"""Reading one object of a bundle: every wrong key and value is refused with its place."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sanzhi.procedure.shapes import BundleError

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONGEST: Final = 120


class Reading:
    """One JSON object at a place such as ``steps[2]（审核）``; ``close`` refuses keys that nobody read."""

    def __init__(self, raw: Any, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise BundleError(f"{where}：应当是对象")
        self._raw, self.where, self._read = raw, where, set[str]()

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def wrong(self, key: str, words: str) -> BundleError:
        """The error of one key."""
        return BundleError(f"{self.where}.{key}：{words}".lstrip("."))

    def any(self, key: str) -> Any:
        """The value as it stands, or None."""
        self._read.add(key)
        return self._raw.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it may be neither missing nor blank."""
        value = self.any(key)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.wrong(key, "缺少")
        if not isinstance(value, str) or len(value) > _LONGEST or (default is None and not value.strip()):
            raise self.wrong(key, f"应当是不超过 {_LONGEST} 字的文字")
        return value

    def name(self, key: str, default: str | None = None) -> str:
        """An identifier: small letters, digits and underscores, beginning with a letter."""
        value = self.text(key, default)
        return value if value == default else self._name(key, value)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of different identifiers; missing is empty."""
        found = tuple(self._name(key, each) for each in self.items(key))
        if len(set(found)) != len(found):
            raise self.wrong(key, "有重复")
        return found

    def flag(self, key: str) -> bool:
        """True or false; missing is false."""
        value = self.any(key)
        if value not in (None, True, False) or isinstance(value, int) != isinstance(value, bool):
            raise self.wrong(key, "应当是 true 或者 false")
        return bool(value)

    def number(self, key: str) -> int:
        """A whole number from 1."""
        value = self.any(key)
        if value is None:
            raise self.wrong(key, "缺少")
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, "应当是不小于 1 的整数")
        return value

    def items(self, key: str) -> list[Any]:
        """A list as it stands; missing is empty."""
        value = self.any(key)
        if value is not None and not isinstance(value, list):
            raise self.wrong(key, "应当是列表")
        return value or []

    def objects(self, key: str) -> Iterator["Reading"]:
        """The objects of a list, each to be read and closed."""
        for place, raw in enumerate(self.items(key)):
            inner = Reading(raw, f"{self.where}.{key}[{place}]" if self.where else f"{key}[{place}]")
            yield inner
            inner.close()

    def close(self) -> None:
        """Refuse what was not read."""
        unknown = set(self._raw) - self._read
        if unknown:
            raise BundleError(f"{self.where}：不认识的键 {'、'.join(sorted(map(str, unknown)))}".lstrip("："))

    def _name(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.wrong(key, f"{value!r} 应当由小写字母、数字和下划线组成，以字母开头")
        return value
