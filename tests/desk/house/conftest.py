"""What the tests of the agency's own order share: the house with its people, and a case."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.support.cast import Cast
from tests.support.house import House, build
from tests.support.story import Story


@pytest.fixture
def house(cast: Cast, settings: Settings, tmp_path: Path) -> House:
    settings.SANZHI_HOME = tmp_path
    return build(cast)


@pytest.fixture
def filed(house: House) -> Story:
    return Story(house.cast).filed()
