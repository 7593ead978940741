"""The elder mode (适老化): a switch on every page that persists and works without JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "sanzhi_elder"
_YEAR = 365 * 24 * 3600


def is_on(request: HttpRequest) -> bool:
    """Whether this reader has chosen the elder mode."""
    return request.COOKIES.get(COOKIE) == "1"


# The switch changes nothing but the reader's own view, and pages with it are stored as bytes for
# everybody, so they cannot carry a token.
@csrf_exempt
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Turn the mode on (``on=1``) or off and return to the page that asked (``next``)."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = HttpResponseRedirect(target)
    if request.POST.get("on") == "1":
        response.set_cookie(COOKIE, "1", max_age=_YEAR, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
