"""The second factor of the listed accounts of a demonstration: its sign-in fills in the codes by itself.

Their secrets follow from the key of the instance, so that whoever tries the program needs no telephone. A
real instance lists no account, and nothing here does anything there.
"""

import base64
import hmac

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.core.cache import cache

from sanzhi.accounts import second
from sanzhi.accounts.models import User
from sanzhi.accounts.signin import demonstration_accounts


def give_factor(user: User) -> None:
    """Give a listed account that needs a second factor the one that the page can fill in."""
    if is_listed(user) and second.must_enrol(user) and second.pending_reset(user) is None:
        data = {"secret": second.SecondFactor().encrypt(_secret(user))}
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": data})


def code_for(user: User) -> str:
    """The code that the page fills in now; empty for accounts whose owner has another factor, or is real."""
    factor = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if factor is None or not is_listed(user):
        return ""
    if second.SecondFactor().decrypt(factor.data["secret"]) != _secret(user):
        return ""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code: str = auth.format_hotp_value(auth.hotp_value(_secret(user), counter))
    # Somebody who shows the program signs in twice within half a minute.
    cache.delete(auth.TOTP(factor)._get_used_cache_key(code))
    return code


def is_listed(user: User) -> bool:
    """Whether the sign-in page of this demonstration offers the account."""
    return user.username in {account.username for account in demonstration_accounts()}


def _secret(user: User) -> str:
    made = hmac.new(settings.SECRET_KEY.encode(), f"second factor of {user.username}".encode(), "sha1")
    return base64.b32encode(made.digest()).decode()
