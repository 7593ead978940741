"""An agency's own shorter term: its clock runs by it, and the law refuses nothing because of it."""

from datetime import date, timedelta

import pytest

from sanzhi.jobs import clock
from sanzhi.procedure import adapting, library, publishing
from tests.support.cast import Cast, make_person
from tests.support.flows import ORDINARY, published
from tests.support.story import FINE, Story, at


@pytest.mark.usefixtures("monday")
def test_the_clock_runs_by_the_shorter_term_and_the_decision_stays_lawful(story: Story, cast: Cast) -> None:
    clerk = make_person(cast.agency, "clerk", "冉细致", "clerk")
    overlay = adapting.begin(clerk, "三十日办结", library.latest(ORDINARY))
    adapting.add(overlay.pk, {"do": "tighten", "rule": "O21", "number": 30}, actor=clerk, seen=1)
    draft = adapting.draft_now(overlay)
    assert draft is not None
    publishing.use(published(draft, clerk, cast.head).digest, actor=cast.head)
    story.defended()

    running = story.case.clocks["O21"]
    assert date.fromisoformat(running["due"]) - date.fromisoformat(running["start"]) == timedelta(days=30)
    with clock.at(at("2026-04-20")):
        story.decide(FINE, defence_reply="采纳部分意见。")
    assert story.case.clocks["O21"]["state"] == "late"
