"""Two texts side by side, letter by letter: what was served beside what is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal


@dataclass(frozen=True)
class Piece:
    """A run of letters: on both sides, only on the left (gone) or only on the right (new)."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Pair:
    """One paragraph of each side; ``changed`` when they differ."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    changed: bool


def compare(left: Sequence[str], right: Sequence[str]) -> tuple[Pair, ...]:
    """Pair the paragraphs of both texts; one without a partner stands alone."""
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    pairs: list[Pair] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            pairs += [_same(text) for text in left[a1:a2]]
        else:
            pairs += [_pair(a, b) for a, b in zip_longest(left[a1:a2], right[b1:b2], fillvalue="")]
    return tuple(pairs)


def _same(text: str) -> Pair:
    piece = (Piece("same", text),)
    return Pair(piece, piece, changed=False)


def _pair(left: str, right: str) -> Pair:
    gone: list[Piece] = []
    new: list[Piece] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if a2 > a1:
            gone.append(Piece("same" if kind == "equal" else "gone", left[a1:a2]))
        if b2 > b1:
            new.append(Piece("same" if kind == "equal" else "new", right[b1:b2]))
    return Pair(tuple(gone), tuple(new), changed=True)
