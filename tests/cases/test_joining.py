"""Two cases become one, one becomes two: both numbers stay accounted, both files name each other."""

import pytest

from sanzhi.accounts.actors import TIMER
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Case, Event, OpenStep
from sanzhi.cases.parties import cases_of
from sanzhi.documents.models import Document, NumberUse
from sanzhi.jobs import outbox
from sanzhi.law.errors import Invalid, NotFound, NotOpen
from tests.support.story import COMPANY, PERSON, Story

WHY = "同一当事人的同一批违法行为。"
SPLIT = {
    "suspected": "涉嫌向超市供应超过保质期的食品",
    "summary": "供货人黄示例明知过期仍供货。",
    "reason": "供货人的行为独立，另案办理。",
    "party": PERSON,
}


def two(story: Story) -> tuple[Story, Story]:
    story.filed()
    going = Story(story.cast).filed()
    going.evidence(b"second", "另一现场照片")
    going.interview()
    return story, going


def drain() -> None:
    outbox.drain()
    outbox.drain()


def test_a_case_goes_into_another_with_its_evidence(story: Story) -> None:
    into, going = two(story)
    count = Event.objects.filter(case_id=str(going.case_id)).count()

    going.act("join_case", going.cast.head, number=into.case.number, reason=WHY)
    drain()

    assert (going.state, into.state) == ("joined", "investigation")
    assert not OpenStep.objects.filter(case_id=str(going.case_id)).exists()
    assert Event.objects.filter(case_id=str(going.case_id), act="join_case").count() == 1
    assert Event.objects.filter(case_id=str(going.case_id)).count() > count
    assert going.case.facts["joined"]["number"] == into.case.number
    assert [each["number"] for each in into.case.facts["absorbed"]] == [going.case.number]
    lent = [fact for fact in into.case.facts.values() if isinstance(fact, dict) and "lent_by" in fact]
    assert {fact["lent_by"]["number"] for fact in lent} == {going.case.number}
    assert len(lent) == 2
    assert NumberUse.objects.filter(text=going.case.number).exists()
    assert Document.objects.filter(case_id=str(going.case_id), kind="joining_approval").exists()
    assert check_columns() == []


def test_a_case_is_taken_in_once_and_only_where_it_went(story: Story) -> None:
    into, going = two(story)
    going.act("join_case", going.cast.head, number=into.case.number, reason=WHY)
    drain()
    into.act("absorb_case", TIMER, case=str(going.case_id))
    assert len(into.case.facts["absorbed"]) == 1
    stranger = Story(story.cast).filed()
    with pytest.raises(NotFound):
        stranger.act("absorb_case", TIMER, case=str(going.case_id))


def test_only_open_undecided_cases_of_the_agency_are_joined(story: Story) -> None:
    story.decided()
    going = Story(story.cast).filed()
    join = {"reason": WHY}
    with pytest.raises(Invalid, match="已经作出处罚决定"):
        going.act("join_case", going.cast.head, number=story.case.number, **join)
    with pytest.raises(Invalid, match="没有这个案号"):
        going.act("join_case", going.cast.head, number="无此案号", **join)
    with pytest.raises(Invalid, match="没有这个案号"):
        going.act("join_case", going.cast.head, number=going.case.number, **join)
    lead = Story(story.cast).lead()
    with pytest.raises(Invalid, match="已经立案"):
        going.act("join_case", going.cast.head, number=lead.case.number, **join)
    with pytest.raises(NotOpen):
        going.act("join_case", going.cast.officer, number=story.case.number, **join)


def test_a_part_is_split_off_as_a_case_of_its_own(story: Story) -> None:
    story.filed()
    story.evidence()
    story.act("split_case", story.cast.head, **SPLIT)

    entry = story.case.facts["splits"][0]
    made = Case.objects.get(pk=entry["case"])
    assert made.number == entry["number"] != story.case.number
    assert (made.state, made.handler_id) == ("lead", story.case.handler_id)
    assert made.facts["split_from"]["number"] == story.case.number
    assert any("lent_by" in fact for fact in made.facts.values() if isinstance(fact, dict))
    assert list(cases_of(PERSON["name"])) == [made.id]
    assert list(cases_of(COMPANY["name"])) == [story.case_id]
    assert story.state == "investigation"
    assert check_columns() == []


def test_a_split_that_is_refused_leaves_no_case_behind(story: Story) -> None:
    story.filed()
    count = Case.objects.count()
    with pytest.raises(Invalid):
        story.act("split_case", story.cast.head, **{**SPLIT, "party": {**PERSON, "id_number": "1"}})
    with pytest.raises(Invalid, match="不写当事人的姓名"):
        story.act("split_case", story.cast.head, **{**SPLIT, "suspected": "黄示例供应过期食品"})
    assert Case.objects.count() == count


def test_the_split_case_goes_its_own_way(story: Story) -> None:
    story.filed()
    story.act("split_case", story.cast.head, **SPLIT)
    made = Story(story.cast, case_id=Case.objects.get(pk=story.case.facts["splits"][0]["case"]).id)
    made.proposed()
    made.act("file", made.cast.head, opinion="同意。")
    assert made.state == "investigation"
    assert check_columns() == []
