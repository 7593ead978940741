"""The clock: aware, in China's date, and settable in a demonstration alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings

from sanzhi.jobs import clock

LATE_EVENING = datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)


def test_now_is_the_present_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_plays_a_past_moment_and_returns_to_the_present() -> None:
    with clock.at(LATE_EVENING):
        assert clock.now() == LATE_EVENING
    assert clock.now() > LATE_EVENING


@pytest.mark.usefixtures("demonstration")
def test_the_date_changes_at_midnight_in_china_and_not_in_london() -> None:
    with clock.at(LATE_EVENING):
        assert clock.today() == date(2026, 3, 2)
    with clock.at(LATE_EVENING + timedelta(seconds=1)):
        assert clock.today() == date(2026, 3, 3)


@pytest.mark.usefixtures("demonstration")
def test_played_moments_may_be_nested() -> None:
    with clock.at(LATE_EVENING):
        with clock.at(LATE_EVENING + timedelta(days=1)):
            assert clock.now() == LATE_EVENING + timedelta(days=1)
        assert clock.now() == LATE_EVENING


@pytest.mark.usefixtures("demonstration")
def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="时区"), clock.at(LATE_EVENING.replace(tzinfo=None)):
        pass


def test_a_real_instance_cannot_set_its_clock(settings: Settings) -> None:
    settings.SANZHI_DEMO = False
    with pytest.raises(clock.ClockFixed), clock.at(LATE_EVENING):
        pass
