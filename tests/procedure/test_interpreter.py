"""The interpreter: open acts, branches, parallel steps and their join, returns as new rounds."""

from typing import Any

import pytest

from sanzhi.procedure.conditions import ConditionError, holds
from sanzhi.procedure.grammar import Bundle, BundleError, parse
from sanzhi.procedure.interpreter import Token, move, open_acts, open_steps, start, step_for


def flow(**changes: Any) -> dict[str, Any]:
    document = {
        "grammar": 1,
        "name": "test",
        "version": "1.0",
        "title": "测试",
        "kind": "penalty",
        "domain": "测试",
        "start": "a",
        "steps": [
            {
                "id": "a",
                "title": "甲",
                "acts": [
                    {"act": "note"},
                    {"act": "go", "when": {"fact": "major"}, "to": ["b", "c"]},
                    {"act": "go", "to": ["d"]},
                ],
            },
            {
                "id": "b",
                "title": "乙",
                "acts": [{"act": "finish_b", "to": ["d"]}, {"act": "return", "back": "a"}],
            },
            {"id": "c", "title": "丙", "acts": [{"act": "finish_c", "to": ["d"]}]},
            {"id": "d", "title": "丁", "join": ["b", "c"], "final": True},
        ],
        "always": [{"act": "lapse"}],
    }
    return {**document, **changes}


@pytest.fixture
def bundle() -> Bundle:
    return parse(flow())


def steps(marking: tuple[Token, ...]) -> list[str]:
    return [token.step for token in open_steps(marking)]


def take(
    bundle: Bundle, marking: tuple[Token, ...], act: str, seq: int = 2, **facts: Any
) -> tuple[Token, ...]:
    token = step_for(bundle, marking, act)
    assert token is not None
    return move(bundle, marking, token, act, facts, seq).marking


def test_an_act_without_target_leaves_its_step_open(bundle: Bundle) -> None:
    marking = start(bundle, 1)

    assert take(bundle, marking, "note") == marking


def test_the_first_transition_that_fits_is_taken(bundle: Bundle) -> None:
    assert steps(take(bundle, start(bundle, 1), "go", major=True)) == ["b", "c"]


def test_a_join_opens_when_every_branch_has_arrived(bundle: Bundle) -> None:
    marking = take(bundle, start(bundle, 1), "go", major=True)
    half = take(bundle, marking, "finish_b", 3)
    whole = take(bundle, half, "finish_c", 4)

    assert steps(half) == ["c"]
    assert steps(whole) == ["d"]
    assert [token.seq for token in whole] == [4]


def test_a_return_abandons_every_branch_and_begins_a_new_round(bundle: Bundle) -> None:
    marking = take(bundle, start(bundle, 1), "go", major=True)

    assert steps(take(bundle, marking, "return", 3)) == ["a"]


def test_what_is_offered_always_is_open_everywhere(bundle: Bundle) -> None:
    marking = take(bundle, start(bundle, 1), "go", major=True)

    assert set(open_acts(bundle, marking)) == {"lapse", "finish_b", "return", "finish_c"}


def test_the_digest_depends_on_the_content_alone() -> None:
    document = flow()
    reordered = dict(reversed(document.items()))

    assert parse(document).digest == parse(reordered).digest
    assert parse(flow(title="另一个")).digest != parse(document).digest


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"grammar": 3}, "语法"),
        ({"start": "z"}, "没有环节 z"),
        ({"steps": [{"id": "a", "title": "甲", "acts": [{"act": "x", "to": ["z"]}]}]}, "没有环节 z"),
        ({"steps": [{"id": "a", "title": "甲", "acts": [{"act": "x", "go": ["a"]}]}]}, "不认识的键"),
        ({"steps": [{"id": "a", "title": "甲"}, {"id": "a", "title": "乙"}]}, "重复"),
    ],
)
def test_a_flow_outside_the_grammar_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(BundleError, match=message):
        parse(flow(**changes))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, True),
        ({"fact": "major"}, True),
        ({"fact": "missing"}, False),
        ({"eq": ["review.outcome", "agree"]}, True),
        ({"eq": ["review.outcome", "correct"]}, False),
        ({"not": {"fact": "major"}}, False),
        ({"all": [{"fact": "major"}, {"fact": "review"}]}, True),
        ({"any": [{"fact": "missing"}, {"fact": "major"}]}, True),
        ({"all": []}, True),
        ({"any": []}, False),
    ],
)
def test_conditions_over_facts(condition: dict[str, Any] | None, expected: bool) -> None:
    assert holds(condition, {"major": True, "review": {"outcome": "agree"}}) is expected


@pytest.mark.parametrize("condition", [{"exec": "1"}, {}, {"fact": "a", "eq": ["a", 1]}])
def test_a_condition_outside_the_grammar_is_refused(condition: dict[str, Any]) -> None:
    with pytest.raises(ConditionError):
        holds(condition, {})
