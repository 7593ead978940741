"""How a legal review is done, and the advice beside it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.guards import counsel
from sanzhi.law.guards import reviewing as reviews
from sanzhi.law.guards.major import ListEntry, MajorReason
from sanzhi.law.guards.review import Opinion
from sanzhi.law.guards.reviewing import Settled
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
TODAY = date(2026, 6, 1)
EARLY = date(2017, 1, 1)
SEVEN = dict.fromkeys(reviews.POINTS, "合法")
MARKET_SEVEN = dict.fromkeys(reviews.MARKET_POINTS, "清楚")


def verdicts(findings: list[Finding]) -> list[Verdict]:
    """The verdicts, after a look at what every finding must have: a whole sentence, and what to do next."""
    for finding in findings:
        assert finding.cure, finding
        assert "None" not in finding.message
    return [finding.verdict for finding in findings]


@pytest.mark.rule("V3")
@pytest.mark.parametrize("key", list(reviews.POINTS))
@pytest.mark.parametrize("domain", [None, "市场监管", "交通运输"])
def test_an_opinion_answers_each_of_the_seven_points(key: str, domain: str | None) -> None:
    assert reviews.points_answered(SEVEN, domain=domain, on=TODAY) == []
    (finding,) = reviews.points_answered({**SEVEN, key: " "}, domain=domain, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert reviews.POINTS[key] in finding.message


@pytest.mark.rule("V3")
@pytest.mark.parametrize("key", list(reviews.MARKET_POINTS))
def test_market_regulation_may_use_its_own_seven(key: str) -> None:
    assert reviews.points_answered(MARKET_SEVEN, domain="市场监管", on=TODAY) == []
    left = {k: v for k, v in MARKET_SEVEN.items() if k != key}
    (finding,) = reviews.points_answered(left, domain="市场监管", on=TODAY)
    assert finding.citations[0].article == "第五十三条"


@pytest.mark.rule("V3")
def test_no_other_sector_may_use_them() -> None:
    assert len(reviews.points_answered(MARKET_SEVEN, domain="水利", on=TODAY)) == 4


@pytest.mark.rule("V4")
@pytest.mark.parametrize("last", [o for o in Opinion if o is not Opinion.AGREE])
def test_an_objection_is_dealt_with_before_the_next_round(last: Opinion) -> None:
    assert reviews.objection_worked_off(last, "已补充检验报告", on=TODAY) == []
    (finding,) = reviews.objection_worked_off(last, " ", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert last.value in finding.message


@pytest.mark.parametrize("last", [None, Opinion.AGREE])
def test_without_an_objection_nothing_is_to_be_dealt_with(last: Opinion | None) -> None:
    assert reviews.objection_worked_off(last, "", on=TODAY) == []


@pytest.mark.rule("V4")
@pytest.mark.parametrize(
    ("domain", "region", "settled", "verdict"),
    [
        ("医疗保障", "520523", Settled.COLLECTIVE, None),
        ("医疗保障", "520523", Settled.TALKED, None),
        ("医疗保障", "520523", Settled.HEAD, Verdict.REFUSE),
        ("医疗保障", "520523", None, Verdict.REFUSE),
        (None, "150100", Settled.HEAD, None),
        (None, "150100", None, Verdict.REFUSE),
        (None, "520523", Settled.HEAD, None),
        (None, "520523", None, Verdict.WARN),
    ],
)
def test_a_disagreement_ends_where_the_text_says(
    domain: str | None, region: str, settled: Settled | None, verdict: Verdict | None
) -> None:
    found = reviews.disagreement_settled(settled, domain=domain, region=region, on=TODAY)
    assert verdicts(found) == ([verdict] if verdict else [])


@pytest.mark.rule("V5")
@pytest.mark.parametrize("key", list(reviews.PACK))
@pytest.mark.parametrize(("region", "sources"), [("520523", 1), ("150100", 2)])
def test_what_is_handed_over_is_complete(key: str, region: str, sources: int) -> None:
    assert reviews.pack_complete(set(reviews.PACK), region=region, on=TODAY) == []
    (finding,) = reviews.pack_complete(set(reviews.PACK) - {key}, region=region, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert len(finding.citations) == sources


@pytest.mark.rule("V5")
def test_the_record_of_a_hearing_belongs_to_it() -> None:
    assert len(reviews.pack_complete(set(reviews.PACK), hearing_held=True, on=TODAY)) == 1
    assert reviews.pack_complete({*reviews.PACK, "hearing"}, hearing_held=True, on=TODAY) == []


@pytest.mark.rule("V6")
@pytest.mark.parametrize(
    ("where", "last"),
    [
        ({"domain": "市场监管"}, "2026-06-15"),
        ({"domain": "农业农村"}, "2026-06-08"),
        ({"domain": "住房城乡建设"}, "2026-06-15"),
        ({"domain": "医疗保障"}, "2026-06-15"),
        ({"region": "150100"}, "2026-06-08"),
    ],
)
def test_a_late_review_is_pointed_out_and_still_counts(where: dict[str, str], last: str) -> None:
    due = compute(RULES.pick("V6", on=TODAY, **where), TODAY, Calendar.national())
    end = date.fromisoformat(last)
    assert reviews.reviewed_in_time(due, end, on=end) == []
    assert verdicts(reviews.reviewed_in_time(due, end + timedelta(days=1), on=end)) == [Verdict.WARN]


@pytest.mark.rule("V8")
@pytest.mark.parametrize(
    ("handler", "reviewer", "head", "found"),
    [
        ("1", "2", "3", []),
        ("", "2", "3", [Verdict.REFUSE]),
        ("1", "", "3", [Verdict.REFUSE]),
        ("1", "2", "", [Verdict.REFUSE]),
        ("1", "1", "3", [Verdict.REFUSE]),
        ("1", "3", "3", [Verdict.REFUSE]),
        ("1", "2", "1", [Verdict.WARN]),
    ],
)
def test_three_people_sign_for_three_things(
    handler: str, reviewer: str, head: str, found: list[Verdict]
) -> None:
    assert verdicts(reviews.three_signatures(handler, reviewer, head, on=TODAY)) == found


@given(st.text("12", max_size=1), st.text("12", max_size=1), st.text("12", max_size=1))
def test_three_signatures_are_enough_only_when_three_people_gave_them(a: str, b: str, c: str) -> None:
    assert reviews.three_signatures(a, b, c, on=TODAY) != []


FINES = frozenset({PenaltyKind.FINE})
CITY = ListEntry("c1", "较大数额罚款", Citation("市清单", "第一项"), FINES, 5_000_000)
COUNTY = replace(CITY, id="x1", citation=Citation("县清单", "第一项"))


@pytest.mark.rule("V10")
@pytest.mark.parametrize(
    ("entry", "count"),
    [
        (COUNTY, 0),
        (replace(COUNTY, at_least_fen=4_999_999), 0),
        (replace(COUNTY, at_least_fen=5_000_001), 1),
        (replace(COUNTY, at_least_fen=9_000_000, kinds=frozenset({PenaltyKind.CLOSE})), 0),
        (replace(COUNTY, at_least_fen=9_000_000, matters=frozenset({"A1"})), 0),
    ],
)
def test_a_lower_layer_sets_no_higher_amount(entry: ListEntry, count: int) -> None:
    found = reviews.list_only_tightens([entry], [CITY], on=TODAY)
    assert verdicts(found) == [Verdict.REFUSE] * count


@pytest.mark.rule("V10")
def test_of_several_layers_above_the_strictest_binds() -> None:
    nation = replace(CITY, id="n1", at_least_fen=10_000_000)
    between = replace(COUNTY, at_least_fen=8_000_000)
    for above in ([CITY, nation], [nation, CITY]):
        assert verdicts(reviews.list_only_tightens([between], above, on=TODAY)) == [Verdict.REFUSE]


@pytest.mark.rule("V11")
@pytest.mark.parametrize(
    ("lawful", "appropriate", "count"),
    [(True, False, 0), (None, True, 1), (True, None, 1), (None, None, 2)],
)
def test_an_opinion_carries_two_verdicts(lawful: bool | None, appropriate: bool | None, count: int) -> None:
    assert verdicts(counsel.two_verdicts(lawful, appropriate)) == [Verdict.WARN] * count


@pytest.mark.rule("V11")
@pytest.mark.parametrize(("seconds", "count"), [(1800, 0), (1799, 1), (1740, 1)])
def test_a_hasty_review_is_a_sign_for_supervision(seconds: int, count: int) -> None:
    found = counsel.review_not_hasty(timedelta(seconds=seconds), timedelta(minutes=30))
    assert verdicts(found) == [Verdict.WARN] * count
    assert all("29分钟" in finding.message for finding in found)


REASON = MajorReason("hearing", "经过听证程序", Citation("行政处罚法", "第五十八条第一款第二项"))


@pytest.mark.rule("V12")
def test_counsel_is_reminded_of_major_decisions_only() -> None:
    assert counsel.counsel_heard([], reminded=False, on=TODAY) == []
    assert counsel.counsel_heard([REASON], reminded=True, on=TODAY) == []
    assert verdicts(counsel.counsel_heard([REASON], reminded=False, on=TODAY)) == [Verdict.WARN]


@pytest.mark.rule("V12")
@pytest.mark.parametrize(("author", "count"), [("7", 1), ("2", 0), ("8", 0), ("9", 0)])
def test_counsel_takes_the_place_of_no_reviewer(author: str, count: int) -> None:
    found = counsel.counsel_is_not_the_reviewer(author, {"2", "8"}, {"7", "8"})
    assert verdicts(found) == [Verdict.WARN] * count


PANEL = counsel.Panel(frozenset("abc"), frozenset("abc"), frozenset("abc"), 3)


@pytest.mark.rule("V13")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"members": frozenset("abc1")}, "不得担任委员"),
        ({"quorum": 4}, "不足4人"),
        ({"members": frozenset("ab")}, "非委员"),
        ({"reasons": frozenset("ab")}, "说明理由"),
        ({"minutes": False}, "会议记录"),
        ({"dissent": frozenset("c")}, "不同意见"),
    ],
)
def test_a_panel_is_of_due_number_with_reasons_and_minutes(change: dict[str, Any], words: str) -> None:
    assert counsel.panel_sound(PANEL, {"1"}, on=TODAY) == []
    (finding,) = counsel.panel_sound(replace(PANEL, **change), {"1"}, on=TODAY)
    assert verdicts([finding]) == [Verdict.WARN]
    assert words in finding.message


def test_dissent_on_record_is_fine() -> None:
    kept = replace(PANEL, dissent=frozenset("c"), dissent_kept=frozenset("c"))
    assert counsel.panel_sound(kept, {"1"}, on=TODAY) == []


def test_before_the_texts_at_hand_the_answer_is_unknown() -> None:
    answers = [
        reviews.points_answered(SEVEN, on=EARLY),
        reviews.objection_worked_off(None, "", on=EARLY),
        reviews.disagreement_settled(None, on=EARLY),
        reviews.disagreement_settled(None, domain="医疗保障", on=EARLY),
        reviews.disagreement_settled(None, region="150100", on=EARLY),
        reviews.pack_complete(set(), on=EARLY),
        reviews.three_signatures("1", "2", "3", on=EARLY),
        reviews.list_only_tightens([], [], on=EARLY),
        counsel.counsel_heard([], reminded=True, on=EARLY),
        counsel.panel_sound(PANEL, set(), on=EARLY),
    ]
    assert [verdicts(answer) for answer in answers] == [[Verdict.UNKNOWN]] * len(answers)


@pytest.mark.rule("V6")
@pytest.mark.parametrize(
    ("domain", "before", "value", "late", "words"),
    [
        ("市场监管", 0, 30, False, ""),
        ("市场监管", 1, 1, False, "已经延长过"),
        ("住房城乡建设", 0, 1, False, "没有可以延长"),
        ("农业农村", 0, 15, False, ""),
        ("农业农村", 0, 16, False, "不得超过15日"),
        ("医疗保障", 0, 10, True, "届满"),
    ],
)
def test_a_review_is_extended_as_the_sector_allows(
    domain: str, before: int, value: int, late: bool, words: str
) -> None:
    row = RULES.pick("V6", domain=domain, on=TODAY)
    due = compute(row, TODAY, Calendar.national())
    day = due.on + timedelta(days=1) if late else due.on
    found = reviews.review_extension_lawful(row, due, before=before, value=value, on=day)
    assert verdicts(found) == ([Verdict.REFUSE] if words else [])
    assert all(words in each.message for each in found)


@pytest.mark.rule("V4")
@pytest.mark.parametrize(
    ("ending", "fine", "words"),
    [
        (None, 9, ""),
        (reviews.Ending.REWORK, 9, ""),
        (reviews.Ending.ROUND, 5, ""),
        (reviews.Ending.LIGHTER, 4, ""),
        (reviews.Ending.LIGHTER, 5, "没有减轻"),
        (reviews.Ending.LIGHTER, 6, "罚款数额增加"),
        (reviews.Ending.END, 4, "结束本案"),
    ],
)
def test_what_was_settled_is_followed(ending: reviews.Ending | None, fine: int, words: str) -> None:
    failed, draft = (Penalty(frozenset({PenaltyKind.FINE}), fen) for fen in (5, fine))
    found = reviews.settlement_followed(ending, failed, draft, on=TODAY)
    assert verdicts(found) == ([Verdict.REFUSE] if words else [])
    assert all(words in each.message for each in found)
