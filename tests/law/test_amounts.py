"""Amounts in figures and capitals, both ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.amounts import LARGEST_FEN, from_capitals, from_yuan, in_capitals, in_yuan, surcharge
from sanzhi.law.rules import RuleSet

RATE = RuleSet.national().pick("O28", on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (55, "伍角伍分"),
        (100, "壹元整"),
        (1005, "壹拾元零伍分"),
        (1050, "壹拾元伍角整"),
        (7992, "柒拾玖元玖角贰分"),
        (5_212_000, "伍万贰仟壹佰贰拾元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (10_000_000, "壹拾万元整"),
        (1_000_500_000, "壹仟万零伍仟元整"),
        (10_000_000_500, "壹亿零伍元整"),
        (10_100_000_000, "壹亿零壹佰万元整"),
        (1_000_100_010_000, "壹佰亿零壹佰万零壹佰元整"),
        (LARGEST_FEN, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals(fen: int, capitals: str) -> None:
    assert in_capitals(fen) == capitals
    assert from_capitals(capitals) == fen


@pytest.mark.parametrize("text", ["人民币伍万元整", "伍万圆整", "伍万元正"])
def test_other_spellings_of_capitals_are_read(text: str) -> None:
    assert from_capitals(text) == 5_000_000


@pytest.mark.parametrize("text", ["", "整", "五万元整", "伍万", "壹佰伍元整", "壹万零零伍元整", "伍万元"])
def test_irregular_capitals_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="中文大写"):
        from_capitals(text)


@pytest.mark.parametrize(
    ("text", "fen"), [("52,120", 5_212_000), ("79.92", 7992), ("0.5", 50), ("1000", 100_000)]
)
def test_figures_are_read(text: str, fen: int) -> None:
    assert from_yuan(text) == fen


@pytest.mark.parametrize("text", ["", "-1", "1.234", "1e3", "12,34", "一万", "1."])
def test_wrong_figures_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="以元为单位"):
        from_yuan(text)


@pytest.mark.parametrize("fen", [-1, LARGEST_FEN + 1])
def test_amounts_out_of_range_are_not_written(fen: int) -> None:
    with pytest.raises(ValueError, match="范围"):
        in_capitals(fen)


@given(st.integers(0, LARGEST_FEN))
def test_capitals_go_both_ways(fen: int) -> None:
    assert from_capitals(in_capitals(fen)) == fen


@given(st.integers(0, LARGEST_FEN))
def test_figures_go_both_ways(fen: int) -> None:
    assert from_yuan(in_yuan(fen)) == fen


@pytest.mark.parametrize(("days", "yuan"), [(0, 0), (1, 300), (33, 9_900), (34, 10_000), (400, 10_000)])
def test_the_surcharge_grows_three_per_cent_a_day_up_to_the_fine(days: int, yuan: int) -> None:
    assert surcharge(RATE, 1_000_000, days) == yuan * 100


@given(st.integers(0, 10**12), st.integers(0, 10_000))
def test_the_surcharge_never_exceeds_the_fine(fine: int, days: int) -> None:
    assert 0 <= surcharge(RATE, fine, days) <= fine


def test_a_surcharge_needs_a_rate() -> None:
    with pytest.raises(ValueError, match="加处罚款"):
        surcharge(RuleSet.national().pick("O27", on=date(2026, 1, 1)), 100, 1)
    with pytest.raises(ValueError, match="加处罚款"):
        surcharge(RATE, 100, -1)
