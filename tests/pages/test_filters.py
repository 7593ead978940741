"""Filters understand what they can and say what they cannot."""

from datetime import date, datetime

import pytest
from django.db.models import Q
from django.http import QueryDict

from sanzhi.pages.days import BEIJING
from sanzhi.pages.filters import Choice, Days, Text, contains, equals

KIND = Choice("kind", "类型", [("penalty", "行政处罚")], equals("kind"))
WORDS = Text("q", "关键词", contains("title", "number"))
DECIDED = Days("on", "决定日期", "decided_on")


def test_a_filter_that_is_not_set_narrows_nothing() -> None:
    for one in (KIND, WORDS, DECIDED):
        reading = one.read(QueryDict(""))
        assert (reading.query, reading.problem, reading.words) == (Q(), "", "")


def test_a_choice_is_applied_and_told() -> None:
    reading = KIND.read(QueryDict("kind=penalty"))
    assert (reading.query, reading.words) == (Q(("kind", "penalty")), "类型：行政处罚")


def test_an_unknown_choice_is_not_applied_and_told() -> None:
    reading = KIND.read(QueryDict("kind=X9"))
    assert (reading.query, reading.problem) == (Q(), "“类型”没有“X9”这一项，未按此项筛选。")


def test_words_are_looked_for_in_each_column() -> None:
    expected = Q(("title__icontains", "食品")) | Q(("number__icontains", "食品"))
    assert WORDS.read(QueryDict("q=+食品 ")).query == expected


@pytest.mark.parametrize(("length", "fits"), [(100, True), (101, False)])
def test_words_have_a_longest_length(length: int, fits: bool) -> None:
    assert (WORDS.read(QueryDict("q=" + "食" * length)).problem == "") is fits


def test_a_control_character_is_refused_and_an_ideographic_space_is_not() -> None:
    assert "不能识别" in WORDS.read(QueryDict("q=a%00b")).problem
    assert WORDS.read(QueryDict("q=食品\u3000安全")).problem == ""


def test_both_ends_of_a_span_of_days_are_included() -> None:
    reading = DECIDED.read(QueryDict("on_from=2026-01-01&on_to=2026-01-31"))
    assert reading.words == "决定日期：2026年1月1日至2026年1月31日"
    first, after = Q(("decided_on__gte", date(2026, 1, 1))), Q(("decided_on__lt", date(2026, 2, 1)))
    assert reading.query == first & after


def test_days_of_instants_begin_at_midnight_in_china() -> None:
    query = Days("at", "时间", "made_at", instant=True).read(QueryDict("at_from=2026-03-02")).query
    assert query == Q(("made_at__gte", datetime(2026, 3, 2, tzinfo=BEIJING)))


@pytest.mark.parametrize("text", ["on_from=昨天", "on_to=2026-02-30", "on_from=2026-13-01", "on_from=1'--"])
def test_a_date_that_is_none_is_not_applied_and_told(text: str) -> None:
    reading = DECIDED.read(QueryDict(text))
    assert reading.query == Q()
    assert "2026-03-02" in reading.problem


@pytest.mark.parametrize(("last", "problem"), [("2026-01-02", False), ("2026-01-01", True)])
def test_a_span_may_last_one_day_and_not_end_before_it_begins(last: str, problem: bool) -> None:
    reading = DECIDED.read(QueryDict(f"on_from=2026-01-02&on_to={last}"))
    assert bool(reading.problem) is problem


def test_the_last_day_of_all_is_no_error() -> None:
    assert DECIDED.read(QueryDict("on_to=9999-12-31")).problem == ""
