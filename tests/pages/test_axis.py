"""A time line that keeps order and distance."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sanzhi.pages.axis import spread

ascending = st.lists(st.integers(700_000, 760_000), min_size=2, max_size=40).map(sorted)


@given(ascending)
def test_places_ascend_from_one_end_to_the_other(days: list[int]) -> None:
    places = spread(days, 3)
    assert places == sorted(places)
    assert places[0] == 0
    assert abs(places[-1] - 100) < 1e-6


@given(st.lists(st.integers(700_000, 760_000), min_size=2, max_size=20).map(sorted))
def test_neighbours_keep_their_distance_while_there_is_room(days: list[int]) -> None:
    places = spread(days, 4)
    assert all(b - a >= 4 - 1e-6 for a, b in itertools.pairwise(places))


def test_more_marks_than_room_stand_evenly() -> None:
    assert spread([1, 2, 3, 4, 100], 40) == [0, 25, 50, 75, 100]


def test_a_longer_time_takes_more_room_and_a_hundredfold_not_a_hundredfold() -> None:
    _, middle, end = spread([0, 10, 1010], 1)
    assert 5 < middle < end - middle < 95


def test_a_single_day_stands_at_the_beginning() -> None:
    assert spread([5], 3) == [0]
