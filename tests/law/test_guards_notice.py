"""Notice, defence and hearing: nothing is decided over the party's head."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Verdict
from sanzhi.law.guards import hearing as hearings
from sanzhi.law.guards import notice as notices
from sanzhi.law.guards.hearing import HearingFact, Thresholds
from sanzhi.law.guards.notice import Notice, Waiver
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind, heavier_in
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
SERVED = date(2026, 4, 30)
LAST = date(2026, 5, 11)
AFTER = date(2026, 5, 12)
EARLY = date(2021, 7, 14)
NOTICE = Notice("d1", sealed=True, issued_on=SERVED, served_on=SERVED, told_hearing=True)
FINE = frozenset({PenaltyKind.FINE})


def window(rule: str, domain: str | None = "市场监管") -> Due:
    return compute(RULES.pick(rule, domain=domain, on=SERVED), SERVED, CALENDAR)


def thresholds(domain: str) -> Thresholds:
    on = date(2026, 1, 1)
    return Thresholds(
        RULES.find("O18.person", domain=domain, on=on), RULES.find("O18.entity", domain=domain, on=on)
    )


def test_a_sealed_and_served_notice_of_this_draft_is_enough() -> None:
    assert notices.notice_given(NOTICE, "d1", on=SERVED) == []


@pytest.mark.rule("O10")
@pytest.mark.parametrize(
    ("notice", "words", "act"),
    [
        (None, "没有事先告知", "issue_notice"),
        (replace(NOTICE, complete=False), "内容不全", "issue_notice"),
        (replace(NOTICE, sealed=False), "用印", "seal_notice"),
        (replace(NOTICE, issued_on=None), "用印", "seal_notice"),
        (replace(NOTICE, served_on=None), "尚未送达", "serve_notice"),
        (replace(NOTICE, served_on=date(2026, 5, 1)), "尚未送达", "serve_notice"),
        (replace(NOTICE, draft_digest="d0"), "有变更", "issue_notice"),
    ],
)
def test_without_it_there_is_no_decision(notice: Notice | None, words: str, act: str) -> None:
    (finding,) = notices.notice_given(notice, "d1", on=SERVED)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message
    assert finding.cure_act == act
    assert str(finding.citations[0]) == "《行政处罚法》第六十二条"


@pytest.mark.rule("O11")
def test_the_window_is_open_on_its_last_day_and_closed_after_it() -> None:
    due = window("O11")
    assert due.on == LAST
    (finding,) = notices.statement_window_over(NOTICE, Waiver(), due, on=LAST)
    assert finding.verdict is Verdict.REFUSE
    assert "2026-05-11" in finding.message
    assert "第五十七条第二款" in finding.citations[0].article
    assert notices.statement_window_over(NOTICE, Waiver(), due, on=AFTER) == []


def test_an_express_waiver_closes_the_window_early() -> None:
    assert notices.statement_window_over(NOTICE, Waiver(statement=True), window("O11"), on=SERVED) == []
    assert notices.statement_window_over(NOTICE, Waiver(hearing=True), window("O11"), on=SERVED) != []


@pytest.mark.rule("O11")
def test_where_no_days_are_set_there_is_a_warning() -> None:
    (finding,) = notices.statement_window_over(NOTICE, Waiver(), None, on=AFTER)
    assert finding.verdict is Verdict.WARN


@pytest.mark.rule("O11")
def test_a_row_without_a_confirmed_text_only_warns() -> None:
    due = window("O11")
    loose = replace(due, row=replace(due.row, confirmed=False))
    (finding,) = notices.statement_window_over(NOTICE, Waiver(), loose, on=LAST)
    assert finding.verdict is Verdict.WARN
    assert "未确认" in finding.message


def test_a_provisional_window_is_pointed_out() -> None:
    due = replace(window("O11"), provisional=True)
    (finding,) = notices.statement_window_over(NOTICE, Waiver(), due, on=AFTER)
    assert finding.verdict is Verdict.WARN


@pytest.mark.rule("O11")
def test_a_statement_is_answered_before_the_decision() -> None:
    assert notices.defence_heard(received=False, recorded_reply=False, on=AFTER) == []
    assert notices.defence_heard(received=True, recorded_reply=True, on=AFTER) == []
    (finding,) = notices.defence_heard(received=True, recorded_reply=False, on=AFTER)
    assert finding.cure_act == "record_statement"


@pytest.mark.rule("O12")
@pytest.mark.parametrize(("fine", "count"), [(5_000_000, 0), (5_000_001, 1), (4_999_999, 0)])
def test_the_fine_is_not_raised_because_of_the_defence(fine: int, count: int) -> None:
    found = notices.not_heavier(
        Penalty(FINE, 5_000_000),
        Penalty(FINE, fine),
        defended=True,
        asked_hearing=False,
        domain=None,
        on=AFTER,
    )
    assert len(found) == count
    if found:
        assert str(found[0].citations[0]) == "《行政处罚法》第四十五条第二款"


@pytest.mark.rule("O12")
@pytest.mark.parametrize(
    ("domain", "article"),
    [
        ("市场监管", "第四十五条第二款"),
        ("交通运输", "第四十五条第二款"),
        ("医疗保障", "第四十五条第二款"),
        ("农业农村", "第四十四条"),
    ],
)
def test_a_hearing_request_is_protected_in_three_sectors(domain: str, article: str) -> None:
    (finding,) = notices.not_heavier(
        Penalty(FINE, 1), Penalty(FINE, 2), defended=False, asked_hearing=True, domain=domain, on=AFTER
    )
    assert finding.citations[0].article == article


K = PenaltyKind


@pytest.mark.parametrize(
    ("before", "after", "heavier"),
    [
        ({K.FINE}, {K.FINE, K.WARNING}, True),
        ({K.REVOKE_LICENCE}, {K.SUSPEND_LICENCE}, False),
        ({K.SUSPEND_LICENCE}, {K.REVOKE_LICENCE}, True),
        ({K.REVOKE_LICENCE}, {K.SUSPEND_LICENCE, K.WARNING}, True),
        ({K.FINE, K.WARNING}, {K.FINE}, False),
        ({K.FINE}, {K.CONFISCATE_GAINS}, True),
    ],
)
def test_kinds_are_compared_by_weight(before: set[K], after: set[K], heavier: bool) -> None:
    assert bool(heavier_in(Penalty(frozenset(before)), Penalty(frozenset(after)))) is heavier


def test_confiscation_and_terms_are_compared_too() -> None:
    suspended = frozenset({K.SUSPEND_LICENCE})
    month = Penalty(suspended, terms={K.SUSPEND_LICENCE: 30})
    assert heavier_in(month, replace(month, terms={K.SUSPEND_LICENCE: 31})) == ["“暂扣许可证件”的期限延长"]
    assert heavier_in(month, month) == []
    assert heavier_in(month, Penalty(suspended)) == ["“暂扣许可证件”不再有期限"]
    assert heavier_in(month, Penalty(FINE, fine_fen=0)) == []
    assert heavier_in(Penalty(FINE), Penalty(FINE, confiscated_fen=1)) == ["没收数额增加"]


def test_a_penalty_has_no_negative_money() -> None:
    with pytest.raises(ValueError, match="不能为负"):
        Penalty(FINE, -1)


@pytest.mark.parametrize(
    ("party", "fine", "count"),
    [
        (PartyType.PERSON, 999_999, 0),
        (PartyType.PERSON, 1_000_000, 1),
        (PartyType.TRADER, 1_000_000, 1),
        (PartyType.LEGAL_PERSON, 9_999_999, 0),
        (PartyType.LEGAL_PERSON, 10_000_000, 1),
    ],
)
def test_a_larger_fine_gives_a_right_to_a_hearing(party: PartyType, fine: int, count: int) -> None:
    assert len(hearings.hearing_reasons(Penalty(FINE, fine), party, thresholds("市场监管"))) == count


def test_so_do_heavy_kinds_and_confiscation() -> None:
    penalty = Penalty(frozenset({K.CLOSE, K.CONFISCATE_GAINS}), confiscated_fen=10_000_000)
    reasons = hearings.hearing_reasons(penalty, PartyType.LEGAL_PERSON, thresholds("市场监管"))
    assert reasons == ["拟给予“责令关闭”", "没收达到较大数额（100000元）"]


def told(penalty: Penalty, domain: str, told_hearing: bool = False) -> list[Verdict]:
    found = hearings.hearing_right_told(
        replace(NOTICE, told_hearing=told_hearing),
        penalty,
        PartyType.LEGAL_PERSON,
        thresholds(domain),
        on=AFTER,
    )
    return [finding.verdict for finding in found]


@pytest.mark.rule("O17")
def test_the_right_is_told() -> None:
    close, large = Penalty(frozenset({K.CLOSE})), Penalty(FINE, 10_000_001)
    assert told(close, "市场监管", told_hearing=True) == []
    assert told(close, "市场监管") == [Verdict.REFUSE]
    assert told(large, "农业农村") == [Verdict.REFUSE]
    assert told(Penalty(FINE, 10_000_000), "农业农村") == []


@pytest.mark.rule("O17")
def test_an_amount_whose_source_is_not_at_hand_only_warns() -> None:
    assert told(Penalty(FINE, 10_000_000), "市场监管") == [Verdict.WARN]
    assert told(Penalty(FINE, 100), "水利") == [Verdict.WARN]
    assert told(Penalty(frozenset({K.WARNING})), "水利") == []


@pytest.mark.rule("O13")
@pytest.mark.parametrize(
    ("hearing", "on", "count"),
    [
        (HearingFact(), LAST, 1),
        (HearingFact(), AFTER, 0),
        (HearingFact(requested_on=LAST), date(2026, 6, 1), 1),
        (HearingFact(requested_on=AFTER), date(2026, 6, 1), 0),
        (HearingFact(requested_on=LAST, held_on=date(2026, 6, 1)), date(2026, 6, 1), 0),
        (HearingFact(requested_on=LAST, held_on=date(2026, 6, 2)), date(2026, 6, 1), 1),
        (HearingFact(requested_on=LAST, ended=True), date(2026, 6, 1), 0),
    ],
)
def test_a_request_in_time_leads_to_a_hearing(hearing: HearingFact, on: date, count: int) -> None:
    assert len(hearings.hearing_settled(NOTICE, Waiver(), hearing, window("O13"), on=on)) == count


def test_a_waived_hearing_needs_no_waiting() -> None:
    waived = Waiver(hearing=True)
    assert hearings.hearing_settled(NOTICE, waived, HearingFact(), window("O13"), on=SERVED) == []
    asked = HearingFact(requested_on=SERVED)
    assert len(hearings.hearing_settled(NOTICE, waived, asked, window("O13"), on=SERVED)) == 1


def test_without_a_right_there_is_nothing_to_wait_for() -> None:
    plain = replace(NOTICE, told_hearing=False)
    assert hearings.hearing_settled(plain, Waiver(), HearingFact(), window("O13"), on=SERVED) == []


@pytest.mark.rule("O14")
@pytest.mark.parametrize(
    ("notified", "verdicts"),
    [
        ("2026-09-23", []),
        ("2026-09-24", [Verdict.WARN]),
        ("2026-09-25", [Verdict.REFUSE]),
    ],
)
def test_the_hearing_is_announced_seven_working_days_before(notified: str, verdicts: list[Verdict]) -> None:
    day = date.fromisoformat(notified)
    due = compute(RULES.pick("O14", on=day), date(2026, 10, 12), CALENDAR)
    found = hearings.hearing_notified_in_time(day, due, on=day)
    assert [finding.verdict for finding in found] == verdicts


def test_before_the_law_at_hand_everything_is_unknown() -> None:
    due, penalty = window("O13"), Penalty(FINE, 1)
    answers = [
        notices.notice_given(NOTICE, "d1", on=EARLY),
        notices.statement_window_over(NOTICE, Waiver(), None, on=EARLY),
        notices.defence_heard(received=False, recorded_reply=False, on=EARLY),
        notices.not_heavier(penalty, penalty, defended=True, asked_hearing=False, domain=None, on=EARLY),
        hearings.hearing_right_told(NOTICE, penalty, PartyType.PERSON, thresholds("市场监管"), on=EARLY),
        hearings.hearing_settled(NOTICE, Waiver(), HearingFact(), due, on=EARLY),
        hearings.hearing_notified_in_time(EARLY, due, on=EARLY),
    ]
    assert [[f.verdict for f in answer] for answer in answers] == [[Verdict.UNKNOWN]] * 7
