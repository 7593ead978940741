"""The surcharge day by day (O28): its days, its cap, its stays, payments in parts."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.clocks import Pause
from sanzhi.law.rules import RuleSet
from sanzhi.law.surcharge import Amount, spans, total

ROW = RuleSet.national().pick("O28", on=date(2026, 3, 1))
DUE = date(2026, 3, 10)
FINE = 100_000


def day(number: int, month: int = 3) -> date:
    return date(2026, month, number)


def grown(until: date, *paid: Amount, stays: tuple[Pause, ...] = (), fine: int = FINE) -> int:
    return total(spans([Amount(DUE, fine)], paid, until, ROW, stays), fine)


def test_nothing_grows_up_to_and_on_the_due_day() -> None:
    assert grown(DUE) == 0
    assert grown(day(11)) == 3_000


def test_it_never_exceeds_the_fine() -> None:
    assert grown(day(12, 4)) == 99_000
    assert grown(day(13, 4)) == FINE
    assert grown(day(31, 12)) == FINE


def test_a_part_that_was_paid_stops_growing_on_the_next_day() -> None:
    half = Amount(day(12), 50_000)
    found = spans([Amount(DUE, FINE)], [half], day(14), ROW)

    assert [(each.first, each.last, each.unpaid_fen, each.days) for each in found] == [
        (day(11), day(12), FINE, 2),
        (day(13), day(14), 50_000, 2),
    ]
    assert total(found, FINE) == 6_000 + 3_000


def test_the_days_of_a_review_are_left_out_first_and_last_included() -> None:
    stay = Pause(day(12), day(14))
    assert grown(day(15), stays=(stay,)) == 2 * 3_000
    assert [each.days for each in spans([Amount(DUE, FINE)], (), day(15), ROW, (stay,))] == [2]
    assert grown(day(30), stays=(Pause(day(11), None),)) == 0


def test_each_instalment_has_its_own_day() -> None:
    parts = [Amount(day(10), 60_000), Amount(day(20), 40_000)]
    assert total(spans(parts, [Amount(day(10), 60_000)], day(21), ROW), FINE) == 1_200
    assert total(spans(parts, [], day(12), ROW), FINE) == 3_600


@given(
    fine=st.integers(1, 10**9),
    days=st.integers(0, 200),
    paid=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 10**8)), max_size=5),
)
def test_whatever_is_paid_it_stays_between_nothing_and_the_fine(
    fine: int, days: int, paid: list[tuple[int, int]]
) -> None:
    until = date.fromordinal(DUE.toordinal() + days)
    amounts = [Amount(date.fromordinal(DUE.toordinal() + after), fen) for after, fen in paid]
    with_payments = grown(until, *amounts, fine=fine)
    assert 0 <= with_payments <= grown(until, fine=fine) <= fine
