"""Lock-out after failed sign-ins: five on one account or fifty from one address in fifteen minutes.

GB/T 22239-2019 8.1.4.1 b. The failures of password and of second factor are counted apart; the security
administrator may end the lock of an account, never the one of an address.
"""

import time
from collections.abc import Iterator
from typing import Final

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from sanzhi.accounts.models import User

_APP: Final = "allauth.account"
_ACTION: Final = "login_failed"


def key_of(username: str) -> str:
    """What failures with the password of an account are counted under, whatever host was asked."""
    # PostgreSQL finds "system" for "\u017fystem": what is one letter in capitals is counted as one.
    return f"login:{username.upper().lower()}"


def is_locked(request: HttpRequest, user: User) -> bool:
    """Whether the account is locked now for its failures with the password or with the second factor."""
    return any(
        not ratelimit.apply_rate(list(cache.get(place, [])), time.time(), rate, dry_run=True)[0]
        for place, rate in _places(request, user)
    )


def unlock(request: HttpRequest, user: User) -> None:
    """Forget the failures of an account; those of addresses stay."""
    for place, _ in _places(request, user):
        cache.delete(place)


def _places(request: HttpRequest, user: User) -> Iterator[tuple[str, ratelimit.Rate]]:
    for rate in ratelimit.get_rates(app=_APP, action=_ACTION):
        if rate.per != "key":
            continue
        for key in (key_of(user.username), f"mfa-auth-user-{user.pk}"):
            place = ratelimit.get_cache_key(request, app=_APP, action=_ACTION, rate=rate, key=key)
            yield place, rate
