"""Flows, clocks, timelines and comparisons."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from sanzhi.pages import clock, flow
from sanzhi.pages.clock import Clock
from sanzhi.pages.compare import Piece, compare
from sanzhi.pages.flow import Step
from sanzhi.pages.timeline import Event

START, DUE = date(2026, 1, 9), date(2026, 4, 9)


def steps(count: int) -> list[Step]:
    return [Step(f"s{number}", f"环节{number}", "done" if number == 0 else "next") for number in range(count)]


@given(st.integers(1, 40))
def test_no_two_steps_of_a_flow_cover_each_other(count: int) -> None:
    drawing = flow.draw(steps(count))
    corners = [(box.x, box.y) for box in drawing.boxes]
    assert len(set(corners)) == count
    assert all(
        x + flow.BOX_WIDTH <= drawing.width and y + flow.BOX_HEIGHT <= drawing.height for x, y in corners
    )


def test_a_flow_longer_than_a_line_breaks_and_goes_round_by_the_edge() -> None:
    drawing = flow.draw(steps(flow.COLUMNS + 1))
    assert drawing.boxes[-1].y > drawing.boxes[-2].y
    assert drawing.boxes[-1].x == drawing.boxes[0].x
    assert "H2V" in drawing.arrows[-1].path
    assert all(box.y == drawing.boxes[0].y for box in flow.draw(steps(flow.COLUMNS)).boxes)


def test_steps_that_may_run_in_parallel_stand_above_each_other() -> None:
    arrows = [("s0", "s1"), ("s0", "s2"), ("s1", "s3"), ("s2", "s3")]
    first, above, below, last = flow.draw(steps(4), arrows).boxes
    assert above.x == below.x
    assert above.y < first.y == last.y < below.y


def test_an_arrow_over_a_step_between_passes_above_it() -> None:
    drawing = flow.draw(steps(3), [("s0", "s1"), ("s1", "s2"), ("s0", "s2")])
    top = drawing.boxes[1].y
    assert top > flow.OVER
    assert drawing.arrows[2].path == f"M{drawing.boxes[0].x + 56} {top}v-12H{drawing.boxes[2].x + 56}v7"


def test_an_arrow_back_and_one_to_nowhere_are_left_out() -> None:
    assert len(flow.draw(steps(3), [("s0", "s1"), ("s1", "s2"), ("s2", "s0"), ("s1", "gone")]).arrows) == 2


def test_an_arrow_is_walked_when_both_its_ends_have_been_reached() -> None:
    way = [Step("a", "立案", "done"), Step("b", "调查", "now"), Step("c", "决定", "next")]
    assert [arrow.walked for arrow in flow.draw(way).arrows] == [True, False]


def test_a_long_name_takes_two_lines_and_a_short_one_leaves_room_for_its_note() -> None:
    long, short = flow.draw(
        [Step("a", "行政处罚事先告知书", "next", "3月2日"), Step("b", "立案", "done", "1月9日")]
    ).boxes
    assert [line for line, _ in long.lines] == ["行政处罚事先告", "知书"]
    assert [line for line, _ in short.lines] == ["立案", "1月9日"]


def test_an_empty_flow_draws_nothing() -> None:
    assert flow.draw([]).boxes == ()


def test_a_clock_is_calm_then_near_then_late() -> None:
    limit = Clock("办案期限", START, DUE)
    days = [date(2026, 4, 3), date(2026, 4, 4), DUE, date(2026, 4, 10)]
    assert [clock.draw(limit, day).state for day in days] == ["idle", "due", "due", "late"]
    assert clock.draw(limit, DUE).words == "今天到期"


def test_a_clock_that_was_met_says_whether_in_time() -> None:
    met = clock.draw(Clock("办案期限", START, DUE, ended=DUE), date(2026, 6, 1))
    missed = clock.draw(Clock("办案期限", START, DUE, ended=date(2026, 4, 10)), date(2026, 6, 1))
    assert (met.words, met.gone) == ("按期完成", 100)
    assert (missed.words, missed.state) == ("逾期完成", "late")


def test_a_paused_clock_counts_nothing() -> None:
    assert clock.draw(Clock("办案期限", START, DUE, paused=True), date(2026, 6, 1)).words == "已中止计算"


def test_the_bar_of_a_clock_stays_between_nothing_and_all() -> None:
    limit = Clock("办案期限", START, DUE)
    assert [clock.draw(limit, day).gone for day in (date(2026, 1, 1), START, DUE)] == [0, 0, 100]
    assert clock.draw(Clock("当日", START, START), START).gone == 0


def test_an_event_recorded_on_a_later_day_is_a_late_entry() -> None:
    friday = date(2026, 2, 27)
    evening = datetime(2026, 2, 27, 15, 59, tzinfo=UTC)
    midnight = datetime(2026, 2, 27, 16, 0, tzinfo=UTC)
    assert not Event("送达", friday, evening).late
    assert Event("送达", friday, midnight).late


def test_an_event_known_by_the_day_shows_no_time_of_day() -> None:
    at = datetime(2026, 2, 27, 1, 5, tzinfo=UTC)
    assert (Event("送达", date(2026, 2, 27), at).clock, Event("送达", at, at).clock) == ("", "09:05")


paragraphs = st.lists(st.text("甲乙丙丁。", max_size=8), max_size=5)


@given(paragraphs, paragraphs)
def test_a_comparison_loses_no_letter_of_either_side(left: list[str], right: list[str]) -> None:
    pairs = compare(left, right)
    assert "".join(piece.text for pair in pairs for piece in pair.left) == "".join(left)
    assert "".join(piece.text for pair in pairs for piece in pair.right) == "".join(right)


def test_a_masked_name_is_shown_as_gone_on_one_side_and_new_on_the_other() -> None:
    same, masked = compare(["当事人", "张示例。"], ["当事人", "张某某。"])
    assert not same.changed
    assert masked.left == (Piece("same", "张"), Piece("gone", "示例"), Piece("same", "。"))
    assert masked.right == (Piece("same", "张"), Piece("new", "某某"), Piece("same", "。"))
