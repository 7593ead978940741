"""The library of statutes: find a law, open a version, read an article.

It is what ships with the program and, laid over it, what this instance has imported (`own`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sanzhi.law.citations import Place
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes.choice import Choice, in_order, newest, of_day, of_year
from sanzhi.registry.statutes.lookup import words_at
from sanzhi.registry.statutes.model import Statute, Version
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
    asked for, a day on which it had perhaps not begun (both: `other_version`), or an item that fits two lists
    of the article.
    """

    law: str
    version: Version
    article: str
    text: str
    in_force_from: date | None
    exact: bool
    other_version: bool = False


class Library:
    """All statutes of some packs. Opening reads the indexes; a text is read on demand, the last few are kept.

    Where two packs hold the same version of a law (same name, same day of passage) the later pack counts: a
    text that the shipped pack has only in part is made whole by an import.
    """

    def __init__(self, *paths: Path) -> None:
        """The packs at `paths`, by default the shipped one. Raises `OSError` or `pack.DamagedPack`."""
        self.paths = paths or (PACK,)
        self._packs = [Pack(path) for path in self.paths]
        self._held = _laid_over(self._packs)
        by_law: dict[str, list[Version]] = {}
        for version in self._held:
            by_law.setdefault(key(version.law), []).append(version)
        self._laws = {name: in_order(versions) for name, versions in by_law.items()}
        self._names = {other: own for own, vs in self._laws.items() for v in vs for other in keys(v)}
        self.statute = lru_cache(maxsize=_OPEN_AT_ONCE)(self._read)

    def _read(self, version: Version) -> Statute:
        """The text of `version`; raises `KeyError` for one that this library does not hold."""
        return self._held[version].statute(version)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version of every law, in the order of the packs."""
        return tuple(self._held)

    @property
    def laws(self) -> dict[str, tuple[Version, ...]]:
        """The versions of each law, oldest first, by a key that all spellings of its title share."""
        return self._laws

    @property
    def collected(self) -> dict[str, str]:
        """Up to which month ("2025-04") the texts of each folder of origin were collected."""
        return {folder: month for pack in self._packs for folder, month in pack.collected.items()}

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
        version, exact = choice.version, choice.exact and words.sure
        begins = version.in_force_from
        return ArticleText(version.law, version, str(place), words.text, begins, exact, not choice.exact)

    def nearest(self, citation: Citation, on: date | None = None) -> ArticleText:
        """Like `article`, but where only another version is at hand and lacks the place, its whole article.

        Whoever looks for 第四十九条第三款第六项 of the law of 2015 is shown 第四十九条 of 2019, marked as
        of another version. Raises as `article` does where the version asked for is at hand, or no such
        article.
        """
        try:
            return self.article(citation, on)
        except PlaceNotAtHand:
            choice = self.choose(citation.law, on)
            if choice is None or choice.exact:
                raise
            return self.article(Citation(citation.law, _article_of(citation.article)), on)


def _article_of(place: str) -> str:
    """The article alone, 第四十九条 of 第四十九条第三款第六项; the place itself where it is none."""
    try:
        found = Place.parse(place)
    except ValueError:
        return place
    return str(Place(part=found.part, article=found.article, suffix=found.suffix))


def _laid_over(packs: Iterable[Pack]) -> dict[Version, Pack]:
    """Each version with the pack that holds it; a version of a later pack takes the place of its namesake."""
    held: dict[tuple[str, date | None], tuple[Version, Pack]] = {}
    for pack in packs:
        held.update({(key(v.law), v.passed): (v, pack) for v in pack.versions})
    return dict(held.values())


def own_pack() -> Path:
    """Where this instance keeps the statutes that it imported; the file need not be there."""
    return Path(os.environ.get("SANZHI_HOME", "var")) / "statutes" / "own.jsonl.xz"


def library() -> Library:
    """The library of this instance: what ships, and what was imported here, also a moment ago elsewhere."""
    own = own_pack()
    try:
        found = own.stat()
    except OSError:
        return _opened(None, 0, 0)
    return _opened(own, found.st_mtime_ns, found.st_size)


# The file is replaced in one step by an import, so its time and size tell one state from another.
@lru_cache(maxsize=2)
def _opened(own: Path | None, changed: int, size: int) -> Library:
    return Library(PACK, own) if own else Library(PACK)
