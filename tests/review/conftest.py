"""What the tests of legal review share: the cast, a case, a browser for each person, a Monday."""

from collections.abc import Callable, Iterator

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast, assemble
from tests.support.registry import Office, office_of
from tests.support.story import Story, at


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


@pytest.fixture
def office(cast: Cast) -> Office:
    return office_of(cast.agency)


@pytest.fixture
def as_person(db: None) -> Callable[[Actor], Browser]:
    return browser_of


@pytest.fixture
def monday(demonstration: None) -> Iterator[None]:
    """It is Monday, 2 March 2026, ten in the morning."""
    with clock.at(at("2026-03-02")):
        yield
