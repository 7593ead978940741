"""Addresses of laws and of places inside them: every article, paragraph and item has an anchor that stays."""

from datetime import date
from urllib.parse import quote

from django.urls import reverse

from sanzhi.law.citations import Place
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes import library
from sanzhi.registry.statutes.model import Version


def anchor(place: Place) -> str:
    """The anchor of a place: a58-p1-i2 for 第五十八条第一款第二项, s2-i6 for 第二部分（六）.

    An item cited without its paragraph stands in no one place, so it leads to its article.
    """
    if not place.article:
        item = f"-i{place.item}" if place.item else ""
        return f"s{place.part}{item}"
    article = f"a{place.article}" + (f"z{place.suffix}" if place.suffix else "")
    if not place.paragraph:
        return article
    return f"{article}-p{place.paragraph}" + (f"-i{place.item}" if place.item else "")


def law_url(law: str, passed: date | None = None) -> str:
    """The reading page of a law, of the version passed on a day where one is given."""
    return reverse("desk_statute", args=[law]) + (f"?version={passed.isoformat()}" if passed else "")


def version_url(version: Version) -> str:
    """The reading page of exactly this version."""
    return law_url(version.law, version.passed)


def citation_url(citation: Citation, on: date | None = None) -> str:
    """Where the words of a citation stand, in the version in force on a day; empty for a law not at hand."""
    version = library().find(citation.law, on)
    if version is None:
        return ""
    try:
        place = Place.parse(citation.article)
    except ValueError:
        return version_url(version)
    return f"{version_url(version)}#{quote(anchor(place))}"
