"""Dress, groups, helpers, training, recusal: who takes part in what."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards import people, recusal
from sanzhi.law.guards import separation as apart
from sanzhi.law.guards.officers import Certificate, CertificateState, Ground, OfficerFact
from sanzhi.law.guards.recusal import Decider, Rank, Recusal
from sanzhi.law.rules import RuleSet

TODAY = date(2026, 6, 1)
EARLY = date(2011, 12, 31)
RULES = RuleSet.national()
GROUND = Ground("金沙县市场监督管理局", "520523", "市场监管")
CARD = Certificate("黔A001", GROUND.agency, date(2024, 1, 1), TODAY)
LI, ZHAO = OfficerFact("1", "李办案", CARD), OfficerFact("2", "赵协办", CARD)
ASKED = Recusal("1", "李办案", Rank.STAFF, date(2026, 5, 20))
DECIDED = replace(ASKED, decided_on=date(2026, 5, 22), decided_by=Decider.LEADER, earlier_judged=True)


def verdicts(findings: list[Finding]) -> list[Verdict]:
    """The verdicts, after a look at what every finding must have: a whole sentence, and what to do next."""
    for finding in findings:
        assert finding.cure, finding
        assert "None" not in finding.message
    return [finding.verdict for finding in findings]


@pytest.mark.rule("H3")
@pytest.mark.parametrize(
    ("domain", "law"), [(None, "国办发〔2018〕118号"), ("交通运输", "交通运输行政执法程序规定")]
)
def test_prescribed_dress_that_is_not_on_record_is_pointed_out(domain: str | None, law: str) -> None:
    recorded = frozenset({"1", "2"})
    assert people.dressed_as_prescribed([LI, ZHAO], recorded, domain=domain, on=TODAY) == []
    (finding,) = people.dressed_as_prescribed([LI, ZHAO], frozenset({"1"}), domain=domain, on=TODAY)
    assert verdicts([finding]) == [Verdict.WARN]
    assert "赵协办" in finding.message
    assert law in {citation.law for citation in finding.citations}


@pytest.mark.rule("H8")
@pytest.mark.parametrize(("reviewers", "count"), [(599, 0), (598, 1)])
def test_too_few_reviewers_are_pointed_out(reviewers: int, count: int) -> None:
    share = RULES.pick("H8", on=TODAY)
    found = people.enough_reviewers(11_963, reviewers, share, on=TODAY)
    assert verdicts(found) == [Verdict.WARN] * count


@given(st.integers(0, 20_000), st.integers(0, 1_000))
def test_the_share_of_reviewers_is_five_in_a_hundred(officers: int, reviewers: int) -> None:
    found = people.enough_reviewers(officers, reviewers, RULES.pick("H8", on=TODAY), on=TODAY)
    assert (found == []) == (reviewers * 100 >= officers * 5)


@pytest.mark.rule("H12")
def test_a_transfer_is_prepared_by_two_officers() -> None:
    assert people.transfer_group_formed([LI, ZHAO], GROUND, on=TODAY) == []
    alone = people.transfer_group_formed([LI, LI], GROUND, on=TODAY)
    assert verdicts(alone) == [Verdict.REFUSE]
    assert alone[0].citations[0].article == "第五条第一款"
    lapsed = people.transfer_group_formed([LI, replace(ZHAO, certificate=None)], GROUND, on=TODAY)
    assert "现有1名" in lapsed[0].message


@pytest.mark.rule("H13")
@pytest.mark.parametrize(
    ("task", "law"),
    [
        (people.Task.COERCE, "行政强制法"),
        (people.Task.INVESTIGATE, "行政处罚法"),
        (people.Task.DECIDE, "行政处罚法"),
    ],
)
def test_an_assistant_never_coerces_investigates_or_decides(task: people.Task, law: str) -> None:
    helper = people.AssistantFact("小周", frozenset({task, people.Task.SERVE}))
    (finding,) = people.assistants_only_help([helper], on=TODAY)
    assert (finding.verdict, finding.citations[0].law) == (Verdict.REFUSE, law)
    assert task.value in finding.message
    assert people.Task.SERVE.value not in finding.message


def test_an_assistant_may_help() -> None:
    helping = frozenset(people.Task) - {people.Task.COERCE, people.Task.INVESTIGATE, people.Task.DECIDE}
    assert people.assistants_only_help([people.AssistantFact("小周", helping)], on=TODAY) == []


@pytest.mark.rule("H13")
@pytest.mark.parametrize(
    ("region", "on", "verdict"),
    [
        ("330100", TODAY, Verdict.REFUSE),
        ("330100", date(2016, 12, 31), Verdict.WARN),
        ("520523", TODAY, Verdict.WARN),
    ],
)
def test_help_is_directed_by_an_officer(region: str, on: date, verdict: Verdict) -> None:
    helper = people.AssistantFact("小周", frozenset({people.Task.SERVE}), directed=False)
    assert verdicts(people.assistants_only_help([helper], region=region, on=on)) == [verdict]
    assert people.assistants_only_help([replace(helper, tasks=frozenset())], region=region, on=on) == []


@pytest.mark.rule("H15")
def test_a_passed_examination_keeps_for_five_years_in_zhejiang() -> None:
    row = RULES.pick("H15", region="330100", on=TODAY)
    passed = date(2021, 6, 1)
    assert people.exam_still_counts(passed, None, row, on=TODAY) == []
    (finding,) = people.exam_still_counts(passed, None, row, on=date(2026, 6, 2))
    assert verdicts([finding]) == [Verdict.WARN]
    assert "2026-06-01" in finding.message
    assert people.exam_still_counts(passed, date(2022, 1, 1), row, on=date(2026, 6, 2)) == []


def test_elsewhere_no_such_term_is_known() -> None:
    assert RULES.find("H15", region="520523", on=TODAY) is None


LISTED = people.ListedPerson("李办案", TODAY)


@pytest.mark.rule("H19")
@pytest.mark.parametrize(
    ("person", "words"),
    [
        (replace(LISTED, listed_from=None), "没有入"),
        (replace(LISTED, listed_from=date(2026, 6, 2)), "没有入"),
        (replace(LISTED, trained_before=False), "岗前培训"),
    ],
)
def test_in_guizhou_officers_are_listed_and_trained_first(person: people.ListedPerson, words: str) -> None:
    assert people.listed_and_trained([LISTED], region="520523", on=TODAY) == []
    (finding,) = people.listed_and_trained([person], region="520523", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message
    assert finding.citations[0].law == "贵州省行政执法监督办法"


@pytest.mark.rule("H19")
def test_training_elsewhere_and_in_the_post_is_a_warning() -> None:
    untrained = replace(LISTED, trained_before=False)
    assert verdicts(people.listed_and_trained([untrained], region="110000", on=TODAY)) == [Verdict.WARN]
    lazy = replace(LISTED, trained_this_year=False)
    assert verdicts(people.listed_and_trained([lazy], region="520523", on=TODAY)) == [Verdict.WARN]
    assert people.listed_and_trained([replace(LISTED, trained_this_year=True)], on=TODAY) == []


@pytest.mark.rule("H4")
@pytest.mark.parametrize(
    ("card", "shown", "words"),
    [
        (None, True, "没有当日有效"),
        (replace(CARD, state=CertificateState.SUSPENDED), True, "没有当日有效"),
        (replace(CARD, valid_to=date(2026, 5, 31)), True, "没有当日有效"),
        (replace(CARD, valid_from=date(2026, 6, 2)), True, "没有当日有效"),
        (CARD, False, "出示"),
    ],
)
def test_a_supervisor_holds_and_shows_his_card(card: Certificate | None, shown: bool, words: str) -> None:
    assert apart.supervisors_show_cards([LI], {"1"}, on=TODAY) == []
    someone = OfficerFact("1", "周监督", card)
    (finding,) = apart.supervisors_show_cards([someone], {"1"} if shown else set(), on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message


def test_a_card_that_begins_today_holds() -> None:
    fresh = OfficerFact("1", "周监督", replace(CARD, valid_from=TODAY))
    assert apart.supervisors_show_cards([fresh], {"1"}, on=TODAY) == []


@pytest.mark.rule("H5")
@pytest.mark.parametrize(
    ("supervises", "enforces", "count"), [(True, True, 1), (True, False, 0), (False, True, 0)]
)
def test_one_account_does_not_supervise_and_enforce(supervises: bool, enforces: bool, count: int) -> None:
    found = apart.offices_apart(supervises=supervises, enforces_law=enforces, on=TODAY)
    assert verdicts(found) == [Verdict.REFUSE] * count


@pytest.mark.rule("H11")
@pytest.mark.parametrize(
    ("domain", "verdict"),
    [("交通运输", Verdict.REFUSE), ("农业农村", Verdict.REFUSE), ("市场监管", Verdict.WARN)],
)
def test_the_recorder_of_a_hearing_did_not_investigate(domain: str, verdict: Verdict) -> None:
    assert apart.hearing_recorder_is_independent("9", {"1"}, domain=domain, on=TODAY) == []
    found = apart.hearing_recorder_is_independent("1", {"1"}, domain=domain, on=TODAY)
    assert verdicts(found) == [verdict]


@pytest.mark.rule("H7")
def test_an_open_request_stands_before_the_decision() -> None:
    (finding,) = recusal.recusals_settled([ASKED], domain="市场监管", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert "第四条第一款" in {citation.article for citation in finding.citations}
    assert recusal.recusals_settled([DECIDED], on=DECIDED.decided_on or TODAY) == []
    assert len(recusal.recusals_settled([DECIDED], on=date(2026, 5, 21))) == 1


@pytest.mark.rule("H7")
@pytest.mark.parametrize(
    ("rank", "decider", "domain", "lawful"),
    [
        (Rank.STAFF, Decider.LEADER, "市场监管", True),
        (Rank.STAFF, Decider.NOBODY, "市场监管", False),
        (Rank.STAFF, Decider.LEADER, "农业农村", False),
        (Rank.STAFF, Decider.CHIEF, "农业农村", True),
        (Rank.LEADER, Decider.LEADER, "市场监管", False),
        (Rank.LEADER, Decider.CHIEF, "市场监管", True),
        (Rank.CHIEF, Decider.CHIEF, None, False),
        (Rank.CHIEF, Decider.COLLECTIVE, None, True),
        (Rank.STAFF, None, None, False),
    ],
)
def test_who_decides_depends_on_who_is_asked(
    rank: Rank, decider: Decider | None, domain: str | None, lawful: bool
) -> None:
    asked = replace(DECIDED, rank=rank, decided_by=decider)
    found = recusal.recusals_settled([asked], domain=domain, on=TODAY)
    assert verdicts(found) == ([] if lawful else [Verdict.REFUSE])


@pytest.mark.rule("H7")
def test_who_was_recused_stays_out() -> None:
    granted = replace(DECIDED, granted=True)
    assert recusal.recused_stay_out([granted], {"2"}, on=TODAY) == []
    assert verdicts(recusal.recused_stay_out([granted], {"1", "2"}, on=TODAY)) == [Verdict.REFUSE]
    assert recusal.recused_stay_out([DECIDED], {"1"}, on=TODAY) == []
    assert recusal.recused_stay_out([granted], {"1"}, on=date(2026, 5, 21)) == []
    assert len(recusal.recused_stay_out([granted], {"1"}, on=date(2026, 5, 22))) == 1


@pytest.mark.rule("H7")
def test_what_was_done_before_is_judged() -> None:
    granted = replace(DECIDED, granted=True, earlier_judged=False)
    (finding,) = recusal.recused_stay_out([granted], {"2"}, on=TODAY)
    assert verdicts([finding]) == [Verdict.WARN]
    assert "是否有效" in finding.message


@pytest.mark.rule("H7")
@pytest.mark.parametrize(("decided", "count"), [("2026-05-25", 0), ("2026-05-26", 1)])
def test_in_zhejiang_a_request_is_decided_in_three_working_days(decided: str, count: int) -> None:
    row = RULES.pick("H7", region="330100", on=ASKED.asked_on)
    due = compute(row, ASKED.asked_on, Calendar.national())
    asked = replace(ASKED, decided_on=date.fromisoformat(decided))
    assert verdicts(recusal.recusal_decided_in_time(asked, due, on=TODAY)) == [Verdict.WARN] * count
    assert recusal.recusal_decided_in_time(ASKED, None, on=TODAY) == []


def test_before_the_texts_at_hand_the_answer_is_unknown() -> None:
    helper = people.AssistantFact("小周", frozenset({people.Task.COERCE}))
    answers = [
        people.dressed_as_prescribed([LI], frozenset(), on=EARLY),
        people.enough_reviewers(100, 1, RULES.pick("H8", on=TODAY), on=EARLY),
        people.transfer_group_formed([LI, ZHAO], GROUND, on=EARLY),
        people.assistants_only_help([helper], on=EARLY),
        people.listed_and_trained([LISTED], on=EARLY),
        apart.supervisors_show_cards([LI], {"1"}, on=EARLY),
        apart.offices_apart(supervises=False, enforces_law=False, on=EARLY),
        apart.hearing_recorder_is_independent("9", {"1"}, on=EARLY),
        recusal.recusals_settled([ASKED], on=EARLY),
        recusal.recused_stay_out([], set(), on=EARLY),
    ]
    assert [verdicts(answer) for answer in answers] == [[Verdict.UNKNOWN]] * len(answers)
