"""Duties to show by a day, the end of display, what is public beforehand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.guards import beforehand, display, duties
from sanzhi.law.guards.admission import Rank
from sanzhi.law.penalty import PenaltyKind
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)
EARLY = date(2014, 1, 1)
TOMORROW = TODAY + timedelta(days=1)
Asks = Callable[..., list[Finding]]


def verdicts(findings: list[Finding]) -> list[Verdict]:
    """The verdicts, after a look at what every finding must have: a whole sentence, and what to do next."""
    for finding in findings:
        assert finding.cure, finding
        assert "None" not in finding.message
    return [finding.verdict for finding in findings]


def due(rule: str, start: date, **where: str) -> Due:
    return compute(RULES.pick(rule, on=start, **where), start, CALENDAR)


MARKET = {"domain": "市场监管"}
GUIZHOU = {"region": "520523"}
BY_A_DAY = [
    pytest.param("P2", duties.other_decision_shown, {}, "2026-03-19", marks=pytest.mark.rule("P2")),
    pytest.param("P4", duties.on_enterprise_system, MARKET, "2026-03-19", marks=pytest.mark.rule("P4")),
    pytest.param("P4.push", duties.on_enterprise_system, MARKET, "2026-03-05", marks=pytest.mark.rule("P4")),
    pytest.param("P6", duties.other_decision_taken_down, {}, "2026-02-25", marks=pytest.mark.rule("P6")),
    pytest.param("P7", duties.error_corrected, {}, "2026-02-27", marks=pytest.mark.rule("P7")),
    pytest.param("P8", duties.information_shown, {}, "2026-03-19", marks=pytest.mark.rule("P8")),
    pytest.param("P17", duties.random_inspection_shown, {}, "2026-03-19", marks=pytest.mark.rule("P17")),
]


@pytest.mark.parametrize(("rule", "asked", "where", "last"), BY_A_DAY)
def test_a_duty_is_done_by_its_last_day(rule: str, asked: Asks, where: dict[str, str], last: str) -> None:
    clock, end = due(rule, date(2026, 2, 13), **where), date.fromisoformat(last)
    assert clock.on == end
    assert asked(clock, end, on=TODAY) == []
    assert asked(clock, None, on=end) == []
    (late,) = asked(clock, end + timedelta(days=1), on=TODAY)
    assert verdicts([late]) == [Verdict.WARN]
    assert late.cure == "立即办理，并说明逾期原因"
    assert late.citations[0] == clock.row.citation
    assert verdicts(asked(clock, None, on=end + timedelta(days=1))) == [Verdict.WARN]
    assert asked(None, None, on=TODAY) == []


YEARLY = [
    pytest.param("P9", {}, 2025, "2026-01-31", duties.yearly_figures_shown, marks=pytest.mark.rule("P9")),
    pytest.param(
        "P9",
        {"domain": "农业农村"},
        2025,
        "2026-01-31",
        duties.yearly_figures_shown,
        marks=pytest.mark.rule("P9"),
    ),
    pytest.param(
        "P9.report", GUIZHOU, 2025, "2026-12-31", duties.yearly_figures_shown, marks=pytest.mark.rule("P9")
    ),
    pytest.param("P10", {}, 2025, "2026-01-31", duties.openness_report_shown, marks=pytest.mark.rule("P10")),
    pytest.param(
        "P10.government",
        {},
        2025,
        "2026-03-31",
        duties.openness_report_shown,
        marks=pytest.mark.rule("P10"),
    ),
]


@pytest.mark.parametrize(("rule", "where", "year", "last", "asked"), YEARLY)
def test_a_yearly_duty_is_done_by_its_day(
    rule: str, where: dict[str, str], year: int, last: str, asked: Asks
) -> None:
    row = RULES.pick(rule, on=TODAY, **where)
    clock, end = duties.yearly_due(row, year, CALENDAR), date.fromisoformat(last)
    assert clock.on == end
    assert asked(clock, end, on=end) == []
    assert verdicts(asked(clock, end + timedelta(days=1), on=end)) == [Verdict.WARN]
    assert asked(clock, None, on=end) == []
    (late,) = asked(clock, None, on=end + timedelta(days=1))
    assert late.cure == "立即办理，并说明逾期原因"


@pytest.mark.rule("P15")
def test_the_repair_notice_comes_with_the_decision() -> None:
    assert duties.repair_notice_served(with_decision=True, on_credit_site=True) == []
    assert duties.repair_notice_served(with_decision=False, on_credit_site=False) == []
    (finding,) = duties.repair_notice_served(with_decision=False, on_credit_site=True)
    assert verdicts([finding]) == [Verdict.WARN]
    assert "未确认" in finding.message


@pytest.mark.rule("P25")
def test_a_withdrawn_decision_is_recalled_wherever_it_was_pushed() -> None:
    pushed = {"信用中国", "国家企业信用信息公示系统"}
    assert duties.recalled_everywhere(pushed, pushed, on=TODAY) == []
    (finding,) = duties.recalled_everywhere(pushed, {"信用中国"}, on=TODAY)
    assert verdicts([finding]) == [Verdict.WARN]
    assert "国家企业信用信息公示系统" in finding.message


P1 = RULES.pick("P1", on=TODAY)


@pytest.mark.rule("P3")
@pytest.mark.parametrize(
    ("days", "unit", "rank", "count"),
    [
        (8, "wd", Rank.RULE, 1),
        (8, "wd", Rank.LOCAL_REGULATION, 1),
        (8, "wd", Rank.REGULATION, 0),
        (8, "wd", Rank.LAW, 0),
        (7, "wd", Rank.RULE, 0),
        (3, "wd", Rank.NORMATIVE, 0),
        (7, "natural", Rank.RULE, 1),
    ],
)
def test_only_a_law_or_an_administrative_regulation_gives_more_days(
    days: int, unit: Any, rank: Rank, count: int
) -> None:
    own = replace(P1, value=days, unit=unit)
    assert verdicts(display.other_limit_lawful(own, P1, rank, on=TODAY)) == [Verdict.REFUSE] * count


@pytest.mark.rule("P13")
def test_a_record_is_shown_to_its_last_day() -> None:
    assert display.display_over(None, on=TODAY) == []
    assert display.display_over(TODAY, on=TODAY) == []
    (finding,) = display.display_over(TODAY, on=TOMORROW)
    assert (finding.verdict, finding.cure_act) == (Verdict.REFUSE, "withdraw_release")


@pytest.mark.rule("P14")
@pytest.mark.parametrize(
    ("severity", "until", "words"),
    [
        (display.Severity.SLIGHT, date(2026, 9, 1), ""),
        (display.Severity.SLIGHT, date(2026, 9, 2), "最长3个月"),
        (display.Severity.SLIGHT, date(2026, 6, 2), ""),
        (display.Severity.GENERAL, date(2026, 9, 1), ""),
        (display.Severity.GENERAL, date(2026, 8, 31), "最短3个月"),
        (display.Severity.GENERAL, date(2027, 6, 1), ""),
        (display.Severity.GENERAL, date(2027, 6, 2), "最长12个月"),
        (display.Severity.SERIOUS, date(2027, 5, 31), "最短12个月"),
        (display.Severity.SERIOUS, date(2029, 6, 1), ""),
        (display.Severity.SERIOUS, None, "最长36个月"),
    ],
)
def test_the_credit_site_shows_by_severity(
    severity: display.Severity, until: date | None, words: str
) -> None:
    found = display.credit_display_fits(severity, TODAY, until, RULES, on=TODAY)
    assert verdicts(found) == ([Verdict.WARN] if words else [])
    assert all(words in finding.message for finding in found)


CLEAN = display.EarlyStop(frozenset({PenaltyKind.FINE}), True, True, False, False, True)


@pytest.mark.rule("P16")
@pytest.mark.parametrize(
    "change",
    [
        {"fulfilled": False},
        {"harm_removed": False},
        {"repeated": True},
        {"listed": True},
        {"term_reached": False},
    ],
)
def test_an_early_stop_needs_every_condition(change: dict[str, bool]) -> None:
    assert display.early_stop_allowed(CLEAN, on=TODAY) == []
    asked: dict[str, Any] = dict(change)
    assert verdicts(display.early_stop_allowed(replace(CLEAN, **asked), on=TODAY)) == [Verdict.REFUSE]


@pytest.mark.rule("P16")
def test_an_unknown_term_is_pointed_out() -> None:
    found = display.early_stop_allowed(replace(CLEAN, term_reached=None), on=TODAY)
    assert verdicts(found) == [Verdict.WARN]


@pytest.mark.rule("P16")
@given(st.frozensets(st.sampled_from(sorted(PenaltyKind)), min_size=1))
def test_five_kinds_are_never_shortened(kinds: frozenset[PenaltyKind]) -> None:
    found = display.early_stop_allowed(replace(CLEAN, kinds=kinds), on=TODAY)
    barred = {"责令停产停业", "限制开展生产经营活动", "限制从业", "降低资质等级", "吊销许可证件"}
    assert bool(found) == bool({kind.value for kind in kinds} & barred)


ITEM = beforehand.InspectionItem("食品经营检查", Citation("食品安全法", "第一百一十条"), TODAY)


@pytest.mark.rule("P18")
def test_nothing_is_inspected_without_a_basis() -> None:
    assert beforehand.inspection_item_open(ITEM, on=TODAY) == []
    assert verdicts(beforehand.inspection_item_open(replace(ITEM, basis=None), on=TODAY)) == [Verdict.REFUSE]


@pytest.mark.rule("P18")
@pytest.mark.parametrize("published", [None, TOMORROW])
def test_an_unpublished_item_is_pointed_out(published: date | None) -> None:
    found = beforehand.inspection_item_open(replace(ITEM, published_on=published), on=TODAY)
    assert verdicts(found) == [Verdict.WARN]


DEVICE = beforehand.Device("高速卡口1号", TODAY, TODAY, TODAY)


@pytest.mark.rule("P19")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"legal_reviewed_on": None}, "法制审核"),
        ({"technical_reviewed_on": TOMORROW}, "技术审核"),
        ({"location_published_on": None}, "设置地点"),
        ({"marked": False}, "标志"),
    ],
)
def test_a_device_is_reviewed_marked_and_public(change: dict[str, Any], words: str) -> None:
    assert beforehand.device_commissioned(DEVICE, on=TODAY) == []
    (finding,) = beforehand.device_commissioned(replace(DEVICE, **change), on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message


@pytest.mark.rule("P20")
@pytest.mark.parametrize(("published", "count"), [(TODAY, 0), (TOMORROW, 1), (None, 1)])
def test_a_benchmark_is_applied_once_it_is_public(published: date | None, count: int) -> None:
    found = beforehand.benchmark_public("食品处罚裁量基准", published, region="520523", on=TODAY)
    assert verdicts(found) == [Verdict.REFUSE] * count
    assert all("第十八条" in [c.article for c in finding.citations] for finding in found)


OWN = dict.fromkeys([*beforehand.STATUTORY, *beforehand.FURTHER], "有")


@pytest.mark.rule("P22")
@pytest.mark.parametrize("key", [*beforehand.STATUTORY, *beforehand.FURTHER])
def test_what_an_agency_does_not_show_is_pointed_out(key: str) -> None:
    assert beforehand.agency_open(OWN, on=TODAY) == []
    (finding,) = beforehand.agency_open({**OWN, key: " "}, on=TODAY)
    assert verdicts([finding]) == [Verdict.WARN]
    statutory = finding.citations[0].law == "行政处罚法"
    assert statutory == (key in beforehand.STATUTORY)


GUIDE = dict.fromkeys(beforehand.LICENCE, "有")


@pytest.mark.rule("P23")
@pytest.mark.parametrize("key", list(beforehand.LICENCE))
def test_a_guide_to_a_licence_is_complete(key: str) -> None:
    assert beforehand.licence_guide_complete(GUIDE, on=TODAY) == []
    (finding,) = beforehand.licence_guide_complete({k: v for k, v in GUIDE.items() if k != key}, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert beforehand.LICENCE[key] in finding.message


def test_before_the_texts_at_hand_the_answer_is_unknown() -> None:
    answers = [
        duties.recalled_everywhere(set(), set(), on=EARLY),
        display.other_limit_lawful(P1, P1, Rank.RULE, on=EARLY),
        display.display_over(date(2013, 1, 1), on=EARLY),
        display.early_stop_allowed(CLEAN, on=EARLY),
        beforehand.inspection_item_open(ITEM, on=EARLY),
        beforehand.device_commissioned(DEVICE, on=EARLY),
        beforehand.benchmark_public("x", EARLY, on=EARLY),
        beforehand.agency_open(OWN, on=EARLY),
        beforehand.licence_guide_complete(GUIDE, on=EARLY),
    ]
    assert [verdicts(answer) for answer in answers] == [[Verdict.UNKNOWN]] * len(answers)
