"""Measures at the desk: offered where there is something to do, drawn while typed, told on the page."""

from typing import Any

import pytest

from tests.desk.conftest import browser_of
from tests.support.cast import Cast
from tests.support.story import LAW, Story

ORDER = {
    "breach": "经营过期食品。",
    "content": "立即下架并销毁。",
    "basis__0__law": LAW["law"],
    "basis__0__article": LAW["article"],
}


def preview(story: Story, act: str) -> str:
    return f"/cases/{story.case_id}/preview/{act}/"


def act(story: Story, name: str) -> str:
    return f"/cases/{story.case_id}/acts/{name}/"


def test_the_document_of_an_order_is_drawn_while_it_is_typed(cast: Cast, story: Story) -> None:
    story.filed()
    officer = browser_of(cast.officer)
    assert "立即下架" not in officer.page(f"/cases/{story.case_id}/")

    drawn: Any = officer.hand_in(preview(story, "order_correction"), **ORDER)
    assert drawn.status_code == 200
    assert "<svg" in drawn.content.decode()
    assert "correction_order" not in story.case.facts
    assert officer.hand_in(act(story, "order_correction"), **ORDER).status_code == 302
    page = officer.page(f"/cases/{story.case_id}/")
    assert "办理中的事项" in page
    assert "责令改正，尚未复查改正" in page
    assert "《责令改正通知书》" in page


ACTS = (
    "notify_hearing", "record_hearing", "report_hearing", "refuse_hearing", "preserve_evidence",
    "approve_preservation", "take_samples", "send_test", "extend_term", "suspend_investigation",
    "confirm_address", "announce_service", "review_statement", "pass_lead", "end_investigation",
)  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_a_form_that_is_only_begun_never_breaks_its_preview(cast: Cast, story: Story, name: str) -> None:
    story.filed()
    heads = {"approve_preservation", "extend_term", "suspend_investigation", "pass_lead", "end_investigation"}
    hosts = {"notify_hearing", "record_hearing", "report_hearing"}
    actor = cast.head if name in heads else cast.reviewer if name in hosts else cast.officer
    assert browser_of(actor).hand_in(preview(story, name)).status_code in {200, 404, 409, 422}


def test_what_there_is_nothing_to_do_to_is_not_offered(cast: Cast, story: Story) -> None:
    story.filed()
    page = browser_of(cast.officer).page(f"/cases/{story.case_id}/")
    for name in ("serve_paper", "check_correction", "record_test_result", "report_dispute", "tell_informer"):
        assert f"/acts/{name}/" not in page
    for name in ("order_correction", "ask_preservation", "send_test", "open_dispute"):
        assert f"/acts/{name}/" in page
