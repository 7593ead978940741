"""The legal facts of a running case, read from what its acts wrote."""

from typing import Any

from sanzhi.procedure.legal import legal_model
from sanzhi.procedure.legal_now import legal_facts_of

DRAFT = {"digest": "d2"}
NOTICED: dict[str, Any] = {
    "filing": {"on": "2026-01-05"},
    "draft": DRAFT,
    "major": True,
    "review": {"outcome": "agree", "draft": "d2", "round": 1, "on": "2026-02-01"},
    "notice": {"served_on": "2026-02-10", "current": True},
    "document.prior_notice": {"id": "x", "draft": "d2", "sealed": "s", "served_on": "2026-02-10"},
}


def true(facts: dict[str, Any], clocks: dict[str, Any] | None = None) -> set[str]:
    return {name for name, stands in legal_facts_of(facts, clocks or {}).items() if stands}


def test_every_name_is_one_of_the_checker() -> None:
    assert set(legal_facts_of(NOTICED, {})) == set(legal_model().facts)


def test_a_noticed_case_is_heard_when_the_term_is_over() -> None:
    before = {"filed", "drafted", "major", "reviewed", "told", "noticed"}

    assert true(NOTICED) == before
    assert true(NOTICED, {"O11": {"state": "over"}}) == {*before, "heard"}
    assert true({**NOTICED, "waiver": {"on": "2026-02-11"}}) == {*before, "heard"}


def test_an_opinion_on_another_draft_does_not_count() -> None:
    assert "reviewed" not in true({**NOTICED, "draft": {"digest": "d3"}})


def test_a_hearing_asks_for_another_review() -> None:
    held = {**NOTICED, "hearing": {"requested_on": "2026-02-12", "held_on": "2026-03-01"}}

    assert "reheard" in true(held)
    again = {**held, "review": {**NOTICED["review"], "on": "2026-03-09"}}
    assert "reheard" not in true(again)
    assert "hearing_asked" in true({**NOTICED, "hearing": {"requested_on": "2026-02-12"}})


def test_after_the_decision_its_preparation_is_no_longer_asked() -> None:
    decided = {
        **NOTICED,
        "decision": {"on": "2026-03-10"},
        "document.decision": {"id": "y", "signed": [1, 2], "sealed": "s"},
    }

    assert true(decided) == {
        "filed",
        "major",
        "decided",
        "decision_made",
        "decision_signed",
        "decision_sealed",
    }
