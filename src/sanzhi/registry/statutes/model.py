"""What a statute is made of: version → article (条) → paragraph (款) → item (项) → point (目)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sanzhi.law.citations import to_chinese


@dataclass(frozen=True)
class Item:
    """One 项 with the label it carries in the text, （二）, and the points (目) under it."""

    text: str
    points: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        return [self.text, *self.points]


@dataclass(frozen=True)
class Paragraph:
    """One 款 with the items that hang on it."""

    text: str
    items: tuple[Item, ...] = ()

    @property
    def lines(self) -> list[str]:
        return [self.text, *(line for item in self.items for line in item.lines)]


@dataclass(frozen=True)
class Article:
    """One 条.

    `suffix` is the 一 of 之一, else 0; `chapter` the headings above it, a line each from 编 to 节, or "";
    `caption` the headline
    that some rules give an article, （目的和依据） or 【施行日期】, or "": it is no paragraph.
    """

    number: int
    suffix: int
    chapter: str
    caption: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def label(self) -> str:
        return f"第{to_chinese(self.number)}条" + (f"之{to_chinese(self.suffix)}" if self.suffix else "")

    @property
    def text(self) -> str:
        """The paragraphs and items in order, a line each, without the 第…条 that opens the article."""
        return "\n".join(line for paragraph in self.paragraphs for line in paragraph.lines)


@dataclass(frozen=True)
class Version:
    """What the library knows of one version of one law without opening its text.

    `law` is the short name (行政处罚法), `title` the full one. `passed` is the day on which this version was
    passed or published, None where the source does not say. `in_force_from` is read from the text, and None
    where the text does not settle the day: a law amended later keeps the day of its first version in its last
    article, and 自公布之日起施行 settles nothing when only the passage is dated. `commencement` is that
    sentence as it stands, or "". `history` holds the days of passage and amendment that the text itself
    lists. `source` names the file it was read from.
    """

    law: str
    title: str
    passed: date | None
    in_force_from: date | None
    commencement: str
    history: tuple[date, ...]
    source: str


@dataclass(frozen=True)
class Statute:
    """The text of one version.

    `preamble` are the lines before the first article (for a document without articles: all its lines) and
    `appendix` those after the last, headings included.
    """

    version: Version
    preamble: tuple[str, ...]
    articles: tuple[Article, ...]
    appendix: tuple[str, ...]

    def article(self, number: int, suffix: int = 0) -> Article | None:
        """The article of that number, or None where the text at hand lacks it."""
        wanted = (number, suffix)
        return next((a for a in self.articles if (a.number, a.suffix) == wanted), None)
