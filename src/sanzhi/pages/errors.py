"""Error pages in Chinese that say what to do; both programs name these as their handlers.

In a URL configuration: ``handler403 = "sanzhi.pages.errors.forbidden"`` and so on; the setting
CSRF_FAILURE_VIEW may be ``"sanzhi.pages.errors.stale_form"``.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: missing, or not for this reader; the two are told apart nowhere."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reader is known and may not do this."""
    return render(request, "403.html", status=403)


def conflict(request: HttpRequest, message: str = "", url: str = "") -> HttpResponse:
    """409: what the writer had read has changed; ``url`` is the page to read again."""
    return render(request, "409.html", {"message": message, "url": url or request.path}, status=409)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: signed out meanwhile, or cookies are off."""
    return render(request, "403.html", {"stale": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault.  Drawn without the request, so neither database nor session is asked again."""
    context = {
        "site_name": getattr(settings, "SANZHI_SITE_NAME", ""),
        "demo": bool(getattr(settings, "SANZHI_DEMO", False)),
    }
    return HttpResponse(render_to_string("500.html", context), status=500)
