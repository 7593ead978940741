"""Pages of the library of statutes: the list, a text, two versions beside each other, what rests on a law.

Laws are public; whoever is signed in reads them. What rests on them is shown as far as the person may see it.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.statute_differences import differences
from sanzhi.desk.statute_links import law_url, version_url
from sanzhi.desk.statute_reading import read
from sanzhi.desk.statute_shelf import KINDS, shelf_page
from sanzhi.desk.statute_use import MOST_POWERS, uses
from sanzhi.law.errors import NotFound
from sanzhi.registry.statutes import Version, library
from sanzhi.registry.statutes.ranks import rank_of

Crumb = dict[str, str]


@as_actor
@require_safe
def shelf(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The laws at hand, by name and kind."""
    context = {"page": shelf_page(request.GET), "kinds": KINDS, "crumbs": crumbs()}
    return show(request, actor, "desk/statutes/shelf.html", context)


@as_actor
@require_safe
def statute(request: HttpRequest, actor: Actor, law: str) -> HttpResponse:
    """A version of a law: the newest, or the one that `version` names or that was in force `on` a day."""
    shelf = library()
    version, certain = _chosen(law, request)
    versions = shelf.versions_of(version.law)
    context = {
        "version": version,
        "reading": read(shelf, version),
        "kind": rank_of(version).label,
        "versions": [(each, version_url(each)) for each in reversed(versions)],
        "newest": version is versions[-1],
        "certain": certain,
        "on": request.GET.get("on", ""),
        "crumbs": crumbs(version),
    }
    return show(request, actor, "desk/statutes/statute.html", context)


@as_actor
@require_safe
def difference(request: HttpRequest, actor: Actor, law: str) -> HttpResponse:
    """What `new` changed in `old`; by default the newest version against the one before it."""
    shelf, versions = library(), _versions(law)
    new = _named(versions, request.GET.get("new", "")) or versions[-1]
    before = versions[versions.index(new) - 1] if versions.index(new) else new
    old = _named(versions, request.GET.get("old", "")) or before
    context = {
        "old": old,
        "new": new,
        "versions": versions,
        "differences": differences(shelf.statute(old), shelf.statute(new)),
        "crumbs": [*crumbs(new, linked=True), {"title": "版本对照", "url": ""}],
    }
    return show(request, actor, "desk/statutes/difference.html", context)


@as_actor
@require_safe
def cited(request: HttpRequest, actor: Actor, law: str) -> HttpResponse:
    """What rests on a law, or on one of its articles."""
    version, article = _versions(law)[-1], request.GET.get("article", "")[:40]
    context = {
        "version": version,
        "article": article,
        "uses": uses(actor, library(), version, article),
        "most": MOST_POWERS,
        "crumbs": [*crumbs(version, linked=True), {"title": "引用情况", "url": ""}],
    }
    return show(request, actor, "desk/statutes/cited.html", context)


def crumbs(version: Version | None = None, *, linked: bool = False) -> list[Crumb]:
    """The way here: the list, and the law; the last one is not a link unless more follows."""
    found = [{"title": "法规库", "url": reverse("desk_statutes") if version else ""}]
    if version:
        found.append({"title": version.law, "url": law_url(version.law) if linked else ""})
    return found


def _chosen(law: str, request: HttpRequest) -> tuple[Version, bool]:
    """The version asked for, and whether it is certainly the one in force on the day asked about."""
    versions = _versions(law)
    named = _named(versions, request.GET.get("version", ""))
    if named:
        return named, True
    choice = library().choose(law, _day(request.GET.get("on", "")))
    return (choice.version, choice.exact) if choice else (versions[-1], True)


def _versions(law: str) -> tuple[Version, ...]:
    versions = library().versions_of(law)
    if not versions:
        raise NotFound(f"法规库中没有《{law[:60]}》。")
    return versions


def _named(versions: tuple[Version, ...], passed: str) -> Version | None:
    return next((v for v in versions if passed and v.passed and v.passed.isoformat() == passed), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
