"""Who stands above an agency on a day: the governments of its line, and the departments of the other."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Government, Line, Region
from tests.support.cast import LONG_AGO, make_agency, regions

TODAY = date(2026, 3, 2)


@pytest.fixture
def county(db: None) -> Region:
    return regions()


@pytest.fixture
def agency(county: Region) -> Agency:
    return make_agency(county, 1, "金沙县生态环境分局", "金沙环")


def above(agency: Agency, on: date = TODAY) -> tuple[set[UUID], set[UUID]]:
    governments, departments = lines_above(agency.id, on)
    return set(governments), set(departments)


def department(region: Region, number: int, name: str) -> Agency:
    return make_agency(region, number, name, name[:2])


def test_the_line_of_governments_climbs_from_county_to_province(county: Region, agency: Agency) -> None:
    own = Government.objects.get(region=county)
    city = Government.objects.create(name="毕节市人民政府", region_id="520500")
    province = Government.objects.create(name="贵州省人民政府", region_id="520000")

    assert above(agency) == ({own.id, city.id, province.id}, set())


def test_the_line_of_departments_climbs_from_department_to_department(county: Region, agency: Agency) -> None:
    city = department(Region.objects.get(code="520500"), 2, "毕节市生态环境局")
    province = department(Region.objects.get(code="520000"), 3, "贵州省生态环境厅")
    Line.objects.create(agency=agency, line="superior", superior=city, since=LONG_AGO)
    Line.objects.create(agency=city, line="superior", superior=province, since=LONG_AGO)

    assert above(agency)[1] == {city.id, province.id}


def test_a_line_counts_from_its_first_day_to_the_day_before_its_end(county: Region, agency: Agency) -> None:
    city = department(county, 2, "毕节市生态环境局")
    Line.objects.create(
        agency=agency, line="superior", superior=city, since=TODAY, until=TODAY + timedelta(days=2)
    )
    days = [TODAY + timedelta(days=each) for each in (-1, 0, 1, 2)]

    assert [bool(above(agency, day)[1]) for day in days] == [False, True, True, False]


def test_departments_that_name_each_other_end_the_climb(county: Region, agency: Agency) -> None:
    other = department(county, 2, "毕节市生态环境局")
    Line.objects.create(agency=agency, line="superior", superior=other, since=LONG_AGO)
    Line.objects.create(agency=other, line="superior", superior=agency, since=LONG_AGO)

    assert above(agency)[1] == {other.id}


def test_an_agency_in_no_line_has_nobody_above_it(agency: Agency) -> None:
    Line.objects.all().delete()

    assert above(agency) == (set(), set())
