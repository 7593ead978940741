"""The front page, the health of the portal, and the script that checks proofs off-line."""

from datetime import UTC, datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanzhi.portal import place, verifier
from sanzhi.portal.context import lag
from sanzhi.released import queries, status

LATEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, the modules that work with their live counts, the latest results and movements."""
    tallies = queries.tallies()
    context = {
        "agencies_shown": tallies.get("agency", 0),
        "lists_of_officers": tallies.get("officers", 0),
        "lists_of_powers": tallies.get("powers", 0),
        "results_shown": tallies.get("penalty", 0),
        "progress_shown": tallies.get("progress", 0),
        "results": queries.latest("penalty", LATEST),
        "movements": queries.latest("progress", LATEST),
    }
    return render(request, "portal/home.html", context)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Machine-readable state: 200 when the portal shows what the feed says, else 503 with the fault."""
    found = status.read(place.home())
    behind = lag(found, datetime.now(UTC))
    sound = found.healthy and not behind.late
    body = {
        "ok": sound,
        "as_of": found.checked_at and found.checked_at.isoformat(),
        "feed_size": found.source_size,
        "applied": queries.sync().size,
        "missing": list(found.missing),
        "fault": found.fault,
        "absent": found.absent,
        "lag": behind.words,
    }
    answer = JsonResponse(body, status=200 if sound else 503, json_dumps_params={"ensure_ascii": False})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def offline_verifier(request: HttpRequest) -> HttpResponse:
    """The stand-alone script that checks a proof without this site."""
    source = Path(verifier.__file__).read_bytes()
    response = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="verify.py"'
    return response
