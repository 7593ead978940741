"""An approval on one screen: what is asked, strip, findings, what changed, approve or return."""

import re

import pytest

from sanzhi.registry.models import Certificate
from tests.desk.conftest import Browser
from tests.support.cast import Cast
from tests.support.story import Story


def address(story: Story) -> str:
    return f"/approvals/{story.case_id}/"


@pytest.fixture
def waiting(story: Story) -> Story:
    return story.lead().proposed()


def test_the_inbox_leads_to_one_screen_that_shows_everything(waiting: Story, head: Browser) -> None:
    assert address(waiting) in head.page("/")
    page = head.page(address(waiting))
    for each in ("批准立案", "退回补充", "依法可以办理", "货架上有过期面包三袋。", "公示", "记录", "审核"):
        assert each in page


def test_approved_on_the_screen(waiting: Story, head: Browser) -> None:
    answer = head.hand_in(address(waiting), do="file", opinion="同意立案。", _seen=str(waiting.case.seq))
    assert answer.status_code == 302
    assert waiting.state == "investigation"


def test_returned_with_a_reason_and_what_changed_is_shown(waiting: Story, head: Browser) -> None:
    empty = head.hand_in(address(waiting), do="return_filing", reason="")
    assert empty.status_code == 422
    assert '<details class="sz-card ph-way" id="way-return_filing" open>' in empty.content.decode()
    head.hand_in(address(waiting), do="return_filing", reason="请补充数量。")
    assert waiting.state == "lead"
    waiting.proposed(facts="货架上有过期面包五袋。")
    page = head.page(address(waiting))
    assert "与上一稿相比" in page
    changed = page.split("与上一稿相比", 1)[1].split("</section>", 1)[0]
    assert re.search("<(del|mark)[^>]*>三</", changed), changed
    assert re.search("<(ins|mark)[^>]*>五</", changed), changed


def test_what_the_law_refuses_is_told_in_place_of_the_button(
    waiting: Story, head: Browser, cast: Cast
) -> None:
    Certificate.objects.filter(officer=cast.second.officer_id).update(valid_until="2021-01-01")
    page = head.page(address(waiting))
    assert "将被依法拒绝" in page
    assert 'form="approve-form"' not in page
    assert "退回补充" in page


def test_somebody_else_was_faster(waiting: Story, head: Browser, cast: Cast) -> None:
    seen = waiting.case.seq
    waiting.act("return_filing", cast.head, reason="请补充。")
    waiting.proposed(facts="货架上有过期面包五袋。")
    answer = head.hand_in(address(waiting), do="file", opinion="同意。", _seen=str(seen))
    assert answer.status_code in {409, 422}
    assert "已被他人更新" in answer.content.decode()
    assert waiting.state == "filing"


def test_nothing_to_approve_leads_to_the_case(story: Story, head: Browser, officer: Browser) -> None:
    story.lead()
    assert head.get(address(story))["Location"] == f"/cases/{story.case_id}/"
    assert officer.get(address(story)).status_code == 403
    assert head.hand_in(address(story), do="file").status_code == 302


def test_an_act_that_was_not_asked_is_not_done_here(waiting: Story, head: Browser) -> None:
    assert head.hand_in(address(waiting), do="close", reason="结案", opinion="同意").status_code == 404


def test_a_decision_is_made_on_the_same_screen(story: Story, head: Browser) -> None:
    story.defended()
    page = head.page(address(story))
    assert "作出处罚决定" in page
    assert "罚款52000元" in page
