"""Finds the words at a place of a statute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sanzhi.law.citations import Place
from sanzhi.registry.statutes.model import Article, Item, Paragraph, Statute
from sanzhi.registry.statutes.structure import label

# The kinds of label that head the parts 一、二、 and the points （一）（二） of a notice.
_PART, _POINT = 1, 0


@dataclass(frozen=True)
class Words:
    """The text at a place; `sure` is False when the place fits several passages and the first was taken."""

    text: str
    sure: bool = True


def words_at(statute: Statute, place: Place) -> Words | None:
    """The words of `statute` at `place`, lines joined by newlines; None where it has no such place.

    An item cited without its paragraph is looked for in all paragraphs, as in 第一百零八条第一项.
    """
    if not place.article:
        return (
            None
            if statute.articles or place.paragraph or place.point
            else _in_notice(statute.preamble, place)
        )
    article = statute.article(place.article, place.suffix)
    if article is None:
        return None
    if not place.paragraph and not place.item:
        return None if place.point else Words(article.text)
    return _within(article, place)


def _within(article: Article, place: Place) -> Words | None:
    paragraphs = article.paragraphs
    if place.paragraph:
        paragraphs = paragraphs[place.paragraph - 1 : place.paragraph]
    if not place.item:
        return Words("\n".join(paragraphs[0].lines)) if paragraphs and not place.point else None
    found = [item for p in paragraphs if (item := _item(p, place.item))]
    if not found:
        return None
    if not place.point:
        return Words("\n".join(found[0].lines), sure=len(found) == 1)
    point = _with_number(found[0].points, place.point)
    return Words(point, sure=len(found) == 1) if point else None


def _item(paragraph: Paragraph, number: int) -> Item | None:
    text = _with_number((item.text for item in paragraph.items), number)
    return next((item for item in paragraph.items if item.text == text), None)


def _with_number(lines: Iterable[str], number: int) -> str | None:
    """The line whose own label carries `number`."""
    return next((line for line in lines if (found := label(line)) and found[1] == number), None)


def _in_notice(lines: Sequence[str], place: Place) -> Words | None:
    """The words at 第二部分（六） or （六） of a document without articles, whose lines these are."""
    sure = True
    for number, kinds in ((place.part, (_PART,)), (place.item, (_PART, _POINT))):
        if not number:
            continue
        passages = _passages(lines, (kinds[-1], number), kinds)
        if not passages:
            return None
        lines, sure = passages[0], sure and len(passages) == 1
    return Words("\n".join(lines), sure)


def _passages(lines: Sequence[str], wanted: tuple[int, int], ends: Sequence[int]) -> list[Sequence[str]]:
    """Each run of lines from one labelled `wanted` up to the next whose kind of label is one of `ends`."""
    labels = [label(line) for line in lines]
    limits = [i for i, found in enumerate(labels) if found and found[0] in ends] + [len(lines)]
    starts = [i for i, found in enumerate(labels) if found == wanted]
    return [lines[i : next(end for end in limits if end > i)] for i in starts]
