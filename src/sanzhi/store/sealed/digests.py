"""Keyed digests for the question "is it this value?", and for no other.

A digest is ``<key version>.<HMAC-SHA256 as 64 hex digits>`` over place ‖ 0x00 ‖ the value in its normal
form. The place keeps equal values in two columns apart. There is no order and no prefix in a digest: it
serves neither ranges nor beginnings of names.

**Values of low entropy.** There are about 10¹⁰ mobile numbers and, with a birthday known, 10³ identity
numbers: whoever holds the key can try them all, and whoever holds a copy of the database sees which rows
share a value. The digest protects a database without its key, nothing more. A plain hash would protect
nothing at all.
"""

import hmac
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Literal

from sanzhi.store.sealed.keyring import Keys

Normal = Literal["identity", "phone", "text"]
LONGEST = len("65535.") + 64
_DOTS = str.maketrans("•‧・･∙", "·····")


def identity(value: str) -> str:
    """Numbers of persons and organisations: full-width to half, no blanks, upper case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).upper()


def phone(value: str) -> str:
    """Digits alone; the country's own code before a mobile number is left out."""
    digits = "".join(each for each in unicodedata.normalize("NFKC", value) if each.isdecimal())
    return re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)


def text(value: str) -> str:
    """Names and other words: full-width to half, one kind of blank and of middle dot, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", value).translate(_DOTS).split())


NORMALS: Mapping[Normal, Callable[[str], str]] = {"identity": identity, "phone": phone, "text": text}


def digest(keys: Keys, version: int, place: str, normal: str) -> str:
    """The digest of a value that is in its normal form already, under one key version."""
    made = hmac.new(keys.derived(version, "digest"), f"{place}\0{normal}".encode(), "sha256")
    return f"{version}.{made.hexdigest()}"


def digests(keys: Keys, place: str, normal: str) -> list[str]:
    """The digests under all versions, newest first: what a search asks for while keys are changed."""
    return [digest(keys, version, place, normal) for version in sorted(keys.masters, reverse=True)]
