"""A demonstration lists its accounts on the sign-in page; a real instance never does."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.accounts.models import User
from sanzhi.accounts.signin import by_role, demonstration_accounts
from tests.accounts.conftest import PASSWORD

LISTED = [
    {"username": "luo", "password": "x", "display_name": "罗维国", "role": "head"},
    {"username": "chen", "password": PASSWORD, "display_name": "陈一鸣", "role": "officer"},
]


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.SANZHI_HOME = tmp_path
    (tmp_path / "demonstration").write_text(json.dumps({"accounts": LISTED}), encoding="utf-8")
    return tmp_path


def enter(client: Client, username: str) -> int:
    return client.post("/accounts/demonstration/", {"username": username}).status_code


def test_the_accounts_stand_under_their_roles_in_the_order_of_the_roles(
    home: Path, demonstration: None
) -> None:
    assert [(role, [each.username for each in accounts]) for role, accounts in by_role()] == [
        ("办案人员", ["chen"]),
        ("行政机关负责人", ["luo"]),
    ]


def test_an_empty_mark_lists_nobody(home: Path, demonstration: None) -> None:
    (home / "demonstration").write_text("", encoding="utf-8")

    assert demonstration_accounts() == ()


def test_the_page_offers_one_button_an_account_and_hides_the_password(
    client: Client, chen: User, home: Path, demonstration: None
) -> None:
    page = client.get("/accounts/login/").content.decode()

    assert 'name="username" value="chen"' in page
    assert PASSWORD not in page


def test_the_button_signs_in(client: Client, chen: User, home: Path, demonstration: None) -> None:
    assert enter(client, "chen") == 302
    assert client.session["_auth_user_id"] == str(chen.pk)


def test_who_is_not_listed_cannot_be_entered(
    client: Client, chen: User, home: Path, demonstration: None
) -> None:
    User.objects.create_user("wu", PASSWORD, display_name="吴思远")

    assert enter(client, "wu") == 404


def test_outside_a_demonstration_nothing_is_listed_and_nobody_enters(
    client: Client, chen: User, home: Path
) -> None:
    assert "演示账号" not in client.get("/accounts/login/").content.decode()
    assert enter(client, "chen") == 404
