"""Around every request of the desk and the interface: its line in the access log, and its session."""

from collections.abc import Callable
from typing import Final

from allauth.core.internal.httpkit import get_client_ip
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from sanzhi.accounts import accesslog, seats
from sanzhi.accounts.accesslog import LogUnavailable
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import ADMINISTRATORS
from sanzhi.accounts.second import ENROL

STALE: Final = "stale"
STILL: Final = "/accounts/still/"
_OF_A_CASE: Final = frozenset({"case_id", "document_id"})
_PROBLEM: Final = "application/problem+json; charset=utf-8"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class AccessLog:
    """One line for each request of somebody who is known, with its result; reads of cases are such requests.

    When the line cannot be written, nothing of a case is handed out (GB/T 22239-2019 8.1.4.3). What was
    written stands in the events of its case and is answered; administrators, who see no case, are answered
    too, so that somebody can mend the disk.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and log it."""
        with accesslog.coming_from(address_of(request)):
            response = self.get_response(request)
            # The interface knows its caller as ``auth``, the desk as ``actor``.
            actor = getattr(request, "auth", None) or getattr(request, "actor", None)
            if not isinstance(actor, Actor):
                return response
            try:
                accesslog.record(actor, verb_of(request), request.path, result=_result(response.status_code))
            except LogUnavailable as error:
                if request.method not in {"GET", "HEAD"} or actor.roles & ADMINISTRATORS:
                    return response
                _let_go(response)
                return _unavailable(request, error)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say so where the page itself met the log that cannot be written: before a sight or a change."""
        return _unavailable(request, exception) if isinstance(exception, LogUnavailable) else None


class Seats:
    """Ends a session that nobody used, and leads who must still set something up to the page for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or send away."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        if seats.is_idle(request):
            return self._idle(request)
        if stop := _unfinished(request):
            return stop
        if request.path != STILL:
            seats.stay(request)
        key = request.session.session_key
        response = self.get_response(request)
        if request.user.is_authenticated and request.session.session_key != key:
            seats.keep_key(request)
        return response

    def _idle(self, request: HttpRequest) -> HttpResponseBase:
        logout(request)
        if request.path.startswith("/api/") or request.path == STILL:
            return self.get_response(request)
        messages.info(request, "您较长时间没有操作，已自动退出。请重新登录；未提交的内容在本机草稿中。")
        get = request.method == "GET"
        return redirect_to_login(request.get_full_path() if get else request.path)


def _unfinished(request: HttpRequest) -> HttpResponseBase | None:
    """A password that is over, or a second factor that is still to be set up, come before all work."""
    session, path = request.session, request.path
    page = "second_enrol" if session.get(ENROL) else "account_change_password" if session.get(STALE) else ""
    if not page or path.startswith("/accounts/"):
        return None
    if path.startswith("/api/"):
        return _problem(403, "unfinished_sign_in", "登录尚未完成", "请先在办案平台设置第二重验证或者新密码。")
    return redirect(page)


def verb_of(request: HttpRequest) -> str:
    """What a request does, in the words of the log."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        return "write"
    if request.GET.get("export"):
        return "export"
    match = request.resolver_match
    return "read" if match is not None and _OF_A_CASE & match.kwargs.keys() else "list"


def address_of(request: HttpRequest) -> str:
    """The network address of the person: what the first trusted proxy saw, or who connected."""
    try:
        return str(get_client_ip(request) or "")
    except (ImproperlyConfigured, ValidationError, ValueError):
        return str(request.META.get("REMOTE_ADDR", ""))


def _result(status: int) -> str:
    if status == 404:
        return "hidden"
    return "ok" if status < 400 else "refused" if status < 500 else "error"


def _let_go(response: HttpResponseBase) -> None:
    # ``close`` would also say that the request is over, which it is not.
    for close in response._resource_closers:  # type: ignore[attr-defined]  # the stubs leave it out
        close()


def _unavailable(request: HttpRequest, error: LogUnavailable) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _problem(503, error.code, error.title, error.detail)
    return render(request, "accounts/log_unavailable.html", {"error": error}, status=503)


def _problem(status: int, code: str, title: str, detail: str) -> HttpResponse:
    body = {"type": f"urn:sanzhi:problem:{code}", "title": title, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type=_PROBLEM, json_dumps_params={"ensure_ascii": False})
