"""What is left of a time limit, in working days, on both sides of the due date."""

from datetime import date

import pytest

from sanzhi.pages.days import remaining, working_between

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (date(2026, 2, 25), "还剩 4 个工作日（3月2日到期）"),
        (date(2026, 2, 27), "还剩 2 个工作日（3月2日到期）"),
        (date(2026, 2, 28), "还剩 1 个工作日（3月2日到期）"),
        (date(2026, 3, 1), "还剩 1 个工作日（3月2日到期）"),
        (date(2026, 3, 2), "今天到期"),
        (date(2026, 3, 3), "逾期 1 个工作日（3月2日到期）"),
        (date(2026, 3, 4), "逾期 2 个工作日（3月2日到期）"),
    ],
)
def test_remaining_days_are_told_in_working_days(now: date, words: str) -> None:
    assert remaining(MONDAY, now) == words


def test_a_weekend_between_is_not_counted_and_a_make_up_saturday_is() -> None:
    assert working_between(date(2026, 3, 6), date(2026, 3, 9)) == 1
    # 28 February 2026 is a Saturday on which the State Council's notice has people work.
    assert working_between(date(2026, 2, 27), date(2026, 2, 28)) == 1


def test_without_a_working_day_between_natural_days_are_told() -> None:
    assert remaining(date(2026, 3, 8), date(2026, 3, 7)) == "还剩 1 日（3月8日到期）"
    assert remaining(date(2026, 3, 7), date(2026, 3, 8)) == "逾期 1 日（3月7日到期）"


def test_the_year_is_named_when_it_is_another() -> None:
    assert remaining(date(2027, 1, 4), date(2026, 12, 31)).endswith("（2027年1月4日到期）")


def test_beyond_a_year_only_the_date_is_told() -> None:
    assert remaining(date(2029, 3, 2), MONDAY) == "至2029年3月2日"
