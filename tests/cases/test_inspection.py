"""The record of an inspection: two officers, certificates, rights; its goods are known to later lists."""

from datetime import timedelta
from typing import Any

import pytest

from sanzhi.cases.door import Outcome
from sanzhi.documents.models import Document
from sanzhi.evidence import guides
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, Refused
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db
GOODS = [{"name": "面包", "spec": "200克", "quantity": "3袋", "state": "已过期"}]


def inspected(story: Story, cast: Cast, **more: Any) -> Outcome:
    now = clock.now()
    data = {
        "began_at": (now - timedelta(hours=1)).isoformat(),
        "ended_at": now.isoformat(),
        "place": "金沙县示例路8号",
        "present": "party",
        "present_name": "欧阳示例",
        "officers": story.officers(),
        "certificate_shown": True,
        "rights_told": True,
        "findings": [
            {"question": "涉案食品的陈列", "answer": "货架上有过期面包三袋。"},
            {"question": "贮存温度", "answer": ""},
        ],
        "goods": GOODS,
        **more,
    }
    return story.act("record_inspection", cast.officer, **data)


def test_an_inspection_before_the_filing_is_recorded_and_its_goods_are_kept(story: Story, cast: Cast) -> None:
    story.lead()
    inspected(story, cast)
    made = Document.objects.get(kind="inspection_record")
    assert len(made.source["findings"]) == 1
    assert story.case.facts["inspections"][0]["goods"][0]["quantity"]
    assert "evidence.inspection1" in story.case.facts


def test_the_goods_of_the_inspection_fill_the_list(story: Story, cast: Cast) -> None:
    story.filed()
    inspected(story, cast)
    story.act("make_document", cast.officer, form="goods_list", told={})
    assert len(Document.objects.get(kind="goods_list").source["goods"]) == 1


def test_without_certificates_shown_it_is_refused(story: Story, cast: Cast) -> None:
    story.filed()
    with pytest.raises(Refused, match="行政处罚法》第五十五条"):
        inspected(story, cast, certificate_shown=False)


def test_one_officer_alone_is_refused(story: Story, cast: Cast) -> None:
    story.filed()
    with pytest.raises(Refused, match="行政处罚法》第四十二条"):
        inspected(story, cast, officers=story.officers()[:1])


@pytest.mark.parametrize(
    "wrong",
    [
        {"findings": [{"question": "陈列", "answer": ""}]},
        {"present": "absent", "witness": ""},
        {"ended_at": "2020-01-01T00:00:00Z"},
    ],
)
def test_what_makes_no_record_is_named(story: Story, cast: Cast, wrong: dict[str, Any]) -> None:
    story.filed()
    with pytest.raises(Invalid):
        inspected(story, cast, **wrong)


def test_the_corrections_of_an_interview_are_printed(story: Story, cast: Cast) -> None:
    story.filed()
    mended = [{"place": "第1页第6行", "before": "上月", "after": "2026年1月"}]
    story.interview(
        corrections=mended, read_aloud=True, exchanges=[{"question": "何时？", "answer": "上月。"}]
    )
    source = Document.objects.get(kind="interview_record").source
    assert len(source["corrections"]) == 1
    assert source["read_aloud"] is True


@pytest.mark.parametrize(
    ("matter", "name"),
    [
        ("涉嫌经营超过保质期的食品", "food"),
        ("涉嫌无照经营", "licence"),
        ("涉嫌发布虚假广告", "advertising"),
        ("涉嫌超限运输", "transport"),
        ("其他事项", "general"),
    ],
)
def test_the_guide_follows_the_matter(matter: str, name: str) -> None:
    assert guides.fitting({"lead": {"summary": matter}}).name == name


def test_every_guide_asks_for_recusal_and_the_last_word() -> None:
    for guide in guides.shipped().values():
        assert "回避" in guide.interview[-1], guide.title
        assert len(guide.inspection) >= 4
