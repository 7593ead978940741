"""Money in forms: yuan as people type them, fen as the program keeps them."""

import re

_TYPED = re.compile(r"\d{1,12}(\.\d{1,2})?")
_FEN_PER_YUAN = 100


def to_fen(text: str) -> int | None:
    """Fen of an amount in yuan (52120, 52,120.00, ¥52120.5); None when it is not one."""
    plain = text.strip().lstrip("¥￥").replace(",", "").replace("，", "").removesuffix("元").strip()
    if not _TYPED.fullmatch(plain):
        return None
    yuan, _, cents = plain.partition(".")
    return int(yuan) * _FEN_PER_YUAN + int(cents.ljust(2, "0") or "0")


def to_yuan(fen: int) -> str:
    """Yuan with two places and no separators, for an input."""
    return f"{fen // _FEN_PER_YUAN}.{fen % _FEN_PER_YUAN:02d}"


def in_words(fen: int) -> str:
    """Yuan for a sentence: 52120 or 52120.50."""
    return to_yuan(fen).removesuffix(".00")
