"""Changing a password, and setting the first one through a link that works once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sanzhi.accounts.links import first_link, open_link, use_link
from sanzhi.accounts.models import OneTimeLink, User
from sanzhi.jobs import clock
from tests.accounts.conftest import PASSWORD

NEW = "ling-yi-ge-mi-ma-77"


def change(client: Client, old: str, new: str, again: str | None = None) -> str:
    data = {"oldpassword": old, "password1": new, "password2": again or new}
    answer = client.post("/accounts/password/", data)
    return "" if answer.status_code == 302 else answer.content.decode()


def address(user: User) -> str:
    return first_link(user, "")


def test_who_knows_the_old_password_sets_a_new_one_and_stays_signed_in(client: Client, chen: User) -> None:
    client.force_login(chen)

    assert change(client, PASSWORD, NEW) == ""

    chen.refresh_from_db()
    assert chen.check_password(NEW)
    assert client.get("/accounts/password/").status_code == 200


def test_other_sessions_end_with_the_old_password(client: Client, chen: User) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(chen)

    change(client, PASSWORD, NEW)

    assert elsewhere.get("/").status_code == 302


def test_a_wrong_old_password_changes_nothing(client: Client, chen: User) -> None:
    client.force_login(chen)

    assert "请输入现在的密码" in change(client, "wrong", NEW)
    chen.refresh_from_db()
    assert chen.check_password(PASSWORD)


def test_a_short_password_is_refused(client: Client, chen: User) -> None:
    client.force_login(chen)

    assert "至少" in change(client, PASSWORD, "kort1")


def test_the_page_of_a_link_greets_its_person_and_sets_the_password(client: Client, chen: User) -> None:
    link = address(chen)

    assert "陈一鸣" in client.get(link).content.decode()
    answer = client.post(link, {"password": NEW, "again": NEW})

    assert answer["Location"] == "/accounts/login/"
    chen.refresh_from_db()
    assert chen.check_password(NEW)


def test_a_link_works_once(client: Client, chen: User) -> None:
    link = address(chen)
    client.post(link, {"password": NEW, "again": NEW})

    answer = client.post(link, {"password": PASSWORD, "again": PASSWORD})

    assert answer.status_code == 404
    assert "链接已失效" in answer.content.decode()
    chen.refresh_from_db()
    assert chen.check_password(NEW)


def test_a_late_link_and_an_unknown_one_read_alike(client: Client, chen: User) -> None:
    late = address(chen)
    OneTimeLink.objects.update(expires=clock.now() - timedelta(seconds=1))

    pages = [client.get(link) for link in (late, "/accounts/first/unknown/")]

    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content == pages[1].content


def test_two_different_passwords_are_refused_and_the_link_stays_good(client: Client, chen: User) -> None:
    link = address(chen)

    assert "两次输入的密码不一致" in client.post(link, {"password": NEW, "again": PASSWORD}).content.decode()
    assert client.post(link, {"password": NEW, "again": NEW}).status_code == 302


def test_a_first_password_is_held_to_the_rules(client: Client, chen: User) -> None:
    page = client.post(address(chen), {"password": "12345", "again": "12345"}).content.decode()

    assert "密码" in page
    assert "只包含数字" in page


def test_a_new_link_makes_the_one_that_went_astray_void(client: Client, chen: User) -> None:
    astray, sent = address(chen), address(chen)

    assert client.get(astray).status_code == 404
    assert client.get(sent).status_code == 200


def test_a_link_is_not_used_up_when_the_password_cannot_be_kept(
    chen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = address(chen).rstrip("/").rsplit("/", 1)[-1]
    link = open_link(secret)
    assert link is not None

    def full(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(User, "save", full)
    with pytest.raises(OSError, match="disk full"):
        use_link(link, NEW)

    assert open_link(secret) is not None
