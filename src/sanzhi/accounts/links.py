"""One-time links: the first password of an account, or leave to set up a second factor anew."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from sanzhi.accounts.models import OneTimeLink, User
from sanzhi.jobs import clock

LASTS = timedelta(days=7)
_PATHS = {OneTimeLink.PASSWORD: "first", OneTimeLink.SECOND: "renew"}


def first_link(user: User, url: str) -> str:
    """A new link that sets a password; only the digest of its secret is stored."""
    return make(user, url, OneTimeLink.PASSWORD)


@transaction.atomic
def make(user: User, url: str, kind: str, reason: str = "") -> str:
    """A new link of a kind for an account, good for seven days; an earlier one that nobody used is void."""
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.filter(user=user, kind=kind, used=None).delete()
    OneTimeLink.objects.create(
        digest=_digest(secret), user=user, kind=kind, reason=reason, expires=clock.now() + LASTS
    )
    return f"{url.rstrip('/')}/accounts/{_PATHS[kind]}/{secret}/"


def open_link(secret: str, kind: str = OneTimeLink.PASSWORD) -> OneTimeLink | None:
    """The link of a secret while it is unused and in time, else None."""
    return (
        OneTimeLink.objects.filter(Q(used=None), digest=_digest(secret), kind=kind, expires__gt=clock.now())
        .select_related("user")
        .first()
    )


@transaction.atomic
def use_link(link: OneTimeLink, password: str) -> bool:
    """Set the password and use the link up, both or neither; False when somebody was faster."""
    if not use_up(Q(pk=link.pk)):
        return False
    link.user.set_password(password)
    link.user.save(update_fields=["password", "password_since"])
    return True


def use_up(which: Q) -> int:
    """Mark links as used; the number of those that had not been."""
    return OneTimeLink.objects.filter(which, used=None).update(used=clock.now())


def is_over(link: OneTimeLink) -> bool:
    """Whether the time of a link has passed."""
    return link.expires <= clock.now()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
