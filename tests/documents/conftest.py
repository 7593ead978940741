"""What the tests of documents share: a case of the cast."""

import pytest

from tests.support.cast import assemble
from tests.support.story import Story


@pytest.fixture
def story(db: None) -> Story:
    return Story(assemble())
