"""The list of laws: all that are at hand, by name and kind, page by page from a name onwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict

from sanzhi.desk.statute_links import law_url
from sanzhi.law.guards.admission import Rank
from sanzhi.registry.statutes import Version, library
from sanzhi.registry.statutes.library import Library
from sanzhi.registry.statutes.names import key
from sanzhi.registry.statutes.ranks import rank_of

_SIZE = 30
KINDS = tuple(rank.label for rank in Rank)


@dataclass(frozen=True)
class LawRow:
    """One law: its newest version, how many versions are at hand, its rank in words."""

    newest: Version
    versions: int
    kind: str

    @property
    def url(self) -> str:
        return law_url(self.newest.law)

    @property
    def sort_key(self) -> tuple[int, str]:
        """Laws before regulations before rules, each by name."""
        return KINDS.index(self.kind), self.newest.law


@dataclass(frozen=True)
class ShelfPage:
    """One page of the list, with what was asked for and the addresses of its neighbours (empty: none)."""

    rows: Sequence[LawRow]
    q: str
    kind: str
    count: int
    previous_url: str
    next_url: str


def shelf_page(params: QueryDict) -> ShelfPage:
    """The page that an address asks for: `q` in a name, `kind`, and `after` or `before` the name of a law.

    What cannot be understood is as if it had not been asked. The cost is that of walking a list in memory.
    """
    q, kind = params.get("q", "").strip()[:80], params.get("kind", "")
    kind = kind if kind in KINDS else ""
    found = [row for row in _rows(library()) if _fits(row, q, kind)]
    names = [row.newest.law for row in found]
    start = _start(names, params.get("after", ""), params.get("before", ""))
    rows = found[start : start + _SIZE]
    return ShelfPage(
        rows,
        q,
        kind,
        len(found),
        _address(q, kind, before=rows[0].newest.law) if rows and start else "",
        _address(q, kind, after=rows[-1].newest.law) if start + _SIZE < len(found) else "",
    )


def _start(names: Sequence[str], after: str, before: str) -> int:
    if after in names:
        return names.index(after) + 1
    if before in names:
        return max(0, names.index(before) - _SIZE)
    return 0


def _fits(row: LawRow, q: str, kind: str) -> bool:
    if kind and row.kind != kind:
        return False
    return not q or key(q) in key(row.newest.title) or key(q) in key(row.newest.law)


def _address(q: str, kind: str, **cursor: str) -> str:
    return "?" + urlencode({name: value for name, value in {"q": q, "kind": kind, **cursor}.items() if value})


@lru_cache(maxsize=2)
def _rows(shelf: Library) -> tuple[LawRow, ...]:
    rows = [
        LawRow(versions[-1], len(versions), rank_of(versions[-1]).label) for versions in shelf.laws.values()
    ]
    return tuple(sorted(rows, key=lambda row: row.sort_key))
