"""What every answer of the portal says to browsers and caches."""

from collections.abc import Callable

from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

# Everything from this origin and nothing inline; the page of a government needs no other site.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
# Short, because a withdrawn record must be gone from shared caches as soon as from the database.
CACHING = "public, max-age=15, must-revalidate"
FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

Answer = Callable[[HttpRequest], HttpResponseBase]


class PublicHeaders:
    """Middleware: security headers on everything, short shared caching on pages."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and add what the answer has not chosen for itself."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", FEATURES)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response.headers.setdefault("Cache-Control", CACHING)
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        # The reader's choice of the elder mode is the one thing that changes a page.
        patch_vary_headers(response, ["Cookie"])
        return response


class Unready:
    """Middleware: before the first round of the follower there is no ``public.db``; say so with 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a database that does not open; every other error takes its usual way."""
        if not isinstance(exception, OperationalError):
            return None
        response = render(request, "portal/unready.html", status=503)
        response.headers["Retry-After"] = "5"
        return response
