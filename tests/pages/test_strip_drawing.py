"""Where marks and labels of a strip stand, and what is written under them."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sanzhi.pages.strip import Lane, Mark, State, Strip
from sanzhi.pages.strip_drawing import LABEL, LETTER, TRACK, DrawnMark, draw
from sanzhi.pages.styleguide_cases import open_case

TODAY = date(2026, 3, 5)
STATES: list[State] = ["done", "due", "late", "gap", "locked", "idle"]


def strip_of(*marks: Mark, start: date = date(2026, 1, 5), end: date = date(2026, 3, 25)) -> Strip:
    return Strip(start, end, TODAY, (Lane("record", "记录", "", marks),))


def drawn(*marks: Mark) -> tuple[DrawnMark, ...]:
    return draw(strip_of(*marks)).lanes[0].marks


days = st.dates(date(2026, 1, 5), date(2026, 3, 25))
marks_of_a_lane = st.lists(st.builds(Mark, st.sampled_from(STATES), st.just("事项"), on=days), max_size=9)


@given(marks_of_a_lane, marks_of_a_lane)
def test_marks_stand_in_order_of_time_and_within_the_track(one: list[Mark], other: list[Mark]) -> None:
    lanes = (Lane("record", "记录", "", tuple(one)), Lane("review", "审核", "", tuple(other)))
    drawing = draw(Strip(date(2026, 1, 5), date(2026, 3, 25), TODAY, lanes))
    for lane in drawing.lanes:
        places = [mark.at for mark in lane.marks]
        assert places == sorted(places)
        assert all(0 <= place <= 100 for place in places)
        assert [mark.mark.on for mark in lane.marks] == sorted(mark.on for mark in lane.lane.marks if mark.on)


@given(marks_of_a_lane, marks_of_a_lane)
def test_the_same_day_stands_at_the_same_place_in_every_lane(one: list[Mark], other: list[Mark]) -> None:
    first = {mark.on: mark for mark in reversed(one)}.values()
    second = {mark.on: mark for mark in reversed(other)}.values()
    lanes = (Lane("record", "记录", "", tuple(first)), Lane("review", "审核", "", tuple(second)))
    drawing = draw(Strip(date(2026, 1, 5), date(2026, 3, 25), TODAY, lanes))
    places: dict[date | None, set[int]] = {}
    for lane in drawing.lanes:
        for mark in lane.marks:
            places.setdefault(mark.mark.on, set()).add(mark.at)
    assert all(len(found) == 1 for found in places.values())


@given(st.lists(st.builds(Mark, st.just("done"), st.just("事项"), on=days), min_size=2, max_size=9))
def test_no_two_marks_of_a_lane_cover_each_other(marks: list[Mark]) -> None:
    places = [mark.at for mark in drawn(*marks)]
    assert all(later - earlier >= 3 for earlier, later in itertools.pairwise(places))


def test_labels_that_would_cover_each_other_go_one_level_down() -> None:
    first, second, third = drawn(
        Mark("done", "现场检查录像", on=date(2026, 1, 20)),
        Mark("done", "先行登记保存", on=date(2026, 1, 21)),
        Mark("done", "询问笔录", on=date(2026, 3, 1)),
    )
    assert (first.level, second.level, third.level) == (0, 1, 0)


def crowd(count: int, title: str) -> tuple[Mark, ...]:
    return tuple(Mark("done", title, on=date(2026, 1, 6) + timedelta(days=day)) for day in range(count))


def test_labels_that_find_no_level_turn_the_strip_upright() -> None:
    assert not draw(strip_of(*crowd(16, "询问笔录"))).upright
    assert draw(strip_of(*crowd(16, "行政处罚事先告知书送达回证"))).upright


def test_more_days_than_the_track_can_tell_apart_turn_the_strip_upright() -> None:
    assert not draw(strip_of(*crowd(22, "检查"))).upright
    assert draw(strip_of(*crowd(23, "检查"))).upright


@given(
    st.lists(st.builds(Mark, st.just("done"), st.text("甲", min_size=2, max_size=12), on=days), max_size=14)
)
def test_labels_of_one_level_never_cover_each_other_lengthwise(marks: list[Mark]) -> None:
    drawing = draw(strip_of(*marks))
    taken: dict[int, float] = {}
    for mark in drawing.lanes[0].marks:
        width = min(LABEL, LETTER * max(len(mark.mark.title), 4))
        begin = {
            "start": mark.at * TRACK / 100 - 14,
            "end": mark.at * TRACK / 100 + 14 - width,
            "middle": mark.at * TRACK / 100 - width / 2,
        }[mark.side]
        assert drawing.upright or taken.get(mark.level, -1000) <= begin + LETTER
        taken[mark.level] = begin + width


def test_a_label_hangs_away_from_the_end_of_the_track_and_from_today() -> None:
    start, end = date(2020, 1, 5), date(2030, 3, 25)
    marks = (
        Mark("done", "主体资格公示", on=start),
        Mark("done", "事先告知书送达", on=TODAY - timedelta(days=1)),
        Mark("due", "陈述申辩期满", due=TODAY + timedelta(days=1)),
        Mark("idle", "决定公示", due=end),
    )
    lane = draw(strip_of(*marks, start=start, end=end)).lanes[0]
    assert [mark.side for mark in lane.marks] == ["start", "end", "start", "end"]


def test_what_is_due_says_how_many_working_days_are_left_and_until_when() -> None:
    (mark,) = drawn(Mark("due", "陈述申辩期满", due=date(2026, 3, 9), article="《行政处罚法》第四十四条"))
    assert (mark.note, mark.extra, mark.fine) == ("还剩 2 个工作日", "3月9日到期", "《行政处罚法》第四十四条")


def test_what_is_due_today_says_so_once() -> None:
    (mark,) = drawn(Mark("due", "陈述申辩期满", due=TODAY))
    assert (mark.note, mark.extra) == ("今天到期", "")


def test_what_is_late_or_missing_names_its_article() -> None:
    late, gap = drawn(
        Mark("late", "审核意见", due=date(2026, 3, 3), article="《行政处罚法》第五十八条"),
        Mark("gap", "保存清单", article="《行政处罚法》第五十六条"),
    )
    assert (late.note, late.extra) == ("逾期 2 个工作日", "《行政处罚法》第五十八条")
    assert (gap.note, gap.extra) == ("缺失", "《行政处罚法》第五十六条")


def test_what_is_missing_without_a_date_stands_at_today() -> None:
    drawing = draw(strip_of(Mark("gap", "保存清单")))
    assert drawing.lanes[0].marks[0].at == drawing.today_at


def test_today_stands_behind_all_that_happened_today() -> None:
    drawing = draw(strip_of(*(Mark("done", f"办理{number}", on=TODAY) for number in range(4))))
    assert [mark.at for mark in drawing.lanes[0].marks][-1] == drawing.today_at


def test_marks_before_and_after_today_are_told_apart() -> None:
    past, ahead = drawn(Mark("done", "立案", on=TODAY), Mark("idle", "决定", due=TODAY + timedelta(days=1)))
    assert (past.ahead, ahead.ahead) == (False, True)


def test_a_lane_is_judged_by_its_most_urgent_mark() -> None:
    verdicts = {lane.lane.key: (lane.state, lane.verdict) for lane in draw(open_case()).lanes}
    assert verdicts == {
        "publicity": ("done", "正常"),
        "record": ("gap", "缺 1 项"),
        "review": ("late", "逾期 1 项"),
    }


def test_a_lane_with_everything_done_is_complete_and_an_empty_one_is_not_concerned() -> None:
    full = draw(strip_of(Mark("done", "立案", on=TODAY))).lanes[0]
    empty = draw(strip_of()).lanes[0]
    assert (full.verdict, empty.verdict) == ("齐全", "未涉及")


def test_today_outside_the_line_is_not_drawn() -> None:
    assert draw(strip_of(end=TODAY)).today_at is not None
    assert draw(strip_of(end=TODAY - timedelta(days=1))).today_at is None


def test_dates_above_the_track_keep_clear_of_each_other() -> None:
    texts = [tick.text for tick in draw(open_case()).ticks if tick.text]
    assert "2026年1月5日" in texts
    assert "今天 3月5日" in texts
    assert len(texts) < len(draw(open_case()).ticks)


def test_the_legend_explains_the_states_that_occur() -> None:
    legend = draw(strip_of(Mark("done", "立案", on=TODAY), Mark("gap", "清单"))).legend
    assert [(state, word) for state, _, word in legend] == [("done", "已完成"), ("gap", "缺失")]
