"""Supervision: the periods of its papers, the grounds of its outcomes, the grades of case files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards import supervision
from sanzhi.law.guards.supervision import Fatal, Grade, Opinion, Outcome
from sanzhi.law.rules import RuleSet

DAY = date(2026, 3, 2)
LATER = date(2026, 12, 1)
RULES = RuleSet.national()
GUIZHOU, SICHUAN, GUANGDONG = "520523", "510104", "440106"
REFUSED, WARNED = [Verdict.REFUSE], [Verdict.WARN]
ONE = timedelta(days=1)


def clock(rule: str, region: str) -> Due:
    return compute(RULES.pick(rule, region=region, on=DAY), DAY, Calendar.national())


def verdicts(findings: list[Finding]) -> list[Verdict]:
    for finding in findings:
        assert finding.cure, finding
    return [finding.verdict for finding in findings]


def opinion() -> Opinion:
    return Opinion(clock("G1.correct", GUIZHOU), clock("G1.explain", GUIZHOU))


@pytest.mark.rule("G1")
def test_an_opinion_is_answered_in_time() -> None:
    asked, ask = opinion(), supervision.opinion_answered
    assert (asked.explain_by.on, asked.correct_by.on) == (date(2026, 3, 16), date(2026, 3, 30))
    assert ask(asked, on=asked.correct_by.on) == []
    assert verdicts(ask(asked, on=asked.correct_by.on + ONE)) == WARNED
    assert ask(replace(asked, corrected_on=asked.correct_by.on), on=LATER) == []
    assert ask(replace(asked, explained_on=asked.explain_by.on), on=LATER) == []
    assert verdicts(ask(replace(asked, explained_on=asked.explain_by.on + ONE), on=LATER)) == WARNED


@pytest.mark.rule("G2")
def test_a_decision_follows_only_on_silence() -> None:
    asked, ask = opinion(), supervision.supervision_decision_due
    assert verdicts(ask(asked, on=asked.correct_by.on)) == REFUSED
    assert ask(asked, on=asked.correct_by.on + ONE) == []
    assert verdicts(ask(replace(asked, explained_on=DAY), on=LATER)) == REFUSED
    assert verdicts(ask(replace(asked, corrected_on=DAY), on=LATER)) == REFUSED


@pytest.mark.rule("G2")
def test_a_decision_is_executed_and_objected_to_in_time() -> None:
    execute, again = clock("G2.execute", GUIZHOU), clock("G2.again", GUIZHOU)
    assert (again.on, execute.on) == (date(2026, 3, 9), date(2026, 3, 16))
    assert supervision.supervision_decision_executed(execute, execute.on, on=LATER) == []
    assert verdicts(supervision.supervision_decision_executed(execute, None, on=LATER)) == WARNED
    assert supervision.reexamination_in_time(again, again.on, on=LATER) == []
    assert verdicts(supervision.reexamination_in_time(again, again.on + ONE, on=LATER)) == REFUSED


@pytest.mark.rule("G3")
@pytest.mark.parametrize(
    ("outcome", "ground", "article"),
    [
        (Outcome.REVOKED, "法律适用错误", "第二十九条"),
        (Outcome.UNLAWFUL, "不具有可撤销内容", "第三十条"),
        (Outcome.VOID, "未加盖有效印章", "第三十一条第一款"),
    ],
)
def test_an_outcome_has_a_ground_of_its_own_list(outcome: Outcome, ground: str, article: str) -> None:
    ask = supervision.outcome_grounded
    assert ask(outcome, [ground], curable=False, region=GUIZHOU, on=DAY) == []
    (bare,) = ask(outcome, ["不在清单之列"], curable=False, region=GUIZHOU, on=DAY)
    assert (bare.verdict, bare.citations[0].article) == (Verdict.REFUSE, article)
    assert ask(outcome, [], curable=False, region=SICHUAN, on=DAY) == []


@pytest.mark.rule("G3")
def test_a_curable_breach_of_procedure_does_not_revoke() -> None:
    def ask(*, curable: bool) -> list[Verdict]:
        grounds = ["违反法定程序"]
        return verdicts(
            supervision.outcome_grounded(Outcome.REVOKED, grounds, curable=curable, region=GUIZHOU, on=DAY)
        )

    assert ask(curable=False) == []
    assert ask(curable=True) == REFUSED


@pytest.mark.rule("G4")
def test_what_supervisors_lawfully_ask_for_is_given() -> None:
    ask = supervision.supervision_admitted
    assert verdicts(ask(asked_lawfully=True, given=False, region=GUIZHOU, on=DAY)) == REFUSED
    assert ask(asked_lawfully=True, given=True, region=GUIZHOU, on=DAY) == []
    assert ask(asked_lawfully=False, given=False, region=GUIZHOU, on=DAY) == []
    assert ask(asked_lawfully=True, given=False, region=SICHUAN, on=DAY) == []


@pytest.mark.rule("G5")
def test_a_dispute_over_powers_is_mediated_first() -> None:
    ask = supervision.powers_mediated_first
    assert verdicts(ask(mediated=False, region=GUIZHOU, on=DAY)) == REFUSED
    assert ask(mediated=True, region=GUIZHOU, on=DAY) == []
    assert ask(mediated=False, region=SICHUAN, on=DAY) == []


STEPS = [
    ("notify", "2026-03-09"),
    ("answer", "2026-03-12"),
    ("correct", "2026-04-01"),
    ("object", "2026-03-17"),
    ("review", "2026-03-17"),
    ("report", "2026-04-01"),
    ("file", "2026-03-17"),
]


@pytest.mark.rule("G6")
@pytest.mark.parametrize(("step", "last"), STEPS)
def test_the_days_of_sichuan(step: str, last: str) -> None:
    due = clock(f"G6.{step}", SICHUAN)
    assert due.on == date.fromisoformat(last)
    assert supervision.sichuan_step_in_time(due, due.on, "办理", on=LATER) == []
    assert verdicts(supervision.sichuan_step_in_time(due, due.on + ONE, "办理", on=LATER)) == WARNED
    assert RULES.find(f"G6.{step}", region=GUIZHOU, on=DAY) is None


GRADES = [
    (0, Grade.FAILED),
    (59, Grade.FAILED),
    (60, Grade.PASSED),
    (74, Grade.PASSED),
    (75, Grade.GOOD),
    (89, Grade.GOOD),
    (90, Grade.EXCELLENT),
    (100, Grade.EXCELLENT),
]


@pytest.mark.rule("G8")
def test_the_score_gives_the_grade() -> None:
    assert [supervision.grade_of(score) for score, _ in GRADES] == [grade for _, grade in GRADES]
    for score in (-1, 101):
        with pytest.raises(ValueError, match="百分制"):
            supervision.grade_of(score)


@pytest.mark.rule("G8")
def test_a_file_is_scored_alone_and_graded_by_its_score() -> None:
    def ask(score: int, grade: Grade, *, alone: bool = True, region: str = GUANGDONG) -> list[Verdict]:
        return verdicts(supervision.file_graded(score, grade, (), alone=alone, region=region, on=DAY))

    assert ask(90, Grade.EXCELLENT) == []
    assert ask(89, Grade.EXCELLENT) == REFUSED
    assert ask(90, Grade.EXCELLENT, alone=False) == REFUSED
    assert ask(89, Grade.EXCELLENT, region=GUIZHOU) == []


@pytest.mark.rule("G8")
@pytest.mark.parametrize(
    ("rule", "ask", "answer"),
    [
        ("G8.object", supervision.grading_objected_in_time, REFUSED),
        ("G8.review", supervision.grading_reviewed_in_time, WARNED),
    ],
)
def test_a_grade_is_looked_at_again_in_ten_working_days(
    rule: str, ask: Callable[..., list[Finding]], answer: list[Verdict]
) -> None:
    due = clock(rule, GUANGDONG)
    assert due.on == date(2026, 3, 16)
    assert ask(due, due.on, on=LATER) == []
    assert verdicts(ask(due, due.on + ONE, on=LATER)) == answer


@pytest.mark.rule("G9")
@pytest.mark.parametrize("fault", list(Fatal))
def test_a_fatal_fault_fails_the_file(fault: Fatal) -> None:
    ask = supervision.fatal_fault_fails
    assert verdicts(ask([fault], Grade.EXCELLENT, region=GUANGDONG, on=DAY)) == REFUSED
    assert ask([fault], Grade.FAILED, region=GUANGDONG, on=DAY) == []
    assert ask([], Grade.EXCELLENT, region=GUANGDONG, on=DAY) == []
    assert ask([fault], Grade.EXCELLENT, region=GUIZHOU, on=DAY) == []
