"""What every test may ask for, and which tests run where."""

import os

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# Two cores and other tests beside: how long one example takes says nothing about the rule.
hypothesis_settings.register_profile("sanzhi", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.register_profile("prove", deadline=None, max_examples=20_000)
hypothesis_settings.load_profile("sanzhi")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what meets a database: the rest passed already, and would pass alike."""
    if os.environ.get("SANZHI_TEST_POSTGRES") != "1":
        return
    chosen = [item for item in items if _meets_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _meets_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & DATABASE_FIXTURES)


@pytest.fixture
def demonstration(settings: Settings) -> None:
    """An instance that is a demonstration: its clock may be set with ``clock.at``."""
    settings.SANZHI_DEMO = True
