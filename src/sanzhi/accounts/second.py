"""The second factor: who must have one, how it is kept, how it is reset.

GB/T 22239-2019 8.1.4.1 d asks for two factors of which one rests on cryptography. Here they are a password
and either a one-time code (RFC 6238) or a passkey (WebAuthn). Whoever decides, reviews, supervises or
administers must have one; others may.
"""

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from sanzhi.accounts import links, seats
from sanzhi.accounts.models import TWO_FACTORS, OneTimeLink, User
from sanzhi.store.sealed import seal_text, unseal_text

PURPOSE = "mfa.authenticator"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ENROL = "enrol"
_LINK = "renewing"


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps secrets sealed under the key of the instance, and speaks Chinese."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "您的角色须有第二重验证，不能移除仅有的一种。请先设置另一种。",
        "cannot_generate_recovery_codes": "请先设置验证器或者通行密钥，再生成恢复码。",
        "incorrect_code": "验证没有通过。请核对后再试；验证码每 30 秒更换，且只能使用一次。",
    }

    def get_totp_issuer(self) -> str:
        """What the app shows beside the code."""
        return str(settings.SANZHI_SITE_NAME)

    def encrypt(self, text: str) -> str:
        """Seal what must not lie open in the database (GB/T 22239-2019 8.1.4.8)."""
        return seal_text(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal_text(PURPOSE, encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor keeps at least one."""
        others = factors(authenticator.user).exclude(pk=authenticator.pk)
        return others.exists() or not needs_two(authenticator.user)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A first name for a key, so that somebody with two tells them apart."""
        return f"通行密钥 {factors(user).filter(type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The desk as a passkey knows it: the host without its port."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": str(settings.SANZHI_SITE_NAME)}


def factors(user: Any) -> Any:
    """The second factors of a person; recovery codes are none by themselves."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)


def needs_two(user: User) -> bool:
    """Whether one of the person's roles demands a second factor."""
    return bool(user.grants.filter(role__in=TWO_FACTORS).exists())


def must_enrol(user: User) -> bool:
    """Whether the person has to set up a second factor before anything else."""
    return needs_two(user) and not factors(user).exists()


def reset(user: User, reason: str, url: str) -> str:
    """Take away every factor of a person and return the one-time link that allows a new one.

    Whoever is signed in with the lost factor is out at the next click. ``reason`` is kept with the link and
    shown to the person at the next sign-in: nothing of this is silent.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk).delete()
        seats.end(seats.open_seats(user))
        return links.make(user, url, OneTimeLink.SECOND, reason)


def pending_reset(user: User) -> OneTimeLink | None:
    """The reset whose link nobody has used up yet, late or not; None when there is none."""
    return OneTimeLink.objects.filter(user=user, kind=OneTimeLink.SECOND, used=None).first()


def bring_link(request: HttpRequest, link: OneTimeLink) -> None:
    """Remember that this browser came with the link of a reset."""
    request.session[_LINK] = link.digest


def may_enrol(request: HttpRequest) -> bool:
    """Whether this browser may set up a factor: after a reset only one that came with the link.

    Otherwise whoever knows the password alone could take the place of the lost factor.
    """
    user = request.user
    pending = pending_reset(user) if isinstance(user, User) else None
    return pending is None or (not links.is_over(pending) and request.session.get(_LINK) == pending.digest)


def enrolled(request: HttpRequest, user: User) -> None:
    """The person has a factor now: the way is free, and the link of a reset is used up."""
    request.session.pop(ENROL, None)
    request.session.pop(_LINK, None)
    links.use_up(Q(user=user, kind=OneTimeLink.SECOND))
