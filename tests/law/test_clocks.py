"""Due dates against vectors worked out by hand from the published notices."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar, YearNotice
from sanzhi.law.clocks import Due, Pause, add_months, compute, compute_hours
from sanzhi.law.rules import Extension, RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(rule: str, start: str, *pauses: tuple[str, str], **where: str) -> Due:
    row = RULES.pick(rule, on=day(start), **where)
    return compute(row, day(start), CALENDAR, [Pause(day(p), day(r)) for p, r in pauses])


@pytest.mark.rule("D1", "D4")
@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("P1", "2026-02-13", "2026-03-02"),
        ("P2", "2026-02-13", "2026-03-19"),
        ("P5", "2026-09-24", "2026-09-30"),
        ("P1", "2026-09-24", "2026-10-12"),
        ("O24", "2026-09-30", "2026-10-15"),
        ("O13", "2026-04-30", "2026-05-11"),
        ("P1", "2025-12-31", "2026-01-12"),
        ("L3", "2026-04-28", "2026-05-28"),
        ("O27", "2026-09-18", "2026-10-08"),
        ("O21", "2026-01-05", "2026-04-07"),
        ("O21", "2026-07-03", "2026-10-08"),
        ("L17", "2026-09-01", "2026-10-01"),
        ("O13", "2026-02-15", "2026-02-28"),
        ("O13", "2026-05-09", "2026-05-15"),
        ("P5", "2026-10-07", "2026-10-10"),
        ("S5.agency", "2025-12-30", "2026-01-04"),
        ("S5.bank", "2026-01-04", "2026-01-06"),
        ("O27", "2026-02-13", "2026-02-28"),
        ("O27", "2026-03-06", "2026-03-23"),
        ("O30.review", "2025-12-20", "2026-02-24"),
        ("O30.suit", "2025-08-31", "2026-02-28"),
        ("O32", "2026-02-28", "2026-05-28"),
        ("L34.decide", "2026-09-30", "2026-10-03"),
        ("X1.supplement", "2026-02-09", "2026-02-25"),
        ("X1", "2026-03-06", "2026-04-03"),
    ],
)
def test_a_period_ends(rule: str, start: str, end: str) -> None:
    if rule == "O30.review" or rule == "O30.suit":
        row = RULES.pick(rule, on=day("2026-01-01"))
        assert compute(row, day(start), CALENDAR).on == day(end)
    else:
        assert due(rule, start).on == day(end)


def test_the_day_before_rolling_is_kept_for_alerts() -> None:
    assert due("O27", "2026-09-18").unrolled == day("2026-10-03")


@pytest.mark.parametrize(
    ("rule", "event", "latest", "clear"),
    [
        ("O14", "2026-10-12", "2026-09-24", "2026-09-23"),
        ("O14", "2026-03-04", "2026-02-24", "2026-02-14"),
        ("O14", "2026-01-08", "2025-12-29", "2025-12-26"),
        ("L10", "2026-10-31", "2026-10-01", "2026-09-30"),
        ("O32.demand", "2026-05-28", "2026-05-14", "2026-05-13"),
    ],
)
def test_a_period_before_an_event_counts_back(rule: str, event: str, latest: str, clear: str) -> None:
    found = due(rule, event)
    assert (found.on, found.clear) == (day(latest), day(clear))


@pytest.mark.rule("D5")
@pytest.mark.parametrize(
    ("rule", "start", "pause", "end", "where"),
    [
        ("L3", "2026-04-13", ("2026-04-24", "2026-05-12"), "2026-05-27", {}),
        ("V6", "2026-09-22", ("2026-09-24", "2026-10-09"), "2026-10-13", {"region": "150000"}),
        ("O21", "2026-06-01", ("2026-07-10", "2026-08-12"), "2026-10-08", {}),
        ("L17", "2026-09-01", ("2026-09-10", "2026-09-25"), "2026-10-16", {}),
    ],
)
def test_a_pause_leaves_its_days_uncounted(
    rule: str, start: str, pause: tuple[str, str], end: str, where: dict[str, str]
) -> None:
    assert due(rule, start, pause, **where).on == day(end)


def test_without_the_pause_the_licence_is_due_earlier() -> None:
    assert due("L3", "2026-04-13").on == day("2026-05-13")


def test_an_extension_runs_from_the_unrolled_day() -> None:
    row = RULES.pick("O21", domain="市场监管", on=day("2026-01-05"))
    granted = Extension(30, "natural", "市场监督管理部门负责人")
    found = compute(row, day("2026-01-05"), CALENDAR, extensions=[granted])
    assert (found.unrolled, found.on) == (day("2026-05-05"), day("2026-05-06"))
    assert any("延长 30" in step for step in found.steps)


def test_an_extension_without_a_term_is_no_extension() -> None:
    row = RULES.pick("V6", domain="市场监管", on=day("2026-01-05"))
    with pytest.raises(ValueError, match="延长的期限没有确定"):
        compute(row, day("2026-01-05"), CALENDAR, extensions=row.extensions)


@pytest.mark.rule("D5")
def test_an_open_pause_is_counted_to_the_day_asked_about() -> None:
    row = RULES.pick("O21", on=day("2026-06-01"))
    pauses = [Pause(day("2026-07-10"), None)]
    found = compute(row, day("2026-06-01"), CALENDAR, pauses, today=day("2026-08-12"))
    assert found.paused
    assert found.on == day("2026-10-08")
    with pytest.raises(ValueError, match="尚未结束的中止"):
        compute(row, day("2026-06-01"), CALENDAR, pauses)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="早于"):
        due("O21", "2026-06-01", ("2026-08-12", "2026-07-10"))


def test_overlapping_pauses_count_once() -> None:
    once = due("O21", "2026-06-01", ("2026-07-10", "2026-08-12"))
    twice = due("O21", "2026-06-01", ("2026-07-10", "2026-08-12"), ("2026-07-20", "2026-08-01"))
    assert once.on == twice.on


@pytest.mark.rule("D2")
def test_a_count_into_an_unpublished_year_is_provisional() -> None:
    found = due("P1", "2026-12-28")
    assert found.on == day("2027-01-07")
    assert found.provisional
    assert any("暂定" in step for step in found.steps)
    assert not due("P1", "2026-12-20").provisional


def test_importing_the_year_settles_the_date() -> None:
    days = [{"date": "2027-01-04", "isOffDay": True}]
    calendar = CALENDAR.with_notice(YearNotice.from_json({"year": 2027, "days": days}))
    found = compute(RULES.pick("P1", on=day("2026-12-28")), day("2026-12-28"), calendar)
    assert (found.on, found.provisional) == (day("2027-01-08"), False)


@pytest.mark.rule("D2")
def test_natural_days_need_only_the_year_of_the_last_day() -> None:
    assert not due("O21", "2026-10-01").provisional
    assert due("O21", "2026-10-03").provisional
    assert not due("L17", "2026-12-20").provisional


@pytest.mark.parametrize(
    ("rule", "start", "end", "where"),
    [
        ("O6", "2026-09-30T16:30", "2026-10-01T16:30", {}),
        ("O7", "2026-10-04T02:00", "2026-10-05T02:00", {"domain": "交通运输"}),
        ("L34.send", "2026-10-02T17:00", "2026-10-03T17:00", {}),
    ],
)
def test_hours_run_from_the_exact_minute(rule: str, start: str, end: str, where: dict[str, str]) -> None:
    row = RULES.pick(rule, on=day("2026-10-01"), **where)
    begun = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert compute_hours(row, begun) == datetime.fromisoformat(end).replace(tzinfo=UTC)


def test_units_are_not_mixed_up() -> None:
    with pytest.raises(ValueError, match="不是以日、月计算"):
        due("O6", "2026-10-01")
    with pytest.raises(ValueError, match="不是以小时计算"):
        compute_hours(RULES.pick("O21", on=day("2026-10-01")), datetime(2026, 10, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="时区"):
        compute_hours(RULES.pick("O6", on=day("2026-10-01")), datetime(2026, 10, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("rule", "start"),
    [("P1", "9999-12-31"), ("O21", "9999-12-01"), ("O32", "9999-10-01"), ("O14", "0001-01-02")],
)
def test_what_leaves_the_calendar_is_no_crash(rule: str, start: str) -> None:
    row = RULES.pick(rule, on=day("2026-10-01"))
    with pytest.raises(ValueError, match="超出"):
        compute(row, day(start), CALENDAR)
    with pytest.raises(ValueError, match="超出"):
        compute_hours(RULES.pick("O6", on=day("2026-10-01")), datetime.max.replace(tzinfo=UTC))


def test_the_due_day_still_belongs_to_the_period() -> None:
    found = due("O13", "2026-04-30")
    assert not found.is_over(day("2026-05-11"))
    assert found.is_over(day("2026-05-12"))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2025-08-31", 6, "2026-02-28"), ("2023-11-30", 3, "2024-02-29"), ("2026-11-15", 2, "2027-01-15")],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


STARTS = st.dates(date(2021, 8, 1), date(2026, 6, 1))


@pytest.mark.rule("D5")
@given(STARTS, st.integers(0, 60), st.integers(0, 60))
def test_a_pause_never_shortens_and_never_adds_more_than_its_days(
    start: date, after: int, length: int
) -> None:
    row = RULES.pick("L17", on=start)
    pause = Pause(start + timedelta(days=after), start + timedelta(days=after + length))
    plain, paused = compute(row, start, CALENDAR), compute(row, start, CALENDAR, [pause])
    assert plain.on <= paused.on <= plain.on + timedelta(days=length)
    inside = after < 30
    assert (paused.on - plain.on).days == (length if inside else 0)


@pytest.mark.rule("D4")
@given(STARTS, st.sampled_from(["P1", "O13", "O24", "O27", "O21"]))
def test_every_period_that_rolls_ends_on_a_working_day(start: date, rule: str) -> None:
    assert CALENDAR.is_working(compute(RULES.pick(rule, on=start), start, CALENDAR).on)
