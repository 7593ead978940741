"""A reorganisation: who ends, who follows, whose lines move; and what is refused before anything is done."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from sanzhi.jobs.models import Outbox
from sanzhi.law.errors import Changed, Invalid, NotFound
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.agencies import Heir, Plan, amend_agency, change_line, preview, reorganise
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Delegation, Government, Region, Succession
from sanzhi.orgs.particulars import of
from tests.orgs.conftest import Written, under
from tests.support.cast import LONG_AGO, make_agency

TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(agency: Agency, government: Government, written: Written) -> Plan:
    """The market regulation agency becomes part of a new one."""
    heir = Heir(opened=written(), government=government.pk)
    return Plan("rename", (agency.pk,), (heir,), TODAY, "金编发〔2026〕1号")


def carry_out(plan: Plan) -> list[Succession]:
    return reorganise(plan, seen=preview(plan).seen, by="甲")


def fields_of(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {each.field for each in refused.value.fields}


def test_who_ends_and_who_follows_stands_for_every_day(plan: Plan, agency: Agency) -> None:
    (row,) = carry_out(plan)

    agency.refresh_from_db()
    assert agency.valid_until == TODAY == row.successor.valid_from
    assert lines_above(agency.pk, YESTERDAY)[0] and not lines_above(agency.pk, TODAY)[0]
    assert not lines_above(row.successor_id, YESTERDAY)[0] and lines_above(row.successor_id, TODAY)[0]
    assert Outbox.objects.get(topic="orgs.reorganised").payload["act"] == str(row.act)


def test_the_preview_says_what_will_be_and_writes_nothing(plan: Plan, agency: Agency, city: Agency) -> None:
    station = make_agency(agency.region, 7, "金沙县鼓场市场监督管理所", "鼓场市监")
    under(station, agency, LONG_AGO)
    told = preview(plan)

    words = "".join(told.effects)
    assert "金沙县市场监督管理局自2026-03-02起停用" in words
    assert "金沙县综合行政执法局新设，自2026-03-02起承继全部职责和案件" in words
    assert "金沙县鼓场市场监督管理所的上级主管部门改为金沙县综合行政执法局" in words
    assert Agency.objects.count() == 3 and not Succession.objects.exists()


def test_departments_below_move_to_the_successor_from_the_day(plan: Plan, agency: Agency) -> None:
    station = make_agency(agency.region, 7, "金沙县鼓场市场监督管理所", "鼓场市监")
    under(station, agency, LONG_AGO)
    (row,) = carry_out(plan)

    assert lines_above(station.pk, YESTERDAY)[1] == {agency.pk}
    assert lines_above(station.pk, TODAY)[1] == {row.successor_id}


def test_two_become_one(plan: Plan, agency: Agency) -> None:
    other = make_agency(agency.region, 8, "金沙县文化市场执法大队", "金沙文执")
    rows = carry_out(replace(plan, kind="merge", predecessors=(agency.pk, other.pk)))

    assert {row.predecessor_id for row in rows} == {agency.pk, other.pk}
    assert len({row.successor_id for row in rows}) == len({row.act for row in rows}) == 1


def test_one_becomes_two_by_matters(
    plan: Plan, agency: Agency, government: Government, written: Written
) -> None:
    food = Heir(
        opened=written(name="金沙县食品执法局", uscc=demonstration_uscc(60)),
        government=government.pk, matters=("A001",),
    )  # fmt: skip
    rows = carry_out(replace(plan, kind="split", heirs=(food, plan.heirs[0])))

    assert [row.matters for row in rows] == [["A001"], []]


def test_an_agency_that_exists_takes_over(plan: Plan, agency: Agency) -> None:
    other = make_agency(agency.region, 8, "金沙县文化市场执法大队", "金沙文执")
    (row,) = carry_out(replace(plan, kind="transfer", heirs=(Heir(agency=other.pk),)))

    assert row.successor_id == other.pk


@pytest.mark.parametrize(
    ("kind", "ending", "heirs", "field"),
    [
        ("vanish", 1, 1, "kind"),
        ("split", 1, 1, "heirs"),
        ("merge", 1, 2, "heirs"),
        ("rename", 2, 1, "predecessors"),
        ("merge", 0, 1, "predecessors"),
    ],
)
def test_the_number_of_agencies_fits_the_kind(
    plan: Plan, agency: Agency, kind: str, ending: int, heirs: int, field: str
) -> None:
    other = make_agency(agency.region, 8, "金沙县文化市场执法大队", "金沙文执")
    wrong = replace(plan, kind=kind, predecessors=(agency.pk, other.pk)[:ending], heirs=plan.heirs * heirs)
    with pytest.raises(Invalid) as refused:
        preview(wrong)
    assert field in fields_of(refused)


def test_of_several_heirs_one_takes_the_rest_and_none_the_same(plan: Plan) -> None:
    heir = plan.heirs[0]
    for matters in ((("A",), ("B",)), ((), ()), (("A",), ("A",))):
        heirs = tuple(replace(heir, matters=each) for each in matters)
        with pytest.raises(Invalid) as refused:
            preview(replace(plan, kind="split", heirs=heirs))
        assert "heirs" in fields_of(refused)


def test_a_wrong_heir_is_told_with_its_place_and_field(plan: Plan, written: Written) -> None:
    wrong = replace(plan.heirs[0], opened=written(uscc="1"))
    with pytest.raises(Invalid) as refused:
        preview(replace(plan, heirs=(wrong,)))
    assert fields_of(refused) == {"heirs.0.uscc"}


def test_who_ends_does_not_take_over_nor_stand_above_the_heir(plan: Plan, agency: Agency) -> None:
    with pytest.raises(Invalid, match="停用的机构不能同时承继"):
        preview(replace(plan, heirs=(Heir(agency=agency.pk),)))
    with pytest.raises(Invalid, match="该部门同日停用"):
        preview(replace(plan, heirs=(replace(plan.heirs[0], superior=agency.pk),)))


def test_what_changed_after_the_preview_is_not_carried_out(plan: Plan, agency: Agency) -> None:
    seen = preview(plan).seen
    amend_agency(agency.pk, replace(of(agency), phone="1"), on=TODAY, seen=1, paper="", by="乙")

    with pytest.raises(Changed, match="请重新预览"):
        reorganise(plan, seen=seen, by="甲")
    assert not Succession.objects.exists() and Agency.objects.count() == 1


def test_an_agency_ends_only_once(plan: Plan, written: Written, government: Government) -> None:
    carry_out(plan)
    again = Heir(opened=written(uscc=demonstration_uscc(61)), government=government.pk)
    with pytest.raises(Invalid, match="已于2026-03-02停用"):
        preview(replace(plan, heirs=(again,)))


def test_the_paper_is_wanted(plan: Plan) -> None:
    with pytest.raises(Invalid) as refused:
        preview(replace(plan, paper=" "))
    assert fields_of(refused) == {"paper"}


def test_an_unknown_agency_is_not_found(plan: Plan) -> None:
    with pytest.raises(NotFound):
        preview(replace(plan, predecessors=(uuid4(),)))


def test_a_body_that_acts_on_delegation_takes_nothing_over(plan: Plan, agency: Agency) -> None:
    body = make_agency(Region.objects.get(code="520523"), 9, "金沙县市容协管中心", "市容")
    Agency.objects.filter(pk=body.pk).update(kind="delegated")
    with pytest.raises(Invalid, match="不能承继"):
        preview(replace(plan, kind="transfer", heirs=(Heir(agency=body.pk),)))


def test_who_stands_below_the_one_that_ends_takes_nothing_over_before_it_has_another_superior(
    plan: Plan, agency: Agency, city: Agency
) -> None:
    station = make_agency(agency.region, 7, "金沙县鼓场市场监督管理所", "鼓场市监")
    team = make_agency(agency.region, 8, "金沙县鼓场市场监督管理分所", "鼓场分所")
    under(station, agency, LONG_AGO)
    under(team, station, LONG_AGO)
    for below in (station, team):
        with pytest.raises(Invalid, match="请先调整它的上级主管部门"):
            preview(replace(plan, kind="transfer", heirs=(Heir(agency=below.pk),)))

    change_line(station.pk, "superior", city.pk, since=TODAY, by="甲")
    carry_out(replace(plan, kind="transfer", heirs=(Heir(agency=station.pk),)))
    assert lines_above(station.pk, TODAY)[1] == {city.pk}


def test_a_letter_that_was_to_end_later_ends_with_the_agency(plan: Plan, agency: Agency) -> None:
    body = make_agency(agency.region, 9, "金沙县市容协管中心", "市容")
    letter = Delegation.objects.create(
        agency=agency, body=body, number="委1号", term_from=LONG_AGO, term_to=date(2030, 1, 1),
        published_on=LONG_AGO, ended_on=date(2029, 1, 1),
    )  # fmt: skip
    assert any("委1号" in each for each in preview(plan).effects)
    carry_out(plan)

    letter.refresh_from_db()
    assert letter.ended_on == TODAY
