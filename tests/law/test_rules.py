"""Which row governs, and what a row may do."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.errors import NoRule
from sanzhi.law.findings import Citation
from sanzhi.law.rules import Extension, RuleRow, RuleSet
from sanzhi.law.statutes import covered, statutes

RULES = RuleSet.national()
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("rule", "domain", "value", "unit"),
    [
        ("O1", "市场监管", 15, "wd"),
        ("O11", "市场监管", 5, "wd"),
        ("O13", None, 5, "wd"),
        ("O14", None, 7, "wd"),
        ("O21", None, 90, "natural"),
        ("O24", None, 7, "wd"),
        ("P1", None, 7, "wd"),
        ("P5", None, 3, "wd"),
        ("O27", None, 15, "natural"),
        ("V6", "市场监管", 10, "wd"),
        ("O33", "市场监管", 15, "wd"),
        ("O28", None, 3, "percent"),
        ("O5", None, 7, "wd"),
        ("P13.light", "市场监管", 3, "month"),
        ("P13", "市场监管", 36, "month"),
        ("O11", "农业农村", 3, "wd"),
    ],
)
def test_the_statute_number(rule: str, domain: str | None, value: int, unit: str) -> None:
    row = RULES.pick(rule, domain=domain, on=TODAY)
    assert (row.value, row.unit) == (value, unit)


def test_the_sector_goes_before_the_nation() -> None:
    row = RULES.pick("O21", domain="市场监管", on=TODAY)
    assert str(row.citation) == "《市场监督管理行政处罚程序规定》第六十四条第一款"
    assert row.extensions[0].value == 30
    assert "听证" in row.excluded


def test_a_limit_that_no_law_sets_is_not_invented() -> None:
    assert RULES.find("O11", on=TODAY) is None
    assert RULES.find("O33", domain="农业农村", on=TODAY) is None


def test_before_the_law_came_into_force_nothing_is_known() -> None:
    assert RULES.pick("O21", on=date(2021, 7, 15)).value == 90
    with pytest.raises(NoRule):
        RULES.pick("O21", on=date(2021, 7, 14))


def test_an_agency_goes_before_sector_and_region() -> None:
    base = RULES.pick("O11", domain="市场监管", on=TODAY)
    region = replace(base, domain=None, region="520500", value=6)
    both = replace(base, region="520500", value=7)
    agency = replace(base, domain=None, agency="a", value=8)
    rules = RULES.with_rows([region, both, agency])
    where = {"domain": "市场监管", "region": "520502"}
    assert rules.pick("O11", **where, agency="a", on=TODAY).value == 8
    assert rules.pick("O11", **where, agency="b", on=TODAY).value == 7
    assert rules.pick("O11", domain="市场监管", region="520100", on=TODAY).value == 5
    assert rules.pick("O11", region="520502", on=TODAY).value == 6


def test_a_later_row_takes_over_on_its_first_day() -> None:
    old = RULES.pick("P1", on=TODAY)
    new = replace(old, value=5, in_force_from=date(2026, 7, 1))
    rules = RULES.with_rows([new])
    assert rules.pick("P1", on=date(2026, 6, 30)).value == 7
    assert rules.pick("P1", on=date(2026, 7, 1)).value == 5


def test_the_last_day_in_force_still_counts() -> None:
    row = replace(RULES.pick("P1", on=TODAY), in_force_to=date(2026, 6, 30))
    assert row.in_force(date(2026, 6, 30))
    assert not row.in_force(date(2026, 7, 1))


def test_a_row_without_a_text_at_hand_may_only_warn() -> None:
    assert not RULES.pick("O18.entity", domain="市场监管", on=TODAY).may_refuse(TODAY)
    assert not RULES.pick("P14.general.max", on=TODAY).may_refuse(TODAY)
    assert RULES.pick("O13", on=TODAY).may_refuse(TODAY)


def test_whether_the_number_itself_is_included_follows_the_text() -> None:
    market = RULES.pick("O18.entity", domain="市场监管", on=TODAY)
    farming = RULES.pick("O18.entity", domain="农业农村", on=TODAY)
    assert market.reached(10_000_000)
    assert not market.reached(9_999_999)
    assert not farming.reached(10_000_000)
    assert farming.reached(10_000_001)


def test_every_packaged_row_cites_a_known_statute() -> None:
    for row in RULES.rows:
        statute = statutes()[row.citation.law]
        assert row.in_force_from is None or statute.in_force_from == row.in_force_from, row.id
        assert row.confirmed == (row.in_force_from is not None), row.id


def test_ids_are_unique_within_a_place() -> None:
    keys = [(row.id, row.domain, row.region, row.agency, row.in_force_from) for row in RULES.rows]
    assert len(keys) == len(set(keys))


def test_a_row_reads_with_all_that_may_stand_in_it() -> None:
    row = RuleRow.from_json(
        {
            "id": "O21",
            "title": "期限",
            "value": 90,
            "unit": "natural",
            "citation": ["某省规定", "第三条"],
            "roll": "none",
            "extensions": [{"value": 30, "unit": "wd", "by": "负责人"}, {"unit": "month", "by": "上级"}],
            "excluded": ["听证", "鉴定"],
        }
    )
    assert row.extensions == (Extension(30, "wd", "负责人"), Extension(None, "month", "上级"))
    assert (row.excluded, row.roll) == (("听证", "鉴定"), "none")
    assert (row.in_force_from, row.in_force_to) == (None, None)


@pytest.mark.parametrize("roll", ["", "sometimes"])
def test_a_row_with_an_unknown_roll_is_refused(roll: str) -> None:
    row = {"id": "X", "title": "x", "value": 1, "unit": "wd", "citation": ["a", "b"], "roll": roll}
    with pytest.raises(ValueError, match="顺延"):
        RuleRow.from_json(row)


def test_the_packaged_rows_run_on_the_calendar_that_is_given() -> None:
    calendar = Calendar({})
    assert RuleSet.national(calendar).calendar is calendar
    assert RuleSet.national().calendar is Calendar.national()
    assert RuleSet.national(calendar).with_rows([]).calendar is calendar


def test_a_row_with_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="单位"):
        RuleRow.from_json({"id": "X", "title": "x", "value": 1, "unit": "moon", "citation": ["a", "b"]})


def test_a_row_reads_from_what_an_agency_admitted() -> None:
    row = RuleRow.from_json(
        {
            "id": "O18.person",
            "title": "x",
            "value": 300000,
            "unit": "fen",
            "citation": ["某省规定", "第三条"],
            "in_force_from": "2026-01-01",
            "in_force_to": "2026-12-31",
        }
    )
    assert row.citation == Citation("某省规定", "第三条")
    assert (row.in_force_from, row.in_force_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not row.confirmed


@pytest.mark.parametrize(
    ("law", "on", "answer"),
    [
        ("行政处罚法", date(2021, 7, 15), True),
        ("行政处罚法", date(2021, 7, 14), False),
        ("市场监督管理行政处罚听证办法", TODAY, False),
        ("没有的法", TODAY, False),
    ],
)
def test_whether_a_law_is_at_hand(law: str, on: date, answer: bool) -> None:
    assert covered(law, on) is answer
