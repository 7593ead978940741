"""Changing a flow that is being written."""

from copy import deepcopy
from typing import Any

import pytest

from sanzhi.procedure import designing
from sanzhi.procedure.grammar import parse
from sanzhi.procedure.shapes import BundleError


def flow() -> dict[str, Any]:
    """Three steps: a lead, an investigation that may go back, an end."""
    made = designing.blank("cn.a1.f1", "1.0", "测试流程", "penalty", "市场监管")
    for step in (
        {
            "id": "lead", "title": "案源", "role": "officer",
            "acts": [{"act": "propose_filing", "to": ["work"]}],
        },
        {
            "id": "work", "title": "调查", "role": "officer",
            "acts": [{"act": "conclude", "to": ["end"]}, {"act": "resume_investigation", "back": "lead"}],
        },
        {"id": "end", "title": "终点", "final": True},
    ):  # fmt: skip
        made = designing.add_step(made, step)
    return made


def test_the_first_step_is_where_a_flow_starts() -> None:
    assert flow()["start"] == "lead"
    assert parse(flow()).start == "lead"


def test_nothing_given_is_changed() -> None:
    made = flow()
    kept = deepcopy(made)

    designing.remove_step(made, "end")
    designing.move_step(made, "end", -1)
    designing.describe_step(made, "end", {"title": "结束"})

    assert made == kept


def test_a_step_is_put_behind_another_one() -> None:
    made = designing.add_step(flow(), {"id": "check", "title": "审核"}, after="lead")

    assert list(designing.titles(made)) == ["lead", "check", "work", "end"]


@pytest.mark.parametrize("step", [{"id": "new", "title": "调查"}, {"id": "work", "title": "另一个"}])
def test_two_steps_never_share_id_or_name(step: dict[str, str]) -> None:
    with pytest.raises(BundleError, match="已有环节"):
        designing.add_step(flow(), step)


def test_a_step_moves_up_and_stays_at_the_edge() -> None:
    made = designing.move_step(flow(), "work", -1)

    assert list(designing.titles(made)) == ["work", "lead", "end"]
    assert designing.move_step(made, "work", -1) == made


def test_with_a_step_go_the_ways_that_led_only_there() -> None:
    made = designing.remove_step(flow(), "lead")

    assert designing.step_of(made, "work")["acts"] == [{"act": "conclude", "to": ["end"]}]
    assert made["start"] == "work"


def test_a_parallel_way_keeps_its_other_branch_and_a_join_of_one_ends() -> None:
    made = flow()
    made["steps"][0]["acts"][0]["to"] = ["work", "end"]
    made["steps"][2]["join"] = {"all": ["lead", "work"]}

    gone = designing.remove_step(made, "work")

    assert gone["steps"][0]["acts"] == [{"act": "propose_filing", "to": ["end"]}]
    assert "join" not in designing.step_of(gone, "end")


def test_an_empty_value_takes_the_key_away() -> None:
    made = designing.describe_step(flow(), "work", {"clock": "O21", "role": ""})

    assert designing.step_of(made, "work")["clock"] == "O21"
    assert "role" not in designing.step_of(made, "work")


def test_a_way_to_a_step_not_added_yet_is_named() -> None:
    made = designing.describe_step(flow(), "work", {"acts": [{"act": "conclude", "to": ["review"]}]})

    assert list(designing.missing(made)) == [("调查", "conclude", "review")]


def test_what_cannot_be_read_can_still_be_drawn() -> None:
    made = designing.describe_step(flow(), "work", {"acts": [{"act": "conclude", "to": ["review", "end"]}]})

    drawn = designing.sketch(made)

    assert drawn is not None
    assert drawn.steps["work"].transitions[0].to == ("end",)
    assert designing.sketch(designing.blank("cn.a1.f1", "1.0", "空", "penalty", "市场监管")) is None


def test_a_step_named_as_one_that_ships_gets_its_id() -> None:
    known = {"法制审核": "review"}

    assert designing.new_id(flow(), "法制审核", known) == "review"
    assert designing.new_id(flow(), "内部会商", known) == "step_1"
