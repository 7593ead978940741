"""Sealing with the keyring of this instance: what the rooms call where a field is not at hand."""

import base64
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings

from sanzhi.store.sealed import digests as normal_forms
from sanzhi.store.sealed import envelope
from sanzhi.store.sealed.digests import NORMALS, Normal
from sanzhi.store.sealed.errors import KeyMissing, SealError
from sanzhi.store.sealed.keyring import Keyring, Keys

_TEXT = "sealed:"


@cache
def _keyring_at(home: str | Path) -> Keyring:
    return Keyring(Path(home) / "secrets")


def keyring() -> Keyring:
    """The keyring of this instance."""
    return _keyring_at(settings.SANZHI_HOME)


def keys() -> Keys:
    """The key versions that are there now."""
    return keyring().keys()


def algorithm() -> envelope.Algorithm:
    """What new values are sealed with: ``SANZHI_CIPHER``, AES-256-GCM unless the operator says SM4."""
    chosen = envelope.ALGORITHMS.get(settings.SANZHI_CIPHER)
    if chosen is not None:
        return chosen
    raise SealError(f"SANZHI_CIPHER 只能是 aes-256-gcm 或者 sm4-gcm，收到 {settings.SANZHI_CIPHER!r}。")


def seal_bytes(purpose: str, value: bytes, row: str = "") -> bytes:
    """Seal bytes for one purpose (``table.column`` or ``room.what``) and row; they open nowhere else.

    34 bytes longer than the value. Without ``row`` a value can be moved among the rows of its purpose, so
    give one wherever it is known. Store what is sealed so that a change of keys finds it: a
    ``SealedField``, or a ``places.Place`` that is registered.
    """
    return envelope.seal(keys(), purpose, row, value, algorithm())


def unseal_bytes(purpose: str, sealed: bytes, row: str = "") -> bytes:
    """The value again. ``Unreadable`` when damaged or moved, ``KeyMissing`` when its key is not here."""
    return opening(purpose)(bytes(sealed), row)


def opening(purpose: str) -> Callable[[bytes, str], bytes]:
    """``unseal_bytes`` of many values at once, given sealed bytes and row: the keys are asked for once."""
    ring = keyring()
    known = ring.keys()

    def unseal(sealed: bytes, row: str) -> bytes:
        try:
            return envelope.unseal(known, purpose, row, sealed)
        except KeyMissing:
            # Another process may have made the version a moment ago.
            return envelope.unseal(ring.refresh(), purpose, row, sealed)

    return unseal


def seal_text(purpose: str, value: str, row: str = "") -> str:
    """Like ``seal_bytes`` for places that hold text: ``sealed:`` and base64; empty text stays empty."""
    if not value:
        return ""
    return _TEXT + base64.b64encode(seal_bytes(purpose, value.encode(), row)).decode()


def unseal_text(purpose: str, sealed: str, row: str = "") -> str:
    """The text again; what does not begin with ``sealed:`` was never sealed and is given as it is."""
    return unseal_bytes(purpose, bytes_of(sealed), row).decode() if is_sealed(sealed) else sealed


def is_sealed(text: str) -> bool:
    """Whether ``seal_text`` made this text."""
    return text.startswith(_TEXT)


def bytes_of(sealed: str) -> bytes:
    """The sealed bytes of a text that ``seal_text`` made."""
    return base64.b64decode(sealed.removeprefix(_TEXT))


def normal_of(value: str, normal: Normal) -> str:
    """A value in the form in which it is compared."""
    return NORMALS[normal](value)


def digest_of(place: str, value: str, normal: Normal = "text") -> str:
    """The digest of a value under the newest key; empty for an empty value. ``place``: ``table.column``."""
    known = keys()
    plain = NORMALS[normal](value)
    return normal_forms.digest(known, known.newest, place, plain) if plain else ""


def digests_of(place: str, value: str, normal: Normal = "text") -> list[str]:
    """The digests under all versions, for a search by hand; none for an empty value."""
    plain = NORMALS[normal](value)
    return normal_forms.digests(keys(), place, plain) if plain else []
