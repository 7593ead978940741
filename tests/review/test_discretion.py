"""Benchmarks at the draft, similar decided cases, and the one that stands out: shown, never decided."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.accounts.actors import Actor
from sanzhi.jobs import clock
from sanzhi.jobs.news import News
from sanzhi.law.errors import Refused
from sanzhi.review import similar, tasks
from sanzhi.review.models import DecidedCase
from tests.desk.conftest import Browser
from tests.support.registry import Office, benchmark
from tests.support.story import FINE, Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
As = Callable[[Actor], Browser]


def rules_of(refused: Refused) -> set[str]:
    return {each.rule for each in refused.findings if each.verdict.value == "refuse"}


def decided(story: Story, fine: int, treatment: str = "一般处罚", entity: bool = True) -> DecidedCase:
    return DecidedCase.objects.create(
        case_id=uuid4(),
        agency_id=story.cast.agency.pk,
        matter=story.cast.power.code,
        number=f"案{fine}",
        decided_on=clock.today(),
        fine_fen=fine,
        confiscated_fen=0,
        treatment=treatment,
        entity=entity,
    )


@pytest.mark.parametrize(
    ("fine", "reason", "refused"),
    [(5_000_000, "", False), (5_000_001, "", True), (5_000_001, "货值巨大，情节恶劣。", False)],
)
def test_a_fine_outside_the_range_needs_a_reason(
    story: Story, office: Office, fine: int, reason: str, refused: bool
) -> None:
    office.admitted("benchmark", benchmark())
    draft = {"fine": fine, "discretion": reason}
    if not refused:
        story.concluded(**draft)
        return
    with pytest.raises(Refused) as caught:
        story.concluded(**draft)
    assert rules_of(caught.value) == {"O47"}


def test_the_range_is_that_of_the_degree(story: Story, office: Office) -> None:
    office.admitted("benchmark", benchmark())
    with pytest.raises(Refused, match="从轻处罚"):
        story.concluded(fine=3_000_000, treatment="从轻处罚", discretion="")


def test_the_form_of_the_draft_offers_the_benchmark(story: Story, office: Office, as_person: As) -> None:
    office.admitted("benchmark", benchmark())
    story.filed()
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/acts/conclude/")
    assert "货值不足五百元且主动下架" in page and "¥5,000.00至¥20,000.00" in page


def test_a_decision_is_kept_for_those_who_weigh_later(story: Story) -> None:
    story.decided()
    news = News(1, "case.acted", "k", {"act": "decide", "case": str(story.case_id), "seq": 1}, clock.now())
    tasks.on_acted(news)
    tasks.on_acted(news)
    row = DecidedCase.objects.get()
    assert (row.fine_fen, row.treatment, row.entity) == (FINE, "一般处罚", True)


def test_other_acts_keep_nothing(story: Story) -> None:
    story.decided()
    tasks.on_acted(
        News(1, "case.acted", "k", {"act": "issue_decision", "case": str(story.case_id)}, clock.now())
    )
    assert not DecidedCase.objects.exists()


def test_the_draft_that_stands_out_is_marked_and_explained(story: Story, as_person: As) -> None:
    for fine in (900_000, 1_000_000, 1_000_000, 1_100_000, 1_200_000):
        decided(story, fine)
    decided(story, 20_000_000)
    story.concluded(complex=True)
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/discretion/")
    assert "与同类案件差别明显" in page and "明显高于同类案件" in page
    assert "同为一般处罚" in page and page.count(">差别明显<") == 1


def test_few_cases_are_listed_and_judge_nothing(story: Story) -> None:
    rows = [decided(story, 1_000_000) for _ in range(4)]
    found = similar.compare(similar.Weighed(90_000_000, "一般处罚", True), rows)
    assert (found.outlier, found.low) == (False, None)
    assert "不足5件" in found.told


def test_those_of_the_same_degree_are_compared_where_there_are_enough(story: Story) -> None:
    light = [decided(story, 100_000, "从轻处罚") for _ in range(5)]
    heavy = [decided(story, 9_000_000, "从重处罚", entity=False) for _ in range(5)]
    found = similar.compare(similar.Weighed(9_000_000, "从重处罚", True), [*light, *heavy])
    assert (len(found.peers), found.outlier) == (5, False)
    assert found.peers[0].why == ("同一事项", "同为从重处罚")


def test_what_was_decided_long_ago_is_not_compared(story: Story) -> None:
    row = decided(story, 100_000)
    code = story.cast.power.code
    for day, number in ((date(2023, 3, 2), 1), (date(2023, 3, 1), 0)):
        DecidedCase.objects.filter(pk=row.pk).update(decided_on=day)
        found = similar.peers_of(story.cast.agency.pk, code, clock.today(), without=uuid4())
        assert len(found) == number


@given(st.lists(st.integers(0, 10**10), min_size=5, max_size=40))
def test_the_middle_never_stands_out(fines: list[int]) -> None:
    low, high = similar.bounds(fines)
    assert low <= sorted(fines)[len(fines) // 2] <= high
