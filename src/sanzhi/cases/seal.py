"""Personal values of events at rest: sealed beside the event, bound to their commitment (``store.sealed``).

The salt of a commitment is sealed like its value. With the salt in the clear whoever had a copy of the
database could try all telephone numbers against a commitment, and an erased number would not be erased.
"""

import hmac
from collections.abc import Callable, Mapping

from sanzhi.store.sealed import keyring, opening, seal_bytes, unseal_bytes

VALUES, SALTS = "cases_personalvalue.sealed", "cases_personalvalue.salt"


def seal(value: str, digest: str) -> bytes:
    """The sealed bytes of a value, bound to its commitment (64 hex digits)."""
    return seal_bytes(VALUES, value.encode(), digest)


def unseal(sealed: bytes, digest: str) -> str:
    """The value again; ``store.sealed.Unreadable`` when bytes, key or commitment do not belong together."""
    return unseal_bytes(VALUES, sealed, digest).decode()


def reader(sealed: Mapping[str, bytes]) -> Callable[[str], str | None]:
    """Reads the values of one case by their commitments, for ``reveal``; None for what was erased."""
    unseal_one = opening(VALUES)

    def read(digest: str) -> str | None:
        found = sealed.get(digest)
        return unseal_one(found, digest).decode() if found else None

    return read


def seal_salt(salt: bytes, digest: str) -> bytes:
    """The sealed bytes of the salt of a commitment; the column holds the salt in hex."""
    return seal_bytes(SALTS, salt.hex().encode(), digest)


def request_digests(told: str) -> tuple[str, ...]:
    """Keyed digests of a request, newest key first: the first is stored, all of them are recognised.

    Keyed, because a plain digest would let a short personal value be guessed after its erasure. A request
    that comes again after its key was removed is not recognised and is refused for its used idempotency
    key.
    """
    keys = keyring().keys()
    found = [keys.derived(version, "request") for version in sorted(keys.masters, reverse=True)]
    # Requests of before the keyring were digested with the bytes of the first key.
    found += [keys.masters[1]] if 1 in keys.masters else []
    return tuple(hmac.new(key, told.encode(), "sha256").hexdigest() for key in found)
