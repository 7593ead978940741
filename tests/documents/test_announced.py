"""Service by public notice: its days begin once there is a document to announce."""

import pytest

from sanzhi.jobs import clock
from sanzhi.law.errors import Refused
from tests.support.story import Story, at


def test_a_notice_posted_before_the_document_was_made_counts_from_its_making(
    story: Story, demonstration: None
) -> None:
    announced = {
        "way": "公告送达", "place": "公告栏", "posted_on": "2026-01-05",
        "announced_because": "当事人下落不明。",
    }  # fmt: skip
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-03-03")), pytest.raises(Refused, match="届满前不视为送达"):
        story.perform("serve_decision", story.cast.officer, announced)
