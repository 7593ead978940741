"""A running case is put on another version of its flow, or is not."""

from typing import Any

import pytest

from sanzhi.cases.fold import differences, events_of, fold
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.procedure import designing, drafts, library
from sanzhi.procedure.models import ProcedureVersion
from tests.support.cast import Cast, assemble, make_person
from tests.support.flows import ORDINARY, published
from tests.support.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def own(cast: Cast) -> ProcedureVersion:
    """The agency's own flow: as it ships, one step named otherwise and one under another id."""
    clerk = make_person(cast.agency, "clerk", "冉细致", "clerk")
    draft = drafts.begin(clerk, "本局普通程序", library.latest(ORDINARY))
    drafts.change(
        draft.pk, lambda document: designing.describe_step(document, "investigation", {"title": "调查"}),
        actor=clerk, seen=1, place="investigation", words="改名",
    )  # fmt: skip
    return published(draft, clerk, cast.head)


def proposal(own: ProcedureVersion, story: Story, **other: Any) -> dict[str, Any]:
    steps = [{"step": row[0], "to": row[0]} for row in story.case.marking]
    return {
        "flow": own.digest, "steps": steps, "ground": "flaw", "reason": "原版本环节名称有误。",
        "harmless": True,
    } | other  # fmt: skip


def conclude(story: Story) -> None:
    story.evidence()
    story.interview()
    story.act("conclude", story.cast.officer, **story.draft())


def moved(story: Story, own: ProcedureVersion, cast: Cast) -> None:
    story.act("propose_flow", cast.officer, **proposal(own, story))
    story.act("approve_flow", cast.head, opinion="同意变更。")


def test_a_head_puts_the_case_on_the_new_version(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()
    old, marking = story.case.procedure, story.case.marking

    moved(story, own, cast)

    assert story.case.procedure == own.digest
    assert story.case.marking == marking
    assert list(differences(story.case)) == []
    change = story.case.facts["flow_changes"][0]
    assert (change["from"], change["flow"], change["approved"]) == (old, own.digest, True)


def test_the_case_goes_on_by_the_new_version_and_the_old_stays_readable(
    cast: Cast, own: ProcedureVersion
) -> None:
    story = Story(cast).filed()
    old, seq = story.case.procedure, story.case.seq
    moved(story, own, cast)

    conclude(story)

    assert story.case.procedure == own.digest
    assert story.case.state == "submission"
    before = [event for event in events_of(story.case.pk) if event["seq"] <= seq]
    assert fold(before).procedure == old
    assert library.by_digest(old).steps["investigation"].title == "调查取证"


def test_nothing_moves_before_the_head_approves(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()
    old = story.case.procedure

    story.act("propose_flow", cast.officer, **proposal(own, story))
    assert story.case.procedure == old
    story.act("decline_flow", cast.head, opinion="按原版本办理。")

    assert story.case.procedure == old
    assert "flow_change" not in story.case.facts
    with pytest.raises(NotOpen, match="没有等待审批"):
        story.act("approve_flow", cast.head, opinion="同意。")


def test_who_proposed_does_not_approve(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()
    story.act("propose_flow", cast.head, **proposal(own, story))

    with pytest.raises(NotOpen, match="不能批准"):
        story.act("approve_flow", cast.head, opinion="同意。")


def test_an_officer_does_not_approve(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()
    story.act("propose_flow", cast.officer, **proposal(own, story))

    with pytest.raises(NotOpen):
        story.act("approve_flow", cast.second, opinion="同意。")


def test_what_harms_the_party_is_refused_with_article_37(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()

    with pytest.raises(Refused, match="《行政处罚法》第三十七条"):
        story.act("propose_flow", cast.officer, **proposal(own, story, harmless=False))


def test_a_step_that_the_new_version_lacks_is_refused(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()
    steps = [{"step": "investigation", "to": "elsewhere"}]

    with pytest.raises(Invalid, match="没有与“调查取证”对应的环节"):
        story.act("propose_flow", cast.officer, **proposal(own, story, steps=steps))


def test_a_step_that_leads_past_the_law_is_refused_with_its_article(
    cast: Cast, own: ProcedureVersion
) -> None:
    story = Story(cast).filed()
    steps = [{"step": "investigation", "to": "decision"}]

    with pytest.raises(Refused, match=r"按新版本继续办理.*《行政处罚法》"):
        story.act("propose_flow", cast.officer, **proposal(own, story, steps=steps))


def test_what_was_done_meanwhile_makes_the_proposal_stale(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()
    story.act("propose_flow", cast.officer, **proposal(own, story))
    conclude(story)

    with pytest.raises(Invalid, match="没有与“送审”对应的环节"):
        story.act("approve_flow", cast.head, opinion="同意。")


def test_the_same_version_is_no_other_one(cast: Cast, own: ProcedureVersion) -> None:
    story = Story(cast).filed()

    for digest in (story.case.procedure, "0" * 64):
        with pytest.raises(Invalid):
            story.act("propose_flow", cast.officer, **proposal(own, story, flow=digest))
