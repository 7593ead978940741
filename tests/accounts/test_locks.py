"""Locks count by account and by address, and the security administrator opens those of accounts."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from sanzhi.accounts import locks
from sanzhi.accounts.models import User
from tests.accounts.conftest import PASSWORD

HERE, THERE = "10.0.0.1", "10.0.0.2"


def attempt(password: str, username: str = "chen", address: str = HERE, host: str = "testserver") -> bool:
    """Whether somebody gets in from an address with a browser of his own."""
    client = Client()
    client.post(
        "/accounts/login/", {"login": username, "password": password}, REMOTE_ADDR=address, HTTP_HOST=host
    )
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("failures", "gets_in"), [(4, True), (5, False)])
def test_an_account_is_locked_whatever_address_and_host_were_tried(
    chen: User, failures: int, gets_in: bool
) -> None:
    for number in range(failures):
        attempt("wrong", address=f"10.0.1.{number}", host="localhost" if number % 2 else "127.0.0.1")

    assert attempt(PASSWORD) is gets_in


@pytest.mark.parametrize(("failures", "gets_in"), [(49, True), (50, False)])
def test_an_address_is_locked_whatever_accounts_were_tried(chen: User, failures: int, gets_in: bool) -> None:
    for number in range(failures):
        attempt("wrong", username=f"somebody{number}")

    assert attempt(PASSWORD) is gets_in
    assert attempt(PASSWORD, address=THERE) is True


def test_the_lock_of_an_account_can_be_opened_and_that_of_an_address_stays(chen: User) -> None:
    request = RequestFactory().post("/")
    for _ in range(5):
        attempt("wrong")
    for number in range(45):
        attempt("wrong", username=f"somebody{number}")
    assert locks.is_locked(request, chen)

    locks.unlock(request, chen)

    assert not locks.is_locked(request, chen)
    assert attempt(PASSWORD) is False
    assert attempt(PASSWORD, address=THERE) is True


def test_a_lock_ends_by_itself(chen: User) -> None:
    for _ in range(5):
        attempt("wrong")
    cache.clear()

    assert attempt(PASSWORD)


@pytest.mark.parametrize("spelt", ["SYSTEM", "\u017fystem", "sy\u017ftem"])
def test_another_spelling_that_finds_the_account_has_no_tries_of_its_own(spelt: str) -> None:
    assert locks.key_of(spelt) == locks.key_of("system")
