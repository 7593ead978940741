"""Document numbers: every real one is read, our own has one form."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.numbers import BadNumber, format_number, parse_number

DECISIONS = Path(__file__).parents[1] / "data" / "decisions.jsonl"


def real_numbers() -> list[str]:
    rows = [json.loads(line) for line in DECISIONS.read_text(encoding="utf-8").splitlines()]
    notices = [row["notice"]["number"] for row in rows if row["notice"]]
    return [number for number in [*(row["number"] for row in rows), *notices] if number]


@pytest.mark.parametrize("text", real_numbers())
def test_every_real_number_is_read(text: str) -> None:
    number = parse_number(text)
    assert str(number.year) in text
    assert number.serial in text
    assert parse_number(number.canonical).canonical == number.canonical


@pytest.mark.parametrize(
    ("text", "symbol", "year", "serial", "place"),
    [
        ("盘环罚决(2021)138号", "盘环罚决", 2021, "138", ""),
        ("(津保)应急罚[2023]k-39号", "(津保)应急罚", 2023, "k-39", "津保"),
        ("(湘怀沅)应急罚〔2025〕执法二中队-9号", "(湘怀沅)应急罚", 2025, "执法二中队-9", "湘怀沅"),
        ("州农(种子)罚〔2020〕2", "州农(种子)罚", 2020, "2", ""),
        ("文市自然资决字〔2023〕第11号", "文市自然资决字", 2023, "11", ""),
        ("青黄(珠海)综法罚字[2025]第2025ZH00016号", "青黄(珠海)综法罚字", 2025, "2025ZH00016", ""),
        ("〔2021〕66号", "", 2021, "66", ""),
        ("豫0923环罚决字〔2024〕7号", "豫0923环罚决字", 2024, "7", ""),
    ],
)
def test_a_number_is_taken_apart(text: str, symbol: str, year: int, serial: str, place: str) -> None:
    number = parse_number(text)
    assert (number.symbol, number.year, number.serial, number.place) == (symbol, year, serial, place)


def test_variants_of_one_number_compare_equal() -> None:
    variants = ["州农(种子)罚〔2020〕2", "州农（种子）罚（2020）第2号", "州农(种子)罚[2020]02号"]
    assert {parse_number(text).canonical for text in variants} == {"州农（种子）罚〔2020〕2号"}


def test_what_was_written_is_written_again() -> None:
    number = parse_number("砚自然资罚字(2024)第034号")
    assert str(number) == "砚自然资罚字〔2024〕第034号"
    assert number.ordinal == 34
    assert parse_number("(津保)应急罚[2023]k-39号").ordinal is None


def test_a_serial_of_thousands_of_digits_is_no_number() -> None:
    long = parse_number(f"市监罚〔2026〕{'9' * 5000}号")
    assert long.ordinal is None
    assert long.canonical.endswith("9号")


@pytest.mark.parametrize(
    "text",
    ["", "市监罚2026年1号", "市监罚〔2026）1号", "市监罚〔26〕1号", "市监罚〔2026〕号", "市监 罚〔2026〕1号"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        parse_number(text)


@pytest.mark.parametrize(
    ("symbol", "year", "ordinal"),
    [("", 2026, 1), ("市监罚", 2026, 0), ("市监罚", 26, 1), ("市监〔罚", 2026, 1), (" 市监罚", 2026, 1)],
)
def test_no_number_is_made_of_wrong_parts(symbol: str, year: int, ordinal: int) -> None:
    with pytest.raises(BadNumber):
        format_number(symbol, year, ordinal)


def test_our_own_form() -> None:
    assert format_number("黔金市监罚", 2026, 12) == "黔金市监罚〔2026〕12号"


SYMBOLS = st.text("黔金市监环罚决字（）0123", min_size=1, max_size=12)


@given(SYMBOLS, st.integers(1949, 2099), st.integers(1, 10**7))
def test_what_we_write_we_read(symbol: str, year: int, ordinal: int) -> None:
    number = parse_number(format_number(symbol, year, ordinal))
    assert (number.symbol, number.year, number.ordinal) == (symbol, year, ordinal)
