"""Articles that a record names, looked up in the library of statutes as of a day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sanzhi.law.findings import Citation
from sanzhi.law.guards.admission import BasisFact
from sanzhi.registry.contents import Basis
from sanzhi.registry.statutes import Library, NotAtHand, library
from sanzhi.registry.statutes.ranks import rank_of


def basis_facts(basis: Iterable[Basis], on: date) -> list[BasisFact]:
    """What the library knows on a day of each article that a record rests on."""
    shelf = library()
    return [_fact(shelf, each.law, each.article, on) for each in basis]


# Kept for one state of the library: what is imported afterwards is another library.
@lru_cache(maxsize=4096)
def _fact(shelf: Library, law: str, article: str, on: date) -> BasisFact:
    citation, choice = Citation(law, article), shelf.choose(law, on)
    if choice is None:
        return BasisFact(citation, at_hand=False)
    version = choice.version
    begun = (version.in_force_from or version.passed or date.min) <= on
    try:
        shelf.article(citation, on)
    except NotAtHand:
        return BasisFact(citation, at_hand=True, begun=begun, rank=rank_of(version))
    return BasisFact(citation, at_hand=True, found=True, begun=begun, rank=rank_of(version))
