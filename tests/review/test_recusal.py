"""Recusal: asked for, decided by whom the law names, and kept to by everybody."""

from typing import Any

import pytest

from sanzhi.law.errors import Invalid, Refused
from tests.support.story import FINE, Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def rules_of(refused: Refused) -> set[str]:
    return {each.rule for each in refused.findings if each.verdict.value == "refuse"}


def asked(story: Story, name: str = "彭法正", rank: str = "其他人员") -> None:
    data = {"name": name, "rank": rank, "asked_by": "当事人", "ground": "与当事人是亲属。"}
    story.act("request_recusal", story.cast.officer, **data)


def decided(story: Story, name: str = "彭法正", **more: Any) -> None:
    data = {"name": name, "granted": True, "earlier": "此前没有参与本案。", "reply": "理由成立。", **more}
    story.act("decide_recusal", story.cast.head, **data)


def test_the_reviewer_who_was_recused_reviews_no_more(story: Story) -> None:
    story.submitted()
    asked(story)
    decided(story)
    with pytest.raises(Refused) as caught:
        story.opinion()
    assert rules_of(caught.value) == {"H7"}


def test_who_was_not_recused_goes_on(story: Story) -> None:
    story.submitted()
    asked(story)
    decided(story, granted=False, earlier="")
    story.opinion()


def test_the_case_is_not_decided_before_the_request(story: Story) -> None:
    story.noticed().waived().deliberated()
    asked(story, "吴思远")
    items = [{"kind": "罚款", "text": "罚款", "fen": FINE}]
    with pytest.raises(Refused) as caught:
        story.act("decide", story.cast.head, penalty_items=items, fine_fen=FINE)
    assert rules_of(caught.value) == {"H7"}
    decided(story, "吴思远", granted=False, earlier="")
    story.decide()


def test_the_chief_is_decided_on_by_the_leaders_together(story: Story) -> None:
    story.submitted()
    asked(story, "罗维国", "主要负责人")
    with pytest.raises(Refused) as caught:
        decided(story, "罗维国", decided_by="主要负责人")
    assert rules_of(caught.value) == {"H7"}
    decided(story, "罗维国", decided_by="负责人集体讨论", granted=False)


def test_nobody_decides_on_his_own(story: Story) -> None:
    story.submitted()
    asked(story, "罗维国")
    with pytest.raises(Invalid, match="本人"):
        decided(story, "罗维国")


def test_an_unknown_person_and_a_second_request_are_refused(story: Story) -> None:
    story.submitted()
    with pytest.raises(Invalid, match="没有找到"):
        asked(story, "无此人")
    asked(story)
    with pytest.raises(Invalid, match="正在等待"):
        asked(story)
    with pytest.raises(Invalid, match="一并决定"):
        decided(story, earlier="")
