"""Which rows apply on a day, under which name, and why one goes before another."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.applying import Applying, Where, applying, name_of, rule_id
from sanzhi.law.errors import NoRule
from sanzhi.law.rules import RuleRow, RuleSet

RULES = RuleSet.national()
DAY = date(2026, 6, 1)
MARKET = Where("市场监管", "520523", "县局")
P1 = RULES.pick("P1", on=DAY)


def governing(rules: RuleSet, where: Where, on: date = DAY) -> dict[str, Applying]:
    return {each.row.id: each for each in applying(rules, where, on)}


@pytest.mark.parametrize("name", ["penalty.publish", "PENALTY.publish", "P1", "p1"])
def test_a_rule_is_known_by_name_and_by_id(name: str) -> None:
    assert rule_id(name, RULES) == "P1"


def test_a_row_with_a_dot_is_known_too() -> None:
    assert rule_id("s1.PERSON", RULES) == "S1.person"


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(NoRule, match="“penalty"):
        rule_id("penalty.nothing", RULES)


def test_the_name_of_an_id() -> None:
    assert name_of("P1") == "penalty.publish"
    assert name_of("X99") == ""


def test_one_row_governs_for_each_id_in_their_order() -> None:
    ids = list(governing(RULES, Where()))
    numbers = [int(each.partition(".")[0][1:]) for each in ids if each.startswith("O")]
    assert numbers == sorted(numbers)
    assert ids.index("P2") < ids.index("P10")
    assert ids.index("O30.review") < ids.index("O30.suit")
    assert [each[0] for each in ids] == sorted(each[0] for each in ids)
    assert "O11" not in ids


def test_what_is_not_in_force_does_not_apply() -> None:
    assert "O21" in governing(RULES, Where(), date(2021, 7, 15))
    assert "O21" not in governing(RULES, Where(), date(2021, 7, 14))


def test_the_sector_goes_before_the_nation_and_says_so() -> None:
    found = governing(RULES, MARKET)["O21"]
    assert found.row.domain == "市场监管"
    assert [(row.domain, reason) for row, reason in found.before] == [
        (None, "市场监管领域的规定优先于一般规定")
    ]


@pytest.mark.parametrize(
    ("special", "reason"),
    [
        (replace(P1, agency="县局", value=3), "本机关的规定优先"),
        (replace(P1, domain="市场监管", value=3), "市场监管领域的规定优先于一般规定"),
        (replace(P1, region="520500", value=3), "本地区的规定优先"),
        (replace(P1, in_force_from=date(2026, 1, 1), value=3), "施行在后的规定优先"),
    ],
)
def test_why_one_row_goes_before_another(special: RuleRow, reason: str) -> None:
    rules = RuleSet((P1, special), RULES.calendar)
    found = governing(rules, MARKET)["P1"]
    assert found.row.value == 3
    assert [(row.value, why) for row, why in found.before] == [(7, reason)]


def test_a_row_of_elsewhere_is_no_rival() -> None:
    elsewhere = [
        replace(P1, region="110000", value=3),
        replace(P1, agency="别局", value=3),
        replace(P1, domain="交通运输", value=3),
        replace(P1, in_force_to=date(2026, 5, 31), value=3),
    ]
    found = governing(RuleSet((P1, *elsewhere), RULES.calendar), MARKET)["P1"]
    assert (found.row.value, found.before) == (7, ())


def test_an_unconfirmed_text_yields() -> None:
    loose = replace(P1, confirmed=False, value=3, in_force_from=None)
    found = governing(RuleSet((P1, loose), RULES.calendar), MARKET)["P1"]
    assert [why for _, why in found.before] == ["后者文本未确认有效，只作提示"]
