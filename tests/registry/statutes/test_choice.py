"""A version is chosen for a day or a year, and said to be exact only when nothing speaks against it."""

from datetime import date, timedelta

import pytest

from sanzhi.registry.statutes.choice import in_order, newest, of_day, of_year
from sanzhi.registry.statutes.model import Version


def version(passed: date | None, begins: date | None, *history: date) -> Version:
    return Version(
        "示例法", "示例法", passed, begins, "", (*history, *([passed] if passed else [])), str(passed)
    )


OLD = version(date(2009, 8, 27), date(2010, 1, 1))
NEW = version(date(2021, 1, 22), date(2021, 7, 15), date(2009, 8, 27), date(2017, 9, 1))
BOTH = in_order([NEW, OLD])


@pytest.mark.parametrize(
    ("day", "chosen", "exact"),
    [
        (date(2009, 12, 31), OLD, False),
        (date(2010, 1, 1), OLD, True),
        (date(2017, 8, 31), OLD, True),
        (date(2017, 9, 1), OLD, False),
        (date(2021, 7, 14), OLD, False),
        (date(2021, 7, 15), NEW, True),
    ],
)
def test_a_day_finds_the_version_in_force_and_knows_of_amendments_not_at_hand(
    day: date, chosen: Version, exact: bool
) -> None:
    choice = of_day(BOTH, day)
    assert (choice.version, choice.exact) == (chosen, exact)


def test_a_version_that_has_not_begun_yet_does_not_push_out_the_one_before() -> None:
    direct = in_order([OLD, version(date(2021, 1, 22), date(2021, 7, 15), date(2009, 8, 27))])
    assert of_day(direct, date(2021, 7, 14)).exact
    assert of_day(direct, date(2021, 7, 14)).version == OLD


def test_an_unknown_day_of_entry_is_certain_after_twice_the_longest_wait() -> None:
    passed = date(2019, 3, 2)
    unknown = (version(passed, None),)
    assert not of_day(unknown, passed + timedelta(days=771)).exact
    assert of_day(unknown, passed + timedelta(days=772)).exact


def test_a_version_without_any_day_is_never_exact_for_a_day() -> None:
    assert not of_day((version(None, None),), date(2024, 1, 1)).exact


def test_a_year_finds_the_version_passed_in_it_or_the_next() -> None:
    assert (of_year(BOTH, 2021).version, of_year(BOTH, 2021).exact) == (NEW, True)
    assert (of_year(BOTH, 2017).version, of_year(BOTH, 2017).exact) == (NEW, False)
    assert (of_year(BOTH, 2023).version, of_year(BOTH, 2023).exact) == (NEW, False)


def test_without_a_day_the_version_passed_last_is_meant() -> None:
    assert newest(BOTH).version == NEW
    assert newest(BOTH).exact
