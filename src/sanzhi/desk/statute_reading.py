"""A version of a law as it is read: chapters, articles, paragraphs, items; anchors and links in the words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from sanzhi.desk.statute_links import anchor, citation_url
from sanzhi.law.citations import Place, mentions
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes import Article, Statute, Version
from sanzhi.registry.statutes.changes import article_label
from sanzhi.registry.statutes.library import Library
from sanzhi.registry.statutes.references import citing
from sanzhi.registry.statutes.structure import label

# The kinds of label that head the parts 一、二、 and the points （一）（二） of a notice.
_PART, _POINT = 1, 0


@dataclass(frozen=True)
class Piece:
    """A run of words; with `url` it names a place that can be opened."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph (level 0), item (1) or point (2) with its anchor; "" where it cannot be cited."""

    id: str
    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Clause:
    """One article, or a run of lines of a text without articles (then without label)."""

    id: str
    label: str
    caption: str
    lines: tuple[Line, ...]
    cited: int = 0


@dataclass(frozen=True)
class Heading:
    """One heading with its anchor; `level` 2 for the widest, as HTML counts."""

    id: str
    level: int
    title: str


@dataclass(frozen=True)
class Chapter:
    """A run of articles with the headings that open it: 第五章 and 第一节, then 第二节 alone, or none.

    `level` is that of the headings of its articles.
    """

    headings: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    level: int

    @property
    def first(self) -> str:
        """The label of its first article, for the table of contents."""
        return self.clauses[0].label if self.clauses else ""


@dataclass(frozen=True)
class Reading:
    """A whole text: what stands before the first article, the chapters, what stands after the last."""

    preamble: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    appendix: tuple[Line, ...]


@lru_cache(maxsize=32)
def read(shelf: Library, version: Version) -> Reading:
    """The text of a version as the page shows it. Kept for the last few, which are read by many."""
    statute = shelf.statute(version)
    cited = Counter(article_label(r.place) for r in citing(shelf, version.law) if r.place)
    return Reading(
        tuple(_notice(statute.preamble, version.law)),
        tuple(_chapters(statute, cited)),
        tuple(Line("", 0, _pieces(text, version.law)) for text in statute.appendix),
    )


def _chapters(statute: Statute, cited: Counter[str]) -> Iterator[Chapter]:
    law, before, number = statute.version.law, "", 0
    for path, run in groupby(statute.articles, key=lambda article: article.chapter):
        headings = _headings(path, before, number)
        yield Chapter(
            headings, tuple(_clause(a, law, cited[a.label]) for a in run), 2 + path.count("\n") + bool(path)
        )
        before, number = path, number + len(headings)


def _headings(path: str, before: str, number: int) -> tuple[Heading, ...]:
    """The headings of `path` that do not go on from the run `before`; `number` of them came earlier."""
    lines, had = path.splitlines(), before.splitlines()
    same = next((n for n, line in enumerate(lines) if line != (had[n] if n < len(had) else "")), len(lines))
    return tuple(Heading(f"c{number + n}", 1 + same + n, title) for n, title in enumerate(lines[same:], 1))


def _clause(article: Article, law: str, cited: int) -> Clause:
    place = Place(article=article.number, suffix=article.suffix)
    lines: list[Line] = []
    for n, paragraph in enumerate(article.paragraphs, 1):
        at = place.at("paragraph", n)
        lines.append(Line(anchor(at), 0, _pieces(paragraph.text, law)))
        for item in paragraph.items:
            numbered = label(item.text)
            own = anchor(at.at("item", numbered[1])) if numbered else ""
            lines.append(Line(own, 1, _pieces(item.text, law)))
            lines += [Line("", 2, _pieces(point, law)) for point in item.points]
    return Clause(anchor(place), article.label, article.caption, tuple(lines), cited)


def _notice(lines: Sequence[str], law: str) -> Iterator[Line]:
    """The lines of a text without articles; its parts 一、 and points （一） have anchors, each once."""
    part, seen = 0, set()
    for text in lines:
        kind, number = label(text) or (-1, 0)
        part = number if kind == _PART else part
        place = Place(part=part, item=number if kind == _POINT else 0)
        own = anchor(place) if kind in (_PART, _POINT) else ""
        yield Line("" if own in seen else own, int(kind == _POINT), _pieces(text, law))
        seen.add(own)


def _pieces(text: str, law: str) -> tuple[Piece, ...]:
    """The words, with a link where they cite a place of this law or of another one at hand."""
    if "第" not in text:
        return (Piece(text),)
    found, at = [], 0
    for mention in mentions(text, this=law):
        if mention.start < at:
            continue
        url = _own(mention.citation) if mention.citation.law == law else citation_url(mention.citation)
        if url:
            found += [Piece(text[at : mention.start]), Piece(text[mention.start : mention.end], url)]
            at = mention.end
    return (*(piece for piece in found if piece.text), Piece(text[at:]))


def _own(citation: Citation) -> str:
    return "#" + anchor(Place.parse(citation.article))
