"""Handler and reviewer do not agree: terms, head or leaders; never a decision over a failed review."""

from typing import Any

import pytest

from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.orgs.models import Agency
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def rules_of(refused: Refused) -> set[str]:
    return {each.rule for each in refused.findings if each.verdict.value == "refuse"}


@pytest.fixture
def story(cast: Cast) -> Story:
    """The reviewer has objected, and the handler does not agree."""
    story = Story(cast).submitted()
    story.opinion("correct", passed=False)
    story.act("object_to_opinion", cast.officer, reasons="定性有三份证据支持。")
    return story


def settle(story: Story, ending: str, **more: Any) -> None:
    data = {"way": "head", "ending": ending, "opinion": "经研究决定。", **more}
    story.act("settle_disagreement", story.cast.head, **data)


def submit(story: Story) -> None:
    story.act("submit_for_review", story.cast.officer, complete=True)


def test_the_head_finds_it_and_another_round_is_held(story: Story) -> None:
    assert story.state == "disagreement"
    settle(story, "round")
    assert story.state == "submission"
    submit(story)
    assert story.state == "review" and story.case.facts["submission"]["round"] == 2
    story.opinion()
    assert story.state == "notice"


def test_rework_goes_back_to_the_investigation(story: Story) -> None:
    settle(story, "rework")
    assert story.state == "investigation"


def test_no_decision_is_made_over_the_failed_review(story: Story) -> None:
    settle(story, "round")
    items = [{"kind": "罚款", "text": "罚款", "fen": 5_200_000}]
    with pytest.raises(Refused) as caught:
        story.act("decide", story.cast.head, penalty_items=items, fine_fen=5_200_000)
    assert "O19" in rules_of(caught.value)


@pytest.mark.parametrize(("fine", "passes"), [(5_200_000, False), (5_300_000, False), (4_000_000, True)])
def test_a_lighter_draft_is_lighter(story: Story, fine: int, passes: bool) -> None:
    settle(story, "lighter")
    story.act("conclude", story.cast.officer, **story.draft(fine=fine, complex=True))
    if passes:
        submit(story)
        assert story.state == "review"
        return
    with pytest.raises(Refused) as caught:
        submit(story)
    assert rules_of(caught.value) == {"V4"}


def test_a_case_that_is_to_end_is_not_submitted_again(story: Story) -> None:
    settle(story, "end")
    story.act("conclude", story.cast.officer, **story.draft(fine=100_000))
    with pytest.raises(Refused, match="结束本案"):
        submit(story)


def test_leaders_who_decide_together_are_named_with_what_they_said(story: Story) -> None:
    with pytest.raises(Invalid, match="至少两人"):
        settle(story, "round", way="collective")
    speeches = [
        {"name": "罗维国", "text": "再审一次。"},
        {"name": "赵副职", "text": "不同意，应当重新调查。"},
    ]
    settle(story, "round", way="collective", speeches=speeches)
    assert [each["name"] for each in story.case.facts["disagreement"]["speeches"]] == ["罗维国", "赵副职"]


def test_in_medical_insurance_the_head_alone_does_not_settle_it(story: Story) -> None:
    Agency.objects.filter(pk=story.cast.agency.pk).update(domain="医疗保障")
    with pytest.raises(Refused) as caught:
        settle(story, "round")
    assert rules_of(caught.value) == {"V4"}
    story.act("withdraw_objection", story.cast.officer, terms="双方同意补充鉴定。")
    assert story.state == "investigation"


def test_who_was_not_objected_to_does_not_object(cast: Cast) -> None:
    story = Story(cast).submitted()
    story.opinion("supplement", passed=False)
    story.act("conclude", cast.officer, **story.draft(fine=4_000_000, complex=True))
    story.act("resume_investigation", cast.officer, reason="还有疑点")
    with pytest.raises(NotOpen):
        story.act("object_to_opinion", cast.officer, reasons="不同意。")
