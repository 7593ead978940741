"""What a new version of a law does to each article of the version before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, Literal

from sanzhi.law.citations import Place
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes.model import Article, Statute
from sanzhi.registry.statutes.names import key

Kind = Literal["changed", "removed", "moved", "added"]
# Stands for a whole text that has no articles.
WHOLE = ""


@dataclass(frozen=True)
class ArticleChange:
    """What became of the article `label` of the old version (of the new one for `added`).

    `changed`: other words under the same number. `moved`: the same words under `moved_to`. `removed`: neither
    the number nor the words are there. The digests are SHA-256 of the words, "" where there are none.
    """

    label: str
    kind: Kind
    moved_to: str = ""
    old_digest: str = ""
    new_digest: str = ""


@dataclass(frozen=True)
class Amendment:
    """A new version of a law with the articles it changes, by their label in the old version."""

    law: str
    old: date | None
    new: date
    articles: Mapping[str, ArticleChange] = field(default_factory=dict)

    def touches(self, citation: Citation) -> ArticleChange | None:
        """What happens to the article that `citation` rests on; None where it stays as it was.

        A citation of the law without an article, or of a text without articles, rests on all of it.
        """
        if not self.articles or key(citation.law) != key(self.law):
            return None
        if WHOLE in self.articles:
            return self.articles[WHOLE]
        label = article_label(citation.article)
        return self.articles.get(label) if label else ArticleChange(WHOLE, "changed")

    def to_json(self) -> dict[str, Any]:
        """Plain data for the outbox, the inverse of `from_json`."""
        rows = [[c.label, c.kind, c.moved_to, c.old_digest, c.new_digest] for c in self.articles.values()]
        old = self.old.isoformat() if self.old else ""
        return {"law": self.law, "old": old, "new": self.new.isoformat(), "articles": rows}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Amendment:
        old = date.fromisoformat(value["old"]) if value["old"] else None
        rows = {row[0]: ArticleChange(*row) for row in value["articles"]}
        return cls(value["law"], old, date.fromisoformat(value["new"]), rows)


def amendment(old: Statute, new: Statute) -> Amendment:
    """The articles of `old` that `new` changes, moves or removes; what is only added touches nobody.

    Raises `ValueError` for a new version without a day: nobody could say from when it counts.
    """
    law, old_day, new_day = new.version.law, old.version.passed, new.version.passed
    if new_day is None:
        raise ValueError(f"《{law}》的新版本没有通过或者公布的日期")
    found = {c.label: c for c in compare(old, new) if c.kind != "added"}
    return Amendment(law, old_day, new_day, found)


def compare(old: Statute, new: Statute) -> list[ArticleChange]:
    """Every difference between two versions in the order of the articles, the old ones first."""
    if not old.articles or not new.articles:
        digests = [_digest("\n".join((*s.preamble, *(a.text for a in s.articles)))) for s in (old, new)]
        return [] if digests[0] == digests[1] else [ArticleChange(WHOLE, "changed", "", *digests)]
    there = {article.label: article for article in new.articles}
    by_words = {article.text: article.label for article in reversed(new.articles)}
    left = (_left(a, there.get(a.label), by_words.get(a.text, "")) for a in old.articles)
    known = {article.label for article in old.articles}
    moved_in = {by_words.get(article.text, "") for article in old.articles}
    fresh = [a for a in new.articles if a.label not in known and a.label not in moved_in]
    return [c for c in left if c] + [ArticleChange(a.label, "added", "", "", _digest(a.text)) for a in fresh]


@lru_cache(maxsize=8192)
def article_label(place: str) -> str:
    """The article of a place in its one spelling, 第五十八条 of 第五十八条第一款; "" where there is none."""
    try:
        found = Place.parse(place)
    except ValueError:
        return ""
    return str(Place(article=found.article, suffix=found.suffix)) if found.article else ""


def _left(old: Article, new: Article | None, same_words_at: str) -> ArticleChange | None:
    """What became of one article; None where it stands unchanged under its number."""
    before = _digest(old.text)
    if new is not None and new.text == old.text:
        return None
    if same_words_at:
        return ArticleChange(old.label, "moved", same_words_at, before, before)
    if new is None:
        return ArticleChange(old.label, "removed", "", before, "")
    return ArticleChange(old.label, "changed", "", before, _digest(new.text))


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def touched(change: Amendment, basis: Iterable[Citation]) -> dict[str, ArticleChange]:
    """The changed articles among `basis`, each once."""
    found = (change.touches(citation) for citation in basis)
    return {each.label: each for each in found if each}
