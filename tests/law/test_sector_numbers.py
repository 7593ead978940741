"""The numbers of the penalty procedure by sector and region, as their texts give them."""

from datetime import date

import pytest

from sanzhi.law.rules import RuleRow, RuleSet

RULES = RuleSet.national()
DAY = date(2026, 6, 1)


def row(rule: str, domain: str | None = None, region: str | None = None) -> RuleRow:
    return RULES.pick(rule, domain=domain, region=region, on=DAY)


@pytest.mark.parametrize(
    ("rule", "where", "value", "unit"),
    [
        ("O1", {"domain": "医疗保障"}, 15, "wd"),
        ("O4", {}, 24, "month"),
        ("O4.vital", {}, 60, "month"),
        ("O4.order", {"domain": "公安"}, 6, "month"),
        ("O5", {"domain": "医疗保障"}, 7, "wd"),
        ("O6", {"domain": "交通运输"}, 24, "hour"),
        ("O6.preserve", {"domain": "市场监管"}, 24, "hour"),
        ("O6.preserve", {"domain": "医疗保障"}, 24, "hour"),
        ("O6.preserve", {"domain": "农业农村"}, 24, "hour"),
        ("O8", {"domain": "医疗保障"}, 15, "natural"),
        ("O9.negotiate", {"domain": "农业农村"}, 7, "wd"),
        ("O9.designate", {"domain": "住房城乡建设"}, 7, "wd"),
        ("O11", {"domain": "住房城乡建设"}, 5, "wd"),
        ("O11", {"domain": "自然资源"}, 3, "wd"),
        ("O11", {"region": "330106"}, 3, "wd"),
        ("O11", {"domain": "市场监管", "region": "330106"}, 5, "wd"),
        ("O14", {"region": "310101"}, 7, "wd"),
        ("O21", {"domain": "税务"}, 90, "natural"),
        ("O21.order", {"domain": "公安"}, 30, "natural"),
        ("O24", {"domain": "医疗保障"}, 7, "wd"),
        ("O24.order", {"domain": "公安"}, 2, "natural"),
        ("O26", {"domain": "交通运输"}, 60, "natural"),
        ("O30.after_review", {}, 15, "natural"),
        ("O31", {}, 12, "month"),
        ("O34", {"domain": "农业农村"}, 15, "natural"),
        ("S3", {}, 10_000, "fen"),
        ("S5.agency", {"domain": "农业农村"}, 2, "wd"),
        ("S6", {"domain": "公安"}, 24, "hour"),
        ("S10", {}, 5, "wd"),
        ("V6", {"domain": "医疗保障"}, 10, "wd"),
    ],
)
def test_the_number_of_the_text(rule: str, where: dict[str, str], value: int, unit: str) -> None:
    found = row(rule, **where)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("domain", ["自然资源", "通信"])
def test_three_days_for_a_hearing_yield_to_the_five_of_the_statute(domain: str) -> None:
    found = row("O13", domain=domain)
    assert (found.value, found.unit, found.domain) == (5, "wd", None)
    assert [each.value for each in RULES.displaced("O13", domain=domain, on=DAY)] == [3]


def test_a_row_cites_the_paragraph_that_gives_its_number() -> None:
    (filed,) = (each for each in RULES.rows if each.id == "S6" and each.domain == "生态环境")
    assert filed.citation.article == "第五十九条第三款"


def test_the_suit_procedure_of_2017_began_in_july() -> None:
    assert RULES.find("O30.suit", on=date(2017, 6, 30)) is None
    assert RULES.pick("O30.suit", on=date(2017, 7, 1)).value == 6


@pytest.mark.parametrize("rule", ["O4", "O4.vital", "O5", "O26", "O31", "O51"])
def test_what_binds_the_state_is_not_moved_over_rest_days(rule: str) -> None:
    assert all(each.roll == "none" for each in RULES.rows if each.id == rule)


def test_only_texts_that_are_known_to_be_in_force_may_refuse() -> None:
    for domain in ("生态环境", "自然资源", "通信", "卫生健康", "公安"):
        own = [each for each in RULES.rows if each.domain == domain]
        assert own
        assert not any(each.may_refuse(DAY) for each in own)


def test_without_the_statute_an_unconfirmed_row_still_governs_and_displaces_nothing() -> None:
    assert row("O11", domain="自然资源").domain == "自然资源"
    assert RULES.displaced("O11", domain="自然资源", on=DAY) == []
    assert RULES.displaced("O99", on=DAY) == []
