"""An overlay may add and tighten; it can take nothing away, and a new base keeps what still fits."""

from typing import Any

import pytest

from sanzhi.procedure.overlay import digest_of, flatten, rebase
from sanzhi.procedure.shapes import BundleError


def base(**changed: Any) -> dict[str, Any]:
    return {
        "grammar": 2,
        "name": "cn.base",
        "version": "1.0",
        "title": "底本",
        "kind": "penalty",
        "domain": "市场监管",
        "start": "draft",
        "steps": [
            {
                "id": "draft",
                "title": "拟办",
                "role": "officer",
                "acts": [{"act": "conclude", "to": ["decision"]}],
            },
            {"id": "decision", "title": "决定", "role": "head", "acts": [{"act": "decide", "to": ["end"]}]},
            {"id": "end", "title": "结束", "final": True, "acts": []},
        ],
        "clocks": [{"rule": "O21", "number": 60}],
        "marks": [{"id": "before_decision", "title": "决定以前", "from": "draft", "to": "decision"}],
        "orders": [
            {
                "id": "heard_first",
                "title": "先听取意见",
                "steps": [
                    {
                        "id": "draft",
                        "title": "拟办",
                        "role": "officer",
                        "acts": [{"act": "hear", "to": ["heard"]}],
                    },
                    {
                        "id": "heard",
                        "title": "听取",
                        "role": "officer",
                        "acts": [{"act": "go", "to": ["decision"]}],
                    },
                ],
            }
        ],
    } | changed


def overlay(*changes: dict[str, Any], on: dict[str, Any] | None = None) -> dict[str, Any]:
    beneath = on or base()
    named = {"name": beneath["name"], "version": beneath["version"], "digest": digest_of(beneath)}
    head = {"overlay": 1, "name": "cn.agency", "version": "1.0", "title": "本机关流程", "base": named}
    return {**head, "changes": list(changes)}


def flat(*changes: dict[str, Any]) -> dict[str, Any]:
    return flatten(base(), overlay(*changes))


def steps(made: dict[str, Any]) -> dict[str, Any]:
    return {each["id"]: each for each in made["steps"]}


def counsel(identity: str = "counsel") -> dict[str, Any]:
    acts = [{"act": "advise", "to": ["@next"]}, {"act": "send_back", "back": "draft"}]
    step = {"id": identity, "title": "顾问意见", "role": "counsel", "acts": acts}
    return {"do": "add_step", "mark": "before_decision", "step": step}


def test_an_added_step_stands_on_the_arrow_that_the_base_marked() -> None:
    made = steps(flat(counsel()))
    assert list(made) == ["draft", "counsel", "decision", "end"]
    assert made["draft"]["acts"] == [{"act": "conclude", "to": ["counsel"]}]
    assert made["counsel"]["acts"][0] == {"act": "advise", "to": ["decision"]}


def test_two_steps_on_one_mark_follow_each_other() -> None:
    made = steps(flat(counsel("first"), counsel("second")))
    assert made["draft"]["acts"][0]["to"] == ["first"]
    assert made["first"]["acts"][0]["to"] == ["second"]
    assert made["second"]["acts"][0]["to"] == ["decision"]


def test_a_join_waits_for_the_added_step() -> None:
    beneath = base()
    beneath["steps"][1]["join"] = ["draft"]
    made = flatten(beneath, overlay(counsel(), on=beneath))
    assert steps(made)["decision"]["join"] == ["counsel"]


def test_names_terms_fields_and_order() -> None:
    field = {"id": "batch", "title": "批号", "type": "text"}
    made = flat(
        {"do": "rename", "step": "draft", "title": "经办"},
        {"do": "tighten", "rule": "O21", "number": 45},
        {"do": "tighten", "rule": "O1", "number": 10},
        {"do": "add_field", "step": "draft", "field": field},
    )
    assert steps(made)["draft"]["title"] == "经办"
    assert steps(made)["draft"]["fields"] == [field]
    assert made["clocks"] == [{"rule": "O21", "number": 45}, {"rule": "O1", "number": 10}]
    assert list(steps(flat({"do": "order", "order": "heard_first"}))) == ["draft", "decision", "end", "heard"]


def test_the_bundle_says_what_it_was_made_of() -> None:
    lay = overlay(counsel())
    made = flatten(base(), lay)
    assert (made["name"], made["base"], made["overlay"]) == ("cn.agency", digest_of(base()), digest_of(lay))
    assert {"marks", "orders"}.isdisjoint(made)
    assert base() == base(), "the base is left as it was"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"do": "remove", "step": "draft"}, r"changes\[0\].do：覆盖层只能改名称"),
        ({"do": "rename", "step": "none", "title": "无"}, "没有环节：none"),
        ({"do": "rename", "step": "draft", "title": "经办", "role": "head"}, "不认识的键 role"),
        ({"do": "tighten", "rule": "O21", "number": 61}, "期限只能缩短：底本为 60"),
        ({"do": "tighten", "rule": "O11", "number": 1}, "缩短会损害当事人的权利"),
        ({"do": "add_field", "step": "draft", "field": {}}, "应当写明字段"),
        ({"do": "order", "order": "other"}, "没有可以选择的顺序"),
        (counsel() | {"mark": "elsewhere"}, "没有可以插入环节的位置：elsewhere"),
        (counsel("decision"), "已有环节 decision"),
        (
            {
                "do": "add_step",
                "mark": "before_decision",
                "step": {"id": "x", "acts": [{"act": "a", "to": ["end"]}]},
            },
            "不能绕到别处",
        ),
        (
            {"do": "add_step", "mark": "before_decision", "step": {"id": "x", "acts": [{"act": "a"}]}},
            "应当有办理动作通向 @next",
        ),
    ],
)
def test_nothing_else_may_be_done(change: dict[str, Any], words: str) -> None:
    with pytest.raises(BundleError, match=words):
        flat(change)


def test_a_field_cannot_be_written_over() -> None:
    added = {"do": "add_field", "step": "draft", "field": {"id": "batch", "title": "批号", "type": "text"}}
    with pytest.raises(BundleError, match="已有字段 batch"):
        flat(added, added)


def test_an_overlay_is_for_one_version_of_its_base() -> None:
    with pytest.raises(BundleError, match=r"不是为 cn\.base 1\.1 这一版所写"):
        flatten(base(version="1.1"), overlay())


def test_a_new_base_keeps_what_still_fits_and_names_the_rest() -> None:
    newer = base(version="1.1", marks=[])
    moved = rebase(overlay({"do": "rename", "step": "draft", "title": "经办"}, counsel()), newer)
    assert [each["do"] for each in moved.overlay["changes"]] == ["rename"]
    assert moved.left_out == ("changes[1].mark：这个底本没有可以插入环节的位置：before_decision",)
    assert steps(flatten(newer, moved.overlay))["draft"]["title"] == "经办"
