"""Keys of the staff interface: made once, shown once, stored as a digest, revoked at any time."""

import hashlib
import secrets
from datetime import timedelta

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import AccessKey, User
from sanzhi.jobs import clock

# The mark lets a scanner of source code and logs recognise a key that somebody left there.
MARK = "sanzhi_"
SECRET_BYTES = 32


def make(user: User, label: str, lasts: timedelta) -> str:
    """A new key for a person, for the use that ``label`` names; nobody can read it again later."""
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    AccessKey.objects.create(digest=digest_of(secret), user=user, label=label, expires=clock.now() + lasts)
    return secret


def actor_of_key(secret: str) -> Actor | None:
    """Whom a key speaks for: None when it is unknown, over, revoked, or the account is closed.

    One statement for key, person and roles: every request of the interface asks it.
    """
    rows = list(
        AccessKey.objects.filter(
            digest=digest_of(secret), revoked=None, expires__gt=clock.now(), user__is_active=True
        ).values_list(
            "user_id",
            "user__display_name",
            "user__agency_id",
            "user__government_id",
            "user__officer_id",
            "user__grants__role",
        )
    )
    if not rows:
        return None
    user_id, name, agency_id, government_id, officer_id, _ = rows[0]
    roles = frozenset(row[5] for row in rows if row[5])
    return Actor(user_id, name, roles, agency_id, government_id, officer_id)


def revoke(digest: str) -> bool:
    """End a key now; False when there is no such key or it had been revoked before."""
    return bool(AccessKey.objects.filter(digest=digest, revoked=None).update(revoked=clock.now()))


def digest_of(secret: str) -> str:
    """What is stored of a key: the SHA-256 of its text, 64 hex digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
