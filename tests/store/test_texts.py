"""Secrets of second factors lie in a column that is not ours, and a change of keys reaches them there."""

from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import connection
from pytest_django import Settings

from sanzhi.accounts.models import User
from sanzhi.accounts.second import PURPOSE
from sanzhi.store.sealed import StillUsed, keyring, seal_text, unseal_text
from sanzhi.store.sealed.changing import bites, retire, versions
from sanzhi.store.sealed.places import places

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def factor(tmp_path: Path, settings: Settings, db: None) -> Authenticator:
    settings.SANZHI_HOME = tmp_path
    user = User.objects.create_user("head", display_name="罗维国")
    codes = {"seed": get_adapter().encrypt("seed"), "migrated_codes": [get_adapter().encrypt("code")]}
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={**codes, "used": 3})
    data = {"secret": get_adapter().encrypt(SECRET)}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def test_a_secret_does_not_stand_in_the_database(factor: Authenticator) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        assert SECRET not in str(cursor.fetchall())
    assert get_adapter().decrypt(factor.data["secret"]) == SECRET


def test_a_change_of_keys_reaches_every_secret_in_the_column(factor: Authenticator) -> None:
    keyring().add()
    assert versions()[1] == {"mfa_authenticator.data": 3}
    with pytest.raises(StillUsed, match=r"mfa_authenticator\.data 3 条"):
        retire(1, settled=0)
    list(bites(places()))
    retire(1, settled=0)
    factor.refresh_from_db()
    assert get_adapter().decrypt(factor.data["secret"]) == SECRET
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data
    assert (unseal_text(PURPOSE, codes["seed"]), codes["used"]) == ("seed", 3)
    assert unseal_text(PURPOSE, codes["migrated_codes"][0]) == "code"


def test_what_is_sealed_already_under_the_newest_key_is_left_alone(factor: Authenticator) -> None:
    before = factor.data["secret"]
    assert sum(bite.renewed for _, bite in bites(places())) == 0
    factor.refresh_from_db()
    assert factor.data["secret"] == before


def test_text_that_was_never_sealed_is_read_as_it_is() -> None:
    assert unseal_text("sample.what", "plain") == "plain"
    assert unseal_text("sample.what", seal_text("sample.what", "x")) == "x"
    assert seal_text("sample.what", "") == ""
