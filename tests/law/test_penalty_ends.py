"""Ends, demands and mended papers: what each new question to the law says, on both sides of its boundary."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards import closing, court, crime, leniency, slips
from sanzhi.law.guards.leniency import Offender, SparingGround
from sanzhi.law.rules import RuleSet

RULES, CALENDAR = RuleSet.national(), Calendar.national()
DAY = date(2026, 6, 1)
BORN = date(2012, 6, 1)


def verdicts(found: list[Finding]) -> list[Verdict]:
    return [each.verdict for each in found]


@pytest.mark.rule("O32")
def test_nobody_is_pressed_before_the_term_is_over() -> None:
    due = compute(RULES.pick("O27", on=DAY), DAY, CALENDAR)
    assert verdicts(court.demand_lawful(due, fulfilled=False, on=due.on)) == [Verdict.REFUSE]
    assert court.demand_lawful(due, fulfilled=False, on=due.on + timedelta(days=1)) == []
    after = due.on + timedelta(days=1)
    assert verdicts(court.demand_lawful(due, fulfilled=True, on=after)) == [Verdict.REFUSE]


@pytest.mark.rule("O33")
def test_loose_ends_are_named_and_a_decision_on_the_case_must_be_served() -> None:
    assert closing.loose_ends([], [], on=DAY) == []
    (clock,) = closing.loose_ends(["公告送达期限"], [], on=DAY)
    (paper,) = closing.loose_ends([], ["听证通知书"], on=DAY)
    (binding,) = closing.loose_ends([], [], binding=["不予行政处罚决定书"], on=DAY)
    assert verdicts([clock, paper, binding]) == [Verdict.WARN, Verdict.WARN, Verdict.REFUSE]
    assert "听证通知书" in paper.message


@pytest.mark.rule("O35")
@pytest.mark.parametrize(
    ("offender", "acted_on", "spared"),
    [
        # A year of life is complete on the day after the birthday.
        (Offender(True, BORN), date(2026, 6, 1), True),
        (Offender(True, BORN), date(2026, 6, 2), False),
        (Offender(True), DAY, True),
        (Offender(False), DAY, False),
    ],
)
def test_age_spares_who_was_under_fourteen(offender: Offender, acted_on: date, spared: bool) -> None:
    found = leniency.spared_on_its_ground(SparingGround.CHILD, offender, acted_on=acted_on, on=DAY)
    assert verdicts(found) == ([] if spared else [Verdict.REFUSE])


@pytest.mark.rule("O35")
def test_a_company_is_never_out_of_its_mind_but_may_be_without_fault() -> None:
    company = Offender(False)
    found = leniency.spared_on_its_ground(SparingGround.INCAPABLE, company, acted_on=DAY, on=DAY)
    assert verdicts(found) == [Verdict.REFUSE]
    assert leniency.spared_on_its_ground(SparingGround.NO_FAULT, company, acted_on=DAY, on=DAY) == []


@pytest.mark.rule("O56")
def test_a_transfer_is_decided_within_three_days() -> None:
    due = compute(RULES.pick("L34.decide", on=DAY), DAY, CALENDAR)
    assert crime.transfer_decided_in_time(due, on=date(2026, 6, 4)) == []
    assert verdicts(crime.transfer_decided_in_time(due, on=date(2026, 6, 5))) == [Verdict.WARN]
    assert crime.transfer_decided_in_time(None, on=DAY) == []


@pytest.mark.rule("O56")
def test_an_approved_transfer_is_sent_within_twenty_four_hours() -> None:
    approved = datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    row = RULES.pick("L34.send", on=DAY)
    in_time, late = approved + timedelta(hours=24), approved + timedelta(hours=24, minutes=1)
    assert crime.transfer_sent_in_time(approved, row, now=in_time, on=DAY) == []
    assert verdicts(crime.transfer_sent_in_time(approved, row, now=late, on=DAY)) == [Verdict.WARN]


@pytest.mark.rule("O53")
def test_a_corrected_fact_names_the_papers_that_say_the_old_one() -> None:
    assert slips.correction_reaches([], [], on=DAY) == []
    served, made = slips.correction_reaches(["《告知书》"], ["《决定书》"], on=DAY)
    assert verdicts([served, made]) == [Verdict.WARN, Verdict.WARN]
    assert "《告知书》" in served.message
    assert "《决定书》" in made.message
