"""What sign-in tells of itself, taken into the access log and the list of sessions."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.http import HttpRequest

from sanzhi.accounts import accesslog, passwords, seats, second
from sanzhi.accounts.adapter import account_named
from sanzhi.accounts.middleware import STALE, address_of
from sanzhi.accounts.models import User


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Somebody has a session now, whichever way."""
    seats.take(request, user, address_of(request))
    accesslog.record_or_warn(user, "sign_in", _account(user))


def came_through_the_door(request: HttpRequest, user: User, **_: Any) -> None:
    """Sign-in is complete: say what must be set up before the work begins."""
    if second.must_enrol(user):
        request.session[second.ENROL] = True
    if passwords.is_over(user):
        request.session[STALE] = True


def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    """Somebody goes, or was idle for too long."""
    if user is not None:
        idle = seats.is_idle(request)
        seats.leave(request)
        accesslog.record_or_warn(user, "session_ended" if idle else "sign_out", _account(user))


def failed(credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password, or a name that nobody has."""
    accesslog.record_or_warn(None, "sign_in", account_named(credentials.get("username", "")), result="failed")


def factor_used(user: User, authenticator: Authenticator, **_: Any) -> None:
    """A second factor was right."""
    accesslog.record_or_warn(user, "second_factor", f"{_account(user)}/{authenticator.type}")


def factor_failed(user: User, authenticator: Authenticator, **_: Any) -> None:
    """A second factor was wrong."""
    accesslog.record_or_warn(user, "second_factor", f"{_account(user)}/{authenticator.type}", result="failed")


def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """A factor was set up."""
    if authenticator.type in second.FACTORS:
        second.enrolled(request, user)
    accesslog.record_or_warn(user, "second_factor_added", f"{_account(user)}/{authenticator.type}")


def factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    """Its owner took a factor away."""
    accesslog.record_or_warn(user, "second_factor_removed", f"{_account(user)}/{authenticator.type}")


def codes_made(user: User, **_: Any) -> None:
    """New recovery codes."""
    accesslog.record_or_warn(user, "recovery_codes", _account(user))


def _account(user: User) -> str:
    return f"account/{user.pk}"


auth.user_logged_in.connect(signed_in)
account.user_logged_in.connect(came_through_the_door)
auth.user_logged_out.connect(signed_out)
auth.user_login_failed.connect(failed)
mfa.authenticator_used.connect(factor_used)
mfa.authentication_failed.connect(factor_failed)
mfa.authenticator_added.connect(factor_added)
mfa.authenticator_removed.connect(factor_removed)
mfa.authenticator_reset.connect(codes_made)
