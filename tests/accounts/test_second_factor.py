"""The second factor: forced on who decides or administers, kept sealed, never reset in silence."""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from pytest_django import Settings

from sanzhi.accounts import demonstration as filled
from sanzhi.accounts import keys, second
from sanzhi.accounts.models import TWO_FACTORS, OneTimeLink, Role, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.logs import told

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path


def code(secret: str = SECRET, steps: int = 0) -> str:
    return str(auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + steps)))


def with_app(user: User) -> Authenticator:
    factor: Authenticator = auth.TOTP.activate(user, SECRET).instance
    return factor


def sign_in(client: Client, password: str = PASSWORD) -> str:
    answer = client.post("/accounts/login/", {"login": "chen", "password": password})
    return answer.headers.get("Location", "")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def become(user: User, role: str) -> None:
    user.grants.all().delete()
    user.grants.create(role=role)


@pytest.mark.parametrize("role", Role.values)
def test_who_decides_or_administers_sets_up_a_factor_before_anything_else(
    client: Client, chen: User, role: str
) -> None:
    become(chen, role)
    sign_in(client)

    for address in ("/", "/cases/", "/system/", "/security/"):
        sent_to = client.get(address).headers.get("Location", "")
        assert (sent_to == "/accounts/enrol/") is (role in TWO_FACTORS), address
    assert client.get("/api/v1/acts").status_code == (403 if role in TWO_FACTORS else 200)


def test_a_post_is_not_a_way_around(client: Client, chen: User) -> None:
    become(chen, "security")
    sign_in(client)

    answer = client.post("/security/", {"do": "create", "username": "new"})

    assert answer.headers["Location"] == "/accounts/enrol/"
    assert not User.objects.filter(username="new").exists()


def enrol(client: Client) -> str:
    """Set an app up with the first page's secret; the secret."""
    page = client.get("/accounts/app/")
    secret: str = page.context["form"].secret
    assert f"<code data-secret>{secret}</code>" in page.content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post("/accounts/app/", {"code": code(secret)})
    assert answer.headers["Location"] == "/accounts/codes/"
    return secret


def test_the_app_is_set_up_with_its_first_code_and_frees_the_way(client: Client, chen: User) -> None:
    sign_in(client)
    enrol(client)

    page = client.get("/accounts/codes/")

    assert len(page.context["unused_codes"]) == 10
    assert client.get("/system/").status_code == 200
    assert ("second_factor_added", "ok") in told()


def test_a_wrong_first_code_sets_nothing_up(client: Client, chen: User) -> None:
    sign_in(client)
    secret = client.get("/accounts/app/").context["form"].secret
    wrong = str((int(code(secret)) + 1) % 1_000_000).zfill(6)

    page = client.post("/accounts/app/", {"code": wrong})

    assert "验证没有通过" in page.content.decode()
    assert not Authenticator.objects.exists()
    assert client.get("/system/").status_code == 302


def test_the_recovery_codes_are_shown_once(client: Client, chen: User) -> None:
    sign_in(client)
    enrol(client)
    codes = client.get("/accounts/codes/").context["unused_codes"]

    again = client.get("/accounts/codes/").content.decode()

    assert not any(each in again for each in codes)
    assert "还有 10 个没有使用" in again


def test_after_the_password_comes_the_code(client: Client, chen: User) -> None:
    with_app(chen)

    assert sign_in(client) == "/accounts/code/"
    assert not is_in(client)
    assert client.post("/accounts/code/", {"code": code()}).headers["Location"] == "/"
    assert is_in(client)


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_good_for_its_half_minute_and_one_beside_it(
    client: Client, chen: User, steps: int, good: bool
) -> None:
    with_app(chen)
    sign_in(client)
    # Nothing is decided by the second in which the test happens to run.
    while time.time() % 30 > 28:
        time.sleep(0.5)

    client.post("/accounts/code/", {"code": code(steps=steps)})

    assert is_in(client) is good


def test_a_code_works_once(chen: User) -> None:
    with_app(chen)
    first, second_browser = Client(), Client()
    for each in (first, second_browser):
        sign_in(each)
        each.post("/accounts/code/", {"code": code()})

    assert (is_in(first), is_in(second_browser)) == (True, False)


def test_five_wrong_codes_lock_and_are_told(client: Client, chen: User) -> None:
    with_app(chen)
    sign_in(client)
    for _ in range(5):
        client.post("/accounts/code/", {"code": "000000"})

    page = client.post("/accounts/code/", {"code": code()}).content.decode()

    assert "已锁定 15 分钟" in page
    assert not is_in(client)
    assert told().count(("second_factor", "failed")) == 5


def test_a_recovery_code_works_once(chen: User) -> None:
    client = Client()
    sign_in(client)
    enrol(client)
    codes = client.get("/accounts/codes/").context["unused_codes"]
    results = []
    for _ in range(2):
        other = Client()
        sign_in(other)
        other.post("/accounts/code/", {"code": codes[0]})
        results.append(is_in(other))

    assert results == [True, False]


def test_a_secret_lies_sealed_in_database_and_session(client: Client, chen: User) -> None:
    sign_in(client)
    secret = client.get("/accounts/app/").context["form"].secret
    assert secret not in json.dumps(dict(client.session.items()))

    client.post("/accounts/app/", {"code": code(secret)})

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        kept = str(cursor.fetchall())
    assert secret not in kept and "sealed:" in kept
    assert json.dumps(dict(client.session.items())).count("totp") <= 1


def test_the_only_factor_of_who_needs_one_stays(client: Client, chen: User) -> None:
    sign_in(client)
    enrol(client)

    page = client.post("/accounts/app/remove/")

    assert "不能移除仅有的一种" in page.content.decode()
    assert second.factors(chen).exists()


def test_who_needs_none_may_remove_it(client: Client, chen: User) -> None:
    become(chen, "officer")
    sign_in(client)
    enrol(client)

    client.post("/accounts/app/remove/")

    assert not Authenticator.objects.exists()


def test_a_change_long_after_sign_in_asks_for_the_password_again(client: Client, chen: User) -> None:
    sign_in(client)
    enrol(client)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()

    asked = client.get("/accounts/codes/new/").headers["Location"]
    assert asked == "/accounts/confirm/?next=%2Faccounts%2Fcodes%2Fnew%2F"
    assert client.post(asked, {"password": "wrong"}).status_code == 200
    assert client.post(asked, {"password": PASSWORD}).headers["Location"] == "/accounts/codes/new/"


def test_a_reset_ends_the_factor_and_says_why(client: Client, chen: User) -> None:
    with_app(chen)

    link = second.reset(chen, "手机遗失", "")
    page = client.get(link).content.decode()

    assert not Authenticator.objects.exists()
    assert "手机遗失" in page and "不是您要求的" in page


def test_a_reset_ends_what_was_signed_in_with_the_lost_factor(client: Client, chen: User) -> None:
    chen.grants.all().delete()
    sign_in(client)
    second.reset(chen, "手机遗失", "")

    assert client.get("/accounts/safety/").status_code == 302


def test_after_a_reset_the_password_alone_sets_nothing_up(client: Client, chen: User) -> None:
    with_app(chen)
    second.reset(chen, "手机遗失", "")
    sign_in(client)

    for address in ("/accounts/enrol/", "/accounts/app/", "/accounts/passkeys/add/"):
        assert client.get(address).status_code == 403, address
    assert client.post("/accounts/app/", {"code": "000000"}).status_code == 403
    assert client.get("/system/").status_code == 302


def test_the_browser_that_came_with_the_link_sets_it_up_anew_once(chen: User) -> None:
    with_app(chen)
    link = second.reset(chen, "手机遗失", "")
    client = Client()
    client.get(link)
    sign_in(client)
    enrol(client)

    assert client.get("/system/").status_code == 200
    assert Client().get(link).status_code == 404
    assert second.pending_reset(chen) is None


def test_a_later_reset_voids_the_link_of_an_earlier_one(client: Client, chen: User) -> None:
    first = second.reset(chen, "手机遗失", "")
    second.reset(chen, "链接遗失", "")

    assert client.get(first).status_code == 404


def test_the_link_of_a_reset_sets_no_password(client: Client, chen: User) -> None:
    link = second.reset(chen, "手机遗失", "")

    assert client.get(link.replace("/renew/", "/first/")).status_code == 404


LISTED = [{"username": "chen", "password": PASSWORD, "display_name": "陈一鸣", "role": "system"}]


@pytest.fixture
def listed(own_home: None, settings: Settings, demonstration: None) -> None:
    text = json.dumps({"accounts": LISTED})
    (Path(settings.SANZHI_HOME) / "demonstration").write_text(text, encoding="utf-8")


def enter(client: Client) -> Any:
    return client.post("/accounts/demonstration/", {"username": "chen"})


def test_a_demonstration_answers_its_own_second_factor_with_one_click(chen: User, listed: None) -> None:
    for _ in range(3):
        client = Client()
        assert enter(client).headers["Location"] == "/"
        assert client.get("/system/").status_code == 200
    assert told().count(("second_factor", "ok")) == 3


def test_who_types_the_password_of_a_demonstration_finds_the_code_filled_in(
    client: Client, chen: User, listed: None
) -> None:
    sign_in(client)
    page = client.get("/accounts/code/")
    shown = page.context["form"]["code"].value()

    assert "验证码已自动填入" in page.content.decode()
    assert client.post("/accounts/code/", {"code": shown}).headers["Location"] == "/"


def test_a_factor_of_ones_own_is_not_filled_in(client: Client, chen: User, listed: None) -> None:
    with_app(chen)
    sign_in(client)

    assert filled.code_for(chen) == ""
    assert "自动填入" not in client.get("/accounts/code/").content.decode()


def test_a_real_instance_fills_nothing_in(client: Client, chen: User) -> None:
    with_app(chen)
    filled.give_factor(chen)

    assert filled.code_for(chen) == ""
    assert Authenticator.objects.count() == 1


def test_a_key_of_the_interface_asks_for_no_second_factor(client: Client, chen: User) -> None:

    with_app(chen)
    key = keys.make(chen, "测试", timedelta(days=1))
    cache.clear()

    assert client.get("/api/v1/acts", headers={"authorization": f"Bearer {key}"}).status_code == 200


def test_a_reset_is_kept_with_its_reason(chen: User) -> None:
    second.reset(chen, "手机遗失", "")

    link = OneTimeLink.objects.get()
    assert (link.kind, link.reason, link.used) == ("second", "手机遗失", None)
