"""How many citations find their words: those that laws of the library make of laws of the library, and
those of decisions. What does not is listed with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sanzhi.law.citations import Place, mentions, parse
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes.changes import article_label
from sanzhi.registry.statutes.library import Library, NotAtHand, library
from sanzhi.registry.statutes.model import Statute

# The article is there and the paragraph or item is not: another version was meant, or the source runs them
# together.
_NO_PLACE = "库中文本的这一条没有所引的款、项"
_NO_ARTICLE = "库中的文本没有这一条"
_NO_LAW = "库中没有这部法规"


@dataclass(frozen=True)
class Missing:
    """A citation that finds no words: who makes it, and why."""

    where: str
    citation: Citation
    reason: str


@dataclass(frozen=True)
class Measured:
    """`held` citations are of laws at hand, of which `found` have words.

    Among those found, `marked` are given from another version and marked so, `widened` of them with the
    whole article, because that version lacks the place. `absent` are citations of laws that are not at
    hand; they are in `missing` too.
    """

    held: int
    found: int
    marked: int
    widened: int
    absent: int
    missing: tuple[Missing, ...]

    @property
    def share(self) -> float:
        """Found among held, 1.0 where nothing is cited."""
        return self.found / self.held if self.held else 1.0


@dataclass(frozen=True)
class _Cited:
    where: str
    citation: Citation
    on: date | None


def measure_library(shelf: Library | None = None) -> Measured:
    """The citations that texts of the library make of laws of the library, their own included."""
    shelf = shelf or library()
    texts = (shelf.statute(version) for version in shelf.versions)
    found = (each for statute in texts for each in _cited_in(statute))
    return _measure(shelf, (each for each in found if shelf.versions_of(each.citation.law)))


def measure_decisions(path: Path) -> Measured:
    """The citations in decisions: JSON lines with `id`, lists `violated` and `basis`, perhaps a day."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return _measure(library(), (each for row in rows for each in _cited_by(row)))


def _cited_in(statute: Statute) -> Iterator[_Cited]:
    version = statute.version
    text = "\n".join([*statute.preamble, *(a.text for a in statute.articles), *statute.appendix])
    for mention in mentions(text, this=version.law):
        citation = mention.citation
        if citation.law == version.law and version.passed:
            # A text that speaks of itself means its own version, not the one in force that day.
            citation = Citation(f"{version.law}({version.passed.year}修)", citation.article)
        yield _Cited(version.title, citation, version.passed)


def _cited_by(row: dict[str, object]) -> Iterator[_Cited]:
    day = row.get("decided_on") or row.get("found_on")
    on = date.fromisoformat(str(day)) if day else None
    for name in ("violated", "basis"):
        texts = row.get(name)
        for text in texts if isinstance(texts, list) else ():
            yield from (_Cited(f"决定 {row.get('id')}", citation, on) for citation in parse(str(text)))


def _measure(shelf: Library, cited: Iterable[_Cited]) -> Measured:
    held = found = marked = widened = absent = 0
    missing: list[Missing] = []
    for each in cited:
        held += bool(shelf.versions_of(each.citation.law))
        try:
            answer = shelf.nearest(each.citation, each.on)
        except NotAtHand:
            reason = _why(shelf, each.citation)
            absent += reason == _NO_LAW
            missing.append(Missing(each.where, each.citation, reason))
        else:
            found += 1
            marked += answer.other_version
            widened += answer.article != str(Place.parse(each.citation.article))
    return Measured(held, found, marked, widened, absent, tuple(missing))


def _why(shelf: Library, citation: Citation) -> str:
    if not shelf.versions_of(citation.law):
        return _NO_LAW
    try:
        shelf.article(Citation(citation.law, article_label(citation.article) or citation.article))
    except NotAtHand:
        return _NO_ARTICLE
    return _NO_PLACE
