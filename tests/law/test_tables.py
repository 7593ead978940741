"""A table says what follows for every value, once; a lower layer may only tighten."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law import tables
from sanzhi.law.table_faults import faults, loosened

FINE = {"id": "fine_fen", "title": "罚款数额", "type": "money"}
PARTY = {"id": "party", "title": "当事人", "type": "choice", "choices": ["个人", "单位"]}
HEARD = {"id": "heard", "title": "经过听证", "type": "bool"}
LARGE = 1_000_000


def table(*rows: dict[str, Any], inputs: Any = (FINE, PARTY), **more: Any) -> tables.Table:
    output = {"title": "法制审核", "values": ["不需要", "需要"]}
    return tables.read({"table": 1, "inputs": list(inputs), "output": output, "rows": list(rows), **more})


def row(then: str = "需要", **when: Any) -> dict[str, Any]:
    return {"when": when, "then": then}


SOUND = (
    row(fine_fen={"ge": LARGE}, party=["个人"]),
    row(fine_fen={"ge": 10 * LARGE}, party=["单位"]),
    row("不需要", fine_fen={"lt": LARGE}, party=["个人"]),
    row("不需要", fine_fen={"lt": 10 * LARGE}, party=["单位"]),
)


def test_a_table_that_answers_every_value_once_has_no_fault() -> None:
    assert faults(table(*SOUND)) == []


@pytest.mark.parametrize(
    ("fine", "party", "then"),
    [
        (LARGE - 1, "个人", "不需要"),
        (LARGE, "个人", "需要"),
        (LARGE, "单位", "不需要"),
        (10 * LARGE - 1, "单位", "不需要"),
        (10 * LARGE, "单位", "需要"),
    ],
)
def test_the_row_that_applies(fine: int, party: str, then: str) -> None:
    assert [each.then for each in tables.decide(table(*SOUND), {"fine_fen": fine, "party": party})] == [then]


def test_two_rows_that_both_apply_are_named_with_a_value() -> None:
    found = faults(table(*SOUND, row(fine_fen={"gt": LARGE, "le": LARGE + 5}, party=["个人"])))
    assert [(each.kind, each.rows) for each in found] == [("overlap", (1, 5))]
    assert found[0].witness == {"fine_fen": LARGE + 1, "party": "个人"}
    assert found[0].words == "第 1 行与第 5 行重叠：罚款数额 10,000.01 元，当事人为“个人”时两行都适用"


def test_values_that_no_row_answers_are_named() -> None:
    found = faults(table(*SOUND[:3]))
    assert [(each.kind, each.witness) for each in found] == [("gap", {"fine_fen": 0, "party": "单位"})]
    assert found[0].words == "没有一行适用于：罚款数额 0 元，当事人为“单位”"


def test_a_gap_of_one_fen_is_found() -> None:
    rows = (row("不需要", fine_fen={"lt": LARGE}), row(fine_fen={"gt": LARGE}))
    assert [each.witness["fine_fen"] for each in faults(table(*rows))] == [LARGE]


def test_a_stored_test_that_no_longer_holds_is_named() -> None:
    stored = [{"given": {"fine_fen": LARGE, "party": "个人"}, "then": "不需要"}]
    assert [each.words for each in faults(table(*SOUND, tests=stored))] == [
        "第 1 条验证：应为“不需要”，实为“需要”"
    ]


def test_a_lower_layer_may_tighten() -> None:
    assert loosened(table(*SOUND), table(row(fine_fen={"ge": LARGE // 2}))) is None


def test_a_lower_layer_may_not_loosen() -> None:
    fault = loosened(table(*SOUND), table(row("不需要", fine_fen={"le": LARGE}, party=["个人"])))
    assert fault is not None
    assert fault.witness == {"fine_fen": LARGE, "party": "个人"}
    assert fault.words.endswith("上一层为“需要”，本层为“不需要”。下一层只能收紧")


def test_layers_with_other_columns_are_not_compared() -> None:
    fault = loosened(table(*SOUND), table(row(heard=[True]), inputs=(FINE, HEARD)))
    assert fault is not None and "条件列" in fault.words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"table": 2}, "只认识第 1 版"),
        ({"inputs": []}, "至少要有一列条件"),
        ({"inputs": [FINE, FINE]}, "不能重复"),
        ({"inputs": [{**FINE, "type": "text"}]}, "不认识的类型"),
        ({"inputs": [{**PARTY, "choices": ["个人"]}]}, "选项至少两个"),
        ({"output": {"values": ["需要"]}}, "至少要有两个值"),
        ({"rows": {}}, "应当是列表"),
        ({"rows": [row("也许")]}, "第 1 行：结果应当是"),
        ({"rows": [row(colour=["红"])]}, "没有名为 colour 的列"),
        ({"rows": [row(fine_fen={"ge": 5, "le": 4})]}, "上限小于下限"),
        ({"rows": [row(fine_fen={"ge": -1})]}, "不小于 0 的整数"),
        ({"rows": [row(fine_fen={"ge": True})]}, "不小于 0 的整数"),
        ({"rows": [row(fine_fen={"about": 1})]}, "应当用 ge、gt、le、lt"),
        ({"rows": [row(party=["政府"])]}, "应当是 个人、单位"),
        ({"rows": [row()] * 401}, "最多 400 行"),
        ({"tests": [{"given": {"fine_fen": 1}, "then": "需要"}]}, "第 1 条验证“当事人”"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(tables.TableError, match=words):
        table(**{"inputs": [FINE, PARTY], **change}) if "rows" not in change else _rows(change["rows"])


def _rows(rows: Any) -> tables.Table:
    output = {"title": "法制审核", "values": ["不需要", "需要"]}
    return tables.read({"table": 1, "inputs": [FINE, PARTY], "output": output, "rows": rows})


BOUND = st.integers(0, 6)
SPAN = st.one_of(
    st.none(),
    st.builds(lambda low: {"ge": low}, BOUND),
    st.builds(lambda high: {"le": high}, BOUND),
    st.builds(lambda low, more: {"ge": low, "le": low + more}, BOUND, BOUND),
)
PARTIES = st.one_of(st.none(), st.lists(st.sampled_from(["个人", "单位"]), min_size=1, unique=True))
ROWS = st.lists(st.builds(lambda fine, party: row(fine_fen=fine, party=party), SPAN, PARTIES), max_size=5)


@given(ROWS)
def test_faults_are_what_trying_every_value_finds(rows: list[dict[str, Any]]) -> None:
    read = table(*rows)
    points = [{"fine_fen": fine, "party": party} for fine in range(14) for party in ("个人", "单位")]
    counts = [len(tables.decide(read, point)) for point in points]
    kinds = {each.kind for each in faults(read)}
    assert ("gap" in kinds) == (0 in counts)
    assert ("overlap" in kinds) == any(count > 1 for count in counts)
    for fault in faults(read):
        found = len(tables.decide(read, fault.witness))
        assert found == 0 if fault.kind == "gap" else found > 1
