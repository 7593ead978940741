"""The commands of regions and bodies, as somebody types them."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sanzhi.cli.orgs import orgs
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.agencies import township_powers
from sanzhi.orgs.models import Agency, Government, Succession
from tests.support.cast import make_agency, regions

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    arguments: Sequence[str] = words
    return CliRunner().invoke(orgs, arguments)


def test_the_regions_are_loaded_once_and_asked_by_day() -> None:
    first = run("import-regions").output
    assert "新增区划" in first and "新增区划 0 个" not in first
    assert "新增区划 0 个" in run("import-regions").output

    assert "520522 贵州省毕节市黔西县" in run("region", "520522", "--on", "2020-01-01").output
    assert "520581 贵州省毕节市黔西市" in run("region", "520522", "--on", "2022-01-01").output
    within = run("region", "520522", "--on", "2021-06-01").output
    assert "520522" in within and "520581" in within and "具体日期待核实" in within


def test_an_unknown_code_exits_with_the_reason() -> None:
    said = run("region", "999999")
    assert said.exit_code == 1 and "没有区划代码" in said.output


def test_a_township_is_put_under_who_administers_it() -> None:
    run("import-regions")
    said = run("administer", "520521222000", "--by", "520591", "--since", "2026-03-02", "--paper", "文")
    assert said.exit_code == 0 and "百里杜鹃管理区" in said.output
    again = run("administer", "520521222000", "--by", "529999", "--since", "2026-03-02", "--paper", "文")
    assert again.exit_code == 1 and "没有这个区划代码" in again.output


def test_a_provinces_decision_for_its_townships_is_entered_once() -> None:
    run("import-regions")
    words = ("hand-to-townships", "520000", "T1", "T2", "--paper", "黔府发〔2026〕1号")
    days = ("--published-on", "2026-03-02", "--since", "2026-04-01", "--region", "520523001000")
    assert "2 项，1 个乡镇（街道），自 2026-04-01 起施行" in run(*words, *days).output
    assert township_powers("520523001000", date(2026, 4, 1)) == {"T1", "T2"}
    again = run(*words, *days)
    assert again.exit_code == 1 and "已登记过" in again.output


@pytest.fixture
def agency() -> Agency:
    return make_agency(regions(), 1, "金沙县市场监督管理局", "金沙市监")


def test_a_body_is_shown_with_its_lines(agency: Agency) -> None:
    said = run("show", agency.uscc, "--on", "2026-03-02").output
    assert "金沙县市场监督管理局" in said and "块：金沙县人民政府" in said and "条：无" in said
    assert run("show", "nobody").exit_code == 1


OPENED = {
    "name": "金沙县综合行政执法局", "short": "金沙综执", "uscc": demonstration_uscc(50),
    "domain": "综合行政执法", "region": "520523", "address": "某路", "phone": "1",
    "basis": "《行政处罚法》第十八条",
}  # fmt: skip


def written(agency: Agency, tmp_path: Path, **more: Any) -> str:
    government = Government.objects.get(lines__agency=agency)
    told = {
        "kind": "rename", "predecessors": [agency.uscc], "on": "2026-03-02", "paper": "文",
        "heirs": [{"opened": OPENED, "government": str(government.pk)}],
    }  # fmt: skip
    place = tmp_path / "plan.json"
    place.write_text(json.dumps(told | more), encoding="utf-8")
    return str(place)


def test_a_reorganisation_is_shown_first_and_done_when_confirmed(agency: Agency, tmp_path: Path) -> None:
    file = written(agency, tmp_path)
    shown = run("reorganise", file)
    assert shown.exit_code == 0 and "一字不改" in shown.output and not Succession.objects.exists()

    done = run("reorganise", file, "--confirm")
    assert done.exit_code == 0 and Succession.objects.get().predecessor == agency


def heir_of(agency: Agency, **more: Any) -> dict[str, Any]:
    """A body to be opened as the file tells it."""
    government = Government.objects.get(lines__agency=agency)
    return {"heirs": [{"opened": OPENED | more, "government": str(government.pk)}]}


def test_the_days_and_numbers_of_a_file_are_read_as_such(agency: Agency, tmp_path: Path) -> None:
    heir = heir_of(agency, announced_on="2026-03-02", level=3)
    said = run("reorganise", written(agency, tmp_path, **heir), "--confirm")
    assert said.exit_code == 0, said.output
    assert Agency.objects.get(uscc=OPENED["uscc"]).announced_on == date(2026, 3, 2)

    wrong = heir_of(agency, announced_on="去年")
    assert "不是所要求的格式" in run("reorganise", written(agency, tmp_path, **wrong)).output


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"paper": ""}, "依据"),
        ({"predecessors": ["nobody"]}, "没有代码为"),
        ({"heirs": [{"opened": {"name": "甲"}}]}, "字段不全"),
        ({"when": "now"}, "不是所要求的格式"),
    ],
)
def test_a_wrong_file_exits_with_the_reason(
    agency: Agency, tmp_path: Path, more: dict[str, Any], words: str
) -> None:
    said = run("reorganise", written(agency, tmp_path, **more), "--confirm")
    assert said.exit_code == 1 and words in said.output
    assert not Succession.objects.exists()
