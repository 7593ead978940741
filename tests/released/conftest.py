"""A feed and a portal that follows it, each in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sanzhi.released.sync import Follower
from tests.released.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "inner")
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The portal's folder."""
    made = tmp_path / "portal"
    made.mkdir()
    return made


@pytest.fixture
def follower(transactional_db: None, world: World, home: Path) -> Follower:
    return Follower(str(world.folder), home)
