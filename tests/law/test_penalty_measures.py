"""Registered evidence, urgent measures, and goods in the agency's hands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Verdict
from sanzhi.law.guards import measures, property
from sanzhi.law.guards.measures import Handling, Handover, Preservation, UrgentMeasure
from sanzhi.law.guards.property import EarlySale, KeptItem
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)
TAKEN = datetime(2026, 9, 30, 8, 30, tzinfo=UTC)
KEPT = Preservation(TODAY)


def clock(rule: str, start: date, domain: str) -> Due:
    return compute(RULES.pick(rule, domain=domain, on=start), start, CALENDAR)


@pytest.mark.rule("O5")
def test_evidence_is_registered_with_approval_and_a_list() -> None:
    assert measures.preservation_lawful(KEPT, on=TODAY) == []
    assert measures.preservation_lawful(Preservation(None, urgent=True), on=TODAY) == []
    (unapproved,) = measures.preservation_lawful(Preservation(None), on=TODAY)
    (unlisted,) = measures.preservation_lawful(replace(KEPT, list_given=False), on=TODAY)
    assert {unapproved.verdict, unlisted.verdict} == {Verdict.REFUSE}


@pytest.mark.rule("O5")
@pytest.mark.parametrize("domain", ["市场监管", "交通运输", "住房城乡建设", "医疗保障"])
def test_after_seven_working_days_the_registration_ends_by_itself(domain: str) -> None:
    due = clock("O5", TODAY, domain)
    assert due.on == date(2026, 6, 10)
    handled = replace(KEPT, handled_on=due.on, handling=Handling.SEIZED)
    assert measures.preservation_handled(handled, due, domain=domain, on=due.on) == []
    late = replace(handled, handled_on=date(2026, 6, 11))
    (finding,) = measures.preservation_handled(late, due, domain=domain, on=date(2026, 6, 11))
    assert finding.verdict is Verdict.REFUSE
    assert "自动解除" in finding.message


@pytest.mark.rule("O5")
def test_releasing_late_only_warns_and_so_does_a_sector_without_a_lapse() -> None:
    due = clock("O5", TODAY, "农业农村")
    late = date(2026, 6, 11)
    released = replace(KEPT, handled_on=late, handling=Handling.RELEASED)
    assert measures.preservation_handled(released, due, domain="市场监管", on=late)[0].verdict is Verdict.WARN
    tested = replace(released, handling=Handling.TESTED)
    assert measures.preservation_handled(tested, due, domain="农业农村", on=late)[0].verdict is Verdict.WARN
    assert measures.preservation_handled(KEPT, due, domain="农业农村", on=due.on) == []


@pytest.mark.rule("O5")
def test_how_it_was_handled_is_told() -> None:
    due = clock("O5", TODAY, "市场监管")
    unnamed = replace(KEPT, handled_on=TODAY)
    (finding,) = measures.preservation_handled(unnamed, due, domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("O6")
@pytest.mark.parametrize(("minutes", "count"), [(0, 0), (1, 1)])
def test_an_urgent_measure_is_approved_within_twenty_four_hours(minutes: int, count: int) -> None:
    row = RULES.pick("O6", domain="市场监管", on=TODAY)
    end = TAKEN + timedelta(hours=24, minutes=minutes)
    measure = UrgentMeasure(TAKEN, approved_at=end)
    assert len(measures.urgent_measure_approved(measure, row, now=end, on=TODAY)) == count
    waiting = measures.urgent_measure_approved(UrgentMeasure(TAKEN), row, now=end, on=TODAY)
    assert len(waiting) == count
    late = TAKEN + timedelta(hours=25)
    (finding,) = measures.urgent_measure_approved(UrgentMeasure(TAKEN), row, now=late, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    told = (TAKEN + timedelta(hours=24)).astimezone(timezone(timedelta(hours=8)))
    assert f"截止{told:%Y-%m-%d %H:%M}，" in finding.message


@pytest.mark.rule("O6")
def test_what_the_head_refuses_is_lifted_at_once() -> None:
    row = RULES.pick("O6", on=TODAY)
    refused = UrgentMeasure(TAKEN, refused_at=TAKEN + timedelta(hours=1))
    (finding,) = measures.urgent_measure_approved(refused, row, now=TAKEN + timedelta(hours=2), on=TODAY)
    assert "立即解除" in finding.message
    lifted = replace(refused, lifted_at=TAKEN + timedelta(hours=2))
    assert measures.urgent_measure_approved(lifted, row, now=TAKEN + timedelta(hours=30), on=TODAY) == []


@pytest.mark.rule("O7")
@pytest.mark.parametrize(
    ("handover", "end"),
    [
        (Handover(TAKEN), TAKEN),
        (Handover(TAKEN, returned_at=TAKEN + timedelta(hours=4)), TAKEN + timedelta(hours=4)),
        (Handover(TAKEN, tested_at=TAKEN + timedelta(hours=9)), TAKEN + timedelta(hours=9)),
    ],
)
def test_goods_reach_the_keeper_within_a_day_of_the_right_minute(handover: Handover, end: datetime) -> None:
    row = RULES.pick("O7", domain="交通运输", on=TODAY)

    def ask(now: datetime, domain: str = "交通运输") -> int:
        return len(measures.goods_handed_over(handover, row, domain=domain, now=now, on=TODAY))

    last = end + timedelta(hours=24)
    assert (ask(last), ask(last + timedelta(minutes=1))) == (0, 1)
    assert ask(last + timedelta(days=9), "市场监管") == 0


SALE = EarlySale(True, True, True, True, owner_consents=True)


@pytest.mark.rule("O50")
@pytest.mark.parametrize(
    "sale",
    [
        replace(SALE, unfit_for_keeping=False),
        replace(SALE, approved=False),
        replace(SALE, evidence_kept=False),
        replace(SALE, proceeds_kept=False),
        replace(SALE, owner_consents=False),
        replace(SALE, owner_consents=False, owner_known=False),
        replace(SALE, owner_consents=False, owner_known=True, announced=True),
    ],
)
def test_goods_are_not_sold_early_when_a_condition_fails(sale: EarlySale) -> None:
    (finding,) = property.sold_early_lawfully(sale, domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("O50")
def test_consent_or_a_run_out_notice_opens_the_sale_and_transport_asks_neither() -> None:
    unknown = replace(SALE, owner_consents=False, owner_known=False, announced=True)
    assert property.sold_early_lawfully(SALE, domain="市场监管", on=TODAY) == []
    assert property.sold_early_lawfully(unknown, domain="农业农村", on=TODAY) == []
    alone = replace(SALE, owner_consents=False)
    assert property.sold_early_lawfully(alone, domain="交通运输", on=TODAY) == []
    assert property.sold_early_lawfully(alone, domain="农业农村", on=TODAY) != []
    assert property.sold_early_lawfully(SALE, domain="税务", on=TODAY)[0].verdict is Verdict.WARN


@pytest.mark.rule("O51")
@pytest.mark.parametrize(
    ("domain", "last"), [("市场监管", date(2026, 7, 1)), ("交通运输", date(2026, 7, 31))]
)
def test_unclaimed_goods_wait_for_the_end_of_the_notice(domain: str, last: date) -> None:
    due = clock("O51", TODAY, domain)
    assert due.on == last
    after = last + timedelta(days=1)
    assert property.unclaimed_disposed(due, approved=True, domain=domain, on=after) == []
    (early,) = property.unclaimed_disposed(due, approved=True, domain=domain, on=last)
    assert early.verdict is Verdict.REFUSE
    assert len(property.unclaimed_disposed(due, approved=False, domain=domain, on=after)) == 1
    assert property.unclaimed_disposed(None, approved=True, domain=domain, on=after) != []
    (other,) = property.unclaimed_disposed(None, approved=False, domain="农业农村", on=after)
    assert other.verdict is Verdict.WARN


ITEM = KeptItem("1", "案由", "扣押", "完好", "一号库", "在库")


@pytest.mark.rule("O52")
def test_the_ledger_says_everything_about_a_thing() -> None:
    assert property.item_kept_well(ITEM, domain="交通运输", on=TODAY) == []
    bare = replace(ITEM, place=" ", whereabouts="")
    (finding,) = property.item_kept_well(bare, domain="交通运输", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert "场所、去向" in finding.message
    assert property.item_kept_well(bare, domain="市场监管", on=TODAY)[0].verdict is Verdict.WARN


@pytest.mark.rule("O52")
@pytest.mark.parametrize("abuse", ["used", "swapped", "damaged", "storage_charged_to_party"])
def test_nobody_uses_swaps_or_damages_it_or_bills_its_keeping(abuse: str) -> None:
    done: dict[str, Any] = {abuse: True}
    (finding,) = property.item_kept_well(replace(ITEM, **done), on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert property.item_kept_well(ITEM, on=TODAY) == []
