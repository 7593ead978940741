"""What a password must be, and for how long it is good (GB/T 22239-2019 8.1.4.1 a).

The standard gives no figures; these are settings, with the figures that are usual in practice.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from sanzhi.accounts.models import User
from sanzhi.jobs import clock


class Classes:
    """At least so many of four kinds of characters: capitals, small letters, digits, others."""

    def __init__(self, least: int = 3) -> None:
        self.least = least

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when there are fewer kinds."""
        kinds = (str.isupper, str.islower, str.isdigit, lambda each: not each.isalnum())
        if sum(any(kind(each) for each in password) for kind in kinds) < self.least:
            raise ValidationError(self.get_help_text() + "。", code="too_few_classes")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"须含大写字母、小写字母、数字、其他符号中的 {self.least} 类"


class NotTheSame:
    """A change of password gives another password."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for the password that the person has now."""
        if isinstance(user, User) and user.has_usable_password() and user.check_password(password):
            raise ValidationError("新密码不能与现在的密码相同。", code="same_password")

    def get_help_text(self) -> str:
        """The rule in words."""
        return "不能与现在的密码相同"


def is_over(user: User) -> bool:
    """Whether the password must be changed; the listed passwords of a demonstration are good for ever.

    An account from before the day was kept begins to count at its next sign-in.
    """
    if settings.SANZHI_DEMO or not settings.SANZHI_PASSWORD_DAYS:
        return False
    if user.password_since is None:
        User.objects.filter(pk=user.pk).update(password_since=clock.now())
        return False
    return clock.now() - user.password_since >= timedelta(days=settings.SANZHI_PASSWORD_DAYS)
