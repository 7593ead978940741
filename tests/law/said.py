"""What each rule says when it stands in the way: the rule, its article, and the act that starts the cure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards import (
    beforehand,
    counsel,
    decision,
    duties,
    officers,
    people,
    recusal,
    review,
    reviewing,
)
from sanzhi.law.guards import display as shown
from sanzhi.law.guards import hearing as hearings
from sanzhi.law.guards import notice as notices
from sanzhi.law.guards import publishing as releases
from sanzhi.law.guards import separation as apart
from sanzhi.law.guards import service as services
from sanzhi.law.guards.major import MajorReason
from sanzhi.law.guards.review import Opinion
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

DAY = date(2026, 6, 1)
RULES = RuleSet.national()
MARKET, FARMING, TRANSPORT = "市场监管", "农业农村", "交通运输"
SAMRP, AGP, TRP = "市场监督管理行政处罚程序规定", "农业行政处罚程序规定", "交通运输行政执法程序规定"
APL, O118, GZ = "行政处罚法", "国办发〔2018〕118号", "贵州省行政执法监督办法"
GROUND = officers.Ground("县局", "520523", "水利")
LI = officers.OfficerFact("1", "李办案")
FINED = Penalty(frozenset({PenaltyKind.FINE}), 5_000_000)
HEAVIER = replace(FINED, fine_fen=6_000_000)
HEARING = MajorReason("hearing", "经过听证程序", Citation(APL, "第五十八条第一款第二项"))
NOTICE = notices.Notice("d1", True, DAY, DAY, told_hearing=True)
REVIEWED = review.ReviewFact("d1", Opinion.AGREE, DAY)
SERVED = services.ServiceFact(sealed=True, decided_on=DAY, issued_on=DAY, served_on=DAY)
ASKED = recusal.Recusal("1", "李办案", recusal.Rank.STAFF, DAY)
REVIEW = "submit_for_review"
OUT = replace(ASKED, decided_on=DAY, decided_by=recusal.Decider.COLLECTIVE, granted=True)


def clock(rule: str, **where: str) -> Due:
    return compute(RULES.pick(rule, on=DAY, **where), DAY, Calendar.national())


Answer = Callable[[], list[Finding]]
SAID: list[tuple[Answer, str, str, str, str | None]] = [
    (
        lambda: officers.two_certified_officers([LI], GROUND, on=DAY),
        "H1",
        APL,
        "第四十二条第一款",
        "assign_officers",
    ),
    (
        lambda: officers.two_certified_officers([LI], replace(GROUND, domain=MARKET), on=DAY),
        "H1",
        APL,
        "第四十二条第一款",
        "assign_officers",
    ),
    (
        lambda: officers.certificates_shown([LI], frozenset(), on=DAY),
        "H2",
        APL,
        "第五十五条第一款",
        "record_interview",
    ),
    (lambda: officers.two_signatures(["1"], on=DAY), "H1", APL, "第四十二条第一款", None),
    (
        lambda: apart.reviewer_is_independent("1", {"1"}, on=DAY),
        "H10",
        APL,
        "第五十八条第一款",
        "submit_for_review",
    ),
    (
        lambda: apart.reviewer_is_independent("1", {"1"}, domain=MARKET, on=DAY),
        "H10",
        SAMRP,
        "第四十九条第三款",
        "submit_for_review",
    ),
    (
        lambda: apart.reviewer_is_qualified(first_time=True, has_legal_qualification=False, on=DAY),
        "H9",
        APL,
        "第五十八条第二款",
        "submit_for_review",
    ),
    (
        lambda: apart.hearing_host_is_independent("1", {"1"}, on=DAY),
        "H11",
        APL,
        "第六十四条第四项",
        "hold_hearing",
    ),
    (
        lambda: apart.hearing_recorder_is_independent("1", {"1"}, domain=TRANSPORT, on=DAY),
        "H11",
        TRP,
        "第八十四条第三款",
        "hold_hearing",
    ),
    (
        lambda: apart.hearing_recorder_is_independent("1", {"1"}, on=DAY),
        "H11",
        APL,
        "第六十四条第四项",
        "hold_hearing",
    ),
    (
        lambda: apart.releaser_is_second_person("1", "1", on=DAY),
        "P24",
        "政府信息公开条例",
        "第十七条第一款",
        "publish_release",
    ),
    (lambda: apart.supervisor_is_no_officer("1", {"1"}, on=DAY), "H5", GZ, "第十三条第一款", None),
    (
        lambda: apart.offices_apart(supervises=True, enforces_law=True, on=DAY),
        "H5",
        GZ,
        "第十三条第一款",
        None,
    ),
    (lambda: apart.two_supervisors({"1"}, on=DAY), "H4", GZ, "第二十六条", None),
    (lambda: apart.supervisors_show_cards([LI], set(), on=DAY), "H4", GZ, "第二十六条", None),
    (
        lambda: people.transfer_group_formed([], GROUND, on=DAY),
        "H12",
        "行政执法机关移送涉嫌犯罪案件的规定",
        "第五条第一款",
        "assign_officers",
    ),
    (
        lambda: people.assistants_only_help(
            [people.AssistantFact("小周", frozenset({people.Task.DECIDE}))], on=DAY
        ),
        "H13",
        APL,
        "第四十二条第一款",
        "assign_officers",
    ),
    (
        lambda: people.assistants_only_help(
            [people.AssistantFact("小周", frozenset({people.Task.SERVE}), directed=False)], on=DAY
        ),
        "H13",
        "浙江省行政程序办法",
        "第四十条第二款",
        "assign_officers",
    ),
    (
        lambda: people.listed_and_trained([people.ListedPerson("李", None)], on=DAY),
        "H19",
        O118,
        "第六部分（二十三）",
        "assign_officers",
    ),
    (lambda: recusal.recusals_settled([ASKED], on=DAY), "H7", APL, "第四十三条第三款", None),
    (
        lambda: recusal.recused_stay_out([OUT], {"1"}, on=DAY),
        "H7",
        APL,
        "第四十三条第一款",
        "assign_officers",
    ),
    (
        lambda: decision.conclusion_supported(decision.Conclusion("", 1, (HEARING.citation,)), on=DAY),
        "O45",
        APL,
        "第四十条",
        "conclude",
    ),
    (
        lambda: decision.conclusion_supported(decision.Conclusion("查明", 0, (HEARING.citation,)), on=DAY),
        "O45",
        APL,
        "第四十条",
        "add_evidence",
    ),
    (
        lambda: decision.conclusion_supported(decision.Conclusion("查明", 1, ()), on=DAY),
        "O38",
        APL,
        "第三十八条第一款",
        "conclude",
    ),
    (lambda: decision.decision_sealed(sealed=False, on=DAY), "O23", APL, "第五十九条第二款", "seal_decision"),
    (
        lambda: decision.summary_allowed(
            FINED, PartyType.PERSON, RULES.pick("S1.person", on=DAY), RULES.pick("S1.entity", on=DAY), on=DAY
        ),
        "S1",
        APL,
        "第五十一条",
        "propose_filing",
    ),
    (lambda: notices.notice_given(None, "d1", on=DAY), "O10", APL, "第六十二条", "issue_notice"),
    (
        lambda: notices.statement_window_over(NOTICE, notices.Waiver(), clock("O11", domain=FARMING), on=DAY),
        "O11",
        AGP,
        "第二十三条第二款",
        "waive_rights",
    ),
    (
        lambda: notices.defence_heard(received=True, recorded_reply=False, on=DAY),
        "O11",
        APL,
        "第四十五条第一款",
        "record_statement",
    ),
    (
        lambda: notices.not_heavier(FINED, HEAVIER, defended=True, asked_hearing=False, domain=None, on=DAY),
        "O12",
        APL,
        "第四十五条第二款",
        "issue_notice",
    ),
    (
        lambda: notices.not_heavier(FINED, HEAVIER, defended=False, asked_hearing=False, domain=None, on=DAY),
        "O12",
        APL,
        "第四十四条",
        "issue_notice",
    ),
    (
        lambda: hearings.hearing_settled(
            NOTICE, notices.Waiver(), hearings.HearingFact(requested_on=DAY), clock("O13"), on=DAY
        ),
        "O13",
        APL,
        "第六十三条第一款",
        "hold_hearing",
    ),
    (
        lambda: review.review_passed([HEARING], None, "d1", on=DAY),
        "O19",
        APL,
        "第五十八条第一款",
        "submit_for_review",
    ),
    (
        lambda: review.review_passed([], None, "d1", domain=MARKET, on=DAY),
        "O19",
        SAMRP,
        "第四十九条第一款",
        "submit_for_review",
    ),
    (
        lambda: review.reviewed_after_hearing(REVIEWED, date(2026, 6, 2), on=DAY),
        "V7",
        APL,
        "第五十八条第一款第二项",
        "submit_for_review",
    ),
    (lambda: review.deliberated([HEARING], None, "d1", on=DAY), "O20", APL, "第五十七条第二款", "deliberate"),
    (
        lambda: reviewing.pack_complete([*reviewing.PACK][1:], on=DAY),
        "V5",
        O118,
        "第四部分（十四）",
        "submit_for_review",
    ),
    (
        lambda: reviewing.objection_worked_off(Opinion.OTHER, "", on=DAY),
        "V4",
        O118,
        "第四部分（十三）",
        "submit_for_review",
    ),
    (
        lambda: services.service_lawful(replace(SERVED, sealed=False), None, on=DAY),
        "O23",
        APL,
        "第五十九条第二款",
        "seal_decision",
    ),
    (
        lambda: services.service_lawful(
            replace(SERVED, way=services.ServiceWay.ELECTRONIC, document="notice"), None, on=DAY
        ),
        "O25",
        APL,
        "第六十一条第二款",
        "serve_notice",
    ),
    (
        lambda: releases.release_timely(None, clock("P1"), on=DAY),
        "P1",
        APL,
        "第六十一条第一款",
        "serve_decision",
    ),
    (
        lambda: releases.withdrawal_timely(clock("P5"), "", on=DAY),
        "P5",
        APL,
        "第四十八条第二款",
        "withdraw_release",
    ),
    (
        lambda: shown.display_over(date(2026, 5, 31), on=DAY),
        "P13",
        "市场监督管理行政处罚信息公示规定",
        "第十三条第一款",
        "withdraw_release",
    ),
    (
        lambda: duties.recalled_everywhere({"信用中国"}, set(), on=DAY),
        "P25",
        "住房和城乡建设行政处罚程序规定",
        "第十条第二款",
        "withdraw_release",
    ),
    (
        lambda: duties.repair_notice_served(with_decision=False, on_credit_site=True),
        "P15",
        "国办发〔2025〕22号",
        "（文本不在库中）",
        "serve_decision",
    ),
    (
        lambda: duties.other_decision_shown(clock("P2"), None, on=date(2027, 1, 1)),
        "P2",
        O118,
        "第二部分（六）",
        "publish_release",
    ),
    (
        lambda: duties.other_decision_taken_down(clock("P6"), None, on=date(2027, 1, 1)),
        "P6",
        O118,
        "第二部分（六）",
        "withdraw_release",
    ),
    (lambda: counsel.counsel_is_not_the_reviewer("7", set(), {"7"}), "V12", O118, "第四部分（十一）", REVIEW),
    (lambda: beforehand.benchmark_public("基准", None, on=DAY), "P20", APL, "第三十四条", None),
]
