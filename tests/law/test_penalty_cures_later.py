"""Execution, merits, remedies: by which article somebody is refused or warned, and which act cures it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards import (
    choice,
    closing,
    collection,
    court,
    crime,
    evidence,
    filing,
    hearing_conduct,
    jurisdiction,
    leniency,
    measures,
    remedies,
    slips,
    summary,
    terms,
)
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

DAY, LATE = date(2026, 6, 1), date(2027, 6, 1)
RULES, CALENDAR = RuleSet.national(), Calendar.national()
MARKET, FARMING, TRANSPORT, HOUSING = "市场监管", "农业农村", "交通运输", "住房城乡建设"
FINE = Penalty(frozenset({PenaltyKind.FINE}), 100)
ADULT = leniency.Offender(True, date(1980, 1, 1))
REVOKED = remedies.Revocation(FINE, "f", "r", for_procedure=False)
ROWS = court.CourtRows.of(RULES, DAY)
UNUSED = court.Remedies(date(2025, 8, 31))


def clock(rule: str, domain: str | None = None) -> Due:
    return compute(RULES.pick(rule, domain=domain, on=DAY), DAY, CALENDAR)


def lenient(treatment: leniency.Treatment, facts: leniency.Circumstances) -> list[Finding]:
    return leniency.leniency_respected(ADULT, facts, treatment, acted_on=DAY, on=DAY)


Answer = Callable[[], list[Finding]]
SAID: list[tuple[Answer, str, str, str | None]] = [
    (
        lambda: collection.paid_in_time(clock("O27"), None, on=LATE),
        "O27",
        "《行政处罚法》第六十七条第三款",
        "record_payment",
    ),
    (
        lambda: collection.surcharge_lawful(2, 1, told_in_decision=True, stayed=True, on=DAY),
        "O28",
        "《行政处罚法》第七十三条第三款",
        None,
    ),
    (
        lambda: collection.surcharge_lawful(1, 1, told_in_decision=False, stayed=False, on=DAY),
        "O28",
        "《行政处罚法》第七十二条第一款第一项",
        None,
    ),
    (
        lambda: collection.money_to_treasury(2, 1, on=DAY),
        "O39",
        "《行政处罚法》第七十四条第二款",
        None,
    ),
    (
        lambda: collection.indicator_lawful("甲", ["罚款数额"], on=DAY),
        "O39",
        "《行政处罚法》第七十四条第三款",
        None,
    ),
    (
        lambda: collection.payment_told(collection.PaymentTerms("", "路", 1, True, True), on=DAY),
        "O48",
        "《罚款决定与罚款收缴分离实施办法》第七条第一款",
        "decide",
    ),
    (
        lambda: court.court_application_lawful(
            UNUSED, ROWS, CALENDAR, demand_served_on=None, fulfilled=False, on=date(2026, 3, 2)
        ),
        "O32",
        "《行政强制法》第五十四条",
        None,
    ),
    (
        lambda: court.court_application_lawful(
            UNUSED, ROWS, CALENDAR, demand_served_on=date(2026, 1, 5), fulfilled=False, on=DAY
        ),
        "O32",
        "《行政强制法》第五十三条",
        None,
    ),
    (
        lambda: closing.closable(
            closing.CloseGround.EXECUTED, closing.Settled(True, False, True), domain=FARMING, on=DAY
        ),
        "O33",
        "《农业行政处罚程序规定》第八十四条",
        "record_payment",
    ),
    (
        lambda: lenient(leniency.Treatment.PLAIN, leniency.Circumstances(no_fault_proven=True)),
        "O35",
        "《行政处罚法》第三十三条第二款",
        "conclude",
    ),
    (
        lambda: leniency.spared_is_educated(leniency.Treatment.NONE, educated=False, on=DAY),
        "O35",
        "《行政处罚法》第三十三条第三款",
        None,
    ),
    (
        lambda: choice.fined_once(1, [choice.PriorFine("甲局", DAY, 1, same_act=True)], on=DAY),
        "O36",
        "《行政处罚法》第二十九条",
        "conclude",
    ),
    (
        lambda: choice.law_of_the_act(DAY, choice.LawChange(DAY, None), applied="old", on=DAY),
        "O37",
        "《行政处罚法》第三十七条",
        "conclude",
    ),
    (
        lambda: terms.correction_ordered(ordered=False, corrected_already=False, on=DAY),
        "O41",
        "《行政处罚法》第二十八条第一款",
        "conclude",
    ),
    (
        lambda: terms.gains_confiscated(1, 0, 0, on=DAY),
        "O41",
        "《行政处罚法》第二十八条第二款",
        "conclude",
    ),
    (
        lambda: terms.discretion_explained(terms.Discretion(True), on=DAY),
        "O47",
        "《国办发〔2022〕27号》第四部分（十二）",
        "decide",
    ),
    (
        lambda: remedies.execution_goes_on(challenged=True, stayed=True, ground=None, on=DAY),
        "O54",
        "《行政处罚法》第七十三条第一款",
        None,
    ),
    (
        lambda: remedies.not_the_same_again(REVOKED, FINE, facts="f", reasons="r", on=DAY),
        "O55",
        "《行政复议法》第六十四条第二款",
        "conclude",
    ),
    (
        lambda: slips.slip_mended_rightly(
            slips.Slip.OMISSION,
            slips.Mending.CORRECTION,
            touches_rights=False,
            paper_made=True,
            region="330100",
            on=DAY,
        ),
        "O53",
        "《浙江省行政程序办法》第七十五条",
        None,
    ),
    (
        lambda: slips.slip_mended_rightly(
            slips.Slip.OMISSION,
            slips.Mending.CORRECTION,
            touches_rights=False,
            paper_made=True,
            domain=HOUSING,
            region="330100",
            on=DAY,
        ),
        "O53",
        "《住房和城乡建设行政处罚程序规定》第二十八条",
        None,
    ),
    (
        lambda: crime.transferred_not_fined(crime.Transfer.SUSPECTED, on=DAY),
        "O56",
        "《行政处罚法》第八条第二款",
        None,
    ),
    (
        lambda: crime.no_fine_after_sentence(crime.Sentence(1), 1, on=DAY),
        "O56",
        "《行政处罚法》第三十五条第二款",
        "conclude",
    ),
    (
        lambda: crime.offset_reported(
            crime.Sentence(0, 5), fined_fen=0, detained_days=3, told_court=False, on=DAY
        ),
        "O56",
        "《行政处罚法》第三十五条第一款",
        None,
    ),
    (
        lambda: summary.receipt_given(cash_taken=True, unified_receipt=False, on=DAY),
        "S4",
        "《行政处罚法》第七十条",
        None,
    ),
    (
        lambda: summary.two_officers_on_the_spot(1, exception=None, on=DAY),
        "S8",
        "《行政处罚法》第四十二条第一款",
        "assign_officers",
    ),
    (
        lambda: summary.review_first_told(told=False, on=DAY),
        "S10",
        "《行政复议法》第二十三条第二款",
        "decide",
    ),
    (
        lambda: summary.review_request_forwarded(clock("S10"), None, changed_itself=False, on=LATE),
        "S10",
        "《行政复议法》第三十二条第二款",
        None,
    ),
    (
        lambda: summary.spot_decision_filed(clock("S6", TRANSPORT), None, on=LATE),
        "S6",
        "《交通运输行政执法程序规定》第六十一条第八项",
        None,
    ),
    (
        lambda: summary.spot_decision_shown(
            on_enterprise_system=True, on_credit_site=False, domain=MARKET, on=DAY
        ),
        "S7",
        "《市场监督管理行政处罚信息公示规定》第二条第一款",
        "withdraw_release",
    ),
]


@pytest.mark.parametrize(("answer", "rule", "article", "act"), SAID, ids=[each[1] for each in SAID])
def test_each_answer_names_its_article_first_and_the_act_that_cures(
    answer: Answer, rule: str, article: str, act: str | None
) -> None:
    finding = answer()[0]
    assert (finding.rule, str(finding.citations[0]), finding.cure_act) == (rule, article, act)
    assert finding.message
    assert finding.version == 1


def test_before_the_law_at_hand_each_answer_is_unknown_and_never_allowed() -> None:
    early = date(2021, 7, 14)
    asked = (
        evidence.evidence_sound([], on=early),
        choice.fined_once(0, [], on=early),
        choice.law_of_the_act(early, None, applied="old", on=early),
        terms.gains_confiscated(0, 0, 0, on=early),
        crime.transferred_not_fined(crime.Transfer.NONE, on=early),
        jurisdiction.acted_with_authority(jurisdiction.Authority(), on=early),
        jurisdiction.first_agency_keeps_case(early, [], on=early),
        hearing_conduct.agents_admitted(0, authorised=0, on=early),
        measures.preservation_lawful(measures.Preservation(early), on=early),
        collection.paid_in_time(None, None, on=early),
        remedies.execution_goes_on(challenged=False, stayed=False, ground=None, on=early),
        leniency.leniency_respected(
            ADULT, leniency.Circumstances(), leniency.Treatment.PLAIN, acted_on=early, on=early
        ),
        summary.receipt_given(cash_taken=False, unified_receipt=False, on=early),
    )
    assert [each.verdict.value for found in asked for each in found] == ["unknown"] * 13


def test_an_article_of_a_sector_stands_before_that_of_the_statute() -> None:
    (finding,) = filing.filing_conditions(
        replace(filing.FilingFacts(True, True, True, True), prima_facie=False), domain=HOUSING, on=DAY
    )
    assert finding.citations == (
        Citation("住房和城乡建设行政处罚程序规定", "第十五条第二款"),
        Citation("行政处罚法", "第五十四条第二款"),
    )
