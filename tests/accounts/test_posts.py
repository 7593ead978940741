"""What posts, terms and the agency's policy give an officer to read, day by day."""

from datetime import date

import pytest

from sanzhi.accounts.posts import held_by, units_of
from sanzhi.jobs import clock
from tests.support.cast import Cast
from tests.support.house import House, account, build, serve
from tests.support.story import at


@pytest.fixture
def house(cast: Cast) -> House:
    return build(cast)


def keys(house: House, name: str, day: str) -> tuple[str, ...]:
    user = account(getattr(house, name))
    return held_by(user.pk, house.cast.agency.pk, date.fromisoformat(day)).keys(house.cast.agency.pk)


def test_a_member_reads_nothing_more_without_a_policy(house: House) -> None:
    assert keys(house, "colleague", "2026-03-02") == ()


def test_a_leader_reads_his_unit(house: House) -> None:
    assert keys(house, "leader", "2026-03-02") == (f"unit:{house.brigade.pk}",)


@pytest.mark.parametrize(("day", "more"), [("2026-03-01", 0), ("2026-03-02", 1)])
def test_a_policy_begins_on_its_day(house: House, day: str, more: int) -> None:
    house.policy("unit", since=date(2026, 3, 2))

    assert len(keys(house, "colleague", day)) == more


@pytest.mark.parametrize(("day", "leads"), [("2026-03-04", True), ("2026-03-05", False)])
def test_a_post_holds_until_the_day_before_its_end(house: House, day: str, leads: bool) -> None:
    post = serve(house.colleague, house.station, "unit_head")
    post.until = date(2026, 3, 5)
    post.save()

    assert bool(keys(house, "colleague", day)) is leads


@pytest.mark.parametrize(("day", "reads"), [
    ("2026-03-02", False), ("2026-03-03", True), ("2026-03-05", True), ("2026-03-06", False),
])  # fmt: skip
def test_a_substitute_reads_for_the_term(house: House, day: str, reads: bool) -> None:
    house.stands_in(house.outsider, house.leader, date(2026, 3, 3), date(2026, 3, 5))

    assert (keys(house, "outsider", day) == (f"unit:{house.brigade.pk}",)) is reads


def test_standing_in_for_a_member_gives_nothing(house: House) -> None:
    house.stands_in(house.outsider, house.colleague, date(2026, 3, 3), date(2026, 3, 5))

    assert keys(house, "outsider", "2026-03-04") == ()


def test_a_person_belongs_to_his_unit_and_to_those_above(house: House) -> None:
    day = date(2026, 3, 2)
    colleague, deputy = account(house.colleague).pk, account(house.deputy).pk

    assert units_of([colleague], day) == {house.squad.pk, house.brigade.pk}
    assert units_of([deputy], day) == frozenset()
    assert units_of([], day) == frozenset()


def test_a_term_is_over_with_the_next_sign_in_or_request(house: House, demonstration: None) -> None:
    house.stands_in(house.outsider, house.leader, date(2026, 3, 3), date(2026, 3, 3))
    with clock.at(at("2026-03-03")):
        assert len(house.again(house.outsider).scopes) == 2
    with clock.at(at("2026-03-04")):
        assert len(house.again(house.outsider).scopes) == 1


def test_who_sees_the_agency_anyway_reads_no_more_keys(house: House) -> None:
    house.policy("agency")

    assert len(house.again(house.deputy).scopes) == 2


def test_another_agency_s_posts_give_nothing_here(house: House) -> None:
    user = account(house.leader)
    stranger = account(house.cast.stranger)
    assert stranger.agency_id is not None

    assert held_by(user.pk, stranger.agency_id, date(2026, 3, 2)).keys(stranger.agency_id) == ()
