"""Major decisions: every reason, the review of this draft, the leaders together."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sanzhi.law.findings import Citation, Verdict
from sanzhi.law.guards.hearing import Thresholds
from sanzhi.law.guards.major import DraftFacts, ListEntry, MajorReason, major_reasons
from sanzhi.law.guards.review import (
    Deliberation,
    Opinion,
    ReviewFact,
    deliberated,
    review_passed,
    reviewed_after_hearing,
)
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

TODAY = date(2026, 6, 1)
EARLY = date(2021, 7, 14)
RULES = RuleSet.national()
MARKET = Thresholds(
    RULES.pick("O18.person", domain="市场监管", on=TODAY),
    RULES.pick("O18.entity", domain="市场监管", on=TODAY),
)
NONE = Thresholds(None, None)
SMALL = DraftFacts(Penalty(frozenset({PenaltyKind.FINE}), 100_000), PartyType.LEGAL_PERSON)
LIST = Citation("某局重大执法决定法制审核目录清单", "第一项")
DOUBTFUL = MajorReason("larger_fine", "罚款达到较大数额标准（100000元）", LIST, confirmed=False)
REASON = MajorReason("hearing", "经过听证程序", Citation("行政处罚法", "第五十八条第一款第二项"))
PASSED = ReviewFact("d1", Opinion.AGREE, TODAY)
HELD = Deliberation("d1", TODAY, frozenset("ab"), frozenset("ab"), frozenset("ab"))


def codes(facts: DraftFacts, *entries: ListEntry, thresholds: Thresholds = MARKET) -> list[str]:
    return [reason.code for reason in major_reasons(facts, thresholds, entries)]


def test_a_small_plain_case_is_not_major() -> None:
    assert codes(SMALL) == []


@pytest.mark.rule("V2")
@pytest.mark.parametrize(
    ("flag", "article"),
    [
        ("public_interest", "第五十八条第一款第一项"),
        ("hearing_held", "第五十八条第一款第二项"),
        ("complex_relations", "第五十八条第一款第三项"),
        ("social_risk", "第四部分（十二）"),
        ("major_rights", "第四部分（十二）"),
    ],
)
def test_each_judgement_alone_makes_it_major(flag: str, article: str) -> None:
    judged: dict[str, Any] = {flag: True}
    (reason,) = major_reasons(replace(SMALL, **judged), MARKET)
    assert reason.citation.article == article


@pytest.mark.rule("V2")
def test_a_law_that_demands_review_is_a_reason() -> None:
    assert codes(replace(SMALL, required_by_law=Citation("某法", "第一条"))) == ["required_by_law"]


@pytest.mark.rule("V2")
@pytest.mark.parametrize(
    ("party", "fine", "fired"),
    [
        (PartyType.LEGAL_PERSON, 9_999_999, []),
        (PartyType.LEGAL_PERSON, 10_000_000, ["larger_fine"]),
        (PartyType.PERSON, 999_999, []),
        (PartyType.PERSON, 1_000_000, ["larger_fine"]),
    ],
)
def test_the_larger_fine_makes_it_major(party: PartyType, fine: int, fired: list[str]) -> None:
    facts = DraftFacts(Penalty(frozenset({PenaltyKind.FINE}), fine), party)
    assert codes(facts) == fired
    assert codes(facts, thresholds=NONE) == []


@pytest.mark.rule("V2")
def test_the_value_that_was_met_is_kept() -> None:
    facts = DraftFacts(Penalty(frozenset({PenaltyKind.FINE}), 10_000_000), PartyType.LEGAL_PERSON)
    (reason,) = major_reasons(facts, MARKET)
    assert (reason.value, reason.version, reason.confirmed) == (10_000_000, 1, False)


@pytest.mark.rule("V2")
def test_all_reasons_are_told() -> None:
    penalty = Penalty(frozenset({PenaltyKind.CLOSE}), 20_000_000, 20_000_000)
    facts = DraftFacts(penalty, PartyType.LEGAL_PERSON, public_interest=True, hearing_held=True)
    assert codes(facts) == ["public_interest", "hearing", "heavy_kind", "larger_fine", "larger_confiscation"]


@pytest.mark.rule("V2")
@pytest.mark.parametrize(
    ("entry", "fires"),
    [
        (ListEntry("1", "全部", LIST), True),
        (ListEntry("2", "一千元以上", LIST, at_least_fen=100_000), True),
        (ListEntry("3", "一千元零一分以上", LIST, at_least_fen=100_001), False),
        (ListEntry("4", "吊销", LIST, kinds=frozenset({PenaltyKind.REVOKE_LICENCE})), False),
        (ListEntry("5", "罚款", LIST, kinds=frozenset({PenaltyKind.FINE, PenaltyKind.CLOSE})), True),
        (ListEntry("6", "食品", LIST, matters=frozenset({"M1"})), True),
        (ListEntry("7", "药品", LIST, matters=frozenset({"M2"})), False),
    ],
)
def test_a_list_entry_fires_when_all_it_names_holds(entry: ListEntry, fires: bool) -> None:
    assert bool(codes(replace(SMALL, matter="M1"), entry)) is fires


@pytest.mark.rule("V2")
def test_a_lower_layer_cannot_narrow_the_scope() -> None:
    wide, narrow = (
        ListEntry("省", "省", LIST, at_least_fen=1),
        ListEntry("县", "县", LIST, at_least_fen=10**9),
    )
    assert codes(SMALL, wide, narrow) == ["list:省"]


@pytest.mark.rule("V1", "O19")
@pytest.mark.parametrize(
    ("review", "words"),
    [
        (None, "未经法制审核"),
        (replace(PASSED, legal=False), "未经法制审核"),
        (replace(PASSED, given_on=date(2026, 6, 2)), "未经法制审核"),
        (replace(PASSED, draft_digest="d0"), "不适用于现稿"),
        (replace(PASSED, opinion=Opinion.SUPPLEMENT), "建议补充调查"),
        (replace(PASSED, opinion=Opinion.CORRECT), "建议纠正"),
        (replace(PASSED, opinion=Opinion.OTHER), "其他意见"),
    ],
)
def test_without_a_passed_review_of_this_draft_nothing_is_decided(
    review: ReviewFact | None, words: str
) -> None:
    (finding,) = review_passed([REASON], review, "d1", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message
    assert "经过听证程序" in finding.message
    assert finding.cure_act == "submit_for_review"


def test_a_draft_that_is_being_reviewed_is_not_handed_over_again() -> None:
    (finding,) = review_passed([REASON], None, "d1", waiting=True, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert finding.cure_act is None
    assert "待审核人员出具法制审核意见" in finding.cure


def test_a_passed_review_of_this_draft_opens_the_way() -> None:
    assert review_passed([REASON], PASSED, "d1", on=TODAY) == []
    assert review_passed([], None, "d1", on=TODAY) == []


@pytest.mark.rule("V1", "O19")
def test_in_guizhou_its_own_article_is_cited_too() -> None:
    (finding,) = review_passed([REASON], None, "d1", region="520523", on=TODAY)
    assert str(finding.citations[-1]) == "《贵州省行政执法监督办法》第十九条第三款"


@pytest.mark.rule("O19")
@pytest.mark.parametrize("domain", ["市场监管", "农业农村"])
def test_in_market_regulation_and_agriculture_a_plain_case_needs_case_review(domain: str) -> None:
    (finding,) = review_passed([], None, "d1", domain=domain, on=TODAY)
    assert "未经案件审核" in finding.message
    assert review_passed([], replace(PASSED, legal=False), "d1", domain=domain, on=TODAY) == []


@pytest.mark.parametrize("review", [None, replace(PASSED, draft_digest="d0")])
def test_a_number_that_is_not_confirmed_only_warns_outside_market_regulation(
    review: ReviewFact | None,
) -> None:
    (finding,) = review_passed([DOUBTFUL], review, "d1", on=TODAY)
    assert finding.verdict is Verdict.WARN
    assert "依据未确认" in finding.message
    assert review_passed([DOUBTFUL], PASSED, "d1", on=TODAY) == []


def test_market_regulation_refuses_such_a_case_by_its_own_articles() -> None:
    (finding,) = review_passed([DOUBTFUL], None, "d1", domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert [str(each) for each in finding.citations] == [
        "《市场监督管理行政处罚程序规定》第四十九条第一款",
        "《市场监督管理行政处罚程序规定》第五十二条第一款",
    ]


def test_a_case_review_is_then_enough_with_a_warning_and_a_legal_review_without() -> None:
    checked = replace(PASSED, legal=False)
    (finding,) = review_passed([DOUBTFUL], checked, "d1", domain="市场监管", on=TODAY)
    assert (finding.verdict, finding.rule) == (Verdict.WARN, "O19")
    assert review_passed([DOUBTFUL], PASSED, "d1", domain="市场监管", on=TODAY) == []


def test_one_certain_reason_among_doubtful_ones_refuses() -> None:
    checked = replace(PASSED, legal=False)
    (finding,) = review_passed([DOUBTFUL, REASON], checked, "d1", domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert str(finding.citations[0]) == "《行政处罚法》第五十八条第一款"


@pytest.mark.rule("V7")
def test_the_review_comes_after_the_hearing() -> None:
    assert reviewed_after_hearing(PASSED, None, on=TODAY) == []
    assert reviewed_after_hearing(PASSED, TODAY, on=TODAY) == []
    (finding,) = reviewed_after_hearing(PASSED, date(2026, 6, 2), on=date(2026, 6, 2))
    assert finding.rule == "V7"


@pytest.mark.rule("O20")
@pytest.mark.parametrize(
    ("held", "words"),
    [
        (None, "尚未集体讨论"),
        (replace(HELD, held_on=date(2026, 6, 2)), "尚未集体讨论"),
        (replace(HELD, draft_digest="d0"), "有变更"),
        (Deliberation("d1", TODAY, frozenset("a"), frozenset("a"), frozenset("a")), "只有一人"),
        (replace(HELD, opinions=frozenset("a")), "每位参加人的意见"),
        (replace(HELD, signed=frozenset("b")), "签名"),
        (replace(HELD, agreed=False), "没有同意"),
    ],
)
def test_a_major_case_is_discussed_by_the_leaders_together(held: Deliberation | None, words: str) -> None:
    (finding,) = deliberated([REASON], held, "d1", domain="市场监管", on=TODAY)
    assert words in finding.message
    assert finding.cure_act == "deliberate"


def test_without_a_certain_reason_the_missing_discussion_only_warns() -> None:
    (finding,) = deliberated([DOUBTFUL], None, "d1", domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.WARN
    assert deliberated([DOUBTFUL], HELD, "d1", on=TODAY) == []
    (certain,) = deliberated([DOUBTFUL, REASON], None, "d1", on=TODAY)
    assert certain.verdict is Verdict.REFUSE


def test_a_discussion_on_record_is_enough_and_a_plain_case_needs_none() -> None:
    assert deliberated([REASON], HELD, "d1", on=TODAY) == []
    assert deliberated([], None, "d1", on=TODAY) == []


def test_before_the_law_at_hand_the_answer_is_unknown() -> None:
    answers = [
        review_passed([REASON], PASSED, "d1", on=EARLY),
        reviewed_after_hearing(PASSED, None, on=EARLY),
        deliberated([REASON], HELD, "d1", on=EARLY),
    ]
    assert [[f.verdict for f in answer] for answer in answers] == [[Verdict.UNKNOWN]] * 3
