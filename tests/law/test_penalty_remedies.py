"""Review and suit, slips of the pen, and decisions made on the spot."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Verdict
from sanzhi.law.guards import remedies, slips, summary
from sanzhi.law.guards.remedies import PrintedRemedies, Revocation, StayGround
from sanzhi.law.guards.slips import Mending, Slip
from sanzhi.law.guards.summary import CashTaken, SpotSteps
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)
REVIEW, SUIT = RULES.pick("O30.review", on=TODAY), RULES.pick("O30.suit", on=TODAY)
LONGEST = RULES.pick("O31", on=TODAY)
PRINTED = PrintedRemedies("某市人民政府", "某市人民法院", 60, 6)


@pytest.mark.rule("O30")
@pytest.mark.parametrize(
    "printed",
    [
        replace(PRINTED, review_body=""),
        replace(PRINTED, court=" "),
        replace(PRINTED, review_days=15),
        replace(PRINTED, suit_months=3),
    ],
)
def test_a_decision_prints_bodies_and_periods(printed: PrintedRemedies) -> None:
    assert remedies.remedies_printed(PRINTED, REVIEW, SUIT, on=TODAY) == []
    (finding,) = remedies.remedies_printed(printed, REVIEW, SUIT, on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("O30")
def test_review_first_in_an_ordinary_decision_is_for_people_to_check() -> None:
    (finding,) = remedies.remedies_printed(replace(PRINTED, review_first=True), REVIEW, SUIT, on=TODAY)
    assert finding.verdict is Verdict.WARN


@pytest.mark.rule("O30")
def test_a_decision_on_the_spot_puts_review_first() -> None:
    first = replace(PRINTED, review_first=True)
    assert remedies.remedies_printed(first, REVIEW, SUIT, summary=True, on=TODAY) == []
    (finding,) = remedies.remedies_printed(PRINTED, REVIEW, SUIT, summary=True, on=TODAY)
    assert finding.citations[0].article == "第二十三条第二款"


@pytest.mark.rule("O31")
def test_untold_rights_keep_review_open_from_learning_up_to_a_year() -> None:
    knew = date(2026, 1, 12)

    def ends(learnt: date | None) -> date:
        return remedies.review_ends(knew, learnt, REVIEW, LONGEST, CALENDAR).on

    assert ends(None) == date(2027, 1, 12)
    assert ends(date(2026, 3, 2)) == date(2026, 5, 6)
    assert ends(date(2026, 12, 30)) == date(2027, 1, 12)
    with pytest.raises(ValueError, match="早于"):
        ends(date(2026, 1, 11))


@pytest.mark.rule("O31")
def test_a_decision_without_remedies_is_pointed_out_with_the_last_day() -> None:
    ask: dict[str, Any] = {"longest": LONGEST, "served_on": TODAY, "calendar": CALENDAR, "on": TODAY}
    assert remedies.rights_told(told=True, **ask) == []
    (finding,) = remedies.rights_told(told=False, **ask)
    assert finding.verdict is Verdict.WARN
    assert "2027-06-01" in finding.message


@pytest.mark.rule("O31")
@given(st.dates(date(2024, 2, 1), date(2026, 6, 1)), st.integers(0, 500))
def test_the_year_is_never_exceeded(knew: date, after: int) -> None:
    due = remedies.review_ends(knew, knew + timedelta(days=after), REVIEW, LONGEST, CALENDAR)
    cap = remedies.review_ends(knew, None, REVIEW, LONGEST, CALENDAR)
    assert due.on <= cap.on
    assert cap.unrolled == compute(LONGEST, knew, CALENDAR).unrolled


@pytest.mark.rule("O54")
def test_review_or_suit_alone_stops_nothing() -> None:
    def ask(stayed: bool, ground: StayGround | None, challenged: bool = True) -> list[Verdict]:
        found = remedies.execution_goes_on(challenged=challenged, stayed=stayed, ground=ground, on=TODAY)
        return [each.verdict for each in found]

    assert ask(False, None) == []
    assert ask(True, StayGround.COURT) == []
    assert ask(True, None) == [Verdict.REFUSE]
    assert ask(True, None, challenged=False) == [Verdict.REFUSE]
    assert ask(False, StayGround.REVIEW_BODY) == [Verdict.REFUSE]


@pytest.mark.rule("O54")
@pytest.mark.parametrize("lack", ["detention", "asked", "conditions_met"])
def test_a_detention_is_stayed_when_asked_and_the_conditions_are_met(lack: str) -> None:
    facts = {"detention": True, "asked": True, "conditions_met": True}
    assert remedies.detention_may_be_stayed(**facts, stayed=False, on=TODAY) != []
    assert remedies.detention_may_be_stayed(**facts, stayed=True, on=TODAY) == []
    assert remedies.detention_may_be_stayed(**{**facts, lack: False}, stayed=False, on=TODAY) == []


FINE = Penalty(frozenset({PenaltyKind.FINE}), 100)
REVOKED = Revocation(FINE, "f", "r", for_procedure=False)


@pytest.mark.rule("O55")
def test_what_was_revoked_is_not_made_again() -> None:
    def ask(
        revoked: Revocation | None, penalty: Penalty, facts: str = "f", reasons: str = "r"
    ) -> list[Verdict]:
        found = remedies.not_the_same_again(revoked, penalty, facts=facts, reasons=reasons, on=TODAY)
        return [each.verdict for each in found]

    assert ask(REVOKED, Penalty(FINE.kinds, 90)) == [Verdict.REFUSE]
    assert ask(REVOKED, Penalty(frozenset({PenaltyKind.WARNING}))) == [Verdict.WARN]
    assert ask(REVOKED, FINE, facts="g") == ask(REVOKED, FINE, reasons="s") == []
    assert ask(replace(REVOKED, for_procedure=True), FINE) == ask(None, FINE) == []


@pytest.mark.rule("O53")
@pytest.mark.parametrize(
    ("slip", "right", "wrong"),
    [
        (Slip.OMISSION, Mending.SUPPLEMENT, Mending.CORRECTION),
        (Slip.WORDING, Mending.CORRECTION, Mending.SUPPLEMENT),
        (Slip.ARITHMETIC, Mending.CORRECTION, Mending.SUPPLEMENT),
    ],
)
def test_a_slip_is_mended_by_the_right_paper(slip: Slip, right: Mending, wrong: Mending) -> None:
    def ask(mending: Mending, paper: bool = True, rights: bool = False, **where: str) -> list[Verdict]:
        found = slips.slip_mended_rightly(
            slip, mending, touches_rights=rights, paper_made=paper, on=TODAY, **where
        )
        return [each.verdict for each in found]

    assert ask(right, domain="住房城乡建设") == ask(right, region="330100") == ask(right) == []
    assert ask(wrong, domain="住房城乡建设") == ask(wrong, region="330100") == [Verdict.REFUSE]
    assert ask(wrong, domain="市场监管") == [Verdict.WARN]
    assert ask(right, paper=False, domain="住房城乡建设") == [Verdict.REFUSE]
    assert ask(right, rights=True, domain="市场监管") == [Verdict.REFUSE]


@pytest.mark.rule("O53")
def test_substance_is_no_slip() -> None:
    (finding,) = slips.slip_mended_rightly(
        Slip.SUBSTANCE, Mending.CORRECTION, touches_rights=False, paper_made=True, on=TODAY
    )
    assert finding.verdict is Verdict.REFUSE
    assert {each.law for each in finding.citations} == {"行政处罚法"}


STEPS = SpotSteps(True, True, True, True, True, True)


@pytest.mark.rule("S2")
@pytest.mark.parametrize("domain", ["市场监管", "交通运输", "农业农村", "文化"])
@pytest.mark.parametrize(
    "lack",
    ["certificate_shown", "facts_checked", "told", "defence_heard", "form_numbered", "handed_over"],
)
def test_each_step_on_the_spot_is_taken(domain: str, lack: str) -> None:
    assert summary.spot_steps_taken(STEPS, domain=domain, on=TODAY) == []
    (finding,) = summary.spot_steps_taken(replace(STEPS, **{lack: False}), domain=domain, on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("S2")
def test_a_refused_signature_is_noted() -> None:
    refused = replace(STEPS, signed_by_party=False)
    assert len(summary.spot_steps_taken(refused, on=TODAY)) == 1
    assert summary.spot_steps_taken(replace(refused, refusal_noted=True), on=TODAY) == []


def cash(
    fen: int, *, spot: bool = True, hard: bool = False, remote: bool = False, asked: bool = False
) -> int:
    row = RULES.pick("S3", on=TODAY)
    found = summary.cash_may_be_taken(
        fen, row, summary=spot, hard_later=hard, remote=remote, party_asked=asked, on=TODAY
    )
    assert all(each.verdict is Verdict.REFUSE for each in found)
    return len(found)


@pytest.mark.rule("S3")
def test_cash_up_to_a_hundred_yuan_or_hard_to_get_later() -> None:
    assert (cash(10_000), cash(10_001)) == (0, 1)
    assert cash(10_001, hard=True) == 0
    assert cash(10_000, spot=False) == 1


@pytest.mark.rule("S3")
def test_in_remote_places_only_when_the_party_asks_and_then_any_fine() -> None:
    assert cash(500_000, spot=False, remote=True, asked=True) == 0
    assert cash(500_000, spot=False, remote=True) == 1
    assert cash(500_000, spot=False, asked=True) == 1


@pytest.mark.rule("S4")
def test_cash_only_against_the_unified_receipt() -> None:
    assert summary.receipt_given(cash_taken=True, unified_receipt=True, on=TODAY) == []
    assert summary.receipt_given(cash_taken=False, unified_receipt=False, on=TODAY) == []
    assert summary.receipt_given(cash_taken=True, unified_receipt=False, on=TODAY) != []


def handed(cash: CashTaken, on: date, domain: str = "市场监管") -> int:
    agency = RULES.pick("S5.agency", domain=domain, on=TODAY)
    bank = RULES.pick("S5.bank", domain=domain, on=TODAY)
    return len(summary.cash_handed_in(cash, agency, bank, CALENDAR, domain=domain, on=on))


@pytest.mark.rule("S5")
def test_two_working_days_to_the_agency_and_two_to_the_bank() -> None:
    taken = CashTaken(date(2025, 12, 30))
    assert (handed(taken, date(2026, 1, 4)), handed(taken, date(2026, 1, 5))) == (0, 1)
    at_agency = replace(taken, handed_on=date(2026, 1, 4))
    assert (handed(at_agency, date(2026, 1, 6)), handed(at_agency, date(2026, 1, 7))) == (0, 1)
    banked = replace(at_agency, banked_on=date(2026, 1, 6))
    assert handed(banked, date(2026, 3, 1)) == 0
    assert handed(replace(banked, handed_on=date(2026, 1, 5)), date(2026, 3, 1)) == 1


@pytest.mark.rule("S5")
def test_on_water_it_counts_from_landing_and_in_agriculture_from_the_return() -> None:
    water = CashTaken(date(2026, 6, 1), landed_on=date(2026, 6, 3))
    assert (handed(water, date(2026, 6, 5)), handed(water, date(2026, 6, 8))) == (0, 1)
    field = CashTaken(date(2026, 6, 1), returned_on=date(2026, 6, 3))
    assert (handed(field, date(2026, 6, 5), "农业农村"), handed(field, date(2026, 6, 5))) == (0, 1)
    assert handed(field, date(2026, 6, 8), "农业农村") == 1


@pytest.mark.rule("S6")
@pytest.mark.parametrize(
    ("domain", "region", "last"),
    [
        ("市场监管", None, date(2026, 6, 10)),
        ("医疗保障", None, date(2026, 6, 10)),
        ("交通运输", None, date(2026, 6, 8)),
        ("住房城乡建设", None, date(2026, 6, 4)),
        ("生态环境", None, date(2026, 6, 4)),
        ("通信", None, date(2026, 6, 4)),
        ("农业农村", None, date(2026, 6, 3)),
        (None, "330100", date(2026, 6, 4)),
    ],
)
def test_a_decision_on_the_spot_is_filed_in_the_days_of_its_sector(
    domain: str | None, region: str | None, last: date
) -> None:
    due = compute(RULES.pick("S6", domain=domain, region=region, on=TODAY), TODAY, CALENDAR)
    assert due.on == last
    assert summary.spot_decision_filed(due, last, on=date(2026, 9, 1)) == []
    assert summary.spot_decision_filed(due, None, on=last) == []
    late = last + timedelta(days=1)
    assert summary.spot_decision_filed(due, late, on=late)[0].verdict is Verdict.WARN
    assert summary.spot_decision_filed(None, None, on=TODAY) != []
    assert summary.spot_decision_filed(None, TODAY, on=TODAY) == []


@pytest.mark.rule("S6")
def test_the_police_have_twenty_four_hours_and_their_traffic_officers_two_days() -> None:
    row = RULES.pick("S6", domain="公安", on=TODAY)
    decided = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
    last = decided + timedelta(hours=24)
    late = last + timedelta(minutes=1)
    assert summary.spot_decision_filed_by_hour(row, decided, last, now=late, on=TODAY) == []
    (finding,) = summary.spot_decision_filed_by_hour(row, decided, None, now=late, on=TODAY)
    assert finding.verdict is Verdict.WARN
    traffic = compute(RULES.pick("S6.traffic", domain="公安", on=TODAY), TODAY, CALENDAR)
    assert traffic.on == date(2026, 6, 3)


@pytest.mark.rule("S7")
def test_it_is_not_shown_where_slight_matters_are_not_shown() -> None:
    def ask(enterprise: bool, credit: bool, domain: str = "市场监管") -> list[Verdict]:
        found = summary.spot_decision_shown(
            on_enterprise_system=enterprise, on_credit_site=credit, domain=domain, on=TODAY
        )
        return [each.verdict for each in found]

    assert ask(False, False) == []
    assert ask(True, False) == [Verdict.REFUSE]
    assert ask(False, True) == [Verdict.WARN]
    assert ask(True, False, "交通运输") == []


@pytest.mark.rule("S8")
def test_two_officers_here_too_unless_a_law_at_hand_lets_one() -> None:
    ask = summary.two_officers_on_the_spot
    assert ask(2, exception=None, on=TODAY) == []
    assert ask(1, exception=None, on=TODAY)[0].verdict is Verdict.REFUSE
    police = Citation("公安机关办理行政案件程序规定", "第三十九条第一款")
    assert ask(1, exception=police, on=TODAY)[0].verdict is Verdict.WARN
    assert ask(0, exception=police, on=TODAY)[0].verdict is Verdict.REFUSE
    assert ask(1, exception=Citation("行政强制法", "第十八条"), on=TODAY) == []


FORM = dict.fromkeys(summary.CONTENTS, "有")


@pytest.mark.rule("S9")
@pytest.mark.parametrize("key", sorted(summary.CONTENTS))
def test_the_form_says_everything(key: str) -> None:
    full = summary.spot_form_complete(FORM, signed=True, sealed=True, domain="市场监管", on=TODAY)
    assert full == []
    lacking = {**FORM, key: " "}
    found = summary.spot_form_complete(lacking, signed=True, sealed=True, domain="市场监管", on=TODAY)
    assert [each.verdict for each in found] == [Verdict.REFUSE]


@pytest.mark.rule("S9")
@pytest.mark.parametrize(("domain", "count"), [("市场监管", 1), ("农业农村", 1), ("交通运输", 0)])
def test_it_is_signed_and_in_some_sectors_sealed(domain: str, count: int) -> None:
    unsealed = summary.spot_form_complete(FORM, signed=True, sealed=False, domain=domain, on=TODAY)
    assert len(unsealed) == count
    assert summary.spot_form_complete(FORM, signed=False, sealed=True, domain=domain, on=TODAY) != []


@pytest.mark.rule("S10")
def test_review_comes_before_suit_and_the_decision_says_so() -> None:
    assert summary.review_first_told(told=True, on=TODAY) == []
    assert summary.review_first_told(told=False, on=TODAY)[0].verdict is Verdict.REFUSE


@pytest.mark.rule("S10")
def test_an_application_is_forwarded_in_five_working_days() -> None:
    due: Due = compute(RULES.pick("S10", on=TODAY), TODAY, CALENDAR)
    assert due.on == date(2026, 6, 8)
    ask = summary.review_request_forwarded
    assert ask(due, None, changed_itself=False, on=due.on) == []
    assert ask(due, None, changed_itself=False, on=date(2026, 6, 9))[0].verdict is Verdict.WARN
    assert ask(due, None, changed_itself=True, on=date(2026, 6, 9)) == []
    assert ask(due, due.on, changed_itself=False, on=date(2026, 7, 1)) == []
