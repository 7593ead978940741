"""Check digits, and the reasons given for wrong ones."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law import identifiers as ids

DECISIONS = Path(__file__).parents[1] / "data" / "decisions.jsonl"
ROWS = [json.loads(line) for line in DECISIONS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "11511301008778183N", "11511301008778220W", "115113010833722043"]
    + [row["uscc"] for row in ROWS if row["uscc_valid"]],
)
def test_real_credit_codes_are_right(code: str) -> None:
    assert ids.uscc_fault(code) is None


@pytest.mark.parametrize("code", ["11511301008778183N", "11511301008778220W", "115113010833722043"])
def test_a_credit_code_carries_a_right_organisation_code(code: str) -> None:
    assert ids.organisation_fault(code[8:17]) is None


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91350100M000100Y44", "校验码"),
        ("91350100M000100Y4", "18位"),
        ("91350100I000100Y43", "I"),
        ("91990100M000100Y43", "行政区划"),
        ("9135010aM000100Y43", "大写"),
    ],
)
def test_a_wrong_credit_code_is_told_why(code: str, reason: str) -> None:
    assert reason in (ids.uscc_fault(code) or "")


@pytest.mark.parametrize(
    ("code", "right"), [("00877818-3", True), ("008778183", True), ("008778184", False), ("1", False)]
)
def test_organisation_codes(code: str, right: bool) -> None:
    assert (ids.organisation_fault(code) is None) is right


def test_a_right_resident_number() -> None:
    assert ids.resident_fault("11010519491231002X") is None


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("110105194912310021", "校验码"),
        ("11010519491231002x", "大写X"),
        ("990105194912310020", "省级"),
        ("110105194913310020", "出生日期"),
        ("110105179912310020", "出生日期"),
        ("110105210001010020", "出生日期"),
        ("1101051949123100", "17位"),
    ],
)
def test_a_wrong_resident_number_is_told_why(number: str, reason: str) -> None:
    assert reason in (ids.resident_fault(number) or "")


def test_nobody_is_born_after_the_day_asked_about() -> None:
    number = "11010519491231002X"
    assert ids.resident_fault(number, on=date(1949, 12, 31)) is None
    assert ids.resident_fault(number, on=date(1949, 12, 30)) is not None


@pytest.mark.parametrize(
    ("day", "age"), [(date(2024, 5, 1), 13), (date(2024, 5, 2), 14), (date(2024, 4, 30), 13)]
)
def test_one_is_a_year_older_from_the_day_after_the_birthday(day: date, age: int) -> None:
    assert ids.age_on(date(2010, 5, 1), day) == age


@pytest.mark.parametrize(
    ("number", "legacy"), [("110105491231002", True), ("110105491331002", False), ("1", False)]
)
def test_first_generation_numbers_are_recognised(number: str, legacy: bool) -> None:
    assert ids.is_legacy_resident(number) is legacy


@given(st.integers(0, 999_999))
def test_demonstration_numbers_are_right_and_nobodys(n: int) -> None:
    number = ids.demonstration_resident(n)
    born = ids.birth_date(number)
    assert ids.resident_fault(number) is None
    assert ids.is_demonstration(number)
    assert born is not None and born.year < 1900


@given(st.integers(0, 99_999_999))
def test_demonstration_credit_codes_are_right_and_nobodys(n: int) -> None:
    code = ids.demonstration_uscc(n)
    assert ids.uscc_fault(code) is None
    assert ids.organisation_fault(code[8:17]) is None
    assert ids.is_demonstration(code)


def test_demonstration_numbers_differ() -> None:
    assert len({ids.demonstration_resident(n) for n in range(20_000)}) == 20_000


@pytest.mark.parametrize("n", [-1, 1_000_000])
def test_demonstration_numbers_have_an_end(n: int) -> None:
    with pytest.raises(ValueError, match="演示号码"):
        ids.demonstration_resident(n)
    with pytest.raises(ValueError, match="演示代码"):
        ids.demonstration_uscc(n * 100)


def test_a_real_number_is_no_demonstration() -> None:
    assert not ids.is_demonstration("11010519491231002X")


@given(st.integers(0, 99_999_999), st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_found(n: int, at: int, char: str) -> None:
    code = ids.demonstration_uscc(n)
    if code[at] != char:
        assert ids.uscc_fault(code[:at] + char + code[at + 1 :]) is not None


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (ids.uscc_check_character, "1"),
        (ids.organisation_check_character, "1"),
        (ids.resident_check_character, "1"),
    ],
)
def test_check_characters_need_the_whole_number(check: object, text: str) -> None:
    assert callable(check)
    with pytest.raises(ValueError, match="前"):
        check(text)
