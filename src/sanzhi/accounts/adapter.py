"""How sign-in behaves: nobody signs up, and every refusal is said in Chinese."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanzhi.accounts import accesslog, demonstration, locks
from sanzhi.accounts.models import User


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in without sign-up; accounts are made by the security administrator."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "此账号已停用，请联系安全管理员。",
        "enter_current_password": "请输入现在的密码。",
        "incorrect_password": "密码不正确。",
        "rate_limited": "尝试次数过多，请 15 分钟后再试。",
        "too_many_login_attempts": "登录失败次数过多，此账号已锁定 15 分钟。请稍后再试，或者联系安全管理员。",
        "username_password_mismatch": "账号或者密码不正确。连续失败 5 次将锁定 15 分钟。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by an administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while the account or the address is locked, and log that somebody tried."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            accesslog.record_or_warn(
                None, "sign_in", account_named(credentials.get("username", "")), result="locked"
            )
            raise

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """In a demonstration the listed accounts have their second factor from the first sign-in on."""
        found: HttpResponse | None = super().pre_login(request, user, **kwargs)
        demonstration.give_factor(user)
        return found

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of a sign-in or a confirmation: either shows who is there."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0)
        return bool(time.time() - newest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change of password: back to the work."""
        return reverse("desk_inbox")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages of this program say themselves what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: accounts have no mail; what happened stands in the access log."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the name of the host: five tries are five, by whatever name the desk is called.
        return locks.key_of(credentials.get("username", ""))


def account_named(username: str) -> str:
    """The account of a name for the log; what nobody is called may be a mistyped password and is left out."""
    found = User.objects.filter(username=username.lower()).values_list("pk", flat=True).first()
    return f"account/{found}" if found else "account/unknown"
