"""What stands in the access log: ids, results and addresses, and never a word of a person or a case."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.accounts import accesslog
from sanzhi.accounts.accesslog import LogUnavailable
from sanzhi.accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.accounts.logs import break_log, lines, told


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path


def sign_in(client: Client, password: str = PASSWORD, username: str = "chen") -> None:
    client.post("/accounts/login/", {"login": username, "password": password}, REMOTE_ADDR="10.1.2.3")


def test_sign_in_and_out_are_told_with_account_and_address(client: Client, chen: User) -> None:
    sign_in(client)
    client.post("/accounts/logout/", REMOTE_ADDR="10.1.2.3")

    assert [(line["verb"], line["actor"], line["obj"], line["address"]) for line in lines()] == [
        (verb, str(chen.pk), f"account/{chen.pk}", "10.1.2.3") for verb in ("sign_in", "sign_out")
    ]


def test_a_failure_names_the_account_and_never_what_was_typed(client: Client, chen: User) -> None:
    sign_in(client, "wrong-password-8")
    sign_in(client, "x", username="my-password-by-mistake")

    assert told() == [("sign_in", "failed")] * 2
    assert [line["obj"] for line in lines()] == [f"account/{chen.pk}", "account/unknown"]
    assert "mistake" not in str(lines()) and "wrong-password-8" not in str(lines())


def test_a_locked_account_is_told(client: Client, chen: User) -> None:
    for _ in range(6):
        sign_in(client, "wrong")

    assert told() == [("sign_in", "failed")] * 5 + [("sign_in", "locked")]


def test_a_change_of_password_is_told(client: Client, chen: User) -> None:
    client.force_login(chen)
    new = "ling-yi-ge-mi-ma-77"
    client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert ("password", "ok") in told()


def test_long_values_are_cut_and_the_line_stays_whole(chen: User) -> None:
    accesslog.record(chen, "sight", "长" * 5000, purpose="因" * 5000, address="1" * 500)

    (line,) = lines()
    assert (len(line["obj"]), len(line["purpose"]), len(line["address"])) == (300, 300, 45)


def test_a_value_with_a_line_feed_stays_one_line(chen: User) -> None:
    accesslog.record(chen, "sight", "cases/1", purpose='第一行\n{"verb":"sign_in"}')

    assert [line["verb"] for line in lines()] == ["sight"]


def test_what_cannot_be_written_is_refused(chen: User) -> None:
    break_log()

    with pytest.raises(LogUnavailable, match="访问日志无法写入"):
        accesslog.record(chen, "read", "cases/1")


def test_with_a_full_disk_somebody_can_still_sign_in_and_mend_it(
    client: Client, chen: User, caplog: pytest.LogCaptureFixture
) -> None:
    break_log()

    sign_in(client)

    assert "_auth_user_id" in client.session
    assert "access log unavailable: " in caplog.text and "sign_in" in caplog.text


@pytest.mark.parametrize(
    ("count", "forwarded", "seen"),
    [
        (0, "10.9.9.9", "127.0.0.1"),
        (1, "10.9.9.9", "10.9.9.9"),
        (1, "1.1.1.1, 10.9.9.9", "10.9.9.9"),
        (2, "10.9.9.9", "127.0.0.1"),
    ],
)
def test_the_address_is_what_the_trusted_proxies_saw(
    client: Client, chen: User, settings: Settings, count: int, forwarded: str, seen: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    client.force_login(chen)
    client.get("/system/", headers={"x-forwarded-for": forwarded})

    assert lines()[-1]["address"] == seen
