"""What the tests of the door share."""

from collections.abc import Iterator

import pytest

from sanzhi.cases import rulebook
from sanzhi.jobs import clock
from tests.support.cast import Cast, assemble
from tests.support.story import Story, at


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


@pytest.fixture
def monday(demonstration: None) -> Iterator[None]:
    """A Monday morning without a holiday near it: 2 March 2026."""
    with clock.at(at("2026-03-02")):
        yield


@pytest.fixture(autouse=True)
def calendar_as_shipped() -> Iterator[None]:
    """A notice that one test imports is gone with its transaction, so the rulebook forgets it too."""
    yield
    rulebook.forget()
