"""What the tests of these pages share: the cast, a story, and a browser without a screen for each person."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.jobs import clock
from tests.support.cast import Cast, assemble
from tests.support.story import Story, at

SignedIn = Callable[[Actor], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


@pytest.fixture
def own_home(settings: Settings, tmp_path: Path) -> Path:
    """A home of its own: store, secrets and feed of one test."""
    settings.SANZHI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def as_person(db: None) -> SignedIn:
    """A client that is signed in as somebody of the cast."""

    def sign_in(actor: Actor) -> Client:
        cache.clear()
        client = Client()
        assert actor.user_id is not None
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in


@pytest.fixture
def monday(demonstration: None) -> Iterator[None]:
    """A Monday morning without a holiday near it: 2 March 2026."""
    with clock.at(at("2026-03-02")):
        yield


def administrator(role: str) -> Actor:
    """One of the three administrators."""
    user = User.objects.create_user(f"{role}-admin", display_name=f"{role}管理员")
    Grant.objects.create(user=user, role=role)
    return actor_of(user)


def text_of(response: object) -> str:
    """The page as text."""
    content: bytes = getattr(response, "content")  # noqa: B009
    return content.decode()
