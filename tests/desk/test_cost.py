"""What a page asks of the database does not grow with what it shows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import Browser
from tests.support.story import Story


def asked(browser: Browser, address: str) -> int:
    """The number of statements of a page, once everything that is kept has been read."""
    browser.page(address)
    with CaptureQueriesContext(connection) as statements:
        browser.page(address)
    return len(statements)


@pytest.mark.parametrize("address", ["/", "/cases/"])
def test_a_list_asks_no_more_for_many_cases_than_for_one(
    officer: Browser, another: Callable[[], Story], address: str
) -> None:
    another().lead()
    few = asked(officer, address)
    for _ in range(6):
        another().lead()

    assert asked(officer, address) == few
    assert few <= 12


def test_a_case_page_asks_no_more_for_many_events_than_for_few(officer: Browser, story: Story) -> None:
    story.filed()
    few = asked(officer, f"/cases/{story.case_id}/")
    for number in range(8):
        story.evidence(content=b"%d" % number)

    assert asked(officer, f"/cases/{story.case_id}/") <= few
    assert few <= 24
