"""The chain of approval as plain functions: who is next, and who may not stand in it."""

from itertools import chain as joined
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.orgs import approval
from sanzhi.orgs.approval import Chain, Endorsement, Level

LEVELS = (Level.UNIT_HEAD, Level.DEPUTY, Level.HEAD)
CHAIN = Chain("file", "批准立案", LEVELS, "某局审批制度")
LAWFUL = {
    ("unit_head", "deputy"), ("unit_head", "head"), ("deputy", "head"), ("unit_head", "deputy", "head"),
}  # fmt: skip


def agreed(*levels: Level) -> list[Endorsement]:
    return [Endorsement(level, f"person {level}", agreed=True) for level in levels]


@pytest.mark.parametrize(
    "levels",
    list(joined.from_iterable(permutations(("unit_head", "deputy", "head"), size) for size in range(4))),
)
def test_a_chain_climbs_and_ends_with_a_head(levels: tuple[str, ...]) -> None:
    assert (approval.faults_of(levels) == "") is (levels in LAWFUL)


def test_a_level_that_nobody_knows_makes_no_chain() -> None:
    assert approval.faults_of(["unit_head", "king"]) == "没有这个审批层级"


@given(st.lists(st.builds(Endorsement, st.sampled_from(LEVELS), st.sampled_from("ab"), st.booleans())))
def test_it_is_complete_exactly_when_every_level_below_the_last_agreed(said: list[Endorsement]) -> None:
    spoken = {each.level for each in said if each.agreed}
    complete = spoken >= {Level.UNIT_HEAD, Level.DEPUTY}

    assert (approval.chain_complete(CHAIN, said) == []) is complete
    assert (approval.next_level(CHAIN, said) is Level.HEAD) is complete


def test_the_next_level_is_the_lowest_that_has_not_agreed() -> None:
    assert approval.next_level(CHAIN, []) is Level.UNIT_HEAD
    assert approval.next_level(CHAIN, agreed(Level.UNIT_HEAD)) is Level.DEPUTY
    assert approval.next_level(CHAIN, agreed(Level.DEPUTY)) is Level.UNIT_HEAD


def test_a_level_that_sent_back_has_not_agreed() -> None:
    said = [Endorsement(Level.UNIT_HEAD, "a", agreed=False)]

    assert approval.next_level(CHAIN, said) is Level.UNIT_HEAD


def test_who_holds_the_level_stands_there_and_nobody_else() -> None:
    assert approval.stands_at(CHAIN, Level.DEPUTY, {Level.DEPUTY}) == []
    assert approval.stands_at(CHAIN, Level.DEPUTY, {Level.UNIT_HEAD, Level.HEAD})[0].rule == "chain.level"


def test_a_handler_is_kept_apart_and_a_colleague_is_not() -> None:
    assert approval.approver_apart(CHAIN, "a", {"a", "b"})[0].rule == "chain.apart"
    assert approval.approver_apart(CHAIN, "c", {"a", "b"}) == []


def test_one_person_agrees_at_one_level_only() -> None:
    said = [Endorsement(Level.UNIT_HEAD, "a", agreed=True)]

    assert approval.one_level_each(CHAIN, "a", said)[0].rule == "chain.once"
    assert approval.one_level_each(CHAIN, "b", said) == []


def test_every_refusal_names_the_agency_s_own_rule_and_a_cure() -> None:
    for finding in (
        *approval.chain_complete(CHAIN, []),
        *approval.stands_at(CHAIN, Level.HEAD, ()),
        *approval.approver_apart(CHAIN, "a", {"a"}),
    ):
        assert "《某局审批制度》" in {str(each) for each in finding.citations}
        assert finding.cure
