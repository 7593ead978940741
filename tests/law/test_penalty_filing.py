"""From the clue to the filing, and which agency may go on at all."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, add_months, compute
from sanzhi.law.findings import Verdict
from sanzhi.law.guards import filing, jurisdiction, limitation
from sanzhi.law.guards.filing import DeclineGround, FilingFacts
from sanzhi.law.guards.jurisdiction import Authority, Dispute, OtherFiling
from sanzhi.law.guards.limitation import Misdeed
from sanzhi.law.rules import Extension, RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)
EARLY = date(2021, 7, 14)
COMPLETE = FilingFacts(True, True, True, True)


def clock(rule: str, start: date, domain: str | None = "市场监管") -> Due:
    return compute(RULES.pick(rule, domain=domain, on=start), start, CALENDAR)


@pytest.mark.rule("O1")
@pytest.mark.parametrize(
    ("domain", "last"),
    [
        ("市场监管", date(2026, 6, 23)),
        ("医疗保障", date(2026, 6, 23)),
        ("住房城乡建设", date(2026, 6, 23)),
        ("农业农村", date(2026, 6, 10)),
        ("自然资源", date(2026, 6, 15)),
        ("生态环境", date(2026, 6, 10)),
    ],
)
def test_a_clue_is_decided_on_by_the_last_day_of_its_sector(domain: str, last: date) -> None:
    due = clock("O1", TODAY, domain)
    assert due.on == last
    assert filing.clue_checked_in_time(due, on=last) == []
    (late,) = filing.clue_checked_in_time(due, on=last + timedelta(days=1))
    assert late.verdict is Verdict.WARN
    assert late.cure_act == "propose_filing"
    assert late.citations[0] == due.row.citation


@pytest.mark.rule("O1")
def test_an_approved_extension_gives_fifteen_more_working_days() -> None:
    row = RULES.pick("O1", domain="市场监管", on=TODAY)
    due = compute(row, TODAY, CALENDAR, extensions=[Extension(15, "wd", row.extensions[0].by)])
    assert filing.clue_checked_in_time(due, decided_on=due.on, on=TODAY) == []
    assert filing.clue_checked_in_time(due, decided_on=due.on + timedelta(days=1), on=TODAY) != []


@pytest.mark.rule("O1")
def test_without_a_row_the_statute_says_promptly() -> None:
    (finding,) = filing.clue_checked_in_time(None, on=TODAY)
    assert "及时" in finding.message
    assert filing.clue_checked_in_time(None, decided_on=TODAY, on=TODAY) == []
    assert filing.clue_checked_in_time(None, on=EARLY)[0].verdict is Verdict.UNKNOWN


@pytest.mark.rule("O2")
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(COMPLETE, prima_facie=False), "没有证据"),
        (replace(COMPLETE, penalty_due=False), "不应当给予"),
        (replace(COMPLETE, jurisdiction=False), "管辖"),
        (replace(COMPLETE, in_limitation=False), "法定期限"),
    ],
)
def test_each_condition_of_filing_must_hold(facts: FilingFacts, words: str) -> None:
    assert filing.filing_conditions(COMPLETE, domain="市场监管", on=TODAY) == []
    (finding,) = filing.filing_conditions(facts, domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message
    assert str(finding.citations[0]) == "《市场监督管理行政处罚程序规定》第十九条第一款"


@pytest.mark.rule("O2")
def test_all_failing_conditions_are_told_at_once() -> None:
    nothing = FilingFacts(False, False, False, False)
    assert len(filing.filing_conditions(nothing, on=TODAY)) == 4


@pytest.mark.rule("O2")
def test_what_meets_all_conditions_is_not_declined_without_a_ground() -> None:
    (finding,) = filing.declined_lawfully(COMPLETE, None, domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert finding.citations[0].article == "第二十条第一款"
    assert filing.declined_lawfully(COMPLETE, DeclineGround.SLIGHT, domain="市场监管", on=TODAY) == []
    assert filing.declined_lawfully(replace(COMPLETE, jurisdiction=False), None, on=TODAY) == []


@pytest.mark.rule("O3")
def test_a_named_informer_hears_within_five_working_days() -> None:
    due = clock("O3", date(2026, 4, 30))
    assert due.on == date(2026, 5, 11)
    told: dict[str, Any] = {"real_name": True, "due": due, "domain": "市场监管", "on": date(2026, 5, 12)}
    assert filing.informer_told(told_on=due.on, **told) == []
    assert filing.informer_told(told_on=date(2026, 5, 12), **told)[0].verdict is Verdict.WARN
    assert filing.informer_told(told_on=None, **told) != []
    assert filing.informer_told(told_on=None, **{**told, "real_name": False}) == []
    assert filing.informer_told(told_on=None, **{**told, "domain": "农业农村"}) == []


def limits(misdeed: Misdeed, domain: str | None = None, on: date = TODAY) -> list[Verdict]:
    row = limitation.limitation_row(misdeed, RULES, domain=domain, on=on)
    return [each.verdict for each in limitation.within_limitation(misdeed, row, CALENDAR, on=on)]


@pytest.mark.rule("O4")
@pytest.mark.parametrize(
    ("vital", "harmful", "last"),
    [
        (False, False, date(2024, 3, 1)),
        (True, False, date(2024, 3, 1)),
        (False, True, date(2024, 3, 1)),
        (True, True, date(2027, 3, 1)),
    ],
)
def test_two_years_and_five_only_for_vital_safety_with_harm(vital: bool, harmful: bool, last: date) -> None:
    done = Misdeed(last, date(2022, 3, 1), vital=vital, harmful=harmful)
    assert limits(replace(done, discovered_on=last - timedelta(days=1)), on=last) == []
    assert limits(done, on=last) == [Verdict.WARN]
    assert limits(replace(done, discovered_on=last + timedelta(days=1)), on=last) == [Verdict.REFUSE]


@pytest.mark.rule("O4")
def test_a_continuing_act_counts_from_its_end() -> None:
    begun_long_ago = Misdeed(TODAY, None)
    assert limits(begun_long_ago) == []
    assert limits(replace(begun_long_ago, ended_on=date(2024, 6, 2))) == []
    assert limits(replace(begun_long_ago, ended_on=date(2024, 5, 31))) == [Verdict.REFUSE]


@pytest.mark.rule("O4")
def test_public_order_has_six_months_on_a_text_that_is_not_confirmed() -> None:
    brawl = Misdeed(date(2026, 5, 2), date(2025, 11, 1), public_order=True)
    assert limits(brawl, "公安") == [Verdict.WARN]
    assert limits(replace(brawl, reported_in_time=True), "公安") == []
    assert limits(replace(brawl, discovered_on=date(2026, 4, 30)), "公安") == []


@pytest.mark.rule("O4")
def test_five_years_for_an_act_before_the_law_brought_them_is_for_people_to_judge() -> None:
    old = Misdeed(TODAY, date(2021, 7, 14), vital=True, harmful=True)
    assert limits(old) == [Verdict.UNKNOWN]
    assert limits(replace(old, ended_on=date(2021, 7, 15))) == []


@pytest.mark.rule("O4")
@given(st.dates(date(2021, 8, 1), date(2026, 6, 1)), st.integers(0, 3000), st.booleans(), st.booleans())
def test_discovery_one_day_earlier_never_makes_it_worse(
    ended: date, after: int, vital: bool, harmful: bool
) -> None:
    later = Misdeed(ended + timedelta(days=after + 1), ended, vital, harmful)
    earlier = replace(later, discovered_on=later.discovered_on - timedelta(days=1))
    if Verdict.REFUSE in limits(earlier):
        assert Verdict.REFUSE in limits(later)
    last = add_months(ended, 60 if vital and harmful else 24)
    assert (Verdict.REFUSE in limits(later)) == (later.discovered_on > last)


@pytest.mark.rule("O9")
def test_a_dispute_is_talked_over_for_seven_days_then_named_from_above() -> None:
    arose, reported = date(2026, 6, 1), date(2026, 6, 11)
    talks, naming = clock("O9.negotiate", arose), clock("O9.designate", reported)
    assert (talks.on, naming.on) == (date(2026, 6, 10), date(2026, 6, 23))

    def ask(dispute: Dispute, on: date, decides: bool = False) -> list[Verdict]:
        found = jurisdiction.dispute_settled(dispute, talks, naming, decides=decides, on=on)
        return [each.verdict for each in found]

    assert ask(Dispute(arose), talks.on) == []
    assert ask(Dispute(arose), date(2026, 6, 11)) == [Verdict.WARN]
    assert ask(Dispute(arose, reported_on=reported), naming.on) == []
    assert ask(Dispute(arose, reported_on=reported), date(2026, 6, 24)) == [Verdict.WARN]
    assert ask(Dispute(arose), arose, decides=True) == [Verdict.REFUSE]
    assert ask(Dispute(arose, settled_on=talks.on), date(2026, 7, 1), decides=True) == []


@pytest.mark.rule("O49")
def test_the_first_agency_to_file_keeps_the_case() -> None:
    other = OtherFiling("甲县市场监督管理局", date(2026, 5, 31))
    (finding,) = jurisdiction.first_agency_keeps_case(TODAY, [other], on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert "甲县" in finding.message
    (tie,) = jurisdiction.first_agency_keeps_case(None, [replace(other, filed_on=TODAY)], on=TODAY)
    assert tie.verdict is Verdict.WARN
    later = replace(other, filed_on=date(2026, 6, 2))
    assert jurisdiction.first_agency_keeps_case(TODAY, [later], on=TODAY) == []


@pytest.mark.rule("O49")
def test_a_transferred_case_is_not_passed_on() -> None:
    (market,) = jurisdiction.transferred_case_kept(received_by_transfer=True, domain="市场监管", on=TODAY)
    assert (market.verdict, market.citations[0].article) == (Verdict.REFUSE, "第十四条")
    (other,) = jurisdiction.transferred_case_kept(received_by_transfer=True, domain="税务", on=TODAY)
    assert other.verdict is Verdict.WARN
    assert jurisdiction.transferred_case_kept(received_by_transfer=False, domain="市场监管", on=TODAY) == []


@pytest.mark.rule("O38")
@pytest.mark.parametrize(
    "authority",
    [
        Authority(qualified_body=False),
        Authority(holds_power=False),
        Authority(lawful_basis=False),
        Authority(delegate_in_own_name=True),
        Authority(grave_breach="未告知即作出决定"),
    ],
)
def test_without_authority_or_basis_a_penalty_is_void(authority: Authority) -> None:
    (finding,) = jurisdiction.acted_with_authority(authority, region="520502", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert "贵州省行政执法监督办法" in {each.law for each in finding.citations}
    assert jurisdiction.acted_with_authority(Authority(), region="520502", on=TODAY) == []
    (elsewhere,) = jurisdiction.acted_with_authority(authority, region="110101", on=TODAY)
    assert len(elsewhere.citations) == 1


@pytest.mark.rule("O34")
def test_a_proposal_to_revoke_reaches_the_licensor_in_fifteen_days() -> None:
    due = clock("O34", TODAY, "农业农村")
    assert due.on == date(2026, 6, 16)
    ask: dict[str, Any] = {"other_licensor": True, "due": due, "domain": "农业农村"}
    assert jurisdiction.revocation_proposed(sent_on=None, on=due.on, **ask) == []
    assert jurisdiction.revocation_proposed(sent_on=due.on, on=date(2026, 7, 1), **ask) == []
    assert jurisdiction.revocation_proposed(sent_on=None, on=date(2026, 6, 17), **ask) != []
    elsewhere = {**ask, "domain": "市场监管"}
    assert jurisdiction.revocation_proposed(sent_on=None, on=date(2026, 6, 17), **elsewhere) == []
