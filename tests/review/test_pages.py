"""The pages of review: the pack, what stands beside the rounds, and forms that begin with what is known."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.evidence.files import blobs
from sanzhi.jobs import clock
from tests.desk.conftest import Browser
from tests.review.test_panel import SPLIT, called, recorded
from tests.support.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
As = Callable[[Actor], Browser]


def test_the_pack_names_each_part_and_who_answers(story: Story, as_person: As) -> None:
    story.submitted()
    page = as_person(story.cast.reviewer).page(f"/reviews/{story.case_id}/")
    for words in (
        "执法决定代拟稿",
        "作出执法决定的证据材料",
        "承办人员：送审材料真实、准确、完整",
        "尚未签署",
    ):
        assert words in page, words


def test_recordings_stand_apart_from_other_evidence(story: Story, as_person: As) -> None:
    story.concluded(complex=True)
    collected = clock.now().isoformat()
    blob = blobs().put(b"video")
    story.act(
        "add_evidence",
        story.cast.officer,
        title="现场执法记录",
        kind="视听资料",
        digest=blob.digest,
        size=blob.size,
        media_type="video/mp4",
        file_name="a.mp4",
        collected_at=collected,
        place="店内",
    )
    story.act("submit_for_review", story.cast.officer, complete=True)
    page = as_person(story.cast.reviewer).page(f"/reviews/{story.case_id}/")
    assert page.index("音像记录") < page.index("现场执法记录")


def test_hearing_and_statement_are_part_of_it(story: Story, as_person: As) -> None:
    story.noticed()
    now = clock.now()
    story.act(
        "record_statement",
        story.cast.officer,
        speaker="欧阳示例",
        began_at=(now - timedelta(hours=1)).isoformat(),
        ended_at=now.isoformat(),
        place="本局",
        statement="请求从轻处罚。",
    )
    page = as_person(story.cast.reviewer).page(f"/reviews/{story.case_id}/")
    assert "请求从轻处罚。" in page


def test_what_stands_beside_the_rounds_is_shown(story: Story, as_person: As) -> None:
    story.submitted()
    called(story)
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/", tab="review")
    assert "已召集法制审核委员会" in page
    recorded(story, *SPLIT)
    data = {"name": "彭法正", "rank": "其他人员", "asked_by": "当事人", "ground": "是亲属"}
    story.act("request_recusal", story.cast.officer, **data)
    story.opinion("correct", passed=False)
    story.act("object_to_opinion", story.cast.officer, reasons="定性有据。")
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/", tab="review")
    for words in ("不同意见已如实记录：丙委员", "等待决定", "等待负责人处理"):
        assert words in page, words


def test_acts_without_an_object_are_not_offered(story: Story, as_person: As) -> None:
    story.concluded(complex=True)
    story.act("resume_investigation", story.cast.officer, reason="补充")
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/")
    assert "对审核意见提出异议" not in page
    assert "决定是否回避" not in as_person(story.cast.head).page(f"/cases/{story.case_id}/")


def test_the_minutes_begin_with_the_members(story: Story, as_person: As) -> None:
    story.submitted()
    called(story)
    page = as_person(story.cast.reviewer).page(f"/cases/{story.case_id}/acts/record_panel/")
    assert 'value="丙委员"' in page
