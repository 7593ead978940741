"""What may enter a library: basis, body, person; both sides of each boundary, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.guards import admission as guards
from sanzhi.law.guards.admission import BasisFact, BodyFact, PersonFact, Rank
from sanzhi.law.rules import RuleSet

ON = date(2026, 3, 2)
BEFORE_THE_ACT = date(2021, 7, 14)
ARTICLE = Citation("食品安全法", "第一百二十四条第一款")


def basis(
    rank: Rank = Rank.LAW, *, at_hand: bool = True, found: bool = True, begun: bool = True
) -> BasisFact:
    return BasisFact(ARTICLE, at_hand=at_hand, found=found, begun=begun, rank=rank if found else None)


def said(findings: list[Finding]) -> list[tuple[str, Verdict]]:
    return [(finding.rule, finding.verdict) for finding in findings]


REFUSED, UNKNOWN, WARNED = ("H16", Verdict.REFUSE), ("H16", Verdict.UNKNOWN), ("H16", Verdict.WARN)


@pytest.mark.rule("H16")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([basis()], []),
        ([], [REFUSED]),
        ([basis(found=False)], [REFUSED]),
        ([basis(begun=False)], [REFUSED]),
        ([basis(at_hand=False, found=False)], [REFUSED]),
        ([basis(), basis(at_hand=False, found=False)], [UNKNOWN]),
        ([basis(), basis(found=False)], [REFUSED]),
    ],
)
def test_every_article_stands_in_the_law_of_the_day(
    facts: list[BasisFact], expected: list[tuple[str, Verdict]]
) -> None:
    assert said(guards.basis_resolved(facts)) == expected


@pytest.mark.rule("H16")
@pytest.mark.parametrize(
    ("type_name", "rank", "passes"),
    [
        ("行政处罚", Rank.LOCAL_RULE, True),
        ("行政处罚", Rank.NORMATIVE, False),
        ("行政强制", Rank.LOCAL_REGULATION, True),
        ("行政强制", Rank.RULE, False),
        ("行政许可", Rank.LOCAL_RULE, True),
        ("行政许可", Rank.RULE, False),
        ("行政许可", Rank.NORMATIVE, False),
        ("行政奖励", Rank.NORMATIVE, True),
    ],
)
def test_a_power_is_set_by_a_text_that_stands_high_enough(type_name: str, rank: Rank, passes: bool) -> None:
    assert (said(guards.basis_high_enough(type_name, [basis(rank)], on=ON)) == []) is passes


def test_one_article_that_stands_high_enough_suffices() -> None:
    assert guards.basis_high_enough("行政处罚", [basis(Rank.NORMATIVE), basis(Rank.LAW)], on=ON) == []


def test_before_the_act_of_2021_nobody_knows() -> None:
    (finding,) = guards.basis_high_enough("行政处罚", [basis(Rank.NORMATIVE)], on=BEFORE_THE_ACT)
    assert finding.verdict == Verdict.UNKNOWN


@pytest.mark.rule("H16")
def test_a_body_exists_and_its_qualification_is_announced_by_the_day() -> None:
    assert said(guards.body_qualified(BodyFact(exists=False), on=ON)) == [REFUSED]
    assert said(guards.body_qualified(BodyFact(), on=ON)) == [WARNED]
    assert said(guards.body_qualified(BodyFact(announced_on=date(2026, 3, 3)), on=ON)) == [WARNED]
    assert guards.body_qualified(BodyFact(announced_on=ON), on=ON) == []


@pytest.mark.rule("H17")
def test_a_delegated_body_has_what_a_letter_names() -> None:
    assert said(guards.delegation_in_force(BodyFact(delegated=True), on=ON)) == [("H17", Verdict.REFUSE)]
    assert guards.delegation_in_force(BodyFact(delegated=True, entrusted=True), on=ON) == []
    assert guards.delegation_in_force(BodyFact(), on=ON) == []


@pytest.mark.rule("H17")
def test_a_granted_power_names_its_grant() -> None:
    assert said(guards.mandate_founded("授权", founded=False)) == [("H17", Verdict.REFUSE)]
    assert guards.mandate_founded("授权", founded=True) == []
    assert guards.mandate_founded("法定", founded=False) == []


@pytest.mark.rule("H18")
def test_a_township_has_the_penalties_that_were_handed_down() -> None:
    township = BodyFact(township=True)
    assert said(guards.township_granted(township, "行政处罚", on=ON)) == [("H18", Verdict.REFUSE)]
    assert guards.township_granted(township, "行政给付", on=ON) == []
    assert guards.township_granted(BodyFact(township=True, granted=True), "行政处罚", on=ON) == []
    assert guards.township_granted(BodyFact(), "行政处罚", on=ON) == []


@pytest.mark.rule("H5")
@pytest.mark.parametrize(
    ("staffing", "supervisor", "refused"),
    [
        ("行政编制", False, 0),
        ("事业编制", False, 0),
        ("工勤人员", False, 1),
        ("借调", True, 2),
        ("行政编制", True, 1),
    ],
)
def test_an_officer_is_in_post_and_no_supervisor(staffing: str, supervisor: bool, refused: int) -> None:
    found = guards.officer_in_post(PersonFact("某", staffing, supervisor=supervisor), on=ON)
    assert said(found) == [("H5", Verdict.REFUSE)] * refused


@pytest.mark.rule("H6")
def test_an_officer_was_examined() -> None:
    assert said(guards.officer_examined(PersonFact("某", "行政编制"), on=ON)) == [("H6", Verdict.REFUSE)]
    assert guards.officer_examined(PersonFact("某", "行政编制", examined=True), on=ON) == []


@pytest.mark.rule("H6")
def test_a_certificate_holds_to_its_last_day() -> None:
    yesterday = date(2026, 3, 1)
    assert said(guards.certificate_current("某", [yesterday], on=ON)) == [("H6", Verdict.REFUSE)]
    assert guards.certificate_current("某", [yesterday, ON], on=ON) == []


@pytest.mark.rule("H14")
@pytest.mark.parametrize(("hours", "warned"), [(None, 0), (59, 1), (60, 0)])
def test_less_than_sixty_hours_warns_and_never_refuses(hours: int | None, warned: int) -> None:
    found = guards.officer_trained(PersonFact("某", "行政编制", hours=hours))
    assert said(found) == [("H14", Verdict.WARN)] * warned


@pytest.mark.rule("H14")
def test_the_hours_of_training_are_those_of_the_row() -> None:
    forty = replace(next(row for row in RuleSet.national().rows if row.id == "H14"), value=40)
    assert guards.officer_trained(PersonFact("某", "行政编制", hours=40), forty) == []
    assert len(guards.officer_trained(PersonFact("某", "行政编制", hours=39), forty)) == 1


@pytest.mark.rule("O47")
def test_a_benchmark_belongs_to_a_power_that_is_held() -> None:
    assert guards.benchmark_on_power("A1", held=True, on=ON) == []
    assert said(guards.benchmark_on_power("A1", held=False, on=ON)) == [("O47", Verdict.REFUSE)]


def test_nobody_admits_what_is_his_own() -> None:
    assert guards.admitted_by_another(own_agency=False, own_work=False) == []
    assert len(guards.admitted_by_another(own_agency=True, own_work=True)) == 2
