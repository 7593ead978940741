"""What the tests of the interface share: the cast with keys, and a case to meet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from sanzhi.accounts import keys
from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.jobs import clock
from tests.api.web import Web
from tests.support.cast import Cast, assemble, make_person
from tests.support.story import Story, at

ADMINISTRATORS = ("system", "security", "audit")


@dataclass
class People:
    """Everybody who may call, by the part they play in the tables of the tests."""

    cast: Cast
    actors: dict[str, Actor]
    _secrets: dict[str, str] = field(default_factory=dict)

    def web(self, part: str) -> Web:
        """A caller with the key of this person; ``anonymous`` has none."""
        if part == "anonymous":
            return Web()
        return Web(headers={"Authorization": f"Bearer {self.secret(part)}"})

    def secret(self, part: str) -> str:
        """The key of a person, made when it is first needed."""
        if part not in self._secrets:
            self._secrets[part] = keys.make(self.user(part), "测试", timedelta(days=1))
        return self._secrets[part]

    def user(self, part: str) -> User:
        """The account of a person."""
        user_id = self.actors[part].user_id
        assert user_id is not None
        return User.objects.get(pk=user_id)


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


@pytest.fixture
def people(cast: Cast) -> People:
    parts = ("officer", "second", "head", "reviewer", "editor", "supervisor", "stranger")
    actors = {part: getattr(cast, part) for part in parts}
    actors["colleague"] = make_person(cast.agency, "colleague", "同事", "officer")
    actors |= {role: _administrator(role) for role in ADMINISTRATORS}
    return People(cast, actors)


def _administrator(role: str) -> Actor:
    user = User.objects.create_user(role, display_name=role)
    Grant.objects.create(user=user, role=role)
    return actor_of(user)


@pytest.fixture
def monday(demonstration: None) -> Iterator[None]:
    """A Monday morning without a holiday near it: 2 March 2026."""
    with clock.at(at("2026-03-02")):
        yield
