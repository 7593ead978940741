"""The flows that ship: each sound, and the two orders of a penalty alike but for what their sectors order."""

import pytest

from sanzhi.procedure import library
from sanzhi.procedure.checker import check
from sanzhi.procedure.grammar import Bundle

MARKET, TRANSPORT = "cn.samr.penalty.ordinary", "cn.mot.penalty.ordinary"
# What only one sector has: a term of the review (程序规定 Art 55); the report approved first (交通 Art 68).
ONLY_MARKET, ONLY_TRANSPORT = {"extend_review"}, {"approve_report", "return_report"}


def newest() -> list[Bundle]:
    return [library.latest(name) for name in dict.fromkeys(each.name for each in library.all_bundles())]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [MARKET, TRANSPORT, "cn.samr.penalty.summary"])
def test_the_checker_finds_nothing_in_a_flow_that_ships(name: str) -> None:
    report = check(library.latest(name))
    assert [(each.rule, each.words) for each in report.findings] == []
    assert report.states > 10


@pytest.mark.django_db
def test_every_flow_in_force_is_among_those_tested() -> None:
    assert {each.name for each in newest()} == {MARKET, TRANSPORT, "cn.samr.penalty.summary"}


@pytest.mark.django_db
def test_the_two_orders_offer_the_same_acts() -> None:
    market, transport = library.latest(MARKET), library.latest(TRANSPORT)
    assert market.acts() - transport.acts() == ONLY_MARKET
    assert transport.acts() - market.acts() == ONLY_TRANSPORT
    assert [way.act for way in market.anywhere] == [way.act for way in transport.anywhere]


@pytest.mark.django_db
def test_market_reviews_before_it_tells_and_transport_after() -> None:
    market, transport = library.latest(MARKET), library.latest(TRANSPORT)
    assert "notice" in {to for way in market.steps["review"].transitions for to in way.to}
    assert "notice" not in {to for way in transport.steps["review"].transitions for to in way.to}
    assert {to for way in transport.steps["report"].transitions for to in way.to} == {"notice", "submission"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [MARKET, TRANSPORT])
def test_what_is_not_major_is_checked_and_what_is_major_is_discussed(name: str) -> None:
    flow = library.latest(name)
    submitted = flow.steps["submission"].transitions
    assert [way.to for way in submitted if way.act == "submit_for_review"] == [("review",), ("check",)]
    assert "decision" in {to for way in flow.steps["deliberation"].transitions for to in way.to}
