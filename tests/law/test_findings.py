"""Findings travel as JSON, errors speak Chinese."""

import pytest

from sanzhi.law.errors import Changed, Invalid, NotFound, NotOpen, Refused, SanzhiError
from sanzhi.law.findings import Citation, Finding, Verdict, is_open, refusals

REFUSAL = Finding(
    "H1",
    1,
    Verdict.REFUSE,
    "执法人员不足两人",
    (Citation("行政处罚法", "第四十二条第一款"),),
    "增加人员",
    "assign",
)
WARNING = Finding("O24", 1, Verdict.WARN, "送达已超期")
UNKNOWN = Finding("O21", 1, Verdict.UNKNOWN, "当日依据不在库中")


@pytest.mark.parametrize("finding", [REFUSAL, WARNING, UNKNOWN])
def test_a_finding_survives_json(finding: Finding) -> None:
    assert Finding.from_json(finding.to_json()) == finding


def test_a_citation_reads_as_printed() -> None:
    assert str(REFUSAL.citations[0]) == "《行政处罚法》第四十二条第一款"


def test_only_a_refusal_closes() -> None:
    assert refusals([WARNING, REFUSAL, UNKNOWN]) == [REFUSAL]
    assert not is_open([WARNING, REFUSAL])
    assert is_open([WARNING, UNKNOWN])


def test_a_refused_act_says_which_article() -> None:
    error = Refused([WARNING, REFUSAL])
    assert error.findings == (WARNING, REFUSAL)
    assert "《行政处罚法》第四十二条第一款" in error.detail
    assert "超期" not in error.detail


@pytest.mark.parametrize("kind", [NotOpen, NotFound, Changed, SanzhiError])
def test_every_error_has_words_for_the_person(kind: type[SanzhiError]) -> None:
    error = kind()
    assert error.title and error.detail and error.code
    assert kind("另有说明").detail == "另有说明"


def test_invalid_lists_every_field_at_once() -> None:
    error = Invalid([("name", "名称", "不能为空"), ("uscc", "统一社会信用代码", "应为18位")])
    assert [f.field for f in error.fields] == ["name", "uscc"]
    assert error.detail == "名称：不能为空；统一社会信用代码：应为18位"
