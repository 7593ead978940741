"""Which days count, on real notices and on years that have none yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar, YearNotice, region_stem

CALENDAR = Calendar.national()


@pytest.mark.rule("D1")
@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_248_working_days(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert sum(CALENDAR.is_working(day) for day in days) == 248


@pytest.mark.rule("D1")
@pytest.mark.parametrize(
    "day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2025-09-28"]
)
def test_make_up_days_are_working_days(day: str) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day))


@pytest.mark.rule("D1", "D3")
@pytest.mark.parametrize("day", ["2026-01-01", "2026-02-23", "2026-10-07", "2025-10-08", "2026-03-07"])
def test_days_off_and_plain_weekends_are_not(day: str) -> None:
    assert not CALENDAR.is_working(date.fromisoformat(day))


def test_half_days_stay_working_days() -> None:
    assert CALENDAR.is_working(date(2024, 3, 8))


@pytest.mark.rule("D1")
def test_a_notice_also_rules_days_of_the_year_before() -> None:
    assert not CALENDAR.is_working(date(2018, 12, 31))
    assert CALENDAR.is_working(date(2018, 12, 29))


@pytest.mark.rule("D3")
def test_an_unpublished_year_rests_on_weekends_and_new_years_day() -> None:
    assert not CALENDAR.is_published(2027)
    assert not CALENDAR.is_working(date(2027, 1, 1))
    assert not CALENDAR.is_working(date(2027, 1, 2))
    assert CALENDAR.is_working(date(2027, 1, 4))


@pytest.mark.rule("D1")
def test_an_imported_year_supersedes() -> None:
    notice = YearNotice.from_json({"year": 2027, "days": [{"date": "2027-01-04", "isOffDay": True}]})
    imported = CALENDAR.with_notice(notice)
    assert imported.is_published(2027)
    assert not imported.is_working(date(2027, 1, 4))
    assert CALENDAR.is_working(date(2027, 1, 4))


def test_an_empty_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="没有任何日期"):
        YearNotice.from_json({"year": 2027, "days": []})


@pytest.mark.parametrize("off", ["false", 0, None])
def test_a_day_is_off_or_not_and_nothing_between(off: object) -> None:
    with pytest.raises(ValueError, match="true"):
        YearNotice.from_json({"year": 2027, "days": [{"date": "2027-01-04", "isOffDay": off}]})


@pytest.mark.rule("D3")
def test_days_of_a_minority_area_hold_there_and_below_only() -> None:
    festival = date(2026, 8, 7)
    calendar = CALENDAR.with_region("520526", {festival: True})
    assert not calendar.for_region("520526").is_working(festival)
    assert not calendar.for_region("520526001000").is_working(festival)
    assert calendar.for_region("520502").is_working(festival)
    assert calendar.is_working(festival)


@pytest.mark.rule("D3")
def test_a_new_notice_keeps_region_and_local_days() -> None:
    festival = date(2026, 8, 7)
    local = CALENDAR.with_region("520526", {festival: True}).for_region("520526")
    days = [{"date": "2027-01-04", "isOffDay": True}]
    imported = local.with_notice(YearNotice.from_json({"year": 2027, "days": days}))
    assert not imported.is_working(festival)
    assert not imported.with_region("520500", {date(2026, 8, 10): True}).is_working(date(2026, 8, 10))


def test_the_nearest_region_goes_first() -> None:
    day = date(2026, 8, 7)
    calendar = CALENDAR.with_region("520000", {day: True}).with_region("520526", {day: False})
    assert calendar.for_region("520526").is_working(day)
    assert not calendar.for_region("520502").is_working(day)


@pytest.mark.parametrize(
    ("code", "stem"),
    [
        ("520000", "52"),
        ("520500", "5205"),
        ("520502", "520502"),
        ("520502000000", "520502"),
        ("520502001000", "520502001"),
        ("520502001001", "520502001001"),
    ],
)
def test_the_stem_of_a_region_code(code: str, stem: str) -> None:
    assert region_stem(code) == stem


def test_nothing_is_counted_for_no_days() -> None:
    with pytest.raises(ValueError, match="不能为零"):
        CALENDAR.add_working(date(2026, 1, 1), 0)


DAYS = st.dates(date(2007, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(1, 30))
def test_the_nth_working_day_is_reached_by_counting(start: date, n: int) -> None:
    end = CALENDAR.add_working(start, n)
    between = (start + timedelta(days=k) for k in range(1, (end - start).days + 1))
    assert sum(CALENDAR.is_working(day) for day in between) == n
    assert CALENDAR.is_working(end)


@given(DAYS, st.integers(1, 30))
def test_counting_back_undoes_counting_on_from_a_working_day(start: date, n: int) -> None:
    start = CALENDAR.roll(start)
    assert CALENDAR.add_working(CALENDAR.add_working(start, n), -n) == start


@pytest.mark.rule("D4")
@given(DAYS)
def test_rolling_moves_least(day: date) -> None:
    rolled = CALENDAR.roll(day)
    assert CALENDAR.is_working(rolled)
    assert not any(CALENDAR.is_working(day + timedelta(days=n)) for n in range((rolled - day).days))
