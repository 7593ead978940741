"""What waits for whom, in which order, and why."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from sanzhi.cases.models import OpenStep
from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import PERSON, Story


def test_who_is_not_signed_in_is_asked_to(client: Client, db: None) -> None:
    assert client.get("/")["Location"] == "/accounts/login/?next=/"


def test_the_handler_finds_the_case_with_its_clock_and_article(officer: Browser, story: Story) -> None:
    story.lead()

    page = officer.page("/")

    assert story.case.number in page
    assert "案源核查" in page
    assert "还剩 15 个工作日" in page
    assert "立案期限，《市场监督管理行政处罚程序规定》第十八条第一款" in page


def test_a_natural_person_is_named_to_those_who_work_on_the_case(officer: Browser, story: Story) -> None:
    story.lead(PERSON)

    assert PERSON["name"] in officer.page("/")


def test_what_is_due_first_stands_first(officer: Browser, another: Callable[[], Story]) -> None:
    later, sooner = another().lead(), another().lead()
    OpenStep.objects.filter(case_id=sooner.case.pk).update(due=clock.today() - timedelta(days=1))

    page = officer.page("/")

    assert page.index(sooner.case.number) < page.index(later.case.number)
    assert "dk-task--late" in page


def test_a_step_of_the_head_waits_for_the_head_alone(
    cast: Cast, officer: Browser, head: Browser, story: Story
) -> None:
    story.lead().proposed()

    assert "立案审批" in head.page("/")
    assert story.case.number not in officer.page("/")
    assert story.case.number not in browser_of(cast.reviewer).page("/")


def test_the_second_officer_is_told_of_cases_to_help_with(cast: Cast, story: Story) -> None:
    story.filed()

    page = browser_of(cast.second).page("/")

    assert "我协办的案件" in page
    assert story.case.number in page


def test_an_empty_inbox_says_what_comes_next(officer: Browser, head: Browser) -> None:
    assert "登记案源" in officer.page("/")
    assert "案件到达您办理的环节时" in head.page("/")


def test_a_supervisor_lands_on_the_cases_of_the_government(cast: Cast, story: Story) -> None:
    story.lead()
    browser = browser_of(cast.supervisor)

    assert browser.get("/")["Location"] == "/cases/"
    assert story.case.number in browser.page("/cases/")


def test_an_administrator_sees_no_case(administrator: Browser, story: Story) -> None:
    story.lead()

    assert administrator.get("/cases/").status_code == 403
    assert administrator.get(f"/cases/{story.case_id}/").status_code == 404
    assert story.case.number not in administrator.get("/", follow=True).content.decode()


def test_a_made_up_page_of_the_inbox_leads_back_to_the_first(officer: Browser) -> None:
    assert officer.get("/", {"page": "nonsense"})["Location"] == "/"
