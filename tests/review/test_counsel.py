"""Counsel: appointed for a place, reminded by threshold, sees the pack alone, speaks apart and once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.cases.access import may_see
from sanzhi.documents.models import Document
from sanzhi.evidence.models import Material
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, NotOpen
from sanzhi.orgs.models import Government, Region
from sanzhi.review import counsel
from sanzhi.review.models import CounselTerm
from sanzhi.review.tasks import keep
from tests.desk.conftest import Browser
from tests.support.cast import Cast
from tests.support.registry import Office
from tests.support.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
As = Callable[[Actor], Browser]
OPINION = {"lawful": True, "appropriate": False, "stance": "differ", "opinion": "罚款偏高，建议从轻。"}


def lawyer(name: str = "吕律师", username: str = "lawyer") -> Actor:
    user = User.objects.create_user(username, display_name=name)
    Grant.objects.create(user=user, role="counsel")
    return actor_of(user)


def appointed(cast: Cast, place: Government | None = None, **named: str) -> Actor:
    person = lawyer(**named)
    government = place or Government.objects.get(region=cast.agency.region)
    today = clock.today()
    counsel.appoint(
        User.objects.get(pk=str(person.user_id)),
        government,
        today,
        today + timedelta(days=365),
        "聘〔2026〕1号",
    )
    return person


def said(story: Story, person: Actor, **more: Any) -> None:
    story.act("give_counsel_opinion", person, **OPINION, **more)


def test_counsel_is_reminded_of_a_major_draft(story: Story) -> None:
    person = appointed(story.cast)
    story.submitted()
    assert story.case.facts["counsel"]["reminded"] == [{"user": str(person.user_id), "name": "吕律师"}]
    assert story.case.clocks["V12"]["due"] == "2026-03-09"


def test_and_not_of_any_other(story: Story) -> None:
    appointed(story.cast)
    story.concluded(fine=100_000)
    story.act("submit_for_review", story.cast.officer, complete=True)
    assert "counsel" not in story.case.facts


def test_counsel_of_the_nearest_place_is_reminded(story: Story) -> None:
    city = Government.objects.create(name="毕节市人民政府", region=Region.objects.get(code="520500"))
    appointed(story.cast, city, name="市顾问", username="citylawyer")
    county = appointed(story.cast)
    found = counsel.counsel_for(story.cast.agency.pk, clock.today())
    assert [each.pk for each in found] == [county.user_id]


def test_a_term_that_is_over_reminds_nobody(story: Story) -> None:
    appointed(story.cast)
    counsel.dismiss(CounselTerm.objects.get(), clock.today())
    assert counsel.counsel_for(story.cast.agency.pk, clock.today()) == []


def test_the_opinion_stands_apart_and_is_never_changed(story: Story) -> None:
    person = appointed(story.cast)
    story.submitted()
    said(story, person)
    (fact,) = counsel.opinions_of(story.case.facts)
    assert (fact["stance"], fact["draft"]) == ("differ", story.case.facts["draft"]["digest"])
    assert story.state == "review" and "review" not in story.case.facts
    assert story.case.clocks["V12"]["state"] == "stopped"
    with pytest.raises(NotOpen, match="不能更改"):
        said(story, person)


def test_opinions_of_two_stand_side_by_side(story: Story) -> None:
    first, second = appointed(story.cast), appointed(story.cast, name="阮律师", username="other")
    story.submitted()
    said(story, first)
    assert story.case.clocks["V12"]["state"] == "running"
    said(story, second)
    assert len(counsel.opinions_of(story.case.facts)) == 2
    assert story.case.clocks["V12"]["state"] == "stopped"


def test_counsel_gives_no_review(story: Story) -> None:
    person = appointed(story.cast)
    story.submitted()
    with pytest.raises(NotOpen):
        story.opinion(actor=person)


def test_a_new_round_asks_again(story: Story) -> None:
    person = appointed(story.cast)
    story.submitted()
    said(story, person)
    story.opinion("supplement", passed=False)
    story.act("conclude", story.cast.officer, **story.draft(complex=True))
    story.act("submit_for_review", story.cast.officer, complete=True, note="已补充。")
    said(story, person)
    assert [each["round"] for each in counsel.opinions_of(story.case.facts)] == [2, 1]


def test_who_was_not_reminded_finds_nothing(story: Story, as_person: As) -> None:
    appointed(story.cast)
    story.submitted()
    other = lawyer("路人", "passer")
    with pytest.raises(NotFound):
        said(story, other)
    assert as_person(other).get(f"/counsel/{story.case_id}/").status_code == 404


def test_a_decision_without_reminder_is_pointed_out(story: Story) -> None:
    story.noticed().waived().deliberated()
    assert "V12" in {each.rule for each in story.decide().findings}


def test_with_a_reminder_it_is_not(story: Story) -> None:
    appointed(story.cast)
    story.noticed().waived().deliberated()
    assert "V12" not in {each.rule for each in story.decide().findings}


def test_the_pack_and_nothing_else(story: Story, as_person: As) -> None:
    person = appointed(story.cast)
    story.submitted()
    browser, case = as_person(person), story.case_id
    assert case is not None and not may_see(person, case)
    assert browser.get("/")["Location"] == "/counsel/"
    assert str(case) in browser.page("/counsel/")
    page = browser.page(f"/counsel/{case}/")
    assert "拟处罚决定" in page and "提交法律意见" in page and "送审材料" in page
    material = Material.objects.get(case_id=case)
    assert browser.get(f"/counsel/{case}/evidence/{material.pk}/").status_code == 200
    report = Document.objects.get(case_id=case, kind="investigation_report")
    assert f"/counsel/{case}/documents/{report.pk}/" in page
    for elsewhere in (f"/cases/{case}/", f"/reviews/{case}/", f"/cases/{case}/evidence/{material.pk}/"):
        assert browser.get(elsewhere).status_code in {403, 404}, elsewhere


def test_what_the_reviewer_said_is_not_shown_to_counsel(story: Story, as_person: As) -> None:
    person = appointed(story.cast)
    story.submitted()
    story.opinion()
    opinion = Document.objects.get(case_id=story.case.pk, kind="review_opinion")
    browser = as_person(person)
    assert "事实清楚，同意。" not in browser.page(f"/counsel/{story.case_id}/")
    assert browser.get(f"/counsel/{story.case_id}/documents/{opinion.pk}/").status_code == 404


def test_counsel_speaks_in_the_browser_and_the_reviewer_reads_it(story: Story, as_person: As) -> None:
    browser = as_person(appointed(story.cast))
    story.submitted()
    url = f"/counsel/{story.case_id}/"
    assert "必填" in browser.hand_in(url, lawful="yes").content.decode()
    fields = {"lawful": "yes", "appropriate": "no", "stance": "differ", "opinion": "罚款偏高。"}
    assert browser.hand_in(url, **fields).status_code == 302
    assert "不能更改" in browser.page(url)
    page = as_person(story.cast.reviewer).page(f"/reviews/{story.case_id}/")
    assert "法律顾问意见" in page and "罚款偏高。" in page


def test_the_office_appoints_and_dismisses(cast: Cast, office: Office, as_person: As) -> None:
    person, browser, today = lawyer(), as_person(office.justice), clock.today()
    form = {
        "do": "appoint",
        "user": str(person.user_id),
        "government": str(Government.objects.get(region=cast.agency.region).pk),
        "since": today.isoformat(),
        "last": today.isoformat(),
        "paper": "聘〔2026〕1号",
    }
    early = (today - timedelta(days=1)).isoformat()
    assert "应当晚于" in browser.hand_in("/reviews/counsel/", **form | {"last": early}).content.decode()
    assert browser.hand_in("/reviews/counsel/", **form).status_code == 302
    assert "重叠" in browser.hand_in("/reviews/counsel/", **form).content.decode()
    term = CounselTerm.objects.get()
    assert term.until == today + timedelta(days=1)
    assert browser.hand_in("/reviews/counsel/", do="end", row=str(term.pk)).status_code == 302
    assert counsel.counsel_for(cast.agency.pk, today) == []


def test_only_counsel_is_appointed(cast: Cast) -> None:
    today = clock.today()
    with pytest.raises(Invalid):
        counsel.appoint(
            User.objects.get(pk=str(cast.officer.user_id)),
            Government.objects.get(region=cast.agency.region),
            today,
            today + timedelta(days=1),
            "聘书",
        )


def test_what_was_decided_without_him_waits_no_more(story: Story) -> None:
    person = appointed(story.cast)
    story.decided()
    assert story.case_id is not None
    assert len(counsel.reminders(person)) == 1
    keep(story.case_id)

    assert counsel.reminders(person) == []
    with pytest.raises(NotOpen, match="已经作出决定"):
        said(story, person)
