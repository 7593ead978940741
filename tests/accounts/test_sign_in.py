"""Who signs in, who is locked out, and who signs out."""

import pytest
from django.test import Client

from sanzhi.accounts.models import User
from tests.accounts.conftest import PASSWORD

LOCKED = "此账号已锁定 15 分钟"


def sign_in(client: Client, password: str, username: str = "chen") -> str:
    """Send the form and return the page that came back; empty when it led on."""
    answer = client.post("/accounts/login/", {"login": username, "password": password})
    return "" if answer.status_code == 302 else answer.content.decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_desk(client: Client, chen: User) -> None:
    answer = client.post("/accounts/login/", {"login": "chen", "password": PASSWORD})

    assert answer["Location"] == "/"
    assert is_in(client)


def test_the_way_that_was_asked_for_is_gone_after_sign_in(client: Client, chen: User) -> None:
    asked = client.get("/cases/")
    page = client.get(asked["Location"]).content.decode()

    assert asked["Location"] == "/accounts/login/?next=/cases/"
    assert '<input type="hidden" name="next" value="/cases/">' in page


def test_a_wrong_password_is_refused_without_saying_whether_the_account_exists(
    client: Client, chen: User
) -> None:
    for username in ("chen", "nobody"):
        page = sign_in(client, "wrong", username)

        assert "账号或者密码不正确" in page
        assert not is_in(client)


def test_four_failures_do_not_lock_the_account(client: Client, chen: User) -> None:
    for _ in range(4):
        sign_in(client, "wrong")

    assert sign_in(client, PASSWORD) == ""


def test_five_failures_lock_the_account_and_the_page_says_so(client: Client, chen: User) -> None:
    for _ in range(5):
        assert LOCKED not in sign_in(client, "wrong")

    assert LOCKED in sign_in(client, PASSWORD)
    assert not is_in(client)


def test_a_locked_account_locks_nobody_else(client: Client, chen: User) -> None:
    User.objects.create_user("wu", PASSWORD, display_name="吴思远")
    for _ in range(6):
        sign_in(client, "wrong")

    assert sign_in(client, PASSWORD, "wu") == ""


def test_a_disabled_account_does_not_open(client: Client, chen: User) -> None:
    User.objects.filter(pk=chen.pk).update(is_active=False)

    sign_in(client, PASSWORD)

    assert not is_in(client)


def test_passwords_are_kept_as_argon2(chen: User) -> None:
    assert chen.password.startswith("argon2$argon2id$")


def test_signing_out_asks_first_and_then_ends_the_session(client: Client, chen: User) -> None:
    client.force_login(chen)

    assert "退出登录" in client.get("/accounts/logout/").content.decode()
    assert is_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert not is_in(client)


@pytest.mark.parametrize(
    "address", ["signup/", "password/reset/", "email/", "confirm-email/", "password/set/"]
)
def test_nothing_of_sign_up_and_mail_can_be_reached(client: Client, db: None, address: str) -> None:
    assert client.get(f"/accounts/{address}").status_code == 404


def test_a_form_without_its_token_is_refused_in_chinese(chen: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/accounts/login/", {"login": "chen", "password": PASSWORD})

    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
