"""A case on an agency's own flow in which several must agree before the decision."""

from typing import Any

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.cases.models import OpenStep
from sanzhi.law.errors import Invalid, NotOpen
from sanzhi.procedure import adapting, library, publishing
from sanzhi.procedure.library import by_digest
from tests.support.cast import Cast, make_person
from tests.support.flows import ORDINARY, published
from tests.support.story import FINE, Story

pytestmark = pytest.mark.usefixtures("monday")


def step(need: Any = "all") -> dict[str, Any]:
    asked = {"act": "countersign", "of": ["head", "reviewer"], "need": need}
    ways = [{"act": "countersign", "to": ["@next"]}, {"act": "countersign", "back": "investigation"}]
    return {"id": "joint", "title": "会签", "role": "head", "countersign": asked, "acts": ways}


@pytest.fixture
def deputy(cast: Cast) -> Actor:
    return make_person(cast.agency, "deputy", "赵副职", "head")


def arrived(story: Story, cast: Cast, deputy: Actor, need: Any = "all") -> Story:
    """The case stands at the step that the agency has added before the decision."""
    clerk = make_person(cast.agency, "clerk", "冉细致", "clerk")
    overlay = adapting.begin(clerk, "会签流程", library.latest(ORDINARY))
    change = {"do": "add_step", "mark": "before_decision", "step": step(need)}
    adapting.add(overlay.pk, change, actor=clerk, seen=1)
    draft = adapting.draft_now(overlay)
    assert draft is not None
    publishing.use(published(draft, clerk, cast.head).digest, actor=cast.head)
    return story.noticed().waived().deliberated()


def sign(story: Story, actor: Actor, *, agreed: bool = True, opinion: str = "") -> None:
    story.act("countersign", actor, agreed=agreed, opinion=opinion)


def test_the_case_goes_on_when_all_have_agreed(story: Story, cast: Cast, deputy: Actor) -> None:
    arrived(story, cast, deputy)
    assert by_digest(story.case.procedure).title == "会签流程"
    sign(story, deputy)
    assert story.state == "joint"
    sign(story, cast.reviewer)
    assert story.state == "decision"
    assert {"countersign.joint.head", "countersign.joint.reviewer"} <= set(story.case.facts)
    story.decide(FINE)


def test_one_who_disagrees_sends_it_back_with_his_reason(story: Story, cast: Cast, deputy: Actor) -> None:
    arrived(story, cast, deputy)
    with pytest.raises(Invalid, match="写明理由"):
        sign(story, deputy, agreed=False)
    sign(story, deputy, agreed=False, opinion="货值没有查清。")
    assert story.state == "investigation"


def test_one_is_enough_where_one_is_asked(story: Story, cast: Cast, deputy: Actor) -> None:
    arrived(story, cast, deputy, need="any")
    sign(story, cast.reviewer)
    assert story.state == "decision"


def test_nobody_writes_an_opinion_over_or_signs_twice(story: Story, cast: Cast, deputy: Actor) -> None:
    arrived(story, cast, deputy)
    sign(story, deputy)
    with pytest.raises(NotOpen, match="已经出具意见"):
        sign(story, deputy, agreed=False, opinion="改主意。")
    with pytest.raises(NotOpen, match="同一角色已有他人"):
        sign(story, cast.head)


def test_who_is_not_asked_does_not_sign(story: Story, cast: Cast, deputy: Actor) -> None:
    arrived(story, cast, deputy)
    with pytest.raises(NotOpen, match="不由您会签"):
        sign(story, cast.officer)


def test_the_step_waits_for_each_who_has_not_spoken(story: Story, cast: Cast, deputy: Actor) -> None:
    arrived(story, cast, deputy)
    waiting = OpenStep.objects.filter(case_id=story.case.pk).order_by("role")
    assert list(waiting.values_list("step", "role")) == [("joint", "head"), ("joint", "reviewer")]

    sign(story, deputy)

    assert list(waiting.values_list("step", "role")) == [("joint", "reviewer")]
