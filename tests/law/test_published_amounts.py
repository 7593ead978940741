"""Every amount of the published decisions prints in capitals and reads back to the same fen."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from sanzhi.law.amounts import from_capitals, from_yuan, in_capitals, in_yuan

DECISIONS = Path(__file__).parents[1] / "data" / "decisions.jsonl"


def published() -> Iterator[tuple[int, str, str]]:
    """Id of the decision, field, and amount in yuan as it stands in the file."""
    for line in DECISIONS.read_text(encoding="utf-8").splitlines():
        decision = json.loads(line, parse_float=Decimal)
        for field in ("fine_yuan", "confiscated_yuan"):
            if decision.get(field) is not None:
                yield decision["id"], field, str(decision[field])


def test_the_publications_show_amounts() -> None:
    assert len(list(published())) >= 16


@pytest.mark.parametrize(("decision", "field", "yuan"), list(published()))
def test_an_amount_of_a_published_decision_prints_in_capitals(decision: int, field: str, yuan: str) -> None:
    fen = from_yuan(yuan)

    assert fen == int(Decimal(yuan) * 100)
    assert from_capitals(in_capitals(fen)) == fen
    assert from_yuan(in_yuan(fen)) == fen
