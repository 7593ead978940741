"""How money and time read."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from sanzhi.pages.formats import money


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "¥0.00"),
        (1, "¥0.01"),
        (5212000, "¥52,120.00"),
        (99, "¥0.99"),
        (100, "¥1.00"),
        (-20050, "-¥200.50"),
    ],
)
def test_money_reads_with_two_places_and_commas(fen: int, words: str) -> None:
    assert money(fen) == words


def shown(text: str, **context: object) -> str:
    return Template("{% load sanzhi %}" + text).render(Context(context))


def test_templates_write_money_in_figures_and_capitals() -> None:
    assert shown("{{ fen|money }} {{ fen|capitals }}", fen=5212000) == "¥52,120.00 伍万贰仟壹佰贰拾元整"


def test_dates_and_instants_are_those_of_china() -> None:
    late = datetime(2026, 3, 1, 16, 5, tzinfo=UTC)
    assert (
        shown("{{ t|cdate }} {{ t|cday }} {{ t|ctime }}", t=late) == "2026年3月2日 3月2日 2026年3月2日 00:05"
    )
    assert shown("{{ d|cdate }}", d=date(2026, 3, 2)) == "2026年3月2日"


def test_what_is_not_there_reads_as_nothing() -> None:
    empty = "{{ x|money }}{{ x|capitals }}{{ x|cdate }}{{ x|cday }}{{ x|ctime }}{{ x|remaining }}"
    assert shown(empty, x=None) == ""


def test_remaining_days_may_be_counted_from_a_given_day() -> None:
    words = shown("{{ due|remaining:now }}", due=date(2026, 3, 9), now=date(2026, 3, 5))
    assert words == "还剩 2 个工作日（3月9日到期）"


def test_an_icon_that_does_not_exist_is_an_error_of_the_template() -> None:
    with pytest.raises(KeyError):
        shown("{% icon 'nonesuch' %}")
