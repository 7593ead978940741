"""A day in an address with which nobody can reckon is told, and never fails."""

import pytest

from tests.desk.conftest import Browser
from tests.support.story import Story

pytestmark = pytest.mark.django_db

MOMENTS = ["0001-01-01T00:00%2B09:00", "9999-12-31T23:59-05:00", "9999-12-31"]


@pytest.mark.parametrize("name", ["as_of", "known_at"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_case_is_shown_as_it_is_now(officer: Browser, story: Story, name: str, moment: str) -> None:
    story.lead()
    assert "时刻请写成" in officer.page(f"/cases/{story.case_id}/?{name}={moment}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_list_is_filtered_by_the_ends_of_time(officer: Browser, story: Story, day: str) -> None:
    story.lead()
    assert (story.case.number in officer.page("/cases/", opened_from=day)) is (day < "2026")
    assert (story.case.number in officer.page("/cases/", opened_to=day)) is (day > "2026")


def test_a_library_shows_today(officer: Browser) -> None:
    assert "已按今天显示" in officer.page("/libraries/officer/", on="9999-12-31")


def test_what_was_typed_into_a_form_comes_back(officer: Browser, story: Story) -> None:
    story.filed()
    address = f"/cases/{story.case_id}/acts/record_interview/"
    answer = officer.hand_in(address, began_at="0001-01-01T00:00")
    assert answer.status_code == 422 and "应为日期和时间" in answer.content.decode()
