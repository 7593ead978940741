"""Filing, investigation, hearing: by which article somebody is refused or warned, and which act cures it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, Pause, compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards import (
    announcement,
    evidence,
    filing,
    hearing_conduct,
    investigation,
    jurisdiction,
    limitation,
    measures,
    property,
)
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

DAY, LATE = date(2026, 6, 1), date(2027, 6, 1)
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
RULES, CALENDAR = RuleSet.national(), Calendar.national()
MARKET, FARMING, TRANSPORT, HOUSING = "市场监管", "农业农村", "交通运输", "住房城乡建设"
FINE = Penalty(frozenset({PenaltyKind.FINE}), 100)
MARK = evidence.MonitoringRecord(True, True, True, True, False)


def clock(rule: str, domain: str | None = None) -> Due:
    return compute(RULES.pick(rule, domain=domain, on=DAY), DAY, CALENDAR)


Answer = Callable[[], list[Finding]]
SAID: list[tuple[Answer, str, str, str | None]] = [
    (
        lambda: filing.clue_checked_in_time(clock("O1", MARKET), on=LATE),
        "O1",
        "《市场监督管理行政处罚程序规定》第十八条第一款",
        "propose_filing",
    ),
    (
        lambda: filing.clue_checked_in_time(None, on=DAY),
        "O1",
        "《行政处罚法》第五十四条第二款",
        None,
    ),
    (
        lambda: filing.filing_conditions(filing.FilingFacts(True, True, False, True), domain=FARMING, on=DAY),
        "O2",
        "《农业行政处罚程序规定》第三十条",
        None,
    ),
    (
        lambda: filing.declined_lawfully(filing.FilingFacts(True, True, True, True), None, on=DAY),
        "O2",
        "《行政处罚法》第五十四条第二款",
        "propose_filing",
    ),
    (
        lambda: filing.informer_told(
            real_name=True, told_on=None, due=clock("O3", MARKET), domain=MARKET, on=LATE
        ),
        "O3",
        "《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
        None,
    ),
    (
        lambda: limitation.within_limitation(
            limitation.Misdeed(DAY, date(2024, 5, 31)), RULES.pick("O4", on=DAY), CALENDAR, on=DAY
        ),
        "O4",
        "《行政处罚法》第三十六条第一款",
        None,
    ),
    (
        lambda: limitation.within_limitation(
            limitation.Misdeed(DAY, date(2024, 5, 31)), None, CALENDAR, on=DAY
        ),
        "O4",
        "《行政处罚法》第三十六条",
        None,
    ),
    (
        lambda: jurisdiction.dispute_settled(
            jurisdiction.Dispute(DAY), clock("O9.negotiate", MARKET), None, decides=False, on=LATE
        ),
        "O9",
        "《市场监督管理行政处罚程序规定》第十三条",
        None,
    ),
    (
        lambda: jurisdiction.dispute_settled(jurisdiction.Dispute(DAY), None, None, decides=True, on=DAY),
        "O9",
        "《行政处罚法》第二十五条第二款",
        None,
    ),
    (
        lambda: jurisdiction.revocation_proposed(
            other_licensor=True, sent_on=None, due=clock("O34", FARMING), domain=FARMING, on=LATE
        ),
        "O34",
        "《农业行政处罚程序规定》第二十条",
        None,
    ),
    (
        lambda: jurisdiction.acted_with_authority(jurisdiction.Authority(lawful_basis=False), on=DAY),
        "O38",
        "《行政处罚法》第三十八条",
        "conclude",
    ),
    (
        lambda: jurisdiction.transferred_case_kept(received_by_transfer=True, domain=FARMING, on=DAY),
        "O49",
        "《农业行政处罚程序规定》第十七条",
        None,
    ),
    (
        lambda: measures.preservation_lawful(measures.Preservation(None), on=DAY),
        "O5",
        "《行政处罚法》第五十六条",
        None,
    ),
    (
        lambda: measures.preservation_handled(
            measures.Preservation(DAY), clock("O5", TRANSPORT), domain=TRANSPORT, on=LATE
        ),
        "O5",
        "《交通运输行政执法程序规定》第四十五条",
        None,
    ),
    (
        lambda: measures.urgent_measure_approved(
            measures.UrgentMeasure(NOON),
            RULES.pick("O6", domain=FARMING, on=DAY),
            now=NOON + timedelta(days=2),
            on=DAY,
        ),
        "O6",
        "《农业行政处罚程序规定》第四十五条第二款",
        None,
    ),
    (
        lambda: property.unclaimed_disposed(None, approved=True, domain=TRANSPORT, on=DAY),
        "O51",
        "《交通运输行政执法程序规定》第一百二十九条",
        None,
    ),
    (
        lambda: evidence.help_given_in_time(evidence.HelpRequest(DAY), clock("O8", MARKET), on=LATE),
        "O8",
        "《市场监督管理行政处罚程序规定》第四十五条第二款",
        None,
    ),
    (
        lambda: evidence.rights_told_at_first_contact(
            first=True, told_defence=True, told_recusal=False, domain=None, on=DAY
        ),
        "O40",
        "《行政处罚法》第七条第一款",
        "record_interview",
    ),
    (
        lambda: evidence.monitoring_usable(MARK, on=DAY),
        "O44",
        "《行政处罚法》第四十一条",
        "add_evidence",
    ),
    (
        lambda: evidence.evidence_sound([evidence.Piece("甲", "物证", verified=False)], on=DAY),
        "O45",
        "《行政处罚法》第四十六条",
        "add_evidence",
    ),
    (
        lambda: evidence.test_result_told(evidence.TestResult(DAY), domain=HOUSING, concluding=True, on=DAY),
        "O46",
        "《住房和城乡建设行政处罚程序规定》第十八条第一款",
        None,
    ),
    (
        lambda: investigation.suspension_lawful(None, approved=True, domain=HOUSING, on=DAY),
        "O42",
        "《住房和城乡建设行政处罚程序规定》第三十条",
        None,
    ),
    (
        lambda: investigation.resumed_at_once(ceased_on=DAY, resumed_on=LATE, domain=FARMING, on=LATE),
        "O42",
        "《农业行政处罚程序规定》第四十八条",
        None,
    ),
    (
        lambda: investigation.ending_lawful(
            investigation.EndGround.NO_BREACH,
            approved=False,
            measures_standing=False,
            domain=TRANSPORT,
            on=DAY,
        ),
        "O43",
        "《交通运输行政执法程序规定》第一百二十三条",
        None,
    ),
    (
        lambda: investigation.pauses_counted(
            RULES.pick("O21", domain=FARMING, on=DAY), [Pause(DAY, DAY, "送达")], on=DAY
        ),
        "O22",
        "《农业行政处罚程序规定》第五十八条第一款",
        None,
    ),
    (
        lambda: investigation.extension_lawful(
            RULES.pick("O21", on=DAY), DAY, [investigation.Granted(1, "某人", DAY)], CALENDAR, on=DAY
        ),
        "O21",
        "《行政处罚法》第六十条",
        None,
    ),
    (
        lambda: hearing_conduct.agents_admitted(3, authorised=3, on=DAY),
        "O16",
        "《行政处罚法》第六十四条第五项",
        "hold_hearing",
    ),
    (
        lambda: hearing_conduct.hearing_public(public=False, secrecy=None, on=DAY),
        "O57",
        "《行政处罚法》第六十四条第三项",
        "hold_hearing",
    ),
    (
        lambda: hearing_conduct.hearing_recorded(hearing_conduct.HearingRecord(False), on=DAY),
        "O57",
        "《行政处罚法》第六十四条第八项",
        "hold_hearing",
    ),
    (
        lambda: hearing_conduct.interruption_grounded(
            hearing_conduct.Interruption.SUSPENDED, grounded=False, noted=True, domain=TRANSPORT, on=DAY
        ),
        "O57",
        "《交通运输行政执法程序规定》第九十四条",
        "hold_hearing",
    ),
    (
        lambda: announcement.announcement_last_resort(
            announcement.Announcement(DAY, frozenset(), missing=True, reason_filed=False),
            domain=TRANSPORT,
            on=DAY,
        ),
        "O26",
        "《交通运输行政执法程序规定》第十八条第五项",
        "serve_decision",
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
