"""Who is spared, which law applies, what a decision orders and explains, and where a crime begins."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

from sanzhi.law.findings import Citation, Verdict
from sanzhi.law.guards import choice, crime, leniency, terms
from sanzhi.law.guards.choice import FineBasis, LawChange, PriorFine
from sanzhi.law.guards.crime import Sentence, Transfer
from sanzhi.law.guards.leniency import Capacity, Circumstances, Mitigation, Offender, Treatment
from sanzhi.law.guards.terms import Approver, Discretion
from sanzhi.law.penalty import PenaltyKind

TODAY = date(2026, 6, 1)
ACTED = date(2026, 1, 10)
ADULT = Offender(True, date(1980, 1, 1))
PLAIN = Circumstances()


def treat(
    treatment: Treatment, offender: Offender = ADULT, facts: Circumstances = PLAIN
) -> list[tuple[Verdict, str]]:
    found = leniency.leniency_respected(offender, facts, treatment, acted_on=ACTED, on=TODAY)
    return [(each.verdict, each.citations[0].article) for each in found]


def without(field: str) -> dict[str, Any]:
    return {field: False}


@pytest.mark.rule("O35")
def test_under_fourteen_there_is_no_penalty() -> None:
    child = Offender(True, date(2012, 1, 11))
    assert treat(Treatment.MITIGATED, child) == [(Verdict.REFUSE, "第三十条")]
    assert treat(Treatment.NONE, child) == []
    assert treat(Treatment.LIGHTER, replace(child, birth_on=date(2012, 1, 9))) == []


@pytest.mark.rule("O35")
@pytest.mark.parametrize("treatment", [Treatment.PLAIN, Treatment.HEAVIER])
def test_under_eighteen_it_is_lighter(treatment: Treatment) -> None:
    youth = Offender(True, date(2008, 1, 11))
    assert treat(treatment, youth) == [(Verdict.REFUSE, "第三十条")]
    assert treat(Treatment.LIGHTER, youth) == []
    assert treat(treatment, replace(youth, birth_on=date(2008, 1, 9))) == []
    assert treat(treatment, Offender(False)) == []
    assert treat(treatment, Offender(True, None)) == []


@pytest.mark.rule("O35")
def test_one_is_fourteen_or_eighteen_from_the_day_after_the_birthday() -> None:
    assert treat(Treatment.PLAIN, Offender(True, date(2008, 1, 10))) == [(Verdict.REFUSE, "第三十条")]
    assert treat(Treatment.LIGHTER, Offender(True, date(2012, 1, 10))) == [(Verdict.REFUSE, "第三十条")]


@pytest.mark.rule("O35")
def test_without_capacity_there_is_no_penalty_and_with_less_of_it_perhaps_a_lighter_one() -> None:
    ill = replace(ADULT, capacity=Capacity.NONE)
    assert treat(Treatment.LIGHTER, ill) == [(Verdict.REFUSE, "第三十一条")]
    assert treat(Treatment.NONE, ill) == []
    assert treat(Treatment.PLAIN, replace(ADULT, capacity=Capacity.LIMITED)) == [(Verdict.WARN, "第三十一条")]
    assert treat(Treatment.LIGHTER, replace(ADULT, capacity=Capacity.LIMITED)) == []


SLIGHT = Circumstances(slight=True, corrected=True, harmless=True)


@pytest.mark.rule("O35")
@pytest.mark.parametrize("lack", ["slight", "corrected", "harmless"])
def test_slight_corrected_and_harmless_is_not_punished(lack: str) -> None:
    assert treat(Treatment.MITIGATED, facts=SLIGHT) == [(Verdict.REFUSE, "第三十三条第一款")]
    assert treat(Treatment.NONE, facts=SLIGHT) == []
    assert treat(Treatment.MITIGATED, facts=replace(SLIGHT, **without(lack))) == []


@pytest.mark.rule("O35")
@pytest.mark.parametrize("lack", ["first", "slight_harm", "corrected"])
def test_a_first_slight_breach_may_be_let_off(lack: str) -> None:
    first = Circumstances(first=True, slight_harm=True, corrected=True)
    assert treat(Treatment.PLAIN, facts=first) == [(Verdict.WARN, "第三十三条第一款")]
    assert treat(Treatment.PLAIN, facts=replace(first, **without(lack))) == []


@pytest.mark.rule("O35")
def test_who_proves_to_be_without_fault_is_not_punished() -> None:
    innocent = Circumstances(no_fault_proven=True)
    assert treat(Treatment.LIGHTER, facts=innocent) == [(Verdict.REFUSE, "第三十三条第二款")]
    assert treat(Treatment.LIGHTER, facts=replace(innocent, strict_liability=True)) == []


@pytest.mark.rule("O35")
@pytest.mark.parametrize("ground", list(Mitigation))
def test_each_of_five_grounds_makes_it_lighter(ground: Mitigation) -> None:
    facts = Circumstances(mitigations=frozenset({ground}))
    assert treat(Treatment.PLAIN, facts=facts) == [(Verdict.REFUSE, "第三十二条")]
    assert treat(Treatment.LIGHTER, facts=facts) == treat(Treatment.MITIGATED, facts=facts) == []


@pytest.mark.rule("O35")
def test_whoever_is_spared_is_taught() -> None:
    assert leniency.spared_is_educated(Treatment.NONE, educated=True, on=TODAY) == []
    assert leniency.spared_is_educated(Treatment.PLAIN, educated=False, on=TODAY) == []
    assert leniency.spared_is_educated(Treatment.NONE, educated=False, on=TODAY)[0].verdict is Verdict.REFUSE


BEFORE = PriorFine("甲局", date(2026, 3, 1), 100_000, same_act=True)


@pytest.mark.rule("O36")
def test_one_act_is_fined_once() -> None:
    def ask(fen: int, *before: PriorFine) -> list[Verdict]:
        return [each.verdict for each in choice.fined_once(fen, before, on=TODAY)]

    assert ask(1, BEFORE) == [Verdict.REFUSE]
    assert ask(0, BEFORE) == []
    assert ask(1, replace(BEFORE, same_act=False)) == []
    assert ask(1, replace(BEFORE, same_act=None)) == [Verdict.WARN]


@pytest.mark.rule("O36")
def test_of_several_norms_the_higher_fine_is_applied() -> None:
    low, high = Citation("甲法", "第一条"), Citation("乙法", "第二条")
    bases = [FineBasis(low, 100), FineBasis(high, 101)]
    assert choice.higher_norm_applied(low, bases, on=TODAY)[0].verdict is Verdict.REFUSE
    assert choice.higher_norm_applied(high, bases, on=TODAY) == []
    equal = [FineBasis(low, 101), FineBasis(high, 101)]
    assert choice.higher_norm_applied(low, equal, on=TODAY) == []
    assert choice.higher_norm_applied(Citation("丙法", "第三条"), bases, on=TODAY) == []


@pytest.mark.rule("O37")
@pytest.mark.parametrize(
    ("lighter", "lawful", "applied", "verdicts"),
    [
        (False, False, "old", []),
        (False, False, "new", [Verdict.REFUSE]),
        (True, False, "new", []),
        (True, False, "old", [Verdict.REFUSE]),
        (None, False, "old", [Verdict.WARN]),
        (None, True, "new", [Verdict.REFUSE]),
    ],
)
def test_the_old_law_unless_the_new_one_is_lighter(
    lighter: bool | None, lawful: bool, applied: Literal["old", "new"], verdicts: list[Verdict]
) -> None:
    change = LawChange(date(2026, 3, 1), lighter, lawful)
    found = choice.law_of_the_act(ACTED, change, applied=applied, on=TODAY)
    assert [each.verdict for each in found] == verdicts
    heavy = LawChange(date(2026, 3, 1), lighter=False)
    assert choice.law_of_the_act(ACTED, heavy, applied="new", on=TODAY) != []


@pytest.mark.rule("O37")
@pytest.mark.parametrize(
    ("in_force", "right", "wrong"),
    [
        (ACTED, "new", "old"),
        (date(2026, 6, 2), "old", "new"),
    ],
)
def test_there_is_no_choice_where_only_one_law_held(
    in_force: date, right: Literal["old", "new"], wrong: Literal["old", "new"]
) -> None:
    change = LawChange(in_force, lighter=None)
    assert choice.law_of_the_act(ACTED, change, applied=right, on=TODAY) == []
    assert choice.law_of_the_act(ACTED, change, applied=wrong, on=TODAY)[0].verdict is Verdict.REFUSE
    assert choice.law_of_the_act(ACTED, None, applied="old", on=TODAY) == []


@pytest.mark.rule("O41")
def test_a_penalty_comes_with_an_order_to_correct() -> None:
    (finding,) = terms.correction_ordered(ordered=False, corrected_already=False, on=TODAY)
    assert finding.verdict is Verdict.WARN
    assert terms.correction_ordered(ordered=True, corrected_already=False, on=TODAY) == []
    assert terms.correction_ordered(ordered=False, corrected_already=True, domain="交通运输", on=TODAY) == []


@pytest.mark.rule("O41")
@pytest.mark.parametrize(
    ("gains", "refunded", "taken", "count"),
    [
        (100, 0, 100, 0),
        (100, 0, 99, 1),
        (100, 0, 101, 1),
        (100, 40, 60, 0),
        (100, 40, 61, 1),
        (100, 120, 0, 0),
    ],
)
def test_the_gains_left_after_refunds_are_confiscated(
    gains: int, refunded: int, taken: int, count: int
) -> None:
    found = terms.gains_confiscated(gains, refunded, taken, on=TODAY)
    assert [each.verdict for each in found] == [Verdict.REFUSE] * count
    assert terms.gains_confiscated(1, 0, 0, on=TODAY) != []


@pytest.mark.rule("O47")
def test_where_a_benchmark_exists_its_use_is_explained() -> None:
    def ask(discretion: Discretion) -> list[Verdict]:
        return [each.verdict for each in terms.discretion_explained(discretion, on=TODAY)]

    assert ask(Discretion(True, "适用从轻阶次")) == []
    assert ask(Discretion(True, " ")) == [Verdict.REFUSE]
    assert ask(Discretion(None)) == [Verdict.WARN]
    assert ask(Discretion(False)) == []


@pytest.mark.rule("O47")
@pytest.mark.parametrize(
    ("own", "by", "filed", "count"),
    [
        (True, Approver.CHIEF, True, 0),
        (True, Approver.COLLECTIVE, True, 0),
        (True, Approver.MAKER, True, 1),
        (True, None, False, 2),
        (False, Approver.MAKER, True, 0),
        (False, Approver.CHIEF, True, 1),
        (False, Approver.MAKER, False, 1),
    ],
)
def test_a_departure_is_approved_by_the_right_hand_and_filed(
    own: bool, by: Approver | None, filed: bool, count: int
) -> None:
    departing = Discretion(True, "调整适用", departs=True, own=own, approved_by=by, paper_filed=filed)
    assert len(terms.discretion_explained(departing, on=TODAY)) == count
    assert terms.discretion_explained(replace(departing, approved_by=None), on=TODAY) != []


@pytest.mark.rule("O56")
@pytest.mark.parametrize("state", list(Transfer))
def test_a_suspected_crime_is_transferred_and_not_fined(state: Transfer) -> None:
    found = crime.transferred_not_fined(state, on=TODAY)
    barred = state in (Transfer.SUSPECTED, Transfer.SENT)
    assert [each.verdict for each in found] == ([Verdict.REFUSE] if barred else [])
    assert crime.transferred_not_fined(Transfer.SUSPECTED, on=TODAY) != []


@pytest.mark.rule("O56")
def test_what_was_decided_before_the_transfer_goes_on() -> None:
    stop = frozenset({PenaltyKind.STOP_PRODUCTION, PenaltyKind.FINE})

    def ask(kinds: frozenset[PenaltyKind], transferred: bool = True, stopped: bool = True) -> int:
        found = crime.earlier_penalties_go_on(kinds, transferred=transferred, stopped=stopped, on=TODAY)
        return len(found)

    assert (ask(stop), ask(frozenset({PenaltyKind.FINE}))) == (1, 0)
    assert (ask(stop, transferred=False), ask(stop, stopped=False)) == (0, 0)


@pytest.mark.rule("O56")
def test_after_a_criminal_fine_there_is_no_other() -> None:
    assert crime.no_fine_after_sentence(Sentence(1), 1, on=TODAY)[0].verdict is Verdict.REFUSE
    for sentence, fine in ((Sentence(1), 0), (Sentence(0, 30), 1), (None, 1)):
        assert crime.no_fine_after_sentence(sentence, fine, on=TODAY) == []


@pytest.mark.rule("O56")
def test_fine_and_detention_count_towards_the_sentence_and_the_court_hears_of_them() -> None:
    assert crime.offset(Sentence(100, 10), fined_fen=150, detained_days=5) == Sentence(100, 5)
    facts = {"fined_fen": 150, "detained_days": 5}
    assert crime.offset_reported(Sentence(100, 10), **facts, told_court=True, on=TODAY) == []
    assert crime.offset_reported(Sentence(), **facts, told_court=False, on=TODAY) == []
    assert crime.offset_reported(Sentence(100), **facts, told_court=False, on=TODAY) != []
    with pytest.raises(ValueError, match="不能为负"):
        crime.offset(Sentence(), fined_fen=-1, detained_days=0)


@pytest.mark.rule("O56")
def test_a_clue_of_a_crime_in_office_is_handed_on() -> None:
    assert crime.office_crime_handed_on(clue_found=True, handed_on=None, on=TODAY) != []
    assert crime.office_crime_handed_on(clue_found=True, handed_on=TODAY, on=TODAY) == []
    assert crime.office_crime_handed_on(clue_found=False, handed_on=None, on=TODAY) == []


@pytest.mark.rule("O47")
@pytest.mark.parametrize(
    ("treatment", "fine", "reason", "verdict"),
    [
        ("从轻处罚", 10, "", None),
        ("从轻处罚", 20, "", None),
        ("从轻处罚", 21, "", Verdict.REFUSE),
        ("从轻处罚", 9, "", Verdict.REFUSE),
        ("从轻处罚", 21, "情节特殊", Verdict.WARN),
        ("从重处罚", 30, "", None),
        ("从重处罚", 41, "", Verdict.REFUSE),
        ("从轻处罚", 0, "", None),
    ],
)
def test_a_draft_outside_its_range_says_why(
    treatment: str, fine: int, reason: str, verdict: Verdict | None
) -> None:
    ranges = [terms.Range("从轻", 10, 20), terms.Range("一般", 21, 40)]
    found = terms.draft_within_benchmark(treatment, fine, ranges, reason, on=TODAY)
    assert [each.verdict for each in found] == ([verdict] if verdict else [])
    assert terms.draft_within_benchmark(treatment, 99, [], "", on=TODAY) == []
