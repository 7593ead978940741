"""Keys of the staff interface: made once, shown once, stored as a digest, revoked at any time."""

import hashlib
import secrets
from datetime import timedelta

from django.db import connection

from sanzhi.accounts.actors import Actor, with_posts
from sanzhi.accounts.models import AccessKey, User
from sanzhi.jobs import clock
from sanzhi.jobs.columns import as_uuid, db_time

# The mark lets a scanner of source code and logs recognise a key that somebody left there.
MARK = "sanzhi_"
SECRET_BYTES = 32
_FIND = (
    "SELECT u.id, u.agency_id, u.government_id, u.officer_id, u.display_name, g.role "
    "FROM accounts_accesskey k JOIN accounts_user u ON u.id = k.user_id "
    "LEFT JOIN accounts_grant g ON g.user_id = u.id "
    "WHERE k.digest = %s AND k.revoked IS NULL AND k.expires > %s AND u.is_active = %s"
)


def make(user: User, label: str, lasts: timedelta) -> str:
    """A new key for a person, for the use that ``label`` names; nobody can read it again later."""
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    AccessKey.objects.create(digest=digest_of(secret), user=user, label=label, expires=clock.now() + lasts)
    return secret


def actor_of_key(secret: str) -> Actor | None:
    """Whom a key speaks for: None when it is unknown, over, revoked, or the account is closed.

    One statement, by hand, for key, person and roles: every request of the interface asks it. An officer's
    posts are asked with one more.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [digest_of(secret), db_time(clock.now()), True])
        rows = cursor.fetchall()
    if not rows:
        return None
    user_id, agency_id, government_id, officer_id = (as_uuid(each) for each in rows[0][:4])
    roles = frozenset(row[5] for row in rows if row[5])
    return with_posts(Actor(user_id, rows[0][4], roles, agency_id, government_id, officer_id))


def revoke(digest: str) -> bool:
    """End a key now; False when there is no such key or it had been revoked before."""
    return bool(AccessKey.objects.filter(digest=digest, revoked=None).update(revoked=clock.now()))


def digest_of(secret: str) -> str:
    """What is stored of a key: the SHA-256 of its text, 64 hex digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
