"""The committee and the experts: called, apart from the case, votes with reasons, dissent in the minutes."""

from datetime import timedelta
from typing import Any

import pytest

from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.orgs.models import Agency
from tests.support.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NAMES = ("甲委员", "乙委员", "丙委员")


def called(story: Story, *names: str, **more: Any) -> Any:
    members = [{"name": each, "post": "市司法局"} for each in names or NAMES]
    data = {"kind": "committee", "question": "定性是否准确？", "members": members, "quorum": 2, **more}
    return story.act("convene_panel", story.cast.head, **data)


def recorded(story: Story, *votes: tuple[str, str], **more: Any) -> Any:
    now = clock.now()
    data = {
        "began_at": (now - timedelta(hours=1)).isoformat(),
        "ended_at": now.isoformat(),
        "place": "三楼会议室",
        "host": "甲委员",
        "votes": [{"name": name, "vote": vote, "reason": f"{name}的理由"} for name, vote in votes],
        "conclusion": "多数同意现有定性。",
        **more,
    }
    return story.act("record_panel", story.cast.reviewer, **data)


SPLIT = (("甲委员", "同意"), ("乙委员", "同意"), ("丙委员", "不同意"))


def test_votes_reasons_and_dissent_stand_in_the_minutes(story: Story) -> None:
    story.submitted()
    called(story)
    recorded(story, *SPLIT)
    panel = story.case.facts["panels"][0]
    assert panel["tally"] == "同意2票，不同意1票，弃权0票"
    assert [each["name"] for each in panel["dissent"]] == ["丙委员"]
    minutes = Document.objects.get(case_id=story.case.pk, kind="committee_minutes")
    assert minutes.title == "法制审核委员会会议记录"
    assert [each["name"] for each in minutes.source["dissent"]] == ["丙委员"]


def test_it_takes_no_step_of_the_review(story: Story) -> None:
    story.submitted()
    called(story)
    recorded(story, *SPLIT)
    assert story.state == "review"


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ((("甲委员", "同意"), ("乙委员", "缺席"), ("丙委员", "缺席")), "不足规定的2人"),
        ((("甲委员", "同意"), ("乙委员", "同意")), "丙委员"),
        ((*SPLIT, ("丁委员", "同意")), "不是召集的委员"),
        ((*SPLIT, ("甲委员", "弃权")), "已经表决"),
    ],
)
def test_who_votes_is_a_member_once_and_enough(story: Story, votes: Any, words: str) -> None:
    story.submitted()
    called(story)
    with pytest.raises(Invalid, match=words):
        recorded(story, *votes)


def test_a_vote_has_its_reasons(story: Story) -> None:
    story.submitted()
    called(story)
    votes = [{"name": name, "vote": vote, "reason": ""} for name, vote in SPLIT]
    with pytest.raises(Invalid, match="写明理由"):
        recorded(story, votes=votes)


def test_a_member_who_was_recused_does_not_sit(story: Story) -> None:
    story.submitted()
    called(story)
    data = {"name": "丙委员", "rank": "其他人员", "asked_by": "当事人", "ground": "是当事人的亲属。"}
    story.act("request_recusal", story.cast.officer, **data)
    decision = {"name": "丙委员", "granted": True, "earlier": "没有参与。", "reply": "理由成立。"}
    story.act("decide_recusal", story.cast.head, **decision)
    with pytest.raises(Refused) as caught:
        recorded(story, *SPLIT)
    assert {each.rule for each in caught.value.findings if each.verdict.value == "refuse"} == {"H7"}
    called(story, "甲委员", "乙委员", "丁委员")
    recorded(story, ("甲委员", "同意"), ("乙委员", "同意"), ("丁委员", "弃权"))


def test_a_handler_among_the_members_is_pointed_out(story: Story) -> None:
    story.submitted()
    outcome = called(story, "甲委员", "乙委员", story.cast.officer.name)
    assert "V13" in {each.rule for each in outcome.findings}


def test_what_was_not_called_is_not_recorded(story: Story) -> None:
    story.submitted()
    with pytest.raises(NotOpen):
        recorded(story, *SPLIT)
    with pytest.raises(Invalid, match="不能多于"):
        called(story, quorum=4)
    with pytest.raises(Invalid, match="一次"):
        called(story, "甲委员", "甲委员", "乙委员")


def test_in_medical_insurance_experts_are_heard_before_the_leaders_settle_it(story: Story) -> None:
    story.submitted()
    story.opinion("correct", passed=False)
    story.act("object_to_opinion", story.cast.officer, reasons="定性有据。")
    Agency.objects.filter(pk=story.cast.agency.pk).update(domain="医疗保障")
    speeches = [{"name": "罗维国", "text": "再审。"}, {"name": "赵副职", "text": "同意。"}]
    settlement = {"way": "collective", "ending": "round", "opinion": "再审一次。", "speeches": speeches}
    with pytest.raises(Invalid, match="专家论证"):
        story.act("settle_disagreement", story.cast.head, **settlement)
    called(story, kind="experts")
    recorded(story, *SPLIT)
    story.act("settle_disagreement", story.cast.head, **settlement)
    assert story.state == "submission"
