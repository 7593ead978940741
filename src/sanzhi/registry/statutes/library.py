"""The library of statutes: find a law, open a version, read an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from sanzhi.law.citations import Place
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes.choice import Choice, in_order, newest, of_day, of_year
from sanzhi.registry.statutes.lookup import words_at
from sanzhi.registry.statutes.model import Version
from sanzhi.registry.statutes.names import edition, key, keys
from sanzhi.registry.statutes.pack import Pack

PACK = Path(__file__).parent.parent / "data" / "statutes.jsonl.xz"
_OPEN_AT_ONCE = 64


class NotAtHand(LookupError):
    """The library cannot give the text of a citation. The message is a Chinese sentence for the page."""


class LawNotAtHand(NotAtHand):
    """No version of the law is in the library."""


class PlaceNotAtHand(NotAtHand):
    """The version at hand has no such article, paragraph or item, or the citation names no place."""


@dataclass(frozen=True)
class ArticleText:
    """The words that a citation points at.

    `law` is the short name, `version` what was chosen among the versions at hand, `article` the place in its
    one spelling (第五十八条第一款), `text` its words, a line for each paragraph, item and point, without the
    第…条 that opens them. `in_force_from` is the day on which `version` began, None where its text does not
    settle it. `exact` is False when the words may not be those meant: another version than the year or day
    asked for, a day on which it had perhaps not begun, or an item that fits two lists of the article.
    """

    law: str
    version: Version
    article: str
    text: str
    in_force_from: date | None
    exact: bool


class Library:
    """All statutes of one pack. Opening reads the index; a text is read on demand, the last few are kept."""

    def __init__(self, path: Path = PACK) -> None:
        """Raises `OSError` or `pack.DamagedPack` if there is no pack at `path`."""
        self._pack = Pack(path)
        by_law: dict[str, list[Version]] = {}
        for version in self._pack.versions:
            by_law.setdefault(key(version.law), []).append(version)
        self._laws = {name: in_order(versions) for name, versions in by_law.items()}
        self._names = {other: own for own, vs in self._laws.items() for v in vs for other in keys(v)}
        self.statute = lru_cache(maxsize=_OPEN_AT_ONCE)(self._pack.statute)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version of every law, in the order of the pack."""
        return self._pack.versions

    @property
    def collected(self) -> dict[str, str]:
        """Up to which month ("2025-04") the texts of each folder of origin were collected."""
        return dict(self._pack.collected)

    def versions_of(self, law_name: str) -> tuple[Version, ...]:
        """The versions at hand of the law, oldest first; empty if there is none.

        The name may be short or full (with 中华人民共和国), in 《》 or not, with a year behind it, in full-
        or half-width brackets, or the number of a document such as 国办发〔2018〕118号.
        """
        return self._laws.get(self._names.get(key(law_name), ""), ())

    def find(self, law_name: str, on: date | None = None) -> Version | None:
        """The version of `law_name` in force on `on`, by default the newest; None if the law is not at hand.

        A year in the name, 土地管理法(2004修正), takes precedence over `on`. Where the version asked for is
        not at hand the nearest is given: `choose` says whether it is.
        """
        choice = self.choose(law_name, on)
        return choice.version if choice else None

    def choose(self, law_name: str, on: date | None = None) -> Choice | None:
        """Like `find`, with whether the version is certainly the one asked for."""
        versions = self.versions_of(law_name)
        if not versions:
            return None
        year = edition(law_name)
        if year:
            return of_year(versions, year)
        return of_day(versions, on) if on else newest(versions)

    def article(self, citation: Citation, on: date | None = None) -> ArticleText:
        """The words of `citation` in the version in force on `on`, by default the newest.

        Raises `LawNotAtHand` or `PlaceNotAtHand`, never an approximate text without `exact=False`.
        """
        choice = self.choose(citation.law, on)
        if choice is None:
            raise LawNotAtHand(f"法规库中没有《{citation.law}》。")
        try:
            place = Place.parse(citation.article)
        except ValueError as error:
            raise PlaceNotAtHand(f"“{citation.article}”不是条款项的写法。") from error
        words = words_at(self.statute(choice.version), place)
        if words is None:
            raise PlaceNotAtHand(f"法规库中的《{choice.version.law}》没有{place}。")
        version = choice.version
        exact = choice.exact and words.sure
        return ArticleText(version.law, version, str(place), words.text, version.in_force_from, exact)


@cache
def library() -> Library:
    """The library that ships with the program, opened on first use."""
    return Library()
