"""A whole case goes through the door, from lead to closing."""

import pytest

from tests.support.cast import assemble
from tests.support.story import Story

pytestmark = pytest.mark.django_db


def test_a_case_goes_from_lead_to_closing() -> None:
    story = Story(assemble()).closed()

    assert story.state == "closed"
