"""The comparisons of grammar 2, on both sides of their bounds."""

from typing import Any

import pytest

from sanzhi.procedure.conditions import ConditionError, check_condition, holds, leaves, look_up, named

FACTS: dict[str, Any] = {
    "draft": {"fine_fen": 1_000_000, "kind": "warning", "on": "2026-03-02", "risky": True},
    "document.prior_notice": {"on": "2026-03-05"},
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"lt": ["draft.fine_fen", 1_000_001]}, True),
        ({"lt": ["draft.fine_fen", 1_000_000]}, False),
        ({"le": ["draft.fine_fen", 1_000_000]}, True),
        ({"le": ["draft.fine_fen", 999_999]}, False),
        ({"gt": ["draft.fine_fen", 999_999]}, True),
        ({"gt": ["draft.fine_fen", 1_000_000]}, False),
        ({"ge": ["draft.fine_fen", 1_000_000]}, True),
        ({"ge": ["draft.fine_fen", 1_000_001]}, False),
        ({"between": ["draft.fine_fen", 1_000_000, 1_000_000]}, True),
        ({"between": ["draft.fine_fen", 0, 999_999]}, False),
        ({"between": ["draft.on", "2026-03-01", "2026-03-31"]}, True),
        ({"gt": ["document.prior_notice.on", "2026-03-04"]}, True),
        ({"in": ["draft.kind", ["warning", "fine"]]}, True),
        ({"in": ["draft.kind", ["fine"]]}, False),
        # What cannot be compared does not hold, on either side.
        ({"gt": ["draft.kind", 1]}, False),
        ({"lt": ["draft.kind", 1]}, False),
        ({"ge": ["draft.risky", 0]}, False),
        ({"lt": ["missing", 1]}, False),
        ({"not": {"ge": ["missing", 1]}}, True),
    ],
)
def test_comparisons(condition: dict[str, Any], expected: bool) -> None:
    check_condition(condition)

    assert holds(condition, FACTS) is expected


@pytest.mark.parametrize(
    "condition",
    [
        {"gt": ["x"]},
        {"gt": ["x", True]},
        {"in": ["x", "abc"]},
        {"between": ["x", 1, "b"]},
        {"fact": ""},
        {"fact": "a..b"},
        {"eq": ["x", [1]]},
        {"all": {"fact": "x"}},
        {"any": [{"fact": "x"}, 3]},
        {"fact": "a", "eq": ["b", 1]},
    ],
)
def test_a_condition_outside_the_grammar_is_refused(condition: Any) -> None:
    with pytest.raises(ConditionError):
        check_condition(condition)


def test_a_fact_whose_own_name_has_dots_is_found() -> None:
    assert look_up("document.prior_notice.on", FACTS) == "2026-03-05"
    assert look_up("document.decision.on", FACTS) is None


def test_the_comparisons_of_a_condition_name_their_facts() -> None:
    condition = {"all": [{"not": {"fact": "major"}}, {"any": [{"ge": ["draft.fine_fen", 1]}]}]}

    assert [named(leaf) for leaf in leaves(condition)] == ["major", "draft.fine_fen"]
    assert list(leaves(None)) == []
