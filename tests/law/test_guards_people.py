"""Who may act, and who may not be the same person."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards import separation as apart
from sanzhi.law.guards.basis import Cure
from sanzhi.law.guards.officers import (
    Certificate,
    CertificateState,
    Ground,
    OfficerFact,
    certificates_shown,
    two_certified_officers,
    two_signatures,
)

TODAY = date(2026, 6, 1)
BEFORE_THE_LAW = date(2021, 7, 14)
GROUND = Ground("金沙县市场监督管理局", "520523", "市场监管")
CARD = Certificate(
    "黔A001", GROUND.agency, date(2024, 1, 1), TODAY, frozenset({"市场监管"}), frozenset({"520500"})
)
LI = OfficerFact("1", "李办案", CARD)
ZHAO = OfficerFact("2", "赵协办", replace(CARD, number="黔A002"))


def verdicts(findings: list[Finding]) -> list[Verdict]:
    return [finding.verdict for finding in findings]


def test_two_certified_officers_may_act() -> None:
    assert two_certified_officers([LI, ZHAO], GROUND, on=TODAY) == []


@pytest.mark.rule("H1")
def test_one_officer_may_not() -> None:
    (finding,) = two_certified_officers([LI], GROUND, on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert "现只有1人" in finding.message
    assert finding.cure_act == "assign_officers"
    assert [str(c) for c in finding.citations] == [
        "《行政处罚法》第四十二条第一款",
        "《市场监督管理行政处罚程序规定》第二十二条",
    ]


@pytest.mark.rule("H1")
def test_the_same_officer_twice_is_one() -> None:
    assert verdicts(two_certified_officers([LI, LI], GROUND, on=TODAY)) == [Verdict.REFUSE]


@pytest.mark.rule("H1")
def test_the_last_valid_day_still_counts() -> None:
    assert two_certified_officers([LI, ZHAO], GROUND, on=TODAY) == []
    late = two_certified_officers([LI, ZHAO], GROUND, on=date(2026, 6, 2))
    assert len(late) == 2
    assert all("到期" in finding.message for finding in late)


@pytest.mark.rule("H1")
@pytest.mark.parametrize(
    ("card", "words"),
    [
        (None, "没有执法证件"),
        (replace(CARD, state=CertificateState.SUSPENDED), "已被暂扣"),
        (replace(CARD, state=CertificateState.REVOKED), "已被吊销"),
        (replace(CARD, valid_from=date(2026, 6, 2)), "方才有效"),
        (replace(CARD, agency="别的局"), "不属于本机关"),
        (replace(CARD, regions=frozenset({"520100"})), "执法区域"),
        (replace(CARD, classes=frozenset({"交通运输"})), "执法类别"),
    ],
)
def test_an_unusable_certificate_is_named_with_its_holder(card: Certificate | None, words: str) -> None:
    (finding,) = two_certified_officers([LI, ZHAO, OfficerFact("3", "钱某某", card)], GROUND, on=TODAY)
    assert "钱某某" in finding.message
    assert words in finding.message


def test_a_certificate_without_limits_holds_everywhere() -> None:
    card = replace(CARD, classes=frozenset(), regions=frozenset())
    assert two_certified_officers([LI, OfficerFact("3", "钱", card)], GROUND, on=TODAY) == []


def test_before_the_law_at_hand_the_answer_is_unknown() -> None:
    assert verdicts(two_certified_officers([LI, ZHAO], GROUND, on=BEFORE_THE_LAW)) == [Verdict.UNKNOWN]
    assert verdicts(certificates_shown([LI], frozenset({"1"}), on=BEFORE_THE_LAW)) == [Verdict.UNKNOWN]
    assert verdicts(two_signatures(["1", "2"], on=BEFORE_THE_LAW)) == [Verdict.UNKNOWN]


@pytest.mark.rule("H2")
def test_each_officer_shows_the_certificate() -> None:
    assert certificates_shown([LI, ZHAO], frozenset({"1", "2"}), on=TODAY) == []
    (finding,) = certificates_shown([LI, ZHAO], frozenset({"1"}), on=TODAY)
    assert "赵协办" in finding.message


@pytest.mark.rule("H1")
def test_two_officers_sign() -> None:
    assert two_signatures(["1", "2"], on=TODAY) == []
    (finding,) = two_signatures(["1", "1"], on=TODAY, act=Cure.SIGN_NOTICE)
    assert finding.cure_act == "sign_notice"


@pytest.mark.rule("H10")
def test_the_reviewer_is_none_of_the_handlers() -> None:
    assert apart.reviewer_is_independent("9", {"1", "2"}, on=TODAY) == []
    (finding,) = apart.reviewer_is_independent("2", {"1", "2"}, domain="市场监管", on=TODAY)
    assert finding.rule == "H10"
    assert "第四十九条第三款" in finding.citations[0].article


@pytest.mark.rule("H9")
@pytest.mark.parametrize(
    ("first_time", "qualified", "count"), [(True, True, 0), (True, False, 1), (False, False, 0)]
)
def test_a_first_time_reviewer_holds_the_legal_qualification(
    first_time: bool, qualified: bool, count: int
) -> None:
    found = apart.reviewer_is_qualified(first_time=first_time, has_legal_qualification=qualified, on=TODAY)
    assert len(found) == count


@pytest.mark.rule("H11")
def test_the_host_of_a_hearing_did_not_investigate() -> None:
    assert apart.hearing_host_is_independent("9", {"1"}, on=TODAY) == []
    assert verdicts(apart.hearing_host_is_independent("1", {"1"}, on=TODAY)) == [Verdict.REFUSE]


@pytest.mark.rule("P24")
def test_a_release_needs_a_second_person() -> None:
    assert apart.releaser_is_second_person("1", "2", on=TODAY) == []
    (finding,) = apart.releaser_is_second_person("1", "1", domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert finding.cure_act == "publish_release"


@pytest.mark.rule("H4", "H5")
def test_supervisors_are_two_and_no_officers() -> None:
    assert apart.two_supervisors({"7", "8"}, on=TODAY) == []
    assert verdicts(apart.two_supervisors({"7"}, on=TODAY)) == [Verdict.REFUSE]
    assert apart.supervisor_is_no_officer("7", {"1"}, on=TODAY) == []
    assert verdicts(apart.supervisor_is_no_officer("1", {"1"}, on=TODAY)) == [Verdict.REFUSE]


def test_without_a_text_for_the_day_separation_is_unknown() -> None:
    early = date(2017, 1, 1)
    answers = [
        apart.reviewer_is_independent("9", {"1"}, on=early),
        apart.reviewer_is_qualified(first_time=False, has_legal_qualification=False, on=early),
        apart.hearing_host_is_independent("9", {"1"}, on=early),
        apart.releaser_is_second_person("1", "2", on=early),
        apart.supervisor_is_no_officer("7", {"1"}, on=early),
        apart.two_supervisors({"7", "8"}, on=early),
    ]
    assert [verdicts(answer) for answer in answers] == [[Verdict.UNKNOWN]] * 6
