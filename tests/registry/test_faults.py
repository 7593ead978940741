"""Wrong fields are told in Chinese, whatever pydantic calls them, and whatever its own words hold."""

import re
from datetime import date, datetime
from typing import Any, Literal, cast
from uuid import UUID

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_core import InitErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from sanzhi.law.errors import FieldError
from sanzhi.registry.fault_words import RULES
from sanzhi.registry.faults import faults_of


class Row(BaseModel):
    law: str = Field(title="法规", min_length=1)


class Content(BaseModel):
    name: str = Field("甲", title="名称", min_length=2, max_length=4)
    digest: str = Field("", title="摘要", pattern="^[0-9a-f]{64}$")
    code: str = Field("", title="编码", pattern="^[A-Z]{3}$")
    rows: list[Row] = Field([], title="依据", max_length=2)
    kind: Literal["甲", "乙"] = Field("甲", title="种类")
    count: int = Field(0, title="数量", lt=9)
    day: date | None = Field(None, title="日期")
    at: datetime | None = Field(None, title="时间")
    case: UUID | None = Field(None, title="案件")
    said: str = Field("", title="说明")

    @field_validator("said")
    @classmethod
    def _plain(cls, said: str) -> str:
        if "{" in said:
            raise ValueError("不能含有 {0}")
        return said


def fault(**values: Any) -> FieldError:
    with pytest.raises(ValidationError) as caught:
        Content.model_validate(values)
    (found,) = faults_of(Content, caught.value)
    return found


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"digest": "x"}, "格式不对，应为 64 位小写十六进制的摘要"),
        ({"code": "x"}, "格式不对"),
        ({"said": "{"}, "不能含有 {0}"),
        ({"name": ""}, "不能为空，至少 2 个字"),
        ({"name": "一二三四五"}, "超过允许的长度 4"),
        ({"count": 9}, "应小于 9"),
        ({"count": "9" * 5000}, "数值过大"),
        ({"day": 3.3}, "应为日期，例如 2026-03-02"),
        ({"at": []}, "应为日期和时间，例如 2026-03-02 09:30"),
        ({"case": 3}, "编号格式不对"),
        ({"rows": [1]}, "应为对象"),
    ],
)
def test_a_rule_is_said_in_chinese(values: dict[str, Any], rule: str) -> None:
    assert fault(**values).rule == rule


def test_a_field_is_named_by_its_labels_and_the_number_of_its_item() -> None:
    found = fault(rows=[{"law": "行政处罚法"}, {"law": ""}])

    assert (found.field, found.label, found.rule) == ("rows.1.law", "依据第2项法规", "不能为空")


# What a validator of ours says in its own words.
OWN_WORDS = {"value_error", "assertion_error"}


@pytest.mark.parametrize("kind", list_all_errors(), ids=lambda kind: kind["type"])
def test_every_error_that_pydantic_knows_is_told_in_chinese(kind: dict[str, Any]) -> None:
    if kind["type"] in OWN_WORDS:
        assert kind["type"] not in RULES
        return
    limits = kind.get("example_context") or {}
    line = {"type": kind["type"], "loc": ("rows", 0, "law"), "input": "x", "ctx": limits}
    error = ValidationError.from_exception_data("Content", [cast(InitErrorDetails, line)])
    (found,) = faults_of(Content, error)
    assert found.label == "依据第1项法规"
    assert re.search("[\u4e00-\u9fff]", found.rule), found.rule
    assert not re.search("[{}]|Input|should|valid", found.rule), found.rule


def test_words_that_are_not_chinese_are_not_passed_on() -> None:
    line = {"type": "value_error", "loc": ("name",), "input": "x", "ctx": {"error": ValueError("bad thing")}}
    error = ValidationError.from_exception_data("Content", [cast(InitErrorDetails, line)])
    (found,) = faults_of(Content, error)
    assert found == FieldError("name", "名称", "填写有误，请核对")


def test_choices_are_listed_and_amounts_told_in_yuan() -> None:
    class Fine(BaseModel):
        fine_fen: int = Field(title="罚款（分）", ge=100)

    assert fault(kind="丙").rule == "只能是：甲、乙"
    with pytest.raises(ValidationError) as caught:
        Fine.model_validate({"fine_fen": 1})
    assert faults_of(Fine, caught.value) == [FieldError("fine_fen", "罚款（元）", "不得小于 1.00 元")]
