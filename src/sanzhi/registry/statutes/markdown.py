"""Reads one statute from Markdown: title, days, articles.

Two layouts are known. National laws: `# title`, the acts of passage, `<!-- INFO END -->`, then chapters as
`##` headings. Local and sector rules: `# title`, the acts of passage in brackets, then everything as plain
lines. In both an article begins a line with 第…条; a 第…条 further inside a line is a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sanzhi.law.citations import short_title, to_int
from sanzhi.registry.statutes.commencement import read_days
from sanzhi.registry.statutes.model import Article, Statute, Version
from sanzhi.registry.statutes.structure import caption, paragraphs

_INFO_END = "<!-- INFO END -->"
_NUM = "[一二三四五六七八九十百千零〇○0-9]+"
_HEAD = re.compile(rf"^第\s*({_NUM})\s*条(?:之({_NUM}))?(\s+|(?=\S))(.*)$")
_CHAPTER = re.compile(r"^#+\s*(.*)$|^(第[一—二三四五六七八九十百零\d]+(?:分编|[编章节])(?:\s.{0,40})?)$")
# From the widest to the narrowest.
_DIVISIONS = ("编", "分编", "章", "节")
_DIVISION = re.compile(r"第[一—二三四五六七八九十百零\d]+(分编|编|章|节)")
_CONTENTS = re.compile(r"^目\s*录$")
_APPENDIX = re.compile(r"^附(?:件|表|录|图)?\s*(?:[：:]|[一二三四五六七八九十\d]|\s|$)")
# （2010年1月19日环境保护部令第8号公布…）, 根据2020年11月26日…修正, 国市监法规〔2022〕2号, 公 告, …委员会
_PASSAGE = re.compile(r"[（(]|根据|自?\d{4}年\d|.{0,36}(?:〔\d{4}〕|令第?)\d+号|.{0,30}(?:公\s*告|委员会)$")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff]")
_DOCUMENT_NUMBER = re.compile(r"^[一-鿿]{1,8}〔\d{4}〕\d+号(?=.)")
_FILED_UNDER = re.compile(r"\((\d{4})-(\d\d)-(\d\d)\)$")
# A text run together on one line breaks its paragraphs by a blank after the stop.
_BREAK = re.compile(r"(?<=[。；：])\s+")


class NotAStatute(ValueError):
    """The file carries no title, so it is an index page or something else."""


def read_statute(text: str, source: str) -> Statute:
    """The statute in `text`; `source` is its path, whose name may end in the day of passage, (2021-01-22).md.

    Raises `NotAStatute` for a file whose first line is not a `# title`.
    """
    lines = [line for raw in text.splitlines() if (line := _INVISIBLE.sub("", raw).strip())]
    if not lines or not lines[0].startswith("# "):
        raise NotAStatute(source)
    title = re.sub(r"\s+", "", lines[0][2:])
    header, body = _split(lines[1:])
    folding = _Folding()
    for line in _unrolled(body):
        folding.take(line)
    filed = _FILED_UNDER.search(source.removesuffix(".md"))
    days = read_days(header, body, date(*map(int, filed.groups())) if filed else None)
    law = short_title(_DOCUMENT_NUMBER.sub("", title))
    version = Version(law, title, days.passed, days.in_force_from, days.commencement, days.history, source)
    return folding.statute(version)


def _split(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines about passage, and the others."""
    if _INFO_END in lines:
        end = lines.index(_INFO_END)
        return list(lines[:end]), list(lines[end + 1 :])
    end = 0
    while end < len(lines) and _is_about_passage(lines[end]):
        end += 1
    return list(lines[:end]), list(lines[end:])


def _is_about_passage(line: str) -> bool:
    if _CHAPTER.match(line) or _HEAD.match(line):
        return False
    return bool(_PASSAGE.match(line))


def _unrolled(lines: Sequence[str]) -> Iterator[str]:
    """The lines with articles that run on inside a line set apart, and then their paragraphs too."""
    parts = [_articles_of(line) for line in lines]
    runs_on = any(len(p) > 1 for p in parts)
    for part in (piece for p in parts for piece in p):
        yield from _BREAK.split(part) if runs_on and not _APPENDIX.match(part) else [part]


def _articles_of(line: str) -> list[str]:
    """`line` cut before each 第…条 that carries the number after the one before, following a full stop."""
    head = _HEAD.match(line)
    pieces, number = [line], to_int(head[1]) if head else 0
    while number:
        number += 1
        following = (m for m in re.finditer(rf"(?<=[。；：）])\s+(?=第({_NUM})条\s)", pieces[-1]))
        cut = next((m for m in following if to_int(m[1]) == number), None)
        if cut is None:
            break
        pieces[-1:] = [pieces[-1][: cut.start()], pieces[-1][cut.end() :]]
    return pieces


@dataclass
class _Folding:
    """Gathers lines under the article they belong to."""

    chapter: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    found: list[tuple[int, int, str, list[str]]] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        head, heading = self._head(line), _CHAPTER.match(line)
        if head:
            # An appendix ends a statute: what seemed to be one before this article was a paragraph.
            if self.appendix:
                self.found[-1][3].extend(self.appendix)
                self.appendix = []
            self.found.append((to_int(head[1]), to_int(head[2]) if head[2] else 0, self.chapter, [head[4]]))
        elif self.appendix or (self.found and _APPENDIX.match(line)):
            self.appendix.append(line)
        elif heading or _CONTENTS.match(line):
            self._open(re.sub(r"\s+", " ", (heading and (heading[1] or heading[2])) or ""))
        elif self.found:
            self.found[-1][3].append(line)
        else:
            self.preamble.append(line)

    def _open(self, heading: str) -> None:
        """Goes under a heading: a 节 stands under the 章 before it, a 章 under the 编; others stand alone."""
        found = _DIVISION.match(heading)
        rank = _DIVISIONS.index(found[1]) if found else 0
        kept = [(r, text) for r, text in self.headings if found and r < rank]
        self.headings = [*kept, (rank, heading)] if heading else []
        self.chapter = "\n".join(text for _, text in self.headings)

    def _head(self, line: str) -> re.Match[str] | None:
        """The match of a line that opens an article: numbers only rise, one run into its text follows on."""
        head = _HEAD.match(line)
        if head is None:
            return None
        here = (to_int(head[1]), to_int(head[2]) if head[2] else 0)
        last = self.found[-1][:2] if self.found else (0, 0)
        rises = here > last if head[3] else here in {(last[0] + 1, 0), (last[0], last[1] + 1)}
        return head if rises else None

    def statute(self, version: Version) -> Statute:
        articles = tuple(_article(*row) for row in self.found)
        return Statute(version, tuple(self.preamble), articles, tuple(self.appendix))


def _article(number: int, suffix: int, chapter: str, lines: Sequence[str]) -> Article:
    headline, text = caption([line for line in lines if line])
    return Article(number, suffix, chapter, headline, paragraphs(text))
