"""Information asked for, personal data, logs, electronic papers: both sides of each boundary."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, Pause, add_months, compute, not_counted
from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards import information as info
from sanzhi.law.guards import personal_data as data
from sanzhi.law.guards.information import PaperForm, RequestStep, ThirdParty
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
TODAY = date(2026, 6, 1)
OLD = date(2010, 1, 4)
REFUSE, WARN, UNKNOWN = [Verdict.REFUSE], [Verdict.WARN], [Verdict.UNKNOWN]
GOOD = data.Processing("行政处罚法第五十四条", told=True)
SENSITIVE = replace(GOOD, sensitive=True, necessity="核对身份", protection="加密")


def verdicts(findings: list[Finding]) -> list[Verdict]:
    """The verdicts, after a look at what every finding must have."""
    for finding in findings:
        assert finding.cure, finding
        assert "None" not in finding.message
    return [finding.verdict for finding in findings]


def articles(findings: list[Finding]) -> list[str]:
    return [finding.citations[0].article for finding in findings]


def due(rule: str, start: date) -> Due:
    return compute(RULES.pick(rule, on=start), start, Calendar.national())


@pytest.mark.rule("X1")
@pytest.mark.parametrize(
    ("rule", "step", "last", "article"),
    [
        ("X1", RequestStep.ANSWER, "2026-03-19", "第三十三条第二款"),
        ("X1.supplement", RequestStep.SUPPLEMENT, "2026-03-02", "第三十条"),
    ],
)
def test_a_request_is_dealt_with_by_its_day(rule: str, step: RequestStep, last: str, article: str) -> None:
    clock, day = due(rule, date(2026, 2, 13)), date.fromisoformat(last)
    after = date.fromordinal(day.toordinal() + 1)
    assert info.request_step_in_time(step, clock, day, on=after) == []
    assert info.request_step_in_time(step, clock, None, on=day) == []
    late = info.request_step_in_time(step, clock, after, on=after)
    assert verdicts(late) == WARN
    assert articles(late) == [article]
    assert step.value in late[0].message


def test_the_time_of_asking_others_does_not_count() -> None:
    start, end = date(2026, 3, 2), date(2026, 3, 9)
    asked = [Pause(start, end, cause) for cause in ("征求第三方意见", "征求其他机关意见", "内部会签")]
    assert not_counted(RULES.pick("X1", on=TODAY), asked) == asked[:2]


@pytest.mark.rule("X1")
def test_a_longer_time_is_agreed_to_and_told() -> None:
    assert info.answer_prolonged_lawfully(approved=True, applicant_told=True, on=TODAY) == []
    for approved, told in ((False, True), (True, False)):
        findings = info.answer_prolonged_lawfully(approved=approved, applicant_told=told, on=TODAY)
        assert verdicts(findings) == REFUSE
    assert verdicts(info.answer_prolonged_lawfully(approved=True, applicant_told=True, on=OLD)) == UNKNOWN


@pytest.mark.rule("X1")
def test_a_third_party_has_fifteen_working_days() -> None:
    party = ThirdParty(due("X1.opinion", date(2026, 2, 13)))
    last = date(2026, 3, 12)
    assert party.due.on == last
    waiting = info.third_party_heard(party, on=last)
    assert verdicts(waiting) == REFUSE
    assert articles(waiting) == ["第三十二条"]
    assert info.third_party_heard(party, on=date(2026, 3, 13)) == []
    assert info.third_party_heard(replace(party, answered=True), on=last) == []


@pytest.mark.rule("X1")
def test_a_reasoned_objection_stands_but_for_the_public_interest() -> None:
    party = ThirdParty(due("X1.opinion", date(2026, 2, 13)), answered=True, objects_with_reason=True)
    assert verdicts(info.third_party_heard(party, on=TODAY)) == REFUSE
    # To tell the third party does not make up for the missing public interest.
    assert verdicts(info.third_party_heard(replace(party, told_in_writing=True), on=TODAY)) == REFUSE
    weighed = replace(party, public_interest=True)
    (untold,) = info.third_party_heard(weighed, on=TODAY)
    assert "书面告知" in untold.message
    assert info.third_party_heard(replace(weighed, told_in_writing=True), on=TODAY) == []


@pytest.mark.rule("X2")
@pytest.mark.parametrize(
    ("separable", "rest", "reasons", "count"),
    [(True, True, True, 0), (True, False, True, 1), (True, True, False, 1), (False, False, False, 0)],
)
def test_the_part_that_can_be_given_is_given(separable: bool, rest: bool, reasons: bool, count: int) -> None:
    facts = {"separable": separable, "rest_given": rest, "reasons_given": reasons}
    findings = info.separable_part_given(**facts, on=TODAY)
    assert verdicts(findings) == REFUSE * count
    assert articles(findings) == ["第三十七条"] * count


@pytest.mark.rule("X3")
@pytest.mark.parametrize(
    ("fact", "article"),
    [
        (replace(GOOD, duty_basis=" "), "第三十四条"),
        (replace(GOOD, told=False), "第三十五条"),
        (replace(GOOD, told=False, not_told_because=" "), "第三十五条"),
        (replace(GOOD, abroad=True), "第三十六条"),
    ],
)
def test_personal_data_are_processed_within_duty(fact: data.Processing, article: str) -> None:
    findings = data.processed_within_duty(fact, on=TODAY)
    assert verdicts(findings) == REFUSE
    assert articles(findings) == [article]


@pytest.mark.parametrize(
    "fact",
    [
        GOOD,
        replace(GOOD, told=False, not_told_because="告知将妨碍调查"),
        replace(GOOD, abroad=True, abroad_assessed=True),
    ],
)
def test_what_is_founded_told_and_kept_here_is_lawful(fact: data.Processing) -> None:
    assert data.processed_within_duty(fact, on=date(2021, 11, 1)) == []
    assert verdicts(data.processed_within_duty(fact, on=date(2021, 10, 31))) == UNKNOWN


@pytest.mark.rule("X4")
@pytest.mark.parametrize(
    ("fact", "articles_said"),
    [
        (replace(SENSITIVE, necessity=" "), ["第二十八条第二款"]),
        (replace(SENSITIVE, protection=""), ["第二十八条第二款"]),
        (replace(SENSITIVE, under_fourteen=True), ["第三十一条第二款"]),
        (
            replace(SENSITIVE, sensitive=False, under_fourteen=True, necessity=""),
            ["第二十八条第二款", "第三十一条第二款"],
        ),
    ],
)
def test_sensitive_data_are_guarded(fact: data.Processing, articles_said: list[str]) -> None:
    findings = data.sensitive_data_guarded(fact, on=TODAY)
    assert verdicts(findings) == REFUSE * len(articles_said)
    assert articles(findings) == articles_said


def test_other_data_need_no_more_and_guarded_ones_pass() -> None:
    assert data.sensitive_data_guarded(GOOD, on=TODAY) == []
    assert data.sensitive_data_guarded(SENSITIVE, on=TODAY) == []
    child = replace(SENSITIVE, under_fourteen=True, children_rules=True)
    assert data.sensitive_data_guarded(child, on=TODAY) == []


@pytest.mark.rule("X5")
@pytest.mark.parametrize(
    "fact",
    [
        SENSITIVE,
        replace(GOOD, under_fourteen=True),
        replace(GOOD, abroad=True),
        replace(GOOD, assessment_needed=True),
    ],
)
def test_an_assessment_comes_first(fact: data.Processing) -> None:
    assert verdicts(data.assessed_beforehand(fact, None, on=TODAY)) == REFUSE
    assert verdicts(data.assessed_beforehand(fact, date(2026, 6, 2), on=TODAY)) == REFUSE
    assert data.assessed_beforehand(fact, TODAY, on=TODAY) == []
    assert data.assessed_beforehand(GOOD, None, on=TODAY) == []


@pytest.mark.rule("X5")
def test_the_assessment_is_kept_three_years() -> None:
    made = date(2023, 6, 1)
    kept = data.assessment_kept(made, RULES, on=TODAY)
    assert verdicts(kept) == REFUSE
    assert articles(kept) == ["第五十六条第二款"]
    assert data.assessment_kept(made, RULES, on=date(2026, 6, 2)) == []


@pytest.mark.rule("X6")
@pytest.mark.parametrize(
    ("leak", "count"),
    [
        (data.Leak(True, True, True), 0),
        (data.Leak(True, True, False, harm_avoided=True), 0),
        (data.Leak(True, True, False), 1),
        (data.Leak(True, False, True, harm_avoided=True), 1),
        (data.Leak(False, True, True), 1),
        (data.Leak(False, False, False), 3),
    ],
)
def test_a_leak_is_remedied_and_told(leak: data.Leak, count: int) -> None:
    assert verdicts(data.leak_answered(leak, on=TODAY)) == WARN * count


@pytest.mark.rule("X7")
def test_data_are_kept_to_their_day() -> None:
    assert data.kept_no_longer(TODAY, only_stored=False, on=TODAY) == []
    over = data.kept_no_longer(TODAY, only_stored=False, on=date(2026, 6, 2))
    assert verdicts(over) == WARN
    assert data.kept_no_longer(TODAY, only_stored=True, on=date(2026, 6, 2)) == []
    endless = data.kept_no_longer(None, only_stored=True, on=TODAY)
    assert verdicts(endless) == WARN
    assert articles(over + endless) == ["第四十七条", "第十九条"]


@pytest.mark.rule("X7")
def test_a_correction_is_answered() -> None:
    open_request = data.correction_answered(TODAY, None, on=TODAY)
    assert verdicts(open_request) == WARN
    assert articles(open_request) == ["第四十六条"]
    assert data.correction_answered(TODAY, TODAY, on=TODAY) == []


@pytest.mark.rule("X9")
def test_police_records_stay_sealed() -> None:
    assert verdicts(info.police_record_sealed(police_record=True, lawful_inquiry=False)) == WARN
    assert info.police_record_sealed(police_record=True, lawful_inquiry=True) == []
    assert info.police_record_sealed(police_record=False, lawful_inquiry=False) == []


@pytest.mark.rule("X10")
@pytest.mark.parametrize(
    ("logged", "verdict"), [(date(2025, 3, 31), REFUSE), (date(2025, 8, 31), WARN)], ids=["2016", "amended"]
)
def test_a_log_is_kept_six_months(logged: date, verdict: list[Verdict]) -> None:
    last = add_months(logged, 6)
    assert verdicts(info.log_kept(logged, RULES, on=last)) == verdict
    assert info.log_kept(logged, RULES, on=date.fromordinal(last.toordinal() + 1)) == []


@pytest.mark.rule("X10")
def test_the_text_of_2016_binds_to_its_last_day() -> None:
    logged = date(2025, 12, 1)
    assert verdicts(info.log_kept(logged, RULES, on=date(2025, 12, 31))) == REFUSE
    assert verdicts(info.log_kept(logged, RULES, on=date(2026, 1, 1))) == WARN


@pytest.mark.rule("X11")
@pytest.mark.parametrize("lacking", ["origin", "procedure", "parts"])
def test_an_electronic_record_meets_three_conditions(lacking: str) -> None:
    sound = {"origin": True, "procedure": True, "parts": True}
    assert info.electronic_record_sound(**sound, on=TODAY) == []
    assert verdicts(info.electronic_record_sound(**{**sound, lacking: False}, on=TODAY)) == REFUSE
    assert verdicts(info.electronic_record_sound(**sound, on=date(2020, 12, 31))) == UNKNOWN


@pytest.mark.rule("X12")
@pytest.mark.parametrize("lacking", ["exclusive", "sole_control", "signature_fixed", "content_fixed"])
def test_a_reliable_signature_meets_four_conditions(lacking: str) -> None:
    names = ("exclusive", "sole_control", "signature_fixed", "content_fixed")
    reliable = dict.fromkeys(names, True)
    assert info.signature_reliable(**reliable) == []
    assert verdicts(info.signature_reliable(**{**reliable, lacking: False})) == WARN


@pytest.mark.rule("X13")
@pytest.mark.parametrize(
    ("form", "article"),
    [
        (PaperForm.SIGNED, "第八条"),
        (PaperForm.SEALED, "第九条第二款"),
        (PaperForm.LICENCE, "第十条第三款"),
    ],
)
def test_nothing_is_refused_for_being_electronic(form: PaperForm, article: str) -> None:
    refused = info.electronic_form_accepted(form, refused=True, excepted_by=" ", on=TODAY)
    assert verdicts(refused) == REFUSE
    assert articles(refused) == [article]
    assert info.electronic_form_accepted(form, refused=False, excepted_by="", on=TODAY) == []
    named = "某法第三条"
    assert info.electronic_form_accepted(form, refused=True, excepted_by=named, on=TODAY) == []
