"""Takes the lines of one article apart into paragraphs (款), items (项) and points (目)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sanzhi.law.citations import to_int
from sanzhi.registry.statutes.model import Item, Paragraph

_NUMBER = "[一二三四五六七八九十百]+"
# The four ways in which a line of a list is numbered. Which of them is the 项 and which the 目 depends on
# the article: the kind that opens the list is the upper one.
_LABELS = tuple(
    re.compile(label)
    for label in (
        rf"[（(]\s*({_NUMBER})\s*[）)]",
        rf"({_NUMBER})、",
        r"[（(]\s*(\d+)\s*[）)]",
        r"(\d+)\s*[.．、](?!\d)",
    )
)
_CAPTION = re.compile(r"(（[^（）]{1,40}）)$|(【[^【】]{1,40}】)\s*")


def caption(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The headline of an article, "" if it has none, and the lines of its text."""
    found = _CAPTION.match(lines[0]) if lines else None
    if not found or (found[1] and len(lines) == 1):
        return "", list(lines)
    rest = lines[0][found.end() :]
    return found[1] or found[2], [rest, *lines[1:]] if rest else list(lines[1:])


def label(line: str) -> tuple[int, int] | None:
    """(kind of label, number) of a line such as （二）…, 二、…, (2)… or 2.…; None for a line without one."""
    for kind, pattern in enumerate(_LABELS):
        found = pattern.match(line)
        if found:
            return kind, to_int(found[1])
    return None


def paragraphs(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs of an article whose lines these are, the text after 第…条 being the first.

    A line without a label opens a paragraph; labelled lines hang on the paragraph before them. Plain lines
    between （三） and （四） belong to （三）: a list goes on until its numbers do not.
    """
    done: list[tuple[str, list[str]]] = []
    for line in lines:
        found = label(line)
        if not done or not found:
            done.append((line, []))
            continue
        back = _interrupted(done, found)
        if back is not None:
            done[back][1].extend(inner for text, listed in done[back + 1 :] for inner in (text, *listed))
            del done[back + 1 :]
        done[-1][1].append(line)
    return tuple(Paragraph(text, _items(listed)) for text, listed in done)


def _interrupted(done: list[tuple[str, list[str]]], found: tuple[int, int]) -> int | None:
    """The index of the paragraph whose list the label `found` continues across plain paragraphs, if any."""
    kind, number = found
    if number == 1 or done[-1][1]:
        return None
    for back in range(len(done) - 2, -1, -1):
        listed = done[back][1]
        if listed:
            return back if (kind, number - 1) in {label(line) for line in listed} else None
    return None


def _items(lines: list[str]) -> tuple[Item, ...]:
    done: list[tuple[str, list[str]]] = []
    upper = None
    for line in lines:
        found = label(line)
        kind = found[0] if found else None
        upper = kind if upper is None else upper
        if kind == upper:
            done.append((line, []))
        else:
            done[-1][1].append(line)
    return tuple(Item(text, tuple(points)) for text, points in done)
