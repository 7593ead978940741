"""A threshold table answers every case once, and no layer is milder than the one above."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sanzhi.law.findings import Citation
from sanzhi.law.guards import threshold_tables as guards
from sanzhi.law.guards.major import DraftFacts
from sanzhi.law.guards.threshold_tables import (
    ENTITY,
    PERSON,
    REVIEWED,
    SPARED,
    ThresholdTable,
    threshold_table,
)
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind

ON = date(2026, 3, 2)
EARLY = date(2018, 1, 1)


def row(then: str, **when: Any) -> dict[str, Any]:
    return {"when": when, "then": then}


def example(fine: int, then: str, party: str = PERSON) -> dict[str, Any]:
    return {"given": {"fine": fine, "confiscated": 0, "party": party, "heavy": False}, "then": then}


def table(
    limit: int, *more: dict[str, Any], owner: str = "毕节市", matters: tuple[str, ...] = ()
) -> ThresholdTable:
    """Everything from ``limit`` fen of a fine on is reviewed."""
    rows = [row(REVIEWED, fine={"ge": limit}), row(SPARED, fine={"lt": limit}), *more]
    made = threshold_table("罚款标准", rows, [example(limit, REVIEWED), example(limit - 1, SPARED)])
    return ThresholdTable(
        "1", owner, made, Citation("国办发〔2018〕118号", "第四部分（十二）"), frozenset(matters), 3
    )


def facts(fine: int, *, party: PartyType = PartyType.LEGAL_PERSON, matter: str = "A1") -> DraftFacts:
    penalty = Penalty(frozenset({PenaltyKind.FINE}), fine, 0)
    return DraftFacts(penalty=penalty, party=party, matter=matter)


@pytest.mark.rule("V10")
def test_a_whole_table_is_sound_and_an_overlap_is_refused_with_a_witness() -> None:
    assert guards.table_sound(table(1_000_000).table, on=ON) == []
    twice = table(1_000_000, row(REVIEWED, fine={"ge": 999_999}))
    found = guards.table_sound(twice.table, on=ON)
    assert [each.rule for each in found] == ["V10"] * len(found)
    assert "第 1 行与第 3 行重叠" in found[0].message


@pytest.mark.rule("V10")
def test_a_case_without_a_row_is_refused_by_its_values() -> None:
    made = threshold_table("罚款标准", [row(REVIEWED, party=[ENTITY])], [])
    found = [each.message for each in guards.table_sound(made, on=ON)]
    assert any("没有一行适用于" in words and PERSON in words for words in found)
    assert found[-1].startswith("没有验证")


@pytest.mark.rule("V10")
def test_an_example_that_comes_out_otherwise_is_refused() -> None:
    made = replace(
        table(1_000_000).table,
        tests=(({"fine": 999_999, "confiscated": 0, "party": PERSON, "heavy": False}, REVIEWED),),
    )
    assert "应为“应当审核”" in guards.table_sound(made, on=ON)[0].message


@pytest.mark.rule("V10")
def test_a_layer_only_tightens() -> None:
    upper = table(1_000_000, owner="毕节市人民政府")
    assert guards.table_only_tightens(table(1_000_000), [upper], on=ON) == []
    assert guards.table_only_tightens(table(500_000), [upper], on=ON) == []
    (found,) = guards.table_only_tightens(table(1_000_001), [upper], on=ON)
    assert "毕节市人民政府" in found.message
    assert "10,000 元" in found.message


@pytest.mark.rule("V10")
def test_tables_of_other_matters_are_not_compared() -> None:
    upper = table(1_000_000, matters=("B2",))
    assert guards.table_only_tightens(table(2_000_000, matters=("A1",)), [upper], on=ON) == []
    assert guards.table_only_tightens(table(2_000_000, matters=("A1", "B2")), [upper], on=ON)
    assert guards.table_only_tightens(table(2_000_000), [upper], on=ON)


def test_before_the_opinion_nothing_is_known() -> None:
    found = [
        *guards.table_sound(table(1).table, on=EARLY),
        *guards.table_only_tightens(table(2), [], on=EARLY),
    ]
    assert [each.verdict for each in found] == ["unknown", "unknown"]


@pytest.mark.rule("V2")
def test_the_row_that_wants_the_review_is_the_reason() -> None:
    (reason,) = guards.table_reasons(facts(1_000_000), [table(1_000_000)])
    assert "第 1 行：应当审核" in reason.text
    assert reason.version == 3
    assert guards.table_reasons(facts(999_999), [table(1_000_000)]) == []


@pytest.mark.rule("V2")
def test_a_table_speaks_of_its_matters_only() -> None:
    named = [table(1_000_000, matters=("A1",))]
    assert guards.table_reasons(facts(1_000_000, matter="A1"), named)
    assert guards.table_reasons(facts(1_000_000, matter="B2"), named) == []
