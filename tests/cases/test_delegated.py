"""A body that acts on a letter of delegation: in the agency's name, within matters and term (H17)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sanzhi.cases.models import Case
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound, NotOpen, Refused
from sanzhi.orgs.models import Agency, Delegation
from tests.support.cast import Cast, make_agency, make_person
from tests.support.story import Story, at

MONDAY, LAST = date(2026, 3, 2), date(2026, 3, 31)

pytestmark = [pytest.mark.django_db, pytest.mark.rule("H17")]


@pytest.fixture(autouse=True)
def monday(demonstration: None) -> Iterator[None]:
    with clock.at(at("2026-03-02")):
        yield


@pytest.fixture
def body(cast: Cast) -> Agency:
    made = make_agency(cast.agency.region, 30, "金沙县市场监管综合执法服务中心", "金沙中心")
    Agency.objects.filter(pk=made.pk).update(kind="delegated")
    return made


@pytest.fixture
def story(cast: Cast, body: Agency) -> Story:
    """A case that two officers of the body handle; head and reviewer are the agency's."""
    officer, second = (make_person(body, f"d-{n}", f"委托人员{n}", "officer") for n in (1, 2))
    return Story(replace(cast, officer=officer, second=second))


def letter(cast: Cast, body: Agency, **more: Any) -> Delegation:
    said: dict[str, Any] = {
        "number": "金市监委〔2026〕1号", "matters": [cast.power.code], "basis": "《某条例》第三条",
        "term_from": MONDAY, "term_to": LAST, "published_on": MONDAY, "recorded_by": "甲",
    }  # fmt: skip
    return Delegation.objects.create(agency=cast.agency, body=body, **said | more)


def test_the_body_handles_a_case_in_the_agencys_name(cast: Cast, body: Agency, story: Story) -> None:
    letter(cast, body)
    story.filed()

    assert story.case.agency_id == cast.agency.pk
    assert story.case.number.startswith("金沙市监")
    assert {each.source["agency"]["name"] for each in Document.objects.all()} == {cast.agency.name}


def test_without_a_letter_it_does_nothing_not_even_in_its_own_name(body: Agency, story: Story) -> None:
    with pytest.raises(Refused, match="不得以自己的名义实施行政处罚"):
        story.lead()
    assert not Case.objects.exists()


@pytest.mark.parametrize("more", [{"published_on": None}, {"ended_on": MONDAY}])
def test_a_letter_that_does_not_hold_today_helps_nobody(
    cast: Cast, body: Agency, story: Story, more: dict[str, Any]
) -> None:
    letter(cast, body, **more)
    with pytest.raises(Refused, match="不得以自己的名义"):
        story.lead()


def test_after_the_last_day_the_agency_goes_on_alone(cast: Cast, body: Agency, story: Story) -> None:
    letter(cast, body)
    story.filed()
    with clock.at(at("2026-03-31")):
        story.evidence()
    with clock.at(at("2026-04-01")), pytest.raises(NotOpen, match="由金沙县市场监督管理局的人员办理"):
        story.evidence()


def test_a_matter_that_no_letter_names_is_refused(cast: Cast, body: Agency, story: Story) -> None:
    letter(cast, body, matters=["OTHER"])
    story.lead()
    with pytest.raises(Refused, match="只能行使已公布的委托书载明的事项"):
        story.proposed()


def test_a_stranger_does_not_act_for_the_agency(cast: Cast, story: Story, body: Agency) -> None:
    letter(cast, body)
    other = Story(cast).filed()
    other.cast = replace(cast, officer=cast.stranger)
    with pytest.raises(NotFound):
        other.evidence()
