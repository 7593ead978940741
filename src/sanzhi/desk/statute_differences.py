"""Two versions of a law beside each other, article by article: only what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanzhi.registry.statutes import Article, Statute
from sanzhi.registry.statutes.changes import ArticleChange, compare

_WORDS = {"changed": "文字修改", "removed": "删去", "moved": "条号变动，文字未变", "added": "新增"}


@dataclass(frozen=True)
class Difference:
    """One article that differs; `left` and `right` are its lines in the old and the new version."""

    label: str
    words: str
    moved_to: str
    left: Sequence[str]
    right: Sequence[str]


def differences(old: Statute, new: Statute) -> tuple[Difference, ...]:
    """What differs, in the order of the articles; a text without articles is compared as a whole."""
    return tuple(_difference(change, old, new) for change in compare(old, new))


def of_article(old: Statute, new: Statute, label: str) -> Iterator[Difference]:
    """What became of one article."""
    return (each for each in differences(old, new) if each.label == label)


def _difference(change: ArticleChange, old: Statute, new: Statute) -> Difference:
    if not change.label:
        return Difference("全文", _WORDS[change.kind], "", _whole(old), _whole(new))
    left = _lines(old, change.label) if change.kind != "added" else ()
    right = _lines(new, change.moved_to or change.label) if change.kind != "removed" else ()
    return Difference(change.label, _WORDS[change.kind], change.moved_to, left, right)


def _lines(statute: Statute, label: str) -> Sequence[str]:
    found: Article | None = next((a for a in statute.articles if a.label == label), None)
    return found.text.splitlines() if found else ()


def _whole(statute: Statute) -> Sequence[str]:
    return [*statute.preamble, *(line for a in statute.articles for line in a.text.splitlines())]
