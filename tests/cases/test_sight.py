"""Who looks at a case that is not his own says why, and each sight leaves a line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from sanzhi.accounts import accesslog
from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import may_see, visible
from sanzhi.cases.queries import open_case
from sanzhi.cases.sight import purpose_of
from sanzhi.cases.team import join_unit
from sanzhi.law.errors import Invalid, NotFound, PurposeNeeded
from tests.support.cast import Cast
from tests.support.house import House, build, serve
from tests.support.story import Story


@pytest.fixture
def house(cast: Cast, settings: Settings, tmp_path: Path) -> House:
    settings.SANZHI_HOME = tmp_path
    return build(cast)


@pytest.fixture
def filed(house: House) -> Story:
    return Story(house.cast).filed()


def sights() -> Iterator[dict[str, Any]]:
    for segment in sorted(accesslog.folder().glob("*.jsonl")):
        for line in segment.read_bytes().splitlines():
            found = accesslog.read_line(line)
            if found and found["verb"] == "sight":
                yield found


def test_without_a_policy_an_officer_sees_his_own_cases_alone(house: House, filed: Story) -> None:
    assert may_see(filed.cast.officer, filed.case.pk)
    assert not may_see(house.colleague, filed.case.pk)


@pytest.mark.parametrize(("level", "of_unit", "of_agency"), [
    ("own", False, False), ("unit", True, False), ("agency", True, True),
])  # fmt: skip
def test_a_policy_changes_what_is_asked_and_no_case(
    house: House, filed: Story, level: str, of_unit: bool, of_agency: bool
) -> None:
    house.policy(level)
    for person, sees in ((house.colleague, of_unit), (house.outsider, of_agency)):
        now = house.again(person)
        assert may_see(now, filed.case.pk) is sees
        assert visible(now).filter(case_id=filed.case.pk).exists() is sees
        assert len(now.scopes) <= 2


def test_who_leads_a_unit_sees_its_cases_whatever_the_policy(house: House, filed: Story) -> None:
    assert may_see(house.leader, filed.case.pk)


def test_one_s_own_case_needs_no_purpose(house: House, filed: Story) -> None:
    open_case(filed.cast.officer, filed.case.pk)
    open_case(filed.cast.second, filed.case.pk)

    assert list(sights()) == []


def test_a_colleague_s_case_needs_one_and_each_sight_is_logged(house: House, filed: Story) -> None:
    house.policy("unit")
    colleague = house.again(house.colleague)

    with pytest.raises(PurposeNeeded):
        open_case(colleague, filed.case.pk)
    assert list(sights()) == []
    told = replace(colleague, purposes={str(filed.case.pk): "类案参考"})
    open_case(told, filed.case.pk)
    open_case(told, filed.case.pk)

    lines = list(sights())
    assert [line["purpose"] for line in lines] == ["类案参考", "类案参考"]
    assert lines[0]["actor"] == str(colleague.user_id)
    assert lines[0]["obj"] == f"case/{filed.case.pk}"


def test_a_purpose_holds_for_its_own_case(house: House, filed: Story) -> None:
    house.policy("unit")
    other = Story(house.cast).lead()
    told = replace(house.again(house.colleague), purposes={str(filed.case.pk): "类案参考"})

    with pytest.raises(PurposeNeeded):
        open_case(told, other.case.pk)


@pytest.mark.parametrize(("name", "purpose"), [
    ("head", "审批"), ("reviewer", "法制审核"), ("editor", "信息公示"), ("supervisor", "执法监督"),
])  # fmt: skip
def test_whose_work_is_other_people_s_cases_is_not_asked(
    house: House, filed: Story, name: str, purpose: str
) -> None:
    actor: Actor = getattr(house.cast, name)
    open_case(actor, filed.case.pk)

    assert [line["purpose"] for line in sights()] == [purpose]


def test_the_leader_of_the_unit_is_not_asked(house: House, filed: Story) -> None:
    open_case(house.leader, filed.case.pk)

    assert [line["purpose"] for line in sights()] == ["审批"]


def test_a_purpose_opens_no_case_that_may_not_be_seen(house: House, filed: Story) -> None:
    with pytest.raises(NotFound):
        open_case(replace(house.colleague, purposes={"": "类案参考"}), filed.case.pk)


def test_who_joins_a_unit_brings_his_cases_along(house: House, filed: Story) -> None:
    other = house.station
    serve(house.outsider, other, "unit_head")
    assert not may_see(house.again(house.outsider), filed.case.pk)

    serve(filed.cast.officer, other)
    assert filed.cast.officer.user_id is not None
    join_unit(filed.cast.officer.user_id, other.pk, house.cast.agency.pk)

    assert may_see(house.again(house.outsider), filed.case.pk)


@pytest.mark.parametrize(
    ("text", "fits"), [("办", False), ("办案", True), ("案" * 100, True), ("案" * 101, False)]
)
def test_a_purpose_says_something_and_not_a_story(text: str, fits: bool) -> None:
    if fits:
        assert purpose_of(f" {text} ") == text
        return
    with pytest.raises(Invalid):
        purpose_of(text)
