"""A clock in a case: start, pause, extend, stop, and the same answer after being written down."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.rules import Extension, RuleSet
from sanzhi.law.running import Running

RULES = RuleSet.national()
CALENDAR = Calendar.national()
FILED = date(2026, 6, 1)
ROW = RULES.pick("O21", domain="市场监管", on=FILED)
CLOCK = Running(ROW, FILED)
THIRTY = Extension(30, "natural", "市场监督管理部门负责人")


def test_a_test_of_thirty_three_days_moves_the_end() -> None:
    paused = CLOCK.pause(date(2026, 7, 10), "检测").resume(date(2026, 8, 12))
    assert paused.due(CALENDAR, FILED).on == date(2026, 10, 8)
    assert CLOCK.due(CALENDAR, FILED).on == date(2026, 8, 31)


def test_an_open_pause_is_counted_to_today_and_told() -> None:
    paused = CLOCK.pause(date(2026, 7, 10), "检测")
    assert paused.paused
    assert paused.due(CALENDAR, date(2026, 8, 12)).paused
    assert paused.due(CALENDAR, date(2026, 8, 12)).on == date(2026, 10, 8)


def test_a_pause_that_the_row_does_not_name_leaves_the_end_alone() -> None:
    paused = CLOCK.pause(date(2026, 7, 10), "送达").resume(date(2026, 8, 12))
    assert paused.due(CALENDAR, FILED).on == CLOCK.due(CALENDAR, FILED).on


def test_an_extension_is_added_with_its_step() -> None:
    due = CLOCK.extend(THIRTY).due(CALENDAR, FILED)
    assert due.unrolled == date(2026, 9, 29)
    assert any("延长 30" in step for step in due.steps)


def test_late_is_judged_by_the_day_it_stopped() -> None:
    last = CLOCK.due(CALENDAR, FILED).on
    assert not CLOCK.stop(last).late(CALENDAR, date(2027, 1, 1))
    assert CLOCK.stop(last + timedelta(days=1)).late(CALENDAR, last)
    assert not CLOCK.late(CALENDAR, last)
    assert CLOCK.late(CALENDAR, last + timedelta(days=1))


def test_stopping_ends_an_open_pause() -> None:
    stopped = CLOCK.pause(date(2026, 7, 10), "检测").stop(date(2026, 7, 20))
    assert not stopped.paused
    assert stopped.pauses[0].end == date(2026, 7, 20)


def test_what_cannot_happen_is_refused() -> None:
    paused = CLOCK.pause(date(2026, 7, 10), "检测")
    with pytest.raises(ValueError, match="已经中止"):
        paused.pause(date(2026, 7, 11), "听证")
    with pytest.raises(ValueError, match="没有中止"):
        CLOCK.resume(date(2026, 7, 11))
    with pytest.raises(ValueError, match="早于中止"):
        paused.resume(date(2026, 7, 9))
    with pytest.raises(ValueError, match="早于时限"):
        CLOCK.pause(date(2026, 5, 31), "检测")
    with pytest.raises(ValueError, match="已经结束"):
        CLOCK.stop(FILED).pause(FILED, "检测")
    for value in (None, 0):
        with pytest.raises(ValueError, match="没有确定"):
            CLOCK.extend(Extension(value, "natural", "某人"))


@given(st.integers(0, 60), st.integers(0, 60), st.booleans(), st.booleans())
def test_a_clock_reads_back_as_it_was_written(after: int, length: int, ended: bool, extended: bool) -> None:
    day = FILED + timedelta(days=after)
    clock = CLOCK.pause(day, "听证")
    clock = clock.resume(day + timedelta(days=length)) if ended else clock
    clock = clock.extend(THIRTY) if extended else clock
    clock = clock.stop(day + timedelta(days=length)) if length % 2 else clock
    read = Running.from_json(ROW, clock.to_json())
    assert read == clock
    today = day + timedelta(days=length)
    assert read.due(CALENDAR, today) == clock.due(CALENDAR, today)


def test_a_bare_start_is_enough_to_read() -> None:
    assert Running.from_json(ROW, {"start": "2026-06-01"}) == CLOCK
