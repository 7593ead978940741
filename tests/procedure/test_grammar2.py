"""Grammar 2: what it reads beside grammar 1, and every wrong input refused with its place."""

from typing import Any

import pytest

from sanzhi.procedure.grammar import BundleError, parse
from sanzhi.procedure.library import all_bundles
from sanzhi.procedure.shapes import Countersign, DocumentRef, Field, Limit


def flow(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "grammar": 2,
        "name": "cn.test.flow",
        "version": "1.0",
        "title": "测试",
        "kind": "penalty",
        "domain": "测试",
        "start": "a",
        "steps": [
            {"id": "a", "title": "甲", "role": "officer", "acts": [{"act": "go", "to": ["b", "c"]}]},
            {"id": "b", "title": "乙", "acts": [{"act": "do_b", "to": ["d"]}]},
            {"id": "c", "title": "丙", "acts": [{"act": "do_c", "to": ["d"]}]},
            {"id": "d", "title": "丁", "join": ["b", "c"], "acts": [{"act": "end", "to": ["e"]}]},
            {"id": "e", "title": "戊", "final": True},
        ],
    }
    return {**document, **changes}


def with_step(place: int, **changes: Any) -> dict[str, Any]:
    document = flow()
    document["steps"][place] = {**document["steps"][place], **changes}
    return document


SEALS = {"act": "sign", "of": ["head", "reviewer"], "need": "all"}
SIGN = [{"act": "sign", "to": ["b", "c"]}, {"act": "sign", "back": "a"}]


def test_grammar_1_keeps_its_digest() -> None:
    first = next(each for each in all_bundles() if each.version == "1.0" and ".samr." in each.name)

    assert first.grammar == 1
    assert first.digest.startswith("ea726ec9")


def test_a_step_says_what_it_asks_and_makes() -> None:
    step = parse(
        with_step(
            0,
            acts=SIGN,
            countersign={**SEALS, "need": 1},
            fields=[
                {"id": "depth", "title": "深度", "type": "number", "required": True},
                {"id": "kind", "title": "种类", "type": "choice", "options": ["甲", "乙"]},
            ],
            documents=[{"name": "prior_notice", "major": 1}],
        )
    ).steps["a"]

    assert step.countersign == Countersign("sign", ("head", "reviewer"), "", 1)
    assert step.fields[0] == Field("depth", "深度", "number", required=True)
    assert step.fields[1].options == ("甲", "乙")
    assert step.documents == (DocumentRef("prior_notice", 1),)


def test_the_flow_carries_terms_tables_and_facts() -> None:
    bundle = parse(
        flow(
            clocks=[{"rule": "O21", "number": 60}],
            tables={"major": {"title": "重大"}},
            facts=[{"name": "urgent", "title": "紧急", "acts": ["go"]}],
            anywhere=[{"act": "stop", "to": ["e"]}],
        )
    )

    assert bundle.limits == {"O21": Limit("O21", 60)}
    assert bundle.tables["major"]["title"] == "重大"
    assert bundle.facts[0].acts == ("go",)
    assert bundle.acts() == {"go", "do_b", "do_c", "end", "stop"}


def test_a_join_may_open_with_the_first_and_knows_what_it_closes() -> None:
    step = parse(with_step(3, join={"any": ["b", "c"]})).steps["d"]

    assert step.join_any
    assert step.gathers == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (flow(colour="red"), "不认识的键 colour"),
        (flow(name="测试"), "name：应当是用点分开的英文名称"),
        (flow(version="v2"), "version：应当是用点分开的数"),
        (flow(title=" "), "title：应当是不超过 120 字的文字"),
        (flow(kind=None), "kind：缺少"),
        (flow(start="z"), "start：没有环节 z"),
        (flow(steps=[]), "环节应当有 1 至 200 个"),
        (flow(steps={}), "steps：应当是列表"),
        (flow(steps=["a"]), r"steps\[0\]：应当是对象"),
        (flow(always=[{"act": "x", "to": ["a"]}]), r"always\[0\].act：随时可办的动作不移动环节"),
        (flow(anywhere=[{"act": "x", "to": ["z"]}]), "anywhere：没有环节 z"),
        (flow(clocks=[{"rule": "O21", "number": 0}]), "number：应当是不小于 1 的整数"),
        (flow(tables=[]), "tables：应当是以名称为键"),
        (flow(title=1.5), "不能写入规范 JSON"),
        (with_step(0, id="A"), "'A' 应当由小写字母"),
        (with_step(1, id="a"), "环节编号重复"),
        (with_step(0, acts=[{"act": "go", "to": ["b", "b"]}]), r"（甲）.acts\[0\].to：有重复"),
        (with_step(0, acts=[{"act": "go", "to": ["b"], "back": "a"}]), "to 与 back 只能写一个"),
        (with_step(0, acts=[{"act": "go", "to": ["z"]}]), "没有环节 z"),
        (with_step(0, acts=[{"act": "go", "to": ["d"]}]), "有来自 a 的路，汇合名单里却没有它"),
        (with_step(0, acts=[{"act": "go", "when": {"exec": "1"}}]), r"when：不认识的运算 exec"),
        (with_step(0, acts=[{"act": "go", "when": {"lt": ["x", None]}}]), "运算 lt 的写法应当是"),
        (with_step(0, acts=[{"act": "go", "when": {"between": ["x", 9, 1]}}]), "下限不大于上限"),
        (with_step(0, acts=[{"act": "go", "when": []}]), "条件应当是只含一个运算的对象"),
        (with_step(3, join={"all": ["b"], "any": ["c"]}), "应当在 all 与 any 中写一个"),
        (with_step(4, acts=[{"act": "go"}]), "终点环节不再有办理动作"),
        (with_step(4, final=1), "应当是 true 或者 false"),
        (with_step(0, countersign=SEALS), "动作 sign 要有通过后去的环节和不通过时退回的环节"),
        (with_step(0, acts=SIGN, countersign={**SEALS, "need": 3}), "要求的人数多于会签人"),
        (with_step(0, acts=SIGN, countersign={**SEALS, "need": "most"}), '应当是 "all"、"any"'),
        (with_step(0, acts=SIGN, countersign={**SEALS, "of": "head"}), "应当是角色列表"),
        (with_step(0, fields=[{"id": "x", "title": "甲", "type": "colour"}]), "应当是 text、long"),
        (with_step(0, fields=[{"id": "x", "title": "甲", "type": "choice"}]), "只有 choice 字段列出"),
        (with_step(0, fields=[{"id": "x", "title": "甲", "type": "text"}] * 2), "字段编号重复"),
        (with_step(0, documents=[{"name": "x"}]), "major：缺少"),
        (flow(marks=[{"id": "m", "title": "甲", "from": "b", "to": "c"}]), "没有从 b 到 c 的路"),
        (flow(orders=[{"id": "m", "title": "甲", "steps": []}]), "没有环节"),
    ],
)
def test_a_wrong_input_is_refused_with_its_place(document: dict[str, Any], message: str) -> None:
    with pytest.raises(BundleError, match=message):
        parse(document)


@pytest.mark.parametrize("document", [None, [], "x", {}, {"grammar": True}, {"grammar": 1}, {"grammar": 3}])
def test_what_is_no_flow_at_all_is_refused(document: Any) -> None:
    with pytest.raises(BundleError):
        parse(document)


def test_a_condition_that_nests_without_end_is_refused() -> None:
    condition: dict[str, Any] = {"fact": "x"}
    for _ in range(20):
        condition = {"not": condition}

    with pytest.raises(BundleError, match="嵌套超过 12 层"):
        parse(with_step(0, acts=[{"act": "go", "to": ["b", "c"], "when": condition}]))
