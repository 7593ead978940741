"""Yuan as people type them become fen, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.desk.money import in_words, to_fen, to_yuan


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("52120", 5_212_000),
        ("52,120.00", 5_212_000),
        ("¥52120.5", 5_212_050),
        ("￥0.01", 1),
        (" 200 元 ", 20_000),
        ("52，120", 5_212_000),
    ],
)
def test_an_amount_is_read(typed: str, fen: int) -> None:
    assert to_fen(typed) == fen


@pytest.mark.parametrize("typed", ["", "五万", "1.234", "-5", "1e5", "1 000", ".5", "99999999999999"])
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert to_fen(typed) is None


@given(st.integers(min_value=0, max_value=10**13))
def test_what_is_shown_is_read_back(fen: int) -> None:
    assert to_fen(to_yuan(fen)) == fen


def test_whole_yuan_are_said_without_cents() -> None:
    assert (in_words(5_212_000), in_words(5_212_050)) == ("52120", "52120.50")
