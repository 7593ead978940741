"""执法人员 and 权责清单: who may enforce what, where and until when."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from sanzhi.pages import days
from sanzhi.pages.flow import Step
from sanzhi.portal import certificates, tables
from sanzhi.portal.views_lists import listed
from sanzhi.released import queries


@require_safe
def officers(request: HttpRequest) -> HttpResponseBase:
    """The certificates, found by number or by agency."""
    return listed(request, "portal/officers.html", tables.officers())


@require_safe
def officer(request: HttpRequest, uscc: str, number: str) -> HttpResponse:
    """One certificate: valid for what, where, and on which day (?on=, today unless said)."""
    row = queries.certificate(uscc, number)
    if row is None:
        raise Http404
    on, problem = _day(request.GET.get("on", ""))
    address = request.build_absolute_uri(reverse("officer", args=[uscc, number]))
    context = {
        "row": row,
        "on": on,
        "problem": problem,
        "standing": certificates.standing(row, on),
        # Drawn here from an address of our own; nothing that somebody typed is in it.
        "code": mark_safe(certificates.code(address)),  # noqa: S308
        "release": queries.release_of(row.entry),
    }
    return render(request, "portal/officer.html", context)


@require_safe
def powers(request: HttpRequest) -> HttpResponseBase:
    """The powers of all agencies, by type, agency and words."""
    return listed(request, "portal/powers.html", tables.powers())


@require_safe
def power(request: HttpRequest, uscc: str, code: str) -> HttpResponse:
    """One power with its basis, its procedure and its guide."""
    row = queries.power(uscc, code)
    if row is None:
        raise Http404
    steps = [Step(str(place), name, "plain") for place, name in enumerate(row.content["flow"])]
    context = {"row": row, "content": row.content, "steps": steps, "release": queries.release_of(row.entry)}
    return render(request, "portal/power.html", context)


def _day(text: str) -> tuple[date, str]:
    today = days.today()
    try:
        return (date.fromisoformat(text) if text else today), ""
    except ValueError:
        return today, "日期请写成 2026-03-02 这样，已按今天核验。"
