"""What a round of legal review asks: an answer to the objection before, seven points, and in time."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sanzhi.cases.guards import responsible_apart
from sanzhi.jobs import clock
from sanzhi.law.errors import Refused
from sanzhi.review.points import SEVEN_POINTS
from tests.support.story import FINE, Story, at


def rules_of(refused: Refused) -> set[str]:
    return {finding.rule for finding in refused.findings if finding.verdict.value == "refuse"}


def test_after_an_objection_the_handler_says_what_was_done(story: Story, monday: None) -> None:
    story.submitted()
    story.opinion("supplement", passed=False)
    story.act("conclude", story.cast.officer, **story.draft(complex=True))

    with pytest.raises(Refused) as caught:
        story.act("submit_for_review", story.cast.officer, complete=True)
    assert rules_of(caught.value) == {"V4"}

    story.act("submit_for_review", story.cast.officer, complete=True, note="已补充检验报告。")
    assert story.case.facts["submission"]["round"] == 2


def test_seven_points_are_seven_different_ones(story: Story, monday: None) -> None:
    story.submitted()
    points = [{"name": SEVEN_POINTS[0], "passed": True}] * 7

    with pytest.raises(Refused) as caught:
        story.act(
            "give_opinion",
            story.cast.reviewer,
            points=points,
            lawful=True,
            appropriate=True,
            outcome="agree",
            opinion="事实清楚，同意。",
        )
    assert rules_of(caught.value) == {"V3"}
    assert len(caught.value.findings) == 6


@pytest.mark.parametrize(("given", "late"), [("2026-03-16", False), ("2026-03-17", True)])
def test_a_late_opinion_counts_and_is_marked(story: Story, monday: None, given: str, late: bool) -> None:
    story.submitted()
    with clock.at(at(given)):
        outcome = story.opinion()

    assert story.case.facts["review"]["on"] == date.fromisoformat(given).isoformat()
    assert ("V6" in {finding.rule for finding in outcome.findings}) is late


def test_the_head_who_decides_did_not_review(story: Story, monday: None) -> None:
    story.noticed().waived().deliberated()
    head, reviewer = story.cast.head, story.cast.reviewer
    items = [{"kind": "罚款", "text": "罚款52000元", "fen": FINE}]

    with pytest.raises(Refused) as caught:
        twofold = replace(head, user_id=reviewer.user_id)
        story.act("decide", twofold, penalty_items=items, fine_fen=FINE)
    assert rules_of(caught.value) == {"V8"}

    assert "V8" not in {finding.rule for finding in story.decide().findings}


@pytest.mark.parametrize(("head", "refused"), [("checker", True), ("earlier", False), ("other", False)])
def test_whose_opinion_the_decision_rests_on_does_not_decide(head: str, refused: bool) -> None:
    rounds = {
        "draft": {"digest": "second"},
        "review": {"draft": "first", "reviewer": "earlier"},
        "check": {"draft": "second", "reviewer": "checker"},
    }
    deed: Any = SimpleNamespace(
        facts=rounds,
        actor=SimpleNamespace(user_id=head),
        case=SimpleNamespace(handler_id="officer"),
        on=date(2026, 3, 2),
    )

    assert any(finding.rule == "V8" for finding in responsible_apart(deed)) is refused
