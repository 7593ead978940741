"""Which amount is a larger one, how a hearing is prepared and held, and service by public notice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Verdict
from sanzhi.law.guards import announcement, hearing_conduct, thresholds
from sanzhi.law.guards.announcement import Announcement
from sanzhi.law.guards.collective import Weight, listed_for_collective, sector_list_deliberated
from sanzhi.law.guards.electronic import (
    ElectronicService,
    electronic_service_lawful,
    served_electronically_on,
)
from sanzhi.law.guards.hearing_conduct import HearingRecord, Interruption, Secrecy, Step
from sanzhi.law.guards.service import ServiceWay
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)


def clock(rule: str, start: date, *, domain: str | None = None, region: str | None = None) -> Due:
    return compute(RULES.pick(rule, domain=domain, region=region, on=start), start, CALENDAR)


@pytest.mark.rule("O18")
@pytest.mark.parametrize(
    ("domain", "region", "person", "entity", "confirmed", "inclusive"),
    [
        ("市场监管", "520502", 1_000_000, 10_000_000, False, True),
        ("海事", "520502", 1_000_000, 10_000_000, True, True),
        ("通信", "520502", 1_000_000, 10_000_000, False, True),
        ("农业农村", "520502", 1_000_000, 10_000_000, True, False),
        ("生态环境", "520502", 500_000, 5_000_000, False, True),
        ("公安", "520502", 200_000, 1_000_000, False, True),
        ("市场监管", "310101", 500_000, 5_000_000, True, True),
        ("农业农村", "310101", 500_000, 5_000_000, True, True),
        ("市场监管", "440103", 500_000, 10_000_000, True, True),
        ("农业农村", "440103", 500_000, 10_000_000, True, True),
        ("文化", "440103", 500_000, 10_000_000, True, True),
    ],
)
def test_the_larger_amount_of_sector_and_region(
    domain: str, region: str, person: int, entity: int, confirmed: bool, inclusive: bool
) -> None:
    found = thresholds.hearing_thresholds(RULES, domain=domain, region=region, on=TODAY)
    assert found.person is not None
    assert found.entity is not None
    assert (found.person.value, found.entity.value) == (person, entity)
    assert found.person.may_refuse(TODAY) is confirmed
    assert found.entity.inclusive is inclusive
    assert found.person.reached(person) is inclusive
    assert found.person.reached(person + 1)
    assert not found.person.reached(person - 1)


@pytest.mark.rule("O18")
def test_an_unknown_or_unconfirmed_amount_is_pointed_out() -> None:
    def ask(domain: str, region: str) -> list[Verdict]:
        found = thresholds.hearing_thresholds(RULES, domain=domain, region=region, on=TODAY)
        return [each.verdict for each in thresholds.threshold_known(found, entity=True, on=TODAY)]

    assert ask("交通运输", "520502") == [Verdict.WARN]
    assert ask("市场监管", "520502") == [Verdict.WARN]
    assert ask("农业农村", "520502") == []
    unsure = thresholds.hearing_thresholds(RULES, domain="市场监管", region="520502", on=TODAY)
    (finding,) = thresholds.threshold_known(unsure, entity=True, on=TODAY)
    assert "100000元" in finding.message


@pytest.mark.rule("O15")
@pytest.mark.parametrize(
    ("step", "days"), [(Step.HOST, 3), (Step.FILE, 3), (Step.DATE, 5)], ids=["host", "file", "date"]
)
def test_market_regulation_prepares_in_days_on_a_text_not_at_hand(step: Step, days: int) -> None:
    due = clock(f"O15.{step}", TODAY, domain="市场监管")
    assert due.on == CALENDAR.add_working(TODAY, days)
    assert hearing_conduct.hearing_prepared_in_time(step, due, due.on, on=due.on) == []
    late = due.on + timedelta(days=1)
    (finding,) = hearing_conduct.hearing_prepared_in_time(step, due, None, on=late)
    assert finding.verdict is Verdict.WARN
    assert step.words in finding.message


@pytest.mark.rule("O15")
@pytest.mark.parametrize(
    ("region", "last", "verdict"),
    [
        ("310101", date(2026, 9, 24), Verdict.REFUSE),
        ("440103", date(2026, 10, 8), Verdict.REFUSE),
        (None, date(2026, 10, 8), Verdict.WARN),
    ],
)
def test_a_public_hearing_is_announced_in_time(region: str | None, last: date, verdict: Verdict) -> None:
    where = {"region": region} if region else {"domain": "市场监管"}
    due = clock("O15.announce", date(2026, 10, 12), **where)
    assert due.on == last
    ask = hearing_conduct.hearing_prepared_in_time
    assert ask(Step.ANNOUNCE, due, last, on=last) == []
    (late,) = ask(Step.ANNOUNCE, due, last + timedelta(days=1), on=date(2026, 10, 12))
    assert late.verdict is verdict


@pytest.mark.rule("O15")
def test_guangdong_sets_panel_notice_and_an_end() -> None:
    panel = clock("O15.panel", TODAY, region="440103")
    notice = clock("O15.notice", TODAY, region="440103")
    total = clock("O15.total", TODAY, region="440103")
    assert (panel.on, notice.on, total.on) == (date(2026, 6, 8), date(2026, 6, 10), date(2026, 7, 1))
    late = date(2026, 7, 2)
    assert hearing_conduct.hearing_prepared_in_time(Step.TOTAL, total, None, on=late) != []
    assert hearing_conduct.hearing_prepared_in_time(Step.TOTAL, None, None, on=late) == []


@pytest.mark.rule("O16")
@pytest.mark.parametrize(("agents", "authorised", "count"), [(0, 0, 0), (2, 2, 0), (3, 3, 1), (2, 1, 1)])
def test_one_or_two_agents_with_letters(agents: int, authorised: int, count: int) -> None:
    assert len(hearing_conduct.agents_admitted(agents, authorised=authorised, on=TODAY)) == count
    assert len(hearing_conduct.agents_admitted(3, authorised=2, on=TODAY)) == 2


@pytest.mark.rule("O57")
def test_a_hearing_is_public_unless_a_secret_forbids_it() -> None:
    assert hearing_conduct.hearing_public(public=True, secrecy=None, on=TODAY) == []
    assert hearing_conduct.hearing_public(public=False, secrecy=Secrecy.TRADE, on=TODAY) == []
    (closed,) = hearing_conduct.hearing_public(public=False, secrecy=None, on=TODAY)
    (leaky,) = hearing_conduct.hearing_public(public=True, secrecy=Secrecy.PRIVACY, on=TODAY)
    assert {closed.verdict, leaky.verdict} == {Verdict.REFUSE}


@pytest.mark.rule("O57")
def test_staying_away_without_reason_waives_and_nothing_else_does() -> None:
    present = {"absent": False, "good_reason": False, "walked_out": False, "allowed_out": False}

    def ask(waived: bool, **changed: bool) -> list[Verdict]:
        facts = {**present, **changed}
        found = hearing_conduct.absence_is_waiver(**facts, treated_as_waived=waived, on=TODAY)
        return [each.verdict for each in found]

    assert ask(True, absent=True) == []
    assert ask(True, walked_out=True) == []
    assert ask(True, absent=True, good_reason=True) == [Verdict.REFUSE]
    assert ask(True, walked_out=True, allowed_out=True) == [Verdict.REFUSE]
    assert ask(False, absent=True) == [Verdict.WARN]
    assert ask(False) == []


SIGNED = HearingRecord(True, checked_by_party=True, signed=True)


@pytest.mark.rule("O57")
def test_the_record_is_checked_and_signed_or_the_refusal_noted() -> None:
    assert hearing_conduct.hearing_recorded(SIGNED, on=TODAY) == []
    assert hearing_conduct.hearing_recorded(HearingRecord(True, refusal_noted=True), on=TODAY) == []
    for record in (
        HearingRecord(False),
        replace(SIGNED, signed=False),
        replace(SIGNED, checked_by_party=False),
    ):
        assert hearing_conduct.hearing_recorded(record, on=TODAY)[0].verdict is Verdict.REFUSE


@pytest.mark.rule("O57")
def test_the_decision_rests_on_the_record() -> None:
    ask = hearing_conduct.decided_on_the_record
    assert ask(held=True, record=SIGNED, new_evidence=False, on=TODAY) == []
    assert ask(held=False, record=HearingRecord(False), new_evidence=True, on=TODAY) == []
    assert ask(held=True, record=HearingRecord(False), new_evidence=False, on=TODAY) != []
    assert "质证" in ask(held=True, record=SIGNED, new_evidence=True, on=TODAY)[0].message


@pytest.mark.rule("O57")
@pytest.mark.parametrize("kind", list(Interruption))
def test_a_hearing_is_interrupted_on_a_ground_that_is_written_down(kind: Interruption) -> None:
    ask = hearing_conduct.interruption_grounded
    assert ask(kind, grounded=True, noted=True, domain="交通运输", on=TODAY) == []
    (groundless,) = ask(kind, grounded=False, noted=True, domain="交通运输", on=TODAY)
    (unnoted,) = ask(kind, grounded=True, noted=False, domain="交通运输", on=TODAY)
    assert {groundless.verdict, unnoted.verdict} == {Verdict.REFUSE}
    assert ask(kind, grounded=False, noted=True, domain="市场监管", on=TODAY)[0].verdict is Verdict.WARN


POSTED = Announcement(TODAY, frozenset(), missing=True, reason_filed=True)


@pytest.mark.rule("O26")
@pytest.mark.parametrize("domain", ["市场监管", "交通运输", "农业农村", "文化"])
def test_public_notice_is_the_last_resort(domain: str) -> None:
    ask = announcement.announcement_last_resort
    every = frozenset({ServiceWay.DIRECT, ServiceWay.LEFT, ServiceWay.MAIL})
    assert ask(POSTED, domain=domain, on=TODAY) == []
    assert ask(replace(POSTED, missing=False, tried=every), domain=domain, on=TODAY) == []
    for way in every:
        (early,) = ask(replace(POSTED, missing=False, tried=every - {way}), domain=domain, on=TODAY)
        assert early.verdict is Verdict.REFUSE
    assert ask(replace(POSTED, reason_filed=False), domain=domain, on=TODAY) != []
    home = replace(POSTED, posted_at_home=True)
    assert ask(home, domain=domain, on=TODAY) != []
    assert ask(replace(home, posting_recorded=True), domain=domain, on=TODAY) == []


@pytest.mark.rule("O26")
@pytest.mark.parametrize(
    ("domain", "days", "verdict"),
    [
        ("市场监管", 30, Verdict.REFUSE),
        ("交通运输", 60, Verdict.REFUSE),
        ("农业农村", 60, Verdict.REFUSE),
        ("文化", 30, Verdict.WARN),
        ("卫生健康", 60, Verdict.WARN),
        ("公安", 60, Verdict.WARN),
    ],
)
def test_a_notice_stands_its_days_before_it_counts_as_served(
    domain: str, days: int, verdict: Verdict
) -> None:
    due = clock("O26", TODAY, domain=domain)
    last = TODAY + timedelta(days=days)
    assert due.on == last
    (early,) = announcement.announcement_run_out(due, domain=domain, on=last)
    assert early.verdict is verdict
    assert announcement.announcement_run_out(due, domain=domain, on=last + timedelta(days=1)) == []


SENT = ElectronicService(True, True, sent_on=TODAY, arrived_on=date(2026, 6, 2))


@pytest.mark.rule("O25")
def test_electronic_service_takes_effect_on_arrival_or_where_transport_sends_it() -> None:
    assert served_electronically_on(SENT, domain="市场监管") == date(2026, 6, 2)
    assert served_electronically_on(SENT, domain="交通运输") == TODAY
    proven = replace(SENT, proven_on=date(2026, 6, 3))
    assert served_electronically_on(proven, domain="交通运输") == date(2026, 6, 3)
    assert served_electronically_on(replace(SENT, arrived_on=None), domain="市场监管") is None


@pytest.mark.rule("O25")
def test_electronic_service_is_agreed_kept_and_arrives() -> None:
    def ask(service: ElectronicService, domain: str = "市场监管") -> list[Verdict]:
        found = electronic_service_lawful(service, domain=domain, on=TODAY)
        return [each.verdict for each in found]

    assert ask(SENT) == ask(SENT, "交通运输") == []
    assert ask(replace(SENT, confirmation=False)) == [Verdict.REFUSE]
    assert ask(replace(SENT, arrived_on=None)) == [Verdict.REFUSE]
    assert ask(replace(SENT, arrived_on=None), "交通运输") == []
    assert ask(replace(SENT, evidence_kept=False)) == [Verdict.REFUSE]
    assert ask(replace(SENT, evidence_kept=False), "农业农村") == [Verdict.WARN]


@pytest.mark.rule("O20")
@pytest.mark.parametrize(
    ("domain", "weight"),
    [
        ("交通运输", Weight(hearing_right=True)),
        ("交通运输", Weight(disputed=True)),
        ("交通运输", Weight(heavy=True)),
        ("农业农村", Weight(hearing_right=True, hearing_asked=True)),
        ("农业农村", Weight(social_effect=True)),
        ("农业农村", Weight(heavy=True)),
        ("医疗保障", Weight(social_effect=True)),
        ("医疗保障", Weight(review_disagrees=True)),
    ],
)
def test_what_a_sector_lists_is_decided_by_the_leaders_together(domain: str, weight: Weight) -> None:
    (finding,) = sector_list_deliberated(weight, deliberated=False, domain=domain, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert sector_list_deliberated(weight, deliberated=True, domain=domain, on=TODAY) == []
    assert sector_list_deliberated(Weight(), deliberated=False, domain=domain, on=TODAY) == []


def test_what_a_sector_does_not_list_is_left_to_the_statute() -> None:
    everything = Weight(True, True, True, True, True, True, True)
    assert listed_for_collective(everything, domain="税务") == []
    assert listed_for_collective(Weight(hearing_right=True), domain="农业农村") == []
    assert listed_for_collective(Weight(hearing_right=True), domain="医疗保障") == []
