"""One-time links that set the first password of an account."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q

from sanzhi.accounts.models import OneTimeLink, User
from sanzhi.jobs import clock

LASTS = timedelta(days=7)


def first_link(user: User, url: str) -> str:
    """A new link for an account; only the digest of its secret is stored."""
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(digest=_digest(secret), user=user, expires=clock.now() + LASTS)
    return f"{url.rstrip('/')}/accounts/first/{secret}/"


def open_link(secret: str) -> OneTimeLink | None:
    """The link of a secret while it is unused and in time, else None."""
    return (
        OneTimeLink.objects.filter(Q(used=None), digest=_digest(secret), expires__gt=clock.now())
        .select_related("user")
        .first()
    )


def use_link(link: OneTimeLink, password: str) -> bool:
    """Set the password and use the link up; False when somebody was faster."""
    taken = OneTimeLink.objects.filter(pk=link.pk, used=None).update(used=clock.now())
    if not taken:
        return False
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
