"""Identifiers that sort by the moment of their making (UUIDv7, RFC 9562)."""

import secrets
import time
from uuid import UUID


def uuid7(at_ms: int | None = None) -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    random = secrets.randbits(74)
    high = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | (random >> 62) << 64
    return UUID(int=high | 0b10 << 62 | random & ((1 << 62) - 1))
