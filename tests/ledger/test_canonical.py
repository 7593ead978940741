"""One value has one canonical byte string, and only that one can be read back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.ledger import canonical
from sanzhi.ledger.errors import NotCanonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE = st.integers(-canonical.LARGEST, canonical.LARGEST)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


def test_keys_are_sorted_by_utf16_units_as_in_the_example_of_rfc_8785() -> None:
    keys = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, "ö": 7}
    ordered = ["\r", "1", "\u0080", "ö", "€", "😀", "\ufb33"]
    assert list(json.loads(canonical.dumps(keys))) == ordered


def test_text_is_escaped_only_where_rfc_8785_demands_it() -> None:
    text = '€$\u000f\nA\'B"\\\\"/\u007f处罚'
    assert canonical.dumps(text) == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f处罚"'.encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": [1, None, True], "a": {}}, b'{"a":{},"b":[1,null,true]}'),
        ({"fen": 20_000_00, "who": "张某"}, '{"fen":2000000,"who":"张某"}'.encode()),
        ((1, 2), b"[1,2]"),
        (-0, b"0"),
        (2**53 - 1, b"9007199254740991"),
    ],
)
def test_golden_values(value: object, expected: bytes) -> None:
    assert canonical.dumps(value) == expected


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), {1: "a"}, {None: 1}, {"a": {2}}, b"bytes", "\ud800", {"\udfff": 1}, 2**53, -(2**53)],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical.dumps(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b"1.5",
        b"1e2",
        b"-0",
        b"NaN",
        b'"\\u0041"',
        b'"\\ud800"',
        b"\xff",
        b"",
        b"[" * 100_000,
        b"9" * 5_000,
    ],
)
def test_bytes_in_any_other_form_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        canonical.loads(data)


def test_nesting_ends_at_sixty_four_levels() -> None:
    def nest(depth: int) -> object:
        return [nest(depth - 1)] if depth else 1

    assert canonical.loads(canonical.dumps(nest(64))) == nest(64)
    with pytest.raises(NotCanonical):
        canonical.dumps(nest(65))


@given(VALUES)
def test_every_value_comes_back_as_it_was(value: object) -> None:
    assert canonical.loads(canonical.dumps(value)) == value
