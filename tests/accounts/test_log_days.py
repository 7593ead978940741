"""Closed days of the access log: chained, verified, kept long enough, and no longer."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from sanzhi.accounts import accesslog, logdays, segments
from sanzhi.accounts.models import LogDay

FIRST = date(2026, 11, 18)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log(settings: Settings, tmp_path: Path) -> Path:
    """Three days that are over, and closed."""
    settings.SANZHI_HOME = tmp_path
    for number in range(3):
        for _ in range(number + 1):
            segments.append(accesslog.folder(), FIRST + timedelta(days=number), b'{"verb":"read"}\n')
    logdays.close_days()
    return accesslog.folder()


def test_every_day_that_is_over_is_closed_and_today_is_not(log: Path) -> None:
    accesslog.record(None, "sign_in", "account/unknown")

    assert logdays.close_days() == 0
    assert list(LogDay.objects.order_by("day").values_list("lines", flat=True)) == [1, 2, 3]
    assert len(segments.days(log)) == 4


def test_each_closing_holds_the_one_before() -> None:
    rows = list(LogDay.objects.order_by("pk"))

    assert [row.previous for row in rows] == [segments.FIRST, rows[0].closing, rows[1].closing]
    assert logdays.verify() is None


def test_a_file_of_another_name_stops_no_verification(log: Path) -> None:
    (log / "copy of 2026-11-18.closed").write_text("{}")
    (log / "2026-13-45.closed").write_text("{}")

    assert logdays.verify() is None


def _change(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"read", b"list", 1))


def _shorten(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b'{"verb":"read"}\n')


@pytest.mark.parametrize("harm", [_change, _shorten, _lengthen, Path.unlink])
def test_the_first_day_that_was_touched_is_named(log: Path, harm: Callable[[Path], None]) -> None:
    for day in (FIRST + timedelta(days=1), FIRST + timedelta(days=2)):
        harm(segments.segment(log, day))

    fault = logdays.verify()

    assert fault is not None
    assert fault.day == FIRST + timedelta(days=1)


def test_who_closes_a_changed_day_anew_is_found_by_the_database(log: Path) -> None:
    day = FIRST + timedelta(days=2)
    _shorten(segments.segment(log, day))
    segments.closed(log, day).unlink()
    segments.close(log, day, LogDay.objects.get(day=day).previous)

    fault = logdays.verify()

    assert fault is not None and "不一致" in fault.detail


def test_a_day_that_was_made_away_with_breaks_the_chain(log: Path) -> None:
    day = FIRST + timedelta(days=1)
    LogDay.objects.filter(day=day).delete()
    for path in (segments.segment(log, day), segments.closed(log, day)):
        path.unlink()

    fault = logdays.verify()

    assert fault is not None
    assert (fault.day, "链接断开" in fault.detail) == (FIRST + timedelta(days=2), True)


def test_a_row_that_was_made_away_with_is_told_by_its_file(log: Path) -> None:
    LogDay.objects.order_by("-pk")[0].delete()

    fault = logdays.verify()

    assert fault is not None and "从数据库中删除" in fault.detail


def test_a_closing_that_a_crash_kept_from_the_database_is_taken_up(log: Path) -> None:
    LogDay.objects.order_by("-pk")[0].delete()

    assert logdays.close_days() == 1
    assert logdays.verify() is None


@pytest.mark.parametrize(
    ("today", "oldest"),
    [
        (date(2026, 11, 23), date(2026, 5, 23)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
    ],
)
def test_six_months_are_kept_to_the_day(today: date, oldest: date) -> None:
    assert logdays.keeps_from(today, 6) == oldest


def test_what_was_kept_long_enough_goes_and_its_closing_stays(log: Path, settings: Settings) -> None:
    settings.SANZHI_ACCESS_LOG_MONTHS = 6

    logdays.remove_old(date(2027, 5, 19))

    assert segments.days(log) == [FIRST + timedelta(days=1), FIRST + timedelta(days=2)]
    assert LogDay.objects.get(day=FIRST).removed is not None
    assert logdays.verify() is None


@pytest.mark.parametrize(("months", "starts"), [("6", True), ("5", False), ("zwölf", False)])
def test_an_instance_that_would_keep_less_than_six_months_does_not_start(
    months: str, starts: bool, tmp_path: Path
) -> None:
    surroundings = {**os.environ, "SANZHI_HOME": str(tmp_path), "SANZHI_ACCESS_LOG_MONTHS": months}
    done = subprocess.run(
        [sys.executable, "-c", "import sanzhi.config.settings"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode == 0) is starts
    assert starts or "SANZHI_ACCESS_LOG_MONTHS 应为 6 至 1200 的整数" in done.stderr
