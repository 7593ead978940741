"""The two spellings all C2SP texts share, read strictly: each value has exactly one."""

import base64
import binascii


def to_base64(data: bytes) -> str:
    """Spell bytes as standard base64 (RFC 4648 §4)."""
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes | None:
    """Read standard base64, or give None for any text that is not its one right spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if to_base64(data) == text else None


def from_decimal(text: str) -> int | None:
    """Read a number of at most 19 ASCII digits without leading zeroes, or give None."""
    plain = text.isascii() and text.isdigit() and len(text) < 20
    return int(text) if plain and str(int(text)) == text else None
