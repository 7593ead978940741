"""Sealed values: personal values at rest, searchable only as a whole, under keys that can be changed."""

from sanzhi.store.sealed.errors import KeyMissing, SealError, StillUsed, Unreadable
from sanzhi.store.sealed.fields import Closed, DigestField, SealedField
from sanzhi.store.sealed.vault import (
    digest_of,
    digests_of,
    keyring,
    opening,
    seal_bytes,
    seal_text,
    unseal_bytes,
    unseal_text,
)

__all__ = [
    "Closed",
    "DigestField",
    "KeyMissing",
    "SealError",
    "SealedField",
    "StillUsed",
    "Unreadable",
    "digest_of",
    "digests_of",
    "keyring",
    "opening",
    "seal_bytes",
    "seal_text",
    "unseal_bytes",
    "unseal_text",
]
