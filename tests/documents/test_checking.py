"""What a careful colleague would mark in the margin of a document, and what he would not."""

from datetime import date
from typing import Any

import pytest

from sanzhi.documents import checking
from sanzhi.documents.checking import Reading, Remark

ON = date(2026, 11, 2)
PARTY = {
    "type": "法人",
    "name": "金沙县示例商贸有限公司",
    "uscc": "91350100M000100Y43",
    "legal_representative": "黄示例",
}


def read(text: str = "", kind: str = "decision", earlier: Any = (), **source: Any) -> Reading:
    return Reading(kind, {"party": PARTY} | source, text, ON, earlier)


def words(look: Any, reading: Reading) -> list[str]:
    found: list[Remark] = list(look(reading))
    return [each.words for each in found]


@pytest.mark.parametrize(
    "text", ["依据《行政处罚法》（2021）", "当事人称：“已经改正。”", "金沙市监罚〔2026〕1号"]
)
def test_pairs_that_close_are_not_marked(text: str) -> None:
    assert words(checking.unpaired, read(text)) == []


@pytest.mark.parametrize("text", ["依据《行政处罚法", "当事人称：“已经改正。", "罚款（大写：伍仟元整"])
def test_what_is_not_closed_is_marked(text: str) -> None:
    assert len(words(checking.unpaired, read(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "罚款人民币5,000.00元（大写：人民币伍仟元整）",
        "罚款52120.5元（大写：伍万贰仟壹佰贰拾元伍角）",
    ],
)
def test_figures_and_capitals_that_agree_are_not_marked(text: str) -> None:
    assert words(checking.capitals, read(text)) == []


def test_figures_and_capitals_that_differ_are_marked_with_the_right_ones() -> None:
    found = words(checking.capitals, read("罚款人民币5,000.00元（大写：人民币伍万元整）"))
    assert found == ["数字与大写不一致，5,000.00元的大写是“伍仟元整”"]


def test_capitals_that_are_none_are_marked() -> None:
    assert len(words(checking.capitals, read("罚款5000元（大写：五千块）"))) == 1


def test_days() -> None:
    assert words(checking.calendar_days, read("2026年2月28日检查，2026年11月2日决定")) == []
    assert words(checking.calendar_days, read("2026年2月30日检查")) == ["没有这一天"]
    assert words(checking.calendar_days, read("2026年11月3日检查")) == [
        "晚于本文书的日期（2026-11-02），请核对"
    ]
    assert words(checking.calendar_days, read("2026年11月3日听证", kind="hearing_notice")) == []


def test_days_that_stand_in_the_wrong_order_are_marked() -> None:
    case = {"found_on": "2026-09-01", "filed_on": "2026-09-10"}
    assert words(checking.day_order, read(case=case, notice_on="2026-10-20")) == []
    assert words(checking.day_order, read(case=case, notice_on="2026-09-09")) == [
        "事先告知书送达日期（2026-09-09）早于立案日期（2026-09-10）"
    ]
    assert words(checking.day_order, read(case={"filed_on": "2026-11-03"})) == [
        "本文书日期（2026-11-02）早于立案日期（2026-11-03）"
    ]


@pytest.mark.parametrize(("text", "marked"), [
    ("金沙市监罚告〔2026〕12号", 0), ("金沙市监罚告(2026)12号", 1), ("金沙市监罚告[2026]12号", 1),
    ("金沙市监罚告〔2026〕第12号", 1), ("2026年12号楼", 0),
])  # fmt: skip
def test_numbers_have_one_spelling(text: str, marked: int) -> None:
    assert len(words(checking.numbers, read(text))) == marked


@pytest.mark.parametrize(("text", "said"), [
    ("依据《中华人民共和国行政处罚法》第五十八条第一款", []),
    ("依据《行政处罚法》第三百条", ["法规库中的这部法没有这一条款项，请核对"]),
    ("依据《金沙县城市花卉管理办法》第三条", ["法规库没有这部法，请另行核对效力和条文"]),
])  # fmt: skip
def test_citations_are_looked_up_on_the_day_of_the_document(text: str, said: list[str]) -> None:
    assert words(checking.citations, read(text)) == said


def test_a_decision_tells_the_remedies_and_the_surcharge() -> None:
    whole = "六十日内申请行政复议，六个月内提起行政诉讼，每日按罚款数额的百分之三加处罚款"
    assert words(checking.fixed_sentences, read(whole, fine_fen=100)) == []
    assert len(words(checking.fixed_sentences, read("决定如下", fine_fen=100))) == 4
    assert words(checking.fixed_sentences, read("六十日内申请行政复议，提起行政诉讼", fine_fen=0)) == []
    assert words(checking.fixed_sentences, read("询问", kind="interview_record")) == []


def test_the_block_of_the_party_follows_its_type() -> None:
    assert words(checking.party, read()) == []
    assert len(words(checking.party, read(party=PARTY | {"legal_representative": ""}))) == 1
    assert len(words(checking.party, read(party=PARTY | {"uscc": "91350100M000100Y44"}))) == 1
    assert words(checking.party, read(party={"type": "自然人", "name": "黄示例"})) == [
        "自然人应当写明公民身份号码"
    ]


def test_another_name_than_in_an_earlier_document_is_marked() -> None:
    earlier = [("行政处罚事先告知书", {"party": {"name": "金沙县示例商贸有限责任公司"}})]
    assert words(checking.agreement, read(earlier=earlier)) == [
        "当事人与《行政处罚事先告知书》不一致，那里是“金沙县示例商贸有限责任公司”"
    ]
    assert words(checking.agreement, read(earlier=[("立案审批表", {"party": PARTY})])) == []


def test_single_penalties_that_do_not_add_up_are_marked() -> None:
    items = [
        {"text": "罚款", "fen": 500000},
        {"text": "没收违法所得", "fen": 12000},
        {"text": "警告", "fen": None},
    ]
    assert (
        words(checking.penalty_sum, read(penalty_items=items, fine_fen=500000, confiscated_fen=12000)) == []
    )
    assert words(checking.penalty_sum, read(penalty_items=items, total=500000)) == [
        "各项处罚相加为 5,120.00 元，合计写的是 5,000.00 元"
    ]
