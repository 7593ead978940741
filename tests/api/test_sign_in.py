"""Who is let in: keys that hold, sessions with their token, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sanzhi.accounts import keys
from sanzhi.accounts.models import AccessKey
from sanzhi.jobs import clock
from tests.api.conftest import People
from tests.api.test_permissions import LEAD
from tests.api.web import Web

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def bearer(secret: str) -> Web:
    return Web(headers={"Authorization": f"Bearer {secret}"})


def test_only_the_digest_of_a_key_is_stored(people: People) -> None:
    secret = people.secret("officer")
    row = AccessKey.objects.get()

    assert secret not in str(vars(row))
    assert row.digest == keys.digest_of(secret)


def test_a_key_costs_one_question(people: People, django_assert_num_queries: Any) -> None:
    secret = people.secret("head")

    with django_assert_num_queries(1):
        assert keys.actor_of_key(secret) == people.actors["head"]


def test_a_key_of_a_person_with_several_roles_has_them_all(people: People) -> None:
    actor = keys.actor_of_key(people.secret("stranger"))

    assert actor is not None
    assert actor.roles == {"officer", "head", "reviewer", "editor"}


def test_a_key_works_until_its_last_second(people: People, demonstration: None) -> None:
    now = clock.now()
    with clock.at(now):
        secret = keys.make(people.user("officer"), "测试", timedelta(hours=1))
    with clock.at(now + timedelta(minutes=59, seconds=59)):
        assert keys.actor_of_key(secret) is not None
    with clock.at(now + timedelta(hours=1)):
        assert keys.actor_of_key(secret) is None


def test_a_revoked_key_is_refused_and_revoked_once(people: People) -> None:
    secret = people.secret("officer")

    assert keys.revoke(keys.digest_of(secret))
    assert not keys.revoke(keys.digest_of(secret))
    assert bearer(secret).get("acts").status_code == 401


def test_a_closed_account_has_no_working_key(people: People) -> None:
    secret = people.secret("officer")
    people.user("officer").__class__.objects.filter(username="officer").update(is_active=False)

    assert bearer(secret).get("acts").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic b2ZmaWNlcjp4", "sanzhi_x"])
def test_anything_else_is_nobody_and_is_told_how_to_come_in(header: str, people: People) -> None:
    answer = Web(headers={"Authorization": header} if header else {}).get("acts")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.fixture
def signed_in(people: People) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.user("officer"), backend=BACKEND)
    return client


def test_a_session_reads(signed_in: Client) -> None:
    assert Web(client=signed_in).get("acts").status_code == 200


def test_a_session_writes_only_with_its_token(signed_in: Client, monday: None) -> None:
    web, token = Web(client=signed_in), "t" * 32
    without = web.post("cases", {"data": LEAD})
    signed_in.cookies["sanzhi_desk_csrf"] = token
    wrong = web.post("cases", {"data": LEAD}, **{"X-CSRFToken": "u" * 32})
    right = web.post("cases", {"data": LEAD}, **{"X-CSRFToken": token})

    assert (without.status_code, wrong.status_code, right.status_code) == (403, 403, 201)


def test_a_session_uploads_with_its_token_alone(signed_in: Client) -> None:
    web, token = Web(client=signed_in), "t" * 32
    signed_in.cookies["sanzhi_desk_csrf"] = token

    assert web.put("files", b"photo").status_code == 403
    assert web.put("files", b"photo", **{"X-CSRFToken": token}).status_code == 201
    assert web.send("files", b"photo", **{"X-CSRFToken": token}).status_code == 201


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_in_the_name_of_a_session_is_refused_unread(kind: str, signed_in: Client) -> None:
    assert Web(client=signed_in).send("files", b"csrfmiddlewaretoken=x", content_type=kind).status_code == 415


def test_a_session_that_ended_is_nobody(signed_in: Client) -> None:
    signed_in.session.flush()

    assert Web(client=signed_in).get("acts").status_code == 401
