"""Payment, surcharge, deferral, the court's window, closing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Pause, compute
from sanzhi.law.findings import Verdict
from sanzhi.law.guards import closing, collection, court
from sanzhi.law.guards.closing import CloseGround, Settled
from sanzhi.law.guards.collection import Deferral, PaymentTerms
from sanzhi.law.guards.court import CourtRows, Remedies
from sanzhi.law.rules import RuleSet
from sanzhi.law.statutes import apl

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)
RATE = RULES.pick("O28", on=TODAY)
DUE_ON = date(2026, 10, 8)


@pytest.mark.rule("O27")
def test_a_fine_is_paid_within_fifteen_days_of_receipt() -> None:
    received = date(2026, 9, 18)
    due = compute(RULES.pick("O27", on=received), received, CALENDAR)
    assert due.on == DUE_ON
    assert collection.paid_in_time(due, DUE_ON, on=date(2026, 12, 1)) == []
    assert collection.paid_in_time(due, None, on=DUE_ON) == []
    (late,) = collection.paid_in_time(due, None, on=date(2026, 10, 9))
    assert (late.verdict, late.cure_act) == (Verdict.WARN, "record_payment")


@pytest.mark.rule("O28")
@pytest.mark.parametrize(("late", "yuan"), [(0, 0), (1, 300), (33, 9_900), (34, 10_000), (400, 10_000)])
def test_three_per_cent_a_day_up_to_the_fine(late: int, yuan: int) -> None:
    found = collection.surcharge_fen(1_000_000, DUE_ON, DUE_ON + timedelta(days=late), RATE)
    assert found == yuan * 100
    assert collection.surcharge_fen(1_000_000, DUE_ON, DUE_ON + timedelta(days=1), RATE) == 30_000


@pytest.mark.rule("O28")
def test_the_days_of_a_review_or_suit_are_not_counted() -> None:
    until = DUE_ON + timedelta(days=20)
    stay = Pause(DUE_ON + timedelta(days=5), DUE_ON + timedelta(days=14), "行政复议")
    assert collection.surcharge_fen(1_000_000, DUE_ON, until, RATE, [stay]) == 300_000
    again = replace(stay, cause="行政诉讼", start=DUE_ON + timedelta(days=10))
    assert collection.surcharge_fen(1_000_000, DUE_ON, until, RATE, [stay, again]) == 300_000
    pending = replace(stay, end=None)
    assert collection.surcharge_fen(1_000_000, DUE_ON, until, RATE, [pending]) == 120_000


@pytest.mark.rule("O28")
@given(st.integers(0, 10**10), st.integers(0, 500), st.integers(0, 100), st.integers(0, 100))
def test_a_surcharge_grows_with_the_days_and_never_over_the_fine(
    fine: int, late: int, begin: int, length: int
) -> None:
    until = DUE_ON + timedelta(days=late)
    found = collection.surcharge_fen(fine, DUE_ON, until, RATE)
    assert 0 <= found <= fine
    assert found <= collection.surcharge_fen(fine, DUE_ON, until + timedelta(days=1), RATE)
    start = DUE_ON + timedelta(days=begin)
    stay = Pause(start, start + timedelta(days=length), "行政复议")
    assert collection.surcharge_fen(fine, DUE_ON, until, RATE, [stay]) <= found
    assert collection.surcharge_fen(100, DUE_ON, DUE_ON + timedelta(days=1), RATE) == 3


def test_a_surcharge_is_not_made_of_nonsense() -> None:
    for fine, row in ((-1, RATE), (1, RULES.pick("O27", on=TODAY))):
        with pytest.raises(ValueError, match="罚款数额"):
            collection.surcharge_fen(fine, DUE_ON, DUE_ON, row)


@pytest.mark.rule("O28")
def test_a_surcharge_stands_in_the_decision_and_is_not_more_than_the_law_gives() -> None:
    def ask(claimed: int, told: bool = True, stayed: bool = False) -> int:
        found = collection.surcharge_lawful(claimed, 30_000, told_in_decision=told, stayed=stayed, on=TODAY)
        assert all(each.verdict is Verdict.REFUSE for each in found)
        return len(found)

    assert (ask(30_000), ask(30_001), ask(0, told=False)) == (0, 1, 0)
    assert (ask(100, told=False), ask(30_001, stayed=True)) == (1, 1)
    (finding,) = collection.surcharge_lawful(30_001, 30_000, told_in_decision=True, stayed=False, on=TODAY)
    assert finding.message == "加处罚款最多为300.00元，现为300.01元"


HARD = Deferral(DUE_ON, written=True, hardship=True)


@pytest.mark.rule("O29")
def test_paying_later_needs_hardship_a_request_and_leave() -> None:
    due = compute(RULES.pick("O27", on=TODAY), date(2026, 9, 18), CALENDAR)

    def ask(deferral: Deferral, domain: str = "市场监管") -> list[str]:
        found = collection.deferral_lawful(deferral, due, domain=domain, on=date(2026, 10, 20))
        assert all(each.verdict is Verdict.REFUSE for each in found)
        return [each.citations[0].law for each in found]

    granted = replace(HARD, approved=True, told_in_writing=True, until=date(2027, 1, 1))
    assert ask(HARD) == ask(granted) == []
    assert ask(replace(HARD, hardship=False)) == ["市场监督管理行政处罚程序规定"]
    assert len(ask(replace(HARD, written=False))) == 1
    assert ask(replace(HARD, written=False), "税务") == []
    assert len(ask(replace(granted, approved=False))) == 1
    assert len(ask(replace(granted, told_in_writing=False))) == 1
    late = replace(HARD, applied_on=date(2026, 10, 9))
    assert ask(late) == []
    assert ask(late, "农业农村") == ["农业行政处罚程序规定"]
    assert ask(HARD, "农业农村") == []


@pytest.mark.rule("O39")
def test_who_decides_does_not_collect() -> None:
    assert collection.collection_separated(by_agency=False, on_the_spot_lawful=False, on=TODAY) == []
    assert collection.collection_separated(by_agency=True, on_the_spot_lawful=True, on=TODAY) == []
    (finding,) = collection.collection_separated(by_agency=True, on_the_spot_lawful=False, on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("O39")
def test_all_money_reaches_the_treasury() -> None:
    assert collection.money_to_treasury(100, 100, on=TODAY) == []
    assert "0.01元" in collection.money_to_treasury(100, 99, on=TODAY)[0].message


@pytest.mark.rule("O39")
@pytest.mark.parametrize("counts", sorted(collection.MONEY_COUNTS))
def test_no_indicator_is_made_of_fines(counts: str) -> None:
    assert collection.indicator_lawful("办案质量", ["案卷评查得分"], on=TODAY) == []
    (finding,) = collection.indicator_lawful("创收", ["案卷评查得分", counts], on=TODAY)
    assert finding.verdict is Verdict.REFUSE


TERMS = PaymentTerms("某银行", "某路1号", 100, due_told=True, surcharge_told=True)


@pytest.mark.rule("O48")
@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, bank=" "),
        replace(TERMS, bank_address=""),
        replace(TERMS, due_told=False),
        replace(TERMS, surcharge_told=False),
    ],
)
def test_the_decision_says_where_and_until_when_to_pay(terms: PaymentTerms) -> None:
    assert collection.payment_told(TERMS, on=TODAY) == []
    assert collection.payment_told(replace(terms, amount_fen=0), on=TODAY) == []
    (finding,) = collection.payment_told(terms, on=TODAY)
    assert finding.verdict is Verdict.REFUSE


ROWS = CourtRows.of(RULES, TODAY)
UNUSED = Remedies(date(2025, 8, 31))
DEMANDED = date(2026, 5, 13)


def apply(
    on: date, remedies: Remedies = UNUSED, demanded: date | None = DEMANDED, done: bool = False
) -> list[Verdict]:
    found = court.court_application_lawful(
        remedies, ROWS, CALENDAR, demand_served_on=demanded, fulfilled=done, on=on
    )
    return [each.verdict for each in found]


@pytest.mark.rule("O32")
def test_the_window_opens_after_both_remedies_and_closes_in_three_months() -> None:
    window = court.court_window(UNUSED, ROWS, CALENDAR)
    assert (window.lapsed, window.due.on) == (date(2026, 2, 28), date(2026, 5, 28))
    assert window.demand_by == DEMANDED
    early = date(2026, 1, 5)
    assert apply(date(2026, 2, 28), demanded=early) == [Verdict.REFUSE]
    assert apply(date(2026, 3, 1), demanded=early) == []
    assert apply(date(2026, 5, 28)) == []
    assert apply(date(2026, 5, 29)) == [Verdict.REFUSE]


@pytest.mark.rule("O32")
def test_a_demand_was_served_in_vain_ten_working_days_before() -> None:
    assert court.demand_over(DEMANDED, ROWS.demand, CALENDAR).on == date(2026, 5, 27)
    assert apply(date(2026, 5, 27)) == [Verdict.REFUSE]
    assert apply(date(2026, 5, 28)) == []
    assert apply(date(2026, 5, 28), demanded=None) == [Verdict.REFUSE]


@pytest.mark.rule("O32")
def test_who_paid_or_went_to_review_or_court_is_not_taken_there() -> None:
    day = date(2026, 5, 28)
    assert apply(day, done=True) == [Verdict.REFUSE]
    assert apply(day, replace(UNUSED, review_pending=True)) == [Verdict.REFUSE]
    assert apply(day, replace(UNUSED, sued=True)) == [Verdict.REFUSE]


@pytest.mark.rule("O32")
def test_review_deferral_and_untold_rights_move_the_window() -> None:
    reviewed = court.court_window(replace(UNUSED, reviewed_on=date(2026, 3, 2)), ROWS, CALENDAR)
    assert (reviewed.lapsed, reviewed.due.on) == (date(2026, 3, 17), date(2026, 6, 17))
    deferred = court.court_window(replace(UNUSED, deferred_until=date(2026, 6, 30)), ROWS, CALENDAR)
    assert (deferred.lapsed, deferred.due.on) == (date(2026, 2, 28), date(2026, 9, 30))
    untold = court.court_window(replace(UNUSED, told=False), ROWS, CALENDAR)
    assert untold.lapsed == date(2026, 8, 31)
    assert apply(date(2026, 5, 28), replace(UNUSED, told=False)) == [Verdict.REFUSE]


@pytest.mark.rule("O32")
def test_the_last_day_for_a_demand_is_pointed_out() -> None:
    window = court.court_window(UNUSED, ROWS, CALENDAR)

    def ask(on: date, demanded: date | None = None, applied: bool = False) -> int:
        found = court.court_window_closing(window, demand_served_on=demanded, applied=applied, on=on)
        return len(found)

    assert (ask(DEMANDED), ask(date(2026, 5, 14))) == (0, 1)
    assert (ask(date(2026, 5, 14), DEMANDED), ask(date(2026, 5, 29), DEMANDED)) == (0, 1)
    assert ask(date(2026, 5, 29), applied=True) == 0


@pytest.mark.rule("O32")
@given(st.dates(date(2024, 2, 1), date(2025, 12, 1)))
def test_whoever_heeds_the_last_day_for_the_demand_can_apply_on_the_last_day(served: date) -> None:
    window = court.court_window(Remedies(served), ROWS, CALENDAR)
    assert apply(window.due.on, Remedies(served), window.demand_by) == []
    assert apply(window.due.on + timedelta(days=1), Remedies(served), window.demand_by) == [Verdict.REFUSE]
    assert apply(window.lapsed, Remedies(served), served) == [Verdict.REFUSE]


@pytest.mark.rule("O33")
@pytest.mark.parametrize("domain", ["市场监管", "住房城乡建设"])
def test_the_closing_form_comes_within_fifteen_working_days(domain: str) -> None:
    due = compute(RULES.pick("O33", domain=domain, on=TODAY), TODAY, CALENDAR)
    assert due.on == date(2026, 6, 23)
    assert closing.closed_in_time(due, on=due.on) == []
    (late,) = closing.closed_in_time(due, on=date(2026, 6, 24))
    assert (late.verdict, late.cure_act) == (Verdict.WARN, "close")
    assert closing.closed_in_time(None, on=date(2027, 1, 1)) == []


DONE = Settled(True, True, True)


@pytest.mark.rule("O33")
@pytest.mark.parametrize("lack", ["approved", "fully_paid", "other_done", "goods_settled", "measures_lifted"])
def test_nothing_is_closed_while_something_is_open(lack: str) -> None:
    ask = closing.closable
    assert ask(CloseGround.EXECUTED, DONE, domain="市场监管", on=TODAY) == []
    (finding,) = ask(CloseGround.EXECUTED, replace(DONE, **{lack: False}), domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("O33")
def test_court_acceptance_closes_only_where_the_sector_says_so() -> None:
    unpaid = replace(DONE, fully_paid=False)
    for domain in ("交通运输", "农业农村", "医疗保障"):
        assert closing.closable(CloseGround.COURT_ACCEPTED, unpaid, domain=domain, on=TODAY) == []
    for domain in ("市场监管", "住房城乡建设"):
        assert closing.closable(CloseGround.COURT_ACCEPTED, unpaid, domain=domain, on=TODAY) != []
    assert closing.closable(CloseGround.COURT_ENDED, unpaid, domain="市场监管", on=TODAY) == []


@pytest.mark.rule("O33")
def test_where_the_sector_has_no_text_on_closing_no_other_sectors_text_refuses() -> None:
    (unpaid,) = closing.closable(
        CloseGround.EXECUTED, replace(DONE, fully_paid=False), domain="生态环境", on=TODAY
    )
    assert (unpaid.verdict, unpaid.citations) == (Verdict.REFUSE, (apl("第六十六条第一款"),))
    goods = replace(DONE, goods_settled=False)
    (left,) = closing.closable(CloseGround.EXECUTED, goods, domain="生态环境", on=TODAY)
    assert left.verdict is Verdict.WARN
