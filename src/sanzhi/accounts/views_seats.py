"""Sessions: ending them, and staying while somebody types."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sanzhi.accounts import accesslog, seats
from sanzhi.accounts.models import User


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions, or with ``seat=others`` all but this one."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    chosen = _chosen(user, request.POST.get("seat", ""), request)
    count = seats.end(chosen)
    accesslog.record_or_warn(user, "session_ended", f"account/{user.pk}", purpose=f"本人结束 {count} 处登录")
    messages.success(request, f"已结束 {count} 处登录，对方下一次操作时退出。")
    return redirect("mfa_index")


def _chosen(user: User, asked: str, request: HttpRequest) -> Any:
    mine, others = seats.seat_of(request), seats.open_seats(user)
    others = others.exclude(pk=mine) if mine else others
    if asked == "others":
        return others
    try:
        found = others.filter(pk=UUID(asked))
    except ValueError as error:
        raise Http404 from error
    if not found.exists():
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "POST"])
def still(request: HttpRequest) -> JsonResponse:
    """Whether somebody is still signed in, with a fresh form token; a POST says that the person is there.

    Who signs in again in another window can so go on with a form that had been filled in before.
    """
    here = request.user.is_authenticated
    if here and request.method == "POST":
        seats.stay(request)
    left = seats.seconds_left(request) if here else 0
    return JsonResponse({"here": here, "token": get_token(request), "left": left})
