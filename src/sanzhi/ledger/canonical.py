"""Canonical JSON (RFC 8785, the subset without fractions): one value, one byte string.

Numbers are integers only. Money is fen and instants are text, so a fraction in a leaf could only be a
mistake, and the float formatting of RFC 8785 is the part on which implementations disagree.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from sanzhi.ledger.errors import NotCanonical

# Beyond this an IEEE 754 double, which is what other readers of JSON use, no longer counts every integer.
LARGEST = 2**53 - 1
DEEPEST = 64


def dumps(value: object) -> bytes:
    """Give the canonical UTF-8 bytes of a value.

    Takes None, bool, int within ±(2**53 - 1), str, list, tuple and mappings with str keys, nested at most
    64 deep. Keys are sorted by UTF-16 code units, as RFC 8785 §3.2.3 demands.
    Raises NotCanonical for floats, other types, keys that are no text, and unpaired surrogates.
    """
    try:
        ready = _ordered(value, 0)
        text = json.dumps(ready, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("文本含有不成对的代理字符，无法写成规范 JSON；请改正原文。") from error


def loads(data: bytes) -> Any:
    """Read canonical bytes back. Raises NotCanonical unless `dumps` of the result gives the same bytes,
    so duplicate keys, floats, spaces and a different order of keys are all refused.
    """
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_unique, parse_float=_fraction, parse_constant=_fraction
        )
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"不是合法的 JSON：{error}") from error
    if dumps(value) != data:
        raise NotCanonical("JSON 不是规范形式（空格、键序或转义不同）。")
    return value


def _ordered(value: object, depth: int) -> object:
    if depth > DEEPEST:
        raise NotCanonical(f"嵌套超过 {DEEPEST} 层。")
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return _counted(value)
    if isinstance(value, (list, tuple)):
        return [_ordered(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {key: _ordered(value[key], depth + 1) for key in _in_order(value)}
    raise NotCanonical(f"{type(value).__name__} 不能写入规范 JSON；金额用整数分，时间用文本。")


def _counted(value: int) -> int:
    if abs(value) > LARGEST:
        raise NotCanonical(f"整数 {value} 超出 ±(2**53-1)，其他程序会读错；请改用文本。")
    return value


def _in_order(value: Mapping[str, object]) -> list[str]:
    # The names of a program's own parts are ASCII, where the order of the text is that of its code units.
    try:
        plain = "".join(value).isascii()
    except TypeError:
        plain = False
    return sorted(value) if plain else sorted(value, key=_code_units)


def _code_units(key: object) -> bytes:
    if not isinstance(key, str):
        raise NotCanonical(f"键必须是文本，不能是 {type(key).__name__}。")
    return key.encode("utf-16-be")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical("同一对象中有重复的键。")
    return value


def _fraction(text: str) -> NoReturn:
    raise NotCanonical(f"不允许小数或特殊数值：{text}。")
