"""How sign-in behaves: nobody signs up, and every refusal is said in Chinese."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in without sign-up; accounts are made by the security administrator."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "此账号已停用，请联系安全管理员。",
        "enter_current_password": "请输入现在的密码。",
        "incorrect_password": "密码不正确。",
        "too_many_login_attempts": "登录失败次数过多，此账号已锁定 15 分钟。请稍后再试，或者联系安全管理员。",
        "username_password_mismatch": "账号或者密码不正确。连续失败 5 次将锁定 15 分钟。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by an administrator."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change of password: back to the work."""
        return reverse("desk_inbox")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages of this program say themselves what happened."""
