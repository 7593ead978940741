"""Who reviews: given by workload, of the pool for one case only, apart from handlers and recused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import User
from sanzhi.cases.models import Case
from sanzhi.cases.rulebook import rules
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, NotOpen, Refused
from sanzhi.orgs.models import Agency, Government
from sanzhi.registry.models import Officer
from sanzhi.review import reviewers
from sanzhi.review.models import PoolMember
from tests.desk.conftest import Browser
from tests.support.cast import Cast, make_person
from tests.support.registry import Office
from tests.support.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
As = Callable[[Actor], Browser]


def rules_of(refused: Refused) -> set[str]:
    return {each.rule for each in refused.findings if each.verdict.value == "refuse"}


@pytest.fixture
def second(cast: Cast) -> Actor:
    return make_person(cast.agency, "reviewer2", "郑法明", "reviewer")


@pytest.fixture
def pooled(cast: Cast) -> Actor:
    """A reviewer of the tobacco bureau, in the pool of the county."""
    far = Agency.objects.get(name="金沙县烟草专卖局")
    person = make_person(far, "pooled", "邓统筹", "reviewer")
    user = User.objects.get(pk=str(person.user_id))
    government = Government.objects.get(region=cast.agency.region)
    reviewers.join_pool(user, government, clock.today(), "金府办〔2026〕3号")
    return person


def assign(story: Story, to: Actor, by: Actor | None = None) -> None:
    story.act("assign_reviewer", by or story.cast.head, reviewer=str(to.user_id))


def test_who_was_given_the_case_alone_reviews_it(story: Story, second: Actor) -> None:
    story.submitted()
    assign(story, second)
    with pytest.raises(NotOpen, match="郑法明"):
        story.opinion()
    story.opinion(actor=second)
    assert story.case.facts["review"]["by"] == "郑法明"


def test_least_work_stands_first(story: Story, second: Actor) -> None:
    story.submitted()
    assign(story, story.cast.reviewer)
    found = reviewers.candidates(story.cast.agency.pk, clock.today(), set())
    assert [(each.user.display_name, each.waiting) for each in found] == [("郑法明", 0), ("彭法正", 1)]


def test_a_reviewer_takes_a_case_himself_and_gives_it_to_nobody(story: Story, second: Actor) -> None:
    story.submitted()
    with pytest.raises(NotOpen):
        assign(story, second, by=story.cast.reviewer)
    assign(story, second, by=second)
    assert story.case.facts["assignment"]["name"] == "郑法明"


def test_handlers_and_the_unqualified_are_not_given_it(story: Story, second: Actor) -> None:
    story.submitted()
    Officer.objects.filter(pk=str(second.officer_id)).update(legal_qualification="")
    with pytest.raises(Refused) as caught:
        assign(story, second)
    assert rules_of(caught.value) == {"H9"}
    User.objects.get(pk=str(story.cast.officer.user_id)).grants.create(role="reviewer")
    with pytest.raises(Refused) as caught:
        assign(story, story.cast.officer)
    assert rules_of(caught.value) == {"H10"}


def test_one_of_the_pool_sees_and_reviews_this_case_only(story: Story, pooled: Actor, as_person: As) -> None:
    story.submitted()
    other = Story(story.cast).submitted()
    browser = as_person(pooled)
    assert browser.get(f"/reviews/{story.case_id}/").status_code == 404
    with pytest.raises(NotFound):
        story.opinion(actor=pooled)
    assign(story, pooled)
    assert "邓统筹" in browser.page(f"/reviews/{story.case_id}/")
    assert str(story.case_id) in browser.page("/reviews/")
    assert browser.get(f"/reviews/{other.case_id}/").status_code == 404
    story.opinion(actor=pooled)
    assert story.case.facts["review"]["by"] == "邓统筹"


def test_one_of_the_pool_does_nothing_else(story: Story, pooled: Actor) -> None:
    story.submitted()
    assign(story, pooled)
    with pytest.raises(NotOpen):
        story.act(
            "extend_review",
            replace(pooled, roles=frozenset({"reviewer", "head"})),
            value=3,
            reason="案情复杂",
        )


def test_who_is_replaced_sees_the_case_no_more(story: Story, pooled: Actor, as_person: As) -> None:
    story.submitted()
    assign(story, pooled)
    assign(story, story.cast.reviewer)
    assert as_person(pooled).get(f"/reviews/{story.case_id}/").status_code == 404


def test_a_stranger_is_not_given_a_case(story: Story) -> None:
    story.submitted()
    with pytest.raises(Invalid, match="审核人员库"):
        assign(story, story.cast.stranger)


def test_who_left_the_pool_is_not_called_in(story: Story, pooled: Actor) -> None:
    story.submitted()
    reviewers.leave_pool(PoolMember.objects.get(), clock.today())
    with pytest.raises(Invalid):
        assign(story, pooled)


def test_the_office_keeps_the_pool_in_the_browser(cast: Cast, office: Office, as_person: As) -> None:
    browser = as_person(office.justice)
    today = clock.today().isoformat()
    form: dict[str, Any] = {"do": "join", "since": today, "paper": "金府办〔2026〕3号"}
    assert browser.hand_in("/reviews/pool/", **form).status_code == 422
    assert browser.hand_in("/reviews/pool/", **form, user=str(cast.reviewer.user_id)).status_code == 302
    assert browser.hand_in("/reviews/pool/", **form, user=str(cast.reviewer.user_id)).status_code == 422
    page = browser.page("/reviews/pool/")
    assert "彭法正" in page and "确认移出" in page and 'action="/reviews/pool/"' in page
    browser.hand_in("/reviews/pool/", do="end", row=str(PoolMember.objects.get().pk))
    assert PoolMember.objects.get().until == clock.today()
    assert browser.hand_in("/reviews/pool/", do="end", row="x").status_code == 404


def test_the_head_gives_it_in_the_browser(story: Story, second: Actor, as_person: As) -> None:
    story.submitted()
    head, url = as_person(story.cast.head), f"/reviews/{story.case_id}/assign/"
    page = head.page(url)
    assert "郑法明" in page and "陈一鸣" not in page
    assert "请选择一名" in head.hand_in(url).content.decode()
    assert head.hand_in(url, reviewer=str(second.user_id)).status_code == 302
    assert str(story.case_id) not in head.page("/reviews/", whose="free")
    assert str(story.case_id) in as_person(second).page("/reviews/", whose="mine")


def test_work_done_and_five_in_a_hundred_are_shown(story: Story, as_person: As) -> None:
    story.submitted()
    with clock.at(clock.now() + timedelta(days=2)):
        story.opinion()
    (load,) = reviewers.workload(story.cast.agency.pk, clock.today() + timedelta(days=2))
    assert (load.given, load.late, load.disagreed, load.days) == (1, 0, 0, 2.0)
    assert "彭法正" in as_person(story.cast.head).page("/reviews/workload/")


@pytest.mark.parametrize(("officers", "enough"), [(20, True), (21, False)])
def test_five_in_a_hundred(cast: Cast, officers: int, enough: bool) -> None:
    # The cast has six people with an officer's entry.
    present = Officer.objects.filter(agency=cast.agency).count()
    Officer.objects.bulk_create(Officer(name=f"某{n}", agency=cast.agency) for n in range(officers - present))
    (share,) = reviewers.shares_of([cast.agency], rules(), clock.today())
    assert (share.officers, bool(share.findings)) == (officers, not enough)


def test_the_supervisor_sees_every_agency(cast: Cast, as_person: As) -> None:
    assert "金沙县市场监督管理局" in as_person(actor_of(User.objects.get(username="supervisor"))).page(
        "/reviews/workload/"
    )


def test_what_else_was_given_to_somebody_stays_given(story: Story, second: Actor) -> None:
    story.submitted()
    facts = {**story.case.facts, "assignment": {"hearing": str(story.cast.editor.user_id)}}
    Case.objects.filter(pk=story.case.id).update(facts=facts)
    other = Story(story.cast, case_id=story.case_id)
    assign(other, second)
    assert story.case.facts["assignment"]["hearing"] == str(story.cast.editor.user_id)
    other.opinion(actor=second)


def test_a_case_given_to_no_reviewer_is_reviewed_by_any(story: Story) -> None:
    story.submitted()
    facts = {**story.case.facts, "assignment": {"hearing": str(story.cast.editor.user_id)}}
    Case.objects.filter(pk=story.case.id).update(facts=facts)
    story.opinion()
