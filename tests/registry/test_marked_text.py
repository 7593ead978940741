"""What the public reads of a law says when it is not the version of the day."""

from datetime import date

from sanzhi.registry.queries import ANOTHER_VERSION, marked_text


def test_the_words_of_the_day_stand_alone() -> None:
    text = marked_text("行政处罚法", "第五十八条第一款", on=date(2026, 3, 2))
    assert text
    assert ANOTHER_VERSION not in text


def test_the_words_of_another_version_are_marked() -> None:
    assert marked_text("行政处罚法", "第五十八条第一款", on=date(2019, 1, 2)).endswith(ANOTHER_VERSION)


def test_what_is_not_at_hand_is_empty() -> None:
    assert marked_text("行政处罚法", "第五百条", on=date(2026, 3, 2)) == ""
