"""What lists filter and search by follows from the content alone."""

from datetime import date

import pytest

from sanzhi.released.columns import columns, fold, penalty_classes
from tests.released.world import penalty, progress


@pytest.mark.parametrize("typed", ["〔2026〕12号", "[2026]12号", "（２０２６） 12 号", "2026-12号"])
def test_a_number_is_found_however_its_brackets_are_typed(typed: str) -> None:
    assert fold(typed) == "202612号"


@pytest.mark.parametrize(
    ("words", "fine", "taken", "classes"),
    [
        ("警告", 0, 0, ["warning"]),
        ("罚款一分", 1, 0, ["fine"]),
        ("没收饼干 14 袋", 0, 0, ["confiscation"]),
        ("没收违法所得；罚款", 100, 100, ["fine", "confiscation"]),
        ("吊销许可证；责令停产停业", 0, 0, ["permit", "business"]),
        ("行政拘留五日", 0, 0, ["detention"]),
        ("责令改正", 0, 0, []),
    ],
)
def test_the_classes_of_article_9_follow_from_words_and_amounts(
    words: str, fine: int, taken: int, classes: list[str]
) -> None:
    assert penalty_classes(penalty(penalty=words, fine_fen=fine, confiscated_fen=taken)) == classes


def test_a_case_sorts_by_its_newest_step_and_shows_the_one_that_runs() -> None:
    found = columns(progress(), b"", date(2026, 3, 2))
    assert found["shown_on"] == date(2026, 2, 10)
    assert found["step"] == "调查取证"


def test_a_case_without_days_sorts_by_its_release() -> None:
    bare = progress().model_copy(
        update={"steps": tuple(s.model_copy(update={"on": None}) for s in progress().steps)}
    )
    assert columns(bare, b"", date(2026, 3, 2))["shown_on"] == date(2026, 3, 2)
