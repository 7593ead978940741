"""The reviewer's bench: the difference since the last round first, seven points, and the opinion."""

import pytest
from django.test import Client

from sanzhi.accounts.models import Grant, User
from sanzhi.cases.queries import open_case
from sanzhi.desk.special_rounds import differences, rounds_of
from sanzhi.review.points import SEVEN_POINTS
from tests.desk.special.conftest import SignedIn, text_of
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db


def url(story: Story) -> str:
    return f"/reviews/{story.case_id}/"


def opinion(passed: str = "yes", outcome: str = "agree", **more: str) -> dict[str, str]:
    points = {f"points.{number}.passed": passed for number in range(7)}
    names = {f"points.{number}.name": name for number, name in enumerate(SEVEN_POINTS)}
    return {
        "_key": "o1",
        **points,
        **names,
        "lawful": passed,
        "appropriate": passed,
        "outcome": outcome,
        "opinion": "事实清楚，同意。",
        **more,
    }


@pytest.fixture
def reviewer(cast: Cast, as_person: SignedIn) -> Client:
    return as_person(cast.reviewer)


@pytest.fixture
def second_round(story: Story) -> Story:
    """Sent back once, changed, and submitted again."""
    story.submitted()
    story.opinion("supplement", passed=False)
    changed = story.draft(fine=4_000_000, complex=True, facts="当事人经营超过保质期的面包五袋。")
    story.act("conclude", story.cast.officer, **changed)
    story.act("submit_for_review", story.cast.officer, complete=True, note="已补充证据。")
    return story


def test_waiting_reviews_stand_by_due_date(story: Story, cast: Cast, reviewer: Client) -> None:
    story.submitted()
    other = Story(cast).submitted()
    page = text_of(reviewer.get("/reviews/"))
    assert page.index(url(story)) < page.index(url(other))
    assert "《" in page and "sz-mini" in page


def test_an_empty_bench_says_what_comes_next(reviewer: Client) -> None:
    assert "没有等待审核的案件" in text_of(reviewer.get("/reviews/"))


def test_the_first_round_has_no_difference(story: Story, reviewer: Client) -> None:
    story.submitted()
    page = text_of(reviewer.get(url(story)))
    assert "与上一轮相比" not in page
    assert "执法主体合法，执法人员具备执法资格" in page
    assert "现场照片" in page and "询问笔录" in page


def test_the_second_round_shows_first_what_changed(second_round: Story, reviewer: Client) -> None:
    page = text_of(reviewer.get(url(second_round)))
    assert page.index("与上一轮相比") < page.index("sz-strip") < page.index('name="opinion"')
    assert "<del>三</del>" in page and "<ins>五</ins>" in page
    assert "第 1 轮法制审核：建议补充调查" in page
    assert "证据不足，请补充。" in page


def test_only_what_changed_is_a_difference(second_round: Story, cast: Cast) -> None:
    found = differences(rounds_of(open_case(cast.reviewer, second_round.case.pk)))
    assert [each.title for each in found] == ["违法事实", "拟处罚内容", "罚款合计"]
    assert (found[2].before, found[2].after) == (("¥52,000.00",), ("¥40,000.00",))


def test_an_unchanged_draft_says_so(story: Story, reviewer: Client) -> None:
    story.submitted()
    story.opinion("supplement", passed=False)
    story.act("conclude", story.cast.officer, **story.draft(complex=True))
    story.act("submit_for_review", story.cast.officer, complete=True, note="经复核，证据已经充分。")
    assert "拟处罚决定没有变化" in text_of(reviewer.get(url(story)))


def test_the_opinion_is_given_here(story: Story, reviewer: Client) -> None:
    story.submitted()
    answer = reviewer.post(url(story), opinion())
    assert (answer.status_code, answer["Location"]) == (302, "/reviews/")
    assert story.case.facts["review"]["outcome"] == "agree"
    assert "出具法制审核意见" in text_of(reviewer.get("/reviews/"))


def test_a_point_left_open_keeps_what_was_typed(story: Story, reviewer: Client) -> None:
    story.submitted()
    typed = opinion(opinion="尚缺检验报告。")
    del typed["points.3.passed"]
    answer = reviewer.post(url(story), typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "第4项是否通过：必填" in page
    assert "尚缺检验报告。" in page


def test_agreement_with_a_failed_point_is_refused(story: Story, reviewer: Client) -> None:
    story.submitted()
    page = text_of(reviewer.post(url(story), opinion(**{"points.2.passed": "no"})))
    assert "不能作出“同意”结论" in page


def test_a_second_click_gives_one_opinion(story: Story, reviewer: Client) -> None:
    story.submitted()
    reviewer.post(url(story), opinion())
    seq = story.case.seq
    assert reviewer.post(url(story), opinion()).status_code in {302, 404}
    assert story.case.seq == seq


def test_a_case_that_is_not_major_is_checked(story: Story, reviewer: Client) -> None:
    story.concluded(fine=100_000)
    story.act("submit_for_review", story.cast.officer, complete=True)
    page = text_of(reviewer.get(url(story)))
    assert "案件审核" in page and "points.0.passed" not in page
    reviewer.post(url(story), {"_key": "c", "outcome": "agree", "opinion": "同意处理意见。"})
    assert story.case.facts["check"]["outcome"] == "agree"


def test_who_handled_the_case_does_not_review_it(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.submitted()
    Grant.objects.create(user=User.objects.get(username="officer"), role="reviewer")
    officer = as_person(cast.officer)
    page = text_of(officer.get(url(story)))
    assert "办案人员不得作为本案的审核人员" in page
    assert 'name="opinion"' not in page
    assert officer.post(url(story), opinion()).status_code == 409


def test_strangers_find_nothing(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.submitted()
    stranger = as_person(cast.stranger)
    assert stranger.get(url(story)).status_code == 404
    assert url(story) not in text_of(stranger.get("/reviews/"))
    assert as_person(cast.officer).get("/reviews/").status_code == 403
