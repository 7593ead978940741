"""The portal program in the test process: its addresses, middleware and templates, over a followed feed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.config import portal
from sanzhi.released.sync import Follower
from tests.released.world import QIANXI, World, agency, penalty, progress

RESULT, CORRECTED, WITHDRAWN, CASE, AGENCY = 10, 11, 12, 20, 1


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "inner")
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """The portal's own folder; the settings of the portal program are in force."""
    settings.SANZHI_HOME = tmp_path
    for name in (
        "ROOT_URLCONF",
        "MIDDLEWARE",
        "TEMPLATES",
        "SANZHI_MODULES",
        "SANZHI_SITE",
        "X_FRAME_OPTIONS",
    ):
        setattr(settings, name, getattr(portal, name))
    (tmp_path / "portal").mkdir()
    return tmp_path / "portal"


@pytest.fixture
def follower(transactional_db: None, world: World, home: Path) -> Follower:
    return Follower(str(world.folder), home)


@pytest.fixture
def told(world: World, follower: Follower) -> World:
    """A small county: two agencies, a few decisions of each kind of fate, a case on its way."""
    world.release(AGENCY, agency())
    world.release(2, agency(QIANXI))
    world.release(RESULT, penalty(), until=date(2099, 3, 2))
    world.release(CORRECTED, penalty(number="金沙市监罚〔2026〕13号", decided_on=date(2026, 1, 20)))
    world.release(
        CORRECTED,
        penalty(number="金沙市监罚〔2026〕13号", decided_on=date(2026, 1, 20), penalty="警告"),
        version=2,
    )
    world.release(WITHDRAWN, penalty(number="金沙市监罚〔2026〕14号"))
    polluting = penalty(
        number="黔西环罚〔2026〕3号", uscc=QIANXI, violation="超标排放水污染物", fine_fen=5_212_000
    )
    world.release(13, polluting)
    world.release(CASE, progress())
    follower.round()
    world.withdraw(WITHDRAWN, "行政复议决定撤销原处罚")
    assert follower.round().healthy
    return world


@pytest.fixture
def citizen(told: World) -> Client:
    """Somebody who reads, and never signs in."""
    return Client(enforce_csrf_checks=True)
