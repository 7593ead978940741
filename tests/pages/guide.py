"""Addresses for the tests of pages: the style guide, the switch, and the error pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from sanzhi.pages import errors, styleguide


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("on purpose")


def changed(request: HttpRequest) -> HttpResponse:
    """A page whose content somebody else has changed."""
    return errors.conflict(request, url="/guide")


handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
urlpatterns = [
    path("guide", styleguide.view, name="guide"),
    path("broken", broken),
    path("changed", changed),
    path("", include("sanzhi.pages.urls")),
]
