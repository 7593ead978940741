"""A case goes from one officer to another: two certified officers remain, and sight follows the hands."""

from datetime import date
from typing import Any

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.cases import handovers
from sanzhi.cases.access import may_see
from sanzhi.cases.event import read
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import CaseScope, Event, HandoverCase, OpenStep
from sanzhi.cases.queries import tasks
from sanzhi.law.errors import Invalid, NotFound, NotOpen, Refused
from sanzhi.registry.models import Certificate, Officer
from tests.support.cast import Cast, make_person
from tests.support.house import House, account, build, officer_id, serve
from tests.support.story import Story


@pytest.fixture
def house(cast: Cast) -> House:
    return build(cast)


@pytest.fixture
def filed(house: House) -> Story:
    return Story(house.cast).filed()


def hand_over(story: Story, by: Actor, leaving: Actor, taking: Actor, assisting: Actor | None = None) -> None:
    data = {"leaving": officer_id(leaving), "taking": officer_id(taking), "reason": "岗位调整"}
    if assisting:
        data["assisting"] = officer_id(assisting)
    story.act("hand_over", by, **data)


def test_the_receiver_handles_it_and_finds_it_in_his_inbox(house: House, filed: Story) -> None:
    hand_over(filed, house.leader, filed.cast.officer, house.colleague)

    assert filed.case.handler_id == house.colleague.user_id
    assert [member["name"] for member in filed.case.facts["officers"]] == ["同队人", "吴思远"]
    assert tasks(house.colleague).count() == 1
    assert tasks(filed.cast.officer).count() == 0
    assert filed.state == "investigation"
    assert list(check_columns()) == []


def test_since_when_the_step_waits_is_not_forgotten(house: House, filed: Story) -> None:
    before = OpenStep.objects.get().since
    hand_over(filed, house.leader, filed.cast.officer, house.colleague)

    assert OpenStep.objects.get().since == before


def test_who_left_sees_it_no_more_and_who_came_does(house: House, filed: Story) -> None:
    hand_over(filed, house.leader, filed.cast.officer, house.colleague)

    assert may_see(house.colleague, filed.case.pk)
    assert not may_see(filed.cast.officer, filed.case.pk)
    with pytest.raises(NotFound):
        filed.evidence()


def test_the_unit_sees_what_its_people_handle(house: House, filed: Story) -> None:
    scopes = set(CaseScope.objects.values_list("scope", flat=True))
    assert {f"unit:{house.squad.pk}", f"unit:{house.brigade.pk}"} <= scopes

    hand_over(filed, house.cast.head, filed.cast.officer, house.outsider)

    scopes = set(CaseScope.objects.values_list("scope", flat=True))
    assert not {f"unit:{house.squad.pk}", f"unit:{house.brigade.pk}"} & scopes
    assert not may_see(house.leader, filed.case.pk)


def test_what_was_taken_away_stands_in_the_event(house: House, filed: Story) -> None:
    hand_over(filed, house.leader, filed.cast.officer, house.colleague)

    body = read(bytes(Event.objects.get(act="hand_over").body))
    assert body["unscoped"] == [f"user:{filed.cast.officer.user_id}"]


def test_one_certified_officer_is_not_enough(house: House, filed: Story) -> None:
    with pytest.raises(Refused) as caught:
        hand_over(filed, house.leader, filed.cast.officer, filed.cast.second)
    assert {finding.rule for finding in caught.value.findings} == {"H1"}
    assert filed.case.handler_id == filed.cast.officer.user_id


def test_a_third_officer_fills_the_place_of_a_second_who_takes_over(house: House, filed: Story) -> None:
    hand_over(filed, house.leader, filed.cast.officer, filed.cast.second, house.colleague)

    assert [member["name"] for member in filed.case.facts["officers"]] == ["吴思远", "同队人"]


def test_the_second_officer_may_be_replaced_too(house: House, filed: Story) -> None:
    hand_over(filed, house.leader, filed.cast.second, house.colleague)

    assert filed.case.handler_id == filed.cast.officer.user_id
    assert not may_see(filed.cast.second, filed.case.pk)


def test_nobody_without_a_certificate_takes_over(house: House, filed: Story) -> None:
    bare = make_person(house.cast.agency, "bare", "无证人", "officer", certified=False)
    with pytest.raises(Refused) as caught:
        hand_over(filed, house.leader, filed.cast.officer, bare)

    assert "H1" in {finding.rule for finding in caught.value.findings}


def test_before_the_filing_the_receiver_alone_is_looked_at(house: House) -> None:
    story = Story(house.cast).lead()
    Certificate.objects.filter(officer_id=officer_id(house.outsider)).update(valid_until=date(2021, 1, 1))

    with pytest.raises(Invalid, match="行政处罚法第四十二条第一款"):
        hand_over(story, house.cast.head, house.cast.officer, house.outsider)
    hand_over(story, house.cast.head, house.cast.officer, house.colleague)
    assert story.case.handler_id == house.colleague.user_id


def test_an_officer_does_not_hand_a_case_over_by_himself(house: House, filed: Story) -> None:
    with pytest.raises(NotOpen, match="由办案机构负责人、分管负责人或者行政机关负责人"):
        hand_over(filed, filed.cast.officer, filed.cast.officer, house.colleague)


def test_who_leads_another_unit_does_not(house: House, filed: Story) -> None:
    serve(house.outsider, house.station, "unit_head")

    with pytest.raises(NotFound):
        hand_over(filed, house.again(house.outsider), filed.cast.officer, house.colleague)


def test_nobody_leaves_who_is_not_of_the_case(house: House, filed: Story) -> None:
    with pytest.raises(Invalid, match="不是本案的承办人或者办案人员"):
        hand_over(filed, house.leader, house.outsider, house.colleague)


def test_a_closed_case_is_not_handed_over(house: House) -> None:
    story = Story(house.cast).closed()

    with pytest.raises(NotOpen):
        hand_over(story, house.cast.head, story.cast.officer, house.colleague)


def test_an_officer_acts_only_on_cases_that_he_handles(house: House, filed: Story) -> None:
    house.policy("agency")
    colleague = house.again(house.colleague)

    assert may_see(colleague, filed.case.pk)
    with pytest.raises(NotOpen, match="由本案的承办人和办案人员办理"):
        filed.act("conclude", colleague, **filed.draft())


@pytest.mark.parametrize("gone", [{"ended_on": date(2026, 1, 5)}, {"agency": "elsewhere"}])
def test_the_place_of_somebody_who_has_left_the_agency_goes_on(
    house: House, filed: Story, gone: dict[str, Any]
) -> None:
    if "agency" in gone:
        gone = {"agency_id": account(filed.cast.stranger).agency_id}
    Officer.objects.filter(pk=officer_id(filed.cast.officer)).update(**gone)
    hand_over(filed, house.leader, filed.cast.officer, house.colleague)

    assert filed.case.handler_id == house.colleague.user_id
    assert filed.case.facts["handovers"][-1]["leaving"] == officer_id(filed.cast.officer)


def test_a_handover_cut_off_before_it_was_noted_is_not_called_refused(house: House, filed: Story) -> None:
    leaving, taking, third = (account(each) for each in (filed.cast.officer, house.colleague, house.outsider))
    order = handovers.begin(house.cast.head, leaving, taking, third, "岗位调整", [filed.case.pk])
    assert handovers.carry_on(house.cast.head, order) == 0
    order.items.update(state=HandoverCase.WAITING)

    assert handovers.carry_on(house.cast.head, order) == 0
    assert order.items.get().state == HandoverCase.DONE
    assert Event.objects.filter(act="hand_over").count() == 1


def test_somebody_of_another_agency_fills_no_place(house: House, filed: Story) -> None:
    stranger = filed.cast.stranger
    with pytest.raises(Refused) as caught:
        hand_over(filed, house.leader, filed.cast.officer, filed.cast.second, stranger)

    assert {finding.rule for finding in caught.value.findings} == {"H1"}
    with pytest.raises(Invalid, match="只能选择本机关在册的执法人员"):
        hand_over(filed, house.leader, filed.cast.officer, house.colleague, stranger)
