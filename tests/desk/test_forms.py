"""Every act has a form, and what the law foresees never breaks a page."""

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import foresee, most_favourable, open_case
from sanzhi.desk.controls import Control, Drawing, Offered
from sanzhi.desk.shape import shape_of
from sanzhi.law.findings import refusals
from sanzhi.procedure import acts
from tests.support.cast import Cast
from tests.support.story import Story

NAMES = sorted(acts.registered())
STAGES = (
    "lead",
    "proposed",
    "filed",
    "concluded",
    "submitted",
    "reviewed",
    "noticed",
    "decided",
    "served",
    "published",
    "closed",
)
PEOPLE = ("officer", "head", "reviewer", "editor")


def every(controls: tuple[Control, ...]) -> list[Control]:
    found: list[Control] = []
    for control in controls:
        found += [control, *every(control.parts), *(inner for row in control.rows for inner in every(row))]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_act_has_a_chinese_label_and_a_control(name: str) -> None:
    controls = every(Drawing(Offered()).controls(acts.get(name).data, {}))

    assert all("一" <= control.label[0] <= "鿿" for control in controls)
    assert len({control.id for control in controls}) == len(controls)


@pytest.mark.parametrize("name", NAMES)
def test_most_favourable_data_has_every_field(name: str) -> None:
    model = acts.get(name).data

    data = most_favourable(model, {})

    assert set(vars(data)) == set(model.model_fields)


def test_amounts_that_the_penalties_add_up_are_not_asked() -> None:
    names = {field.name for field in shape_of(acts.get("decide").data)}

    assert "penalty_items" in names
    assert not names & {"fine_fen", "confiscated_fen"}


@pytest.mark.parametrize("stage", STAGES)
def test_the_law_answers_every_act_at_every_stage(cast: Cast, story: Story, stage: str) -> None:
    if stage == "proposed":
        story.lead()
    getattr(story, stage)()
    assert story.case_id is not None
    for part in PEOPLE:
        actor: Actor = getattr(cast, part)
        file = open_case(actor, story.case_id)
        for name in NAMES:
            foresee(file, actor, acts.get(name), {})


def test_what_is_still_to_be_typed_refuses_nothing(cast: Cast, story: Story) -> None:
    story.noticed()
    story.act(
        "record_statement", cast.officer, speaker="欧阳示例", began_at="2026-03-02T09:00:00+08:00",
        ended_at="2026-03-02T10:00:00+08:00", place="本局", statement="请求从轻。",
    )  # fmt: skip
    story.waived().deliberated()
    assert story.case_id is not None
    file = open_case(cast.head, story.case_id)

    assert refusals(foresee(file, cast.head, acts.get("decide"), file.facts["draft"])) == []
