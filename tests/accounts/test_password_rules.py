"""Passwords: four kinds of characters, another one each time, and not for ever."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from sanzhi.accounts.models import User
from sanzhi.jobs import clock
from tests.accounts.conftest import PASSWORD

NEW = "ling-yi-ge-mi-ma-77"


def sign_in(client: Client) -> None:
    client.post("/accounts/login/", {"login": "chen", "password": PASSWORD})


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("zhishixiaoxie", False),
        ("xiaoxie-fuhao", False),
        ("xiaoxie-fuhao-7", True),
        ("XiaoXieDaXie7", True),
        ("short-7X", False),
        ("nine-77-X", False),
        ("ten---77-X", True),
    ],
)
def test_a_password_has_ten_characters_of_three_kinds(chen: User, password: str, good: bool) -> None:
    try:
        validate_password(password, chen)
    except ValidationError:
        assert not good
    else:
        assert good


def test_a_change_gives_another_password(client: Client, chen: User) -> None:
    client.force_login(chen)

    page = client.post(
        "/accounts/password/", {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    )

    assert "不能与现在的密码相同" in page.content.decode()


@pytest.mark.parametrize(("days", "way"), [(89, "/system/"), (90, "/accounts/password/")])
def test_after_ninety_days_the_password_comes_before_the_work(
    client: Client, chen: User, days: int, way: str
) -> None:
    User.objects.filter(pk=chen.pk).update(password_since=clock.now() - timedelta(days=days))
    # The second factor is another test's matter.
    chen.grants.all().delete()
    chen.grants.create(role="officer")
    sign_in(client)

    answer = client.get("/system/")

    assert answer.headers.get("Location", "/system/") == way


def test_the_new_password_frees_the_way_and_counts_anew(client: Client, chen: User) -> None:
    chen.grants.all().delete()
    User.objects.filter(pk=chen.pk).update(password_since=clock.now() - timedelta(days=90))
    sign_in(client)
    assert "已超过规定的使用期限" in client.get("/accounts/password/").content.decode()

    client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    chen.refresh_from_db()
    assert chen.password_since is not None and clock.now() - chen.password_since < timedelta(minutes=1)
    assert client.get("/system/").status_code == 403


def test_an_account_from_before_begins_to_count_at_its_next_sign_in(client: Client, chen: User) -> None:
    User.objects.filter(pk=chen.pk).update(password_since=None)

    sign_in(client)

    chen.refresh_from_db()
    assert chen.password_since is not None


def test_an_instance_may_do_without(client: Client, chen: User, settings: Settings) -> None:
    settings.SANZHI_PASSWORD_DAYS = 0
    chen.grants.all().delete()
    User.objects.filter(pk=chen.pk).update(password_since=clock.now() - timedelta(days=5000))
    sign_in(client)

    assert client.get("/system/").status_code == 403
