"""Codes of regions: what stands, what ended, what took its place."""

from datetime import date

import pytest

from sanzhi.law.regions import region, region_fault, successors


def test_a_code_that_stands_is_right_and_has_its_full_name() -> None:
    found = region("520523")

    assert region_fault("520523") is None
    assert found is not None
    assert (found.full_name, found.ended) == ("贵州省毕节市金沙县", None)


def test_qianxi_county_became_qianxi_city() -> None:
    assert successors("520522") == (("520581", "黔西市"),)
    assert region_fault("520522") is None
    assert region_fault("520522", on=date(2021, 12, 31)) is None
    assert region_fault("520522", on=date(2022, 1, 1)) == "520522 黔西县已于2021年停用，现为520581 黔西市"
    assert region_fault("520581", on=date(2021, 1, 1)) is None
    assert region_fault("520581", on=date(2020, 12, 31)) == "520581 黔西市自2021年起启用，此前为520522 黔西县"


def test_the_prefecture_of_bijie_leads_on_to_what_stands_today() -> None:
    assert successors("522423") == (("520581", "黔西市"),)
    assert successors("522400") == (("520500", "毕节市"),)
    assert successors("522401") == (("520502", "七星关区"),)
    assert region_fault("522423", on=date(2021, 6, 1)) == "522423 黔西县已于2011年停用，现为520581 黔西市"
    found = region("522423")
    assert found is not None
    assert found.full_name == "贵州省毕节地区黔西县"


def test_a_county_that_was_parted_has_two_successors() -> None:
    assert successors("520221") == (("520201", "钟山区"), ("520204", "水城区"))
    # 钟山区 took in two towns; its own code had stood before.
    assert region_fault("520201", on=date(2011, 5, 1)) is None


def test_a_code_that_stands_only_since_the_table_was_made_is_known() -> None:
    found = region("500157")
    assert found is not None
    assert found.name == "两江新区"
    assert region_fault("500157", on=date(2024, 12, 31)) is not None


def test_a_township_is_known_by_its_county() -> None:
    assert region_fault("520523001000") is None
    assert region_fault("520599001000") == "行政区划代码表（GB/T 2260）中没有 520599"


@pytest.mark.parametrize("wrong", ["52052", "5205233", "52052a", "", "５２０５２３"])
def test_what_is_no_code_at_all_is_told(wrong: str) -> None:
    assert "应为6位" in (region_fault(wrong) or "")
