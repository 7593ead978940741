"""An amount that stands in the words of a penalty is not printed a second time."""

import pytest

from sanzhi.documents import kinds, view
from tests.documents.samples import sample


def shown(text: str, fen: int) -> str:
    source = sample("decision", penalty_items=[{"text": text, "fen": fen}], fine_fen=fen, confiscated_fen=0)
    printed: str = view.facts(view.parse(kinds.get("decision"), source))["penalty_items"][0]["text"]
    return printed


@pytest.mark.parametrize("text", ["罚款52120元", "罚款52,120元", "罚款人民币52120.00元", "罚款"])
def test_the_amount_itself_is_left_to_the_template(text: str) -> None:
    assert shown(text, 5_212_000) == "罚款"


@pytest.mark.parametrize("text", ["罚款152120元", "每处罚款52120元整", "52120元"])
def test_another_amount_or_words_without_it_stay(text: str) -> None:
    assert shown(text, 5_212_000) == text


def test_the_tenths_of_a_yuan_count() -> None:
    assert shown("没收违法所得80.60元", 8_060) == "没收违法所得"
    assert shown("没收违法所得80.60元", 8_000) == "没收违法所得80.60元"
