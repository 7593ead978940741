"""Slots: put in once, never read again; a part in double brackets goes when it has nothing to say."""

import pytest

from sanzhi.documents.forming import wording
from sanzhi.documents.forming.fields import FormField
from sanzhi.documents.forming.placing import fill

VALUES = {"a": "甲", "b": "", "c": "{a}[[乙]]"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("见{a}。", "见甲。"),
        ("见{b}。", "见。"),
        ("见[[{a}的住址]]。", "见甲的住址。"),
        ("见[[{b}的住址]]。", "见。"),
        ("见[[{a}和{b}]]。", "见。"),
        ("{c}", "{a}[[乙]]"),
        ("[[{c}]]", "{a}[[乙]]"),
    ],
)
def test_a_slot_is_filled_once(text: str, said: str) -> None:
    assert fill(text, lambda name, style: VALUES[name]) == said


def field(kind: str, **more: object) -> FormField:
    origin = ["act.began_at", "act.ended_at"] if kind == "span" else "act.x"
    return FormField.model_validate({"id": "x", "label": "甲", "type": kind, "from": origin, **more})


ARTICLE = [{"law": "甲法", "article": "第一条", "text": "应当。"}]
PENALTY = [{"text": "罚款100元", "fen": 10000}]


@pytest.mark.parametrize(
    ("kind", "value", "style", "said"),
    [
        ("date", "2026-03-02", "", "2026年3月2日"),
        ("time", "2026-03-02T01:05:00Z", "", "2026年3月2日9时05分"),
        ("time", "2026-03-02T01:05:00Z", "day", "2026年3月2日"),
        ("span", ["2026-03-02T01:05:00Z", "2026-03-02T02:00:00Z"], "", "2026年3月2日9时05分至10时00分"),
        ("span", ["2026-03-02T01:05:00Z", None], "", "2026年3月2日9时05分"),
        ("money", 5212000, "", "人民币52,120.00元（大写：人民币伍万贰仟壹佰贰拾元整）"),
        ("money", 5212000, "yuan", "52,120.00元"),
        ("money", 0, "", ""),
        ("flag", True, "", "是"),
        ("articles", ARTICLE, "", "《甲法》第一条"),
        ("articles", ARTICLE, "quoted", "《甲法》第一条“应当”"),
        ("officers", [{"name": "甲", "certificate": ""}, {"name": "乙", "certificate": "9"}], "",
         "甲、乙（执法证号：9）"),
        ("penalties", PENALTY, "", "罚款人民币100.00元（大写：人民币壹佰元整）"),
        ("lines", ["甲", "乙"], "", "甲、乙"),
        ("lines", ["甲", "乙"], "count", "2"),
    ],
)  # fmt: skip
def test_a_value_in_words(kind: str, value: object, style: str, said: str) -> None:
    assert wording.words(field(kind), value, style) == said


def test_a_choice_is_said_in_words() -> None:
    assert wording.words(field("choice", words={"True": "√ 符合"}), True) == "√ 符合"
