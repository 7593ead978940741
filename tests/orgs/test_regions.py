"""Which code stood on which day, and who administers whom: with the real regions of Guizhou."""

from datetime import date

import pytest

from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Administration, Government, Region, RegionChange
from sanzhi.orgs.regions import above, administer, codes_below, region_on
from sanzhi.orgs.shipped import load_regions
from tests.support.cast import LONG_AGO, make_agency

BIJIE, DAFANG, QIANXI_COUNTY, QIANXI, AREA, PUDI = (
    "520500", "520521", "520522", "520581", "520591", "520521222000",
)  # fmt: skip
TODAY, LATER = date(2026, 3, 2), date(2026, 3, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def guizhou(db: None) -> None:
    load_regions()


def codes(code: str, on: date) -> tuple[list[str], bool]:
    answer = region_on(code, on)
    return [region.code for region in answer.regions], answer.certain


def test_bijie_has_its_279_townships(guizhou: None) -> None:
    townships = Region.objects.filter(level=4, code__startswith="5205")

    assert townships.count() == 279
    assert Region.objects.get(code=PUDI).full_name == "贵州省毕节市大方县普底彝族苗族白族乡"


def test_the_whole_of_guizhou_and_the_counties_of_the_nation_are_loaded_once(guizhou: None) -> None:
    assert Region.objects.filter(level=4).count() == 1510
    assert Region.objects.filter(level=1).count() == 31
    assert Region.objects.get(code="110105").full_name == "北京市朝阳区"
    assert load_regions() == 0


@pytest.mark.parametrize("asked", [QIANXI_COUNTY, QIANXI])
@pytest.mark.parametrize(
    ("on", "stood"),
    [
        (date(2020, 12, 31), [QIANXI_COUNTY]),
        (date(2021, 12, 31), [QIANXI]),
        (date(2026, 3, 2), [QIANXI]),
    ],
)
def test_either_code_of_qianxi_leads_to_the_one_of_the_day(
    guizhou: None, asked: str, on: date, stood: list[str]
) -> None:
    assert codes(asked, on) == (stood, True)


def test_within_the_year_of_the_change_the_answer_is_not_certain(guizhou: None) -> None:
    for day in (date(2021, 1, 1), date(2021, 12, 30)):
        assert codes(QIANXI_COUNTY, day) == ([QIANXI_COUNTY, QIANXI], False)


def test_a_change_whose_day_is_known_leaves_no_doubt(guizhou: None) -> None:
    RegionChange.objects.filter(new_id=QIANXI).update(earliest=TODAY, latest=TODAY)

    assert codes(QIANXI, date(2026, 3, 1)) == ([QIANXI_COUNTY], True)
    assert codes(QIANXI, TODAY) == ([QIANXI], True)


def test_a_district_that_took_in_another_one_had_stood_before(guizhou: None) -> None:
    assert codes("330105", date(2000, 1, 1)) == (["330105"], True)
    assert codes("330105", TODAY) == (["330105"], True)


def test_old_codes_of_bijie_lead_over_two_changes_to_the_present_one(guizhou: None) -> None:
    assert codes("522423", date(2010, 12, 31)) == (["522423"], True)
    assert codes("522423", date(2012, 3, 2)) == ([QIANXI_COUNTY], True)
    assert codes("522423", TODAY) == ([QIANXI], True)
    assert codes(QIANXI, date(2010, 3, 2)) == (["522423"], True)


def test_a_code_that_never_was_is_not_found(guizhou: None) -> None:
    with pytest.raises(NotFound, match="没有区划代码"):
        region_on("529999", TODAY)


def test_a_management_area_stands_under_the_city_without_being_its_child_by_code(guizhou: None) -> None:
    area = Region.objects.get(code=AREA)

    assert area.is_area and area.parent is None
    assert [region.code for region in above(area, TODAY)] == [BIJIE, "520000"]
    assert AREA in codes_below(BIJIE, TODAY)


def test_the_line_of_governments_climbs_through_who_administers(guizhou: None) -> None:
    agency = make_agency(Region.objects.get(code=AREA), 1, "百里杜鹃管理区市场监督管理局", "杜鹃市监")
    city = Government.objects.create(name="毕节市人民政府", region_id=BIJIE)

    own = Government.objects.get(region_id=AREA)
    assert lines_above(agency.id, TODAY)[0] == {own.id, city.id}


def test_what_nobody_confirmed_moves_nothing(guizhou: None) -> None:
    assert Administration.objects.filter(by_id=AREA, confirmed=False).count() == 8
    assert above(Region.objects.get(code=PUDI), TODAY)[0].code == DAFANG


def test_a_township_is_administered_from_the_day_of_the_paper(guizhou: None) -> None:
    administer(PUDI, AREA, since=LATER, paper="毕府发〔2026〕1号")

    township = Region.objects.get(code=PUDI)
    assert above(township, TODAY)[0].code == DAFANG
    assert above(township, LATER)[0].code == AREA
    assert PUDI in codes_below(DAFANG, TODAY) and PUDI not in codes_below(DAFANG, LATER)
    assert PUDI in codes_below(AREA, LATER)


def test_a_new_administration_ends_the_present_one(guizhou: None) -> None:
    administer(PUDI, AREA, since=TODAY, paper="毕府发〔2026〕1号")
    administer(PUDI, "520592", since=LATER, paper="毕府发〔2026〕2号")

    township = Region.objects.get(code=PUDI)
    assert [above(township, day)[0].code for day in (TODAY, LATER)] == [AREA, "520592"]


@pytest.mark.parametrize(
    ("code", "by", "since", "paper", "field"),
    [
        ("529999", AREA, TODAY, "文", "region"),
        (PUDI, "529999", TODAY, "文", "by"),
        (AREA, AREA, TODAY, "文", "by"),
        (BIJIE, AREA, TODAY, "文", "by"),
        (PUDI, AREA, TODAY, " ", "paper"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    guizhou: None, code: str, by: str, since: date, paper: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        administer(code, by, since=since, paper=paper)
    assert field in {each.field for each in refused.value.fields}
    assert not Administration.objects.filter(region_id=PUDI, confirmed=True).exists()


def test_an_administration_cannot_begin_before_the_one_it_follows(guizhou: None) -> None:
    administer(PUDI, AREA, since=TODAY, paper="文")
    with pytest.raises(Invalid, match="应晚于现行管理关系的起始日"):
        administer(PUDI, "520592", since=TODAY, paper="文")


def test_a_government_that_is_gone_is_above_nobody(guizhou: None) -> None:
    agency = make_agency(Region.objects.get(code=QIANXI), 1, "黔西市市场监督管理局", "黔西市监")
    gone = Government.objects.create(
        name="毕节地区行政公署", region_id=BIJIE, valid_from=LONG_AGO, valid_until=TODAY
    )

    assert gone.id in lines_above(agency.id, date(2026, 3, 1))[0]
    assert gone.id not in lines_above(agency.id, TODAY)[0]
