"""Sealing of personal values at rest: AES-256-GCM under the key of the instance.

The key is a file outside the database (GB/T 22239-2019 8.1.4.5); a value is bound to its
commitment, so that a sealed value cannot be moved to another place.
"""

import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


@lru_cache(maxsize=2)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def seal(value: str, digest: str) -> bytes:
    """Nonce and ciphertext of a value, bound to its commitment."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(settings.PERSONAL_KEY).encrypt(nonce, value.encode(), digest.encode())


def unseal(sealed: bytes, digest: str) -> str:
    """The value again; cryptography's InvalidTag when bytes, key or commitment do not belong together."""
    blob = bytes(sealed)
    return _cipher(settings.PERSONAL_KEY).decrypt(blob[:_NONCE], blob[_NONCE:], digest.encode()).decode()
