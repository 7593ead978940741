"""The interpreter under grammar 2: ways that hold anywhere, rounds, first-of joins, counted opinions."""

from typing import Any

import pytest

from sanzhi.procedure.countersigning import fact_of, given, signers
from sanzhi.procedure.grammar import Bundle, parse
from sanzhi.procedure.interpreter import Token, move, open_acts, open_steps, start, step_for
from tests.procedure.test_grammar2 import flow, with_step

STOP = [
    {"act": "stop", "when": {"fact": "stopped"}, "to": ["e"]},
    {"act": "note"},
    {"act": "again", "back": "a"},
]


def take(
    bundle: Bundle, marking: tuple[Token, ...], act: str, seq: int = 2, **facts: Any
) -> tuple[Token, ...]:
    token = step_for(bundle, marking, act)
    assert token is not None
    return move(bundle, marking, token, act, facts, seq).marking


def steps(marking: tuple[Token, ...]) -> list[str]:
    return [token.step for token in open_steps(marking)]


@pytest.fixture
def bundle() -> Bundle:
    return parse(flow(anywhere=STOP))


def test_what_holds_anywhere_is_offered_until_the_end(bundle: Bundle) -> None:
    begun = start(bundle, 1)
    halfway = take(bundle, take(bundle, begun, "go"), "do_b", 3)

    assert {"stop", "note", "again", "do_c"} == set(open_acts(bundle, halfway))
    ended = take(bundle, halfway, "stop", 4, stopped=True)
    assert steps(ended) == ["e"]
    assert open_acts(bundle, ended) == {}
    assert step_for(bundle, ended, "stop") is None


def test_a_way_that_holds_anywhere_closes_all_branches_and_what_waits(bundle: Bundle) -> None:
    halfway = take(bundle, take(bundle, start(bundle, 1), "go"), "do_b", 3)
    token = step_for(bundle, halfway, "stop")
    assert token is not None
    moved = move(bundle, halfway, token, "stop", {"stopped": True}, 4)

    assert set(moved.closed) == set(halfway)
    assert moved.marking == (Token("e", 1, 4),)


def test_a_way_whose_condition_fails_leaves_everything(bundle: Bundle) -> None:
    begun = start(bundle, 1)

    assert take(bundle, begun, "stop") == begun
    assert take(bundle, begun, "note") == begun


def test_each_return_begins_a_new_round_that_later_steps_keep(bundle: Bundle) -> None:
    marking = start(bundle, 1)
    for number in range(1, 4):
        assert {token.round for token in marking} == {number}
        marking = take(bundle, take(bundle, marking, "go", 10 * number), "again", 10 * number + 1)

    assert marking == (Token("a", 4, 31),)


def test_a_step_that_offers_an_act_itself_goes_before_what_holds_anywhere() -> None:
    bundle = parse(flow(anywhere=[{"act": "go", "to": ["e"]}]))

    assert steps(take(bundle, start(bundle, 1), "go")) == ["b", "c"]
    assert steps(take(bundle, (Token("b", 1, 2),), "go")) == ["e"]


def test_the_first_to_arrive_opens_a_join_and_closes_the_others() -> None:
    bundle = parse(with_step(3, join={"any": ["b", "c"]}))
    forked = take(bundle, start(bundle, 1), "go")
    token = step_for(bundle, forked, "do_c")
    assert token is not None
    moved = move(bundle, forked, token, "do_c", {}, 3)

    assert moved.marking == (Token("d", 1, 3),)
    assert {each.step for each in moved.closed} == {"b", "c"}


def countersigned(need: Any) -> Bundle:
    asked = {"act": "sign", "of": ["head", "reviewer", "counsel"], "need": need}
    ways = [{"act": "sign", "to": ["b", "c"]}, {"act": "sign", "back": "a"}]
    return parse(with_step(0, acts=ways, countersign=asked))


def opinions(at: int = 1, **said: bool) -> dict[str, Any]:
    return {fact_of("a", who): {"at": at, "agreed": agreed} for who, agreed in said.items()}


@pytest.mark.parametrize(
    ("need", "said", "expected"),
    [
        ("all", {"head": True, "reviewer": True}, ["a"]),
        ("all", {"head": True, "reviewer": True, "counsel": True}, ["b", "c"]),
        ("all", {"reviewer": False}, ["a"]),
        ("any", {"head": False, "reviewer": False}, ["a"]),
        ("any", {"counsel": True}, ["b", "c"]),
        ("any", {"head": False, "reviewer": False, "counsel": False}, ["a"]),
        (2, {"head": True, "counsel": True}, ["b", "c"]),
        (2, {"head": True, "counsel": False}, ["a"]),
        (2, {"head": False, "counsel": False}, ["a"]),
    ],
)
def test_a_countersigned_step_goes_on_when_enough_agree(
    need: Any, said: dict[str, bool], expected: list[str]
) -> None:
    bundle = countersigned(need)

    assert steps(take(bundle, start(bundle, 1), "sign", 5, **opinions(**said))) == expected


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("all", {"reviewer": False}),
        (2, {"head": False, "counsel": False}),
        ("any", {"head": False, "reviewer": False, "counsel": False}),
    ],
)
def test_it_goes_back_as_soon_as_enough_can_no_longer_agree(need: Any, said: dict[str, bool]) -> None:
    bundle = countersigned(need)

    assert take(bundle, start(bundle, 1), "sign", 5, **opinions(**said)) == (Token("a", 2, 5),)


def test_opinions_of_an_earlier_round_do_not_count() -> None:
    bundle = countersigned("all")
    second = (Token("a", 2, 7),)
    old = opinions(at=1, head=True, reviewer=True, counsel=True)

    assert take(bundle, second, "sign", 8, **old) == second
    assert given(bundle.steps["a"], 7, old) == {}


def test_opinions_given_side_by_side_stand_in_facts_of_their_own() -> None:
    assert len({fact_of("a", "head"), fact_of("a", "reviewer"), fact_of("b", "head")}) == 3


def test_the_signers_may_stand_in_a_fact() -> None:
    asked = {"act": "sign", "of": {"fact": "panel.members"}, "need": "all"}
    ways = [{"act": "sign", "to": ["b", "c"]}, {"act": "sign", "back": "a"}]
    step = parse(with_step(0, acts=ways, countersign=asked)).steps["a"]

    assert signers(step, {"panel": {"members": ["x", {"id": "y"}, "x"]}}) == ("x", "y")
    assert signers(step, {}) == ()
