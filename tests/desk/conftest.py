"""What the tests of the desk share: the cast, a case, and a browser for each person."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import Grant, User
from tests.support.cast import Cast, assemble
from tests.support.story import Story


class Browser(Client):
    """A signed-in person."""

    def page(self, address: str, **params: Any) -> str:
        """The text of a page that must be there."""
        answer = self.get(address, params)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def hand_in(self, address: str, /, **fields: Any) -> HttpResponse:
        """Send a form with a fresh key; a double underscore in a name stands for the dot of a path."""
        fields.setdefault("_key", str(uuid4()))
        answer: Any = self.post(address, {name.replace("__", "."): value for name, value in fields.items()})
        return answer  # type: ignore[no-any-return]


def browser_of(actor: Actor) -> Browser:
    """A browser in which this person is signed in."""
    browser = Browser()
    browser.force_login(User.objects.get(pk=str(actor.user_id)))
    return browser


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


@pytest.fixture
def another(cast: Cast) -> Callable[[], Story]:
    """Makes one more case of the same cast."""
    return lambda: Story(cast)


@pytest.fixture
def officer(cast: Cast) -> Browser:
    return browser_of(cast.officer)


@pytest.fixture
def head(cast: Cast) -> Browser:
    return browser_of(cast.head)


@pytest.fixture
def administrator(db: None) -> Browser:
    user = User.objects.create_user("audit", display_name="审计员")
    Grant.objects.create(user=user, role="audit")
    browser = Browser()
    browser.force_login(user)
    return browser
