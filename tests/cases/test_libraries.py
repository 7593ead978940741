"""What the door makes of the libraries: only what was admitted and valid on the day of the act counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest

from sanzhi.cases.models import Case
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, Refused
from sanzhi.registry.models import Certificate, Officer, Power
from tests.support.registry import Office, major, office_of, power
from tests.support.story import Story

pytestmark = pytest.mark.usefixtures("demonstration")
TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(morning(day)):
        yield


def morning(day: date) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T09:30:00+08:00")


@pytest.fixture
def office(story: Story) -> Office:
    return office_of(story.cast.agency)


def propose(story: Story, power_id: object, **when: object) -> None:
    """Propose filing on a power; ``happened`` says on which day."""
    cast = story.cast
    data = {
        "officers": [str(cast.officer.officer_id), str(cast.second.officer_id)],
        "power": str(power_id),
        "facts": "货架上有过期食品",
        "violated": [{"law": "食品安全法", "article": "第三十四条第十项"}],
    }
    story.perform("propose_filing", cast.officer, data, **when)


def test_a_power_that_is_not_admitted_founds_no_case(story: Story, office: Office) -> None:
    with on(TODAY - 3 * DAY):
        story.lead()
    with on(TODAY):
        row = office.submitted("power", power())
        with pytest.raises(Invalid, match="权责清单"):
            propose(story, row.record)


def test_a_power_admitted_today_does_not_found_what_happened_yesterday(story: Story, office: Office) -> None:
    with on(TODAY - 3 * DAY):
        story.lead()
    with on(TODAY):
        row = office.admitted("power", power())
        with pytest.raises(Invalid, match="权责清单"):
            propose(story, row.record, happened=morning(TODAY - DAY), late_reason="补录")
        propose(story, row.record)


def test_a_case_stays_on_the_version_it_was_opened_under(story: Story, office: Office) -> None:
    with on(TODAY - 30 * DAY):
        row = office.admitted("power", power(name="旧名"))
    with on(TODAY - 3 * DAY):
        story.lead()
        propose(story, row.record)
    with on(TODAY):
        office.amended(row, name="新名")

    facts = Case.objects.get().facts["power"]
    assert (facts["name"], facts["id"]) == ("旧名", str(row.record))
    assert Power.objects.get(pk=facts["id"]).name == "旧名"


def test_a_certificate_that_ran_out_yesterday_is_refused_today_and_was_right_last_week(story: Story) -> None:
    Certificate.objects.filter(officer=story.cast.second.officer_id).update(valid_until=TODAY - DAY)
    with on(TODAY - 7 * DAY):
        story.lead()
    with on(TODAY):
        with pytest.raises(Refused) as told:
            propose(story, story.cast.power.pk)
        propose(story, story.cast.power.pk, happened=morning(TODAY - 6 * DAY), late_reason="系统停用，补录")

    assert {finding.rule for finding in told.value.findings} == {"H1"}


def test_an_entry_of_the_list_makes_a_small_fine_major(story: Story, office: Office) -> None:
    with on(TODAY - 30 * DAY):
        office.admitted("major", major(at_least_fen=100, title="罚款一元以上"))
    with on(TODAY):
        story.concluded(fine=200_000)

    reasons = Case.objects.get().facts["major_reasons"]
    assert any(reason["code"].startswith("list:") for reason in reasons)


def test_an_entry_that_was_admitted_later_makes_nothing_major(story: Story, office: Office) -> None:
    with on(TODAY):
        story.concluded(fine=200_000)
        before = Case.objects.get().facts["major_reasons"]
    with on(TODAY + DAY):
        office.admitted("major", major(at_least_fen=100, title="罚款一元以上"))

    assert before == []


def test_a_reviewer_who_qualifies_tomorrow_does_not_review_today(story: Story) -> None:
    Officer.objects.filter(pk=str(story.cast.reviewer.officer_id)).update(qualified_on=TODAY + DAY)
    with on(TODAY):
        story.submitted()
        with pytest.raises(Refused) as told:
            story.opinion()

    assert "H9" in {finding.rule for finding in told.value.findings}
