"""Statutes in plain Python: national laws, regulations and procedure rules over one packed file, no database.

`library()` opens the pack; `Library.article` gives the words of a citation.
"""

from sanzhi.registry.statutes.library import (
    ArticleText,
    LawNotAtHand,
    Library,
    NotAtHand,
    PlaceNotAtHand,
    library,
)
from sanzhi.registry.statutes.model import Article, Statute, Version

__all__ = [
    "Article",
    "ArticleText",
    "LawNotAtHand",
    "Library",
    "NotAtHand",
    "PlaceNotAtHand",
    "Statute",
    "Version",
    "library",
]
