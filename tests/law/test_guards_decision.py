"""The decision, its service and its release."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Citation, Verdict
from sanzhi.law.guards import decision as decisions
from sanzhi.law.guards.publishing import release_timely, withdrawal_timely
from sanzhi.law.guards.service import ServiceFact, ServiceWay, service_lawful
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
DECIDED = date(2026, 9, 30)
SERVICE_LAST = date(2026, 10, 15)
EARLY = date(2021, 7, 14)
CONTENTS = dict.fromkeys(decisions.CONTENTS, "有")
SERVICE = ServiceFact(sealed=True, decided_on=DECIDED, issued_on=DECIDED, served_on=DECIDED)
SERVICE_DUE = compute(RULES.pick("O24", on=DECIDED), DECIDED, CALENDAR)
BASIS = (Citation("食品安全法", "第一百二十六条第一款第一项"),)


def test_a_founded_conclusion_passes() -> None:
    assert decisions.conclusion_supported(decisions.Conclusion("查明……", 1, BASIS), on=DECIDED) == []


@pytest.mark.rule("O45", "O38")
@pytest.mark.parametrize(
    ("conclusion", "words"),
    [
        (decisions.Conclusion(" ", 1, BASIS), "违法事实"),
        (decisions.Conclusion("查明……", 0, BASIS), "证据"),
        (decisions.Conclusion("查明……", 1, ()), "处罚依据"),
    ],
)
def test_facts_evidence_and_basis_are_each_needed(conclusion: decisions.Conclusion, words: str) -> None:
    (finding,) = decisions.conclusion_supported(conclusion, on=DECIDED)
    assert finding.verdict is Verdict.REFUSE
    assert words in finding.message


@pytest.mark.rule("O21")
def test_a_late_decision_is_warned_about_and_not_void() -> None:
    filed = date(2026, 1, 5)
    due = compute(RULES.pick("O21", domain="市场监管", on=filed), filed, CALENDAR)
    assert decisions.decided_in_time(due, on=date(2026, 4, 7)) == []
    (finding,) = decisions.decided_in_time(due, on=date(2026, 4, 8))
    assert finding.verdict is Verdict.WARN
    assert "已超过1日" in finding.message
    assert [c.law for c in finding.citations] == ["市场监督管理行政处罚程序规定", "行政处罚法"]


def test_a_full_decision_is_complete() -> None:
    assert decisions.decision_complete(CONTENTS, on=DECIDED) == []


@pytest.mark.rule("O23")
@pytest.mark.parametrize("field", list(decisions.CONTENTS))
def test_every_missing_field_is_named_with_its_item(field: str) -> None:
    (finding,) = decisions.decision_complete(CONTENTS | {field: " "}, on=DECIDED)
    assert decisions.CONTENTS[field] in finding.message
    assert finding.citations[0].article.startswith("第五十九条第一款第")


@pytest.mark.rule("O23")
def test_market_regulation_also_answers_the_defence() -> None:
    (finding,) = decisions.decision_complete(CONTENTS, domain="市场监管", on=DECIDED)
    assert finding.citations[0].article == "第六十二条第三项"
    full = CONTENTS | {"defence_reply": "不予采纳，理由……"}
    assert decisions.decision_complete(full, domain="市场监管", on=DECIDED) == []


@pytest.mark.rule("O23")
def test_a_decision_bears_a_seal() -> None:
    assert decisions.decision_sealed(sealed=True, on=DECIDED) == []
    (finding,) = decisions.decision_sealed(sealed=False, region="520523", on=DECIDED)
    assert [str(c) for c in finding.citations] == [
        "《行政处罚法》第五十九条第二款",
        "《贵州省行政执法监督办法》第三十一条第一款第二项",
    ]
    assert len(decisions.decision_sealed(sealed=False, region="430600", on=DECIDED)[0].citations) == 1


def summary(fen: int, party: PartyType, kind: PenaltyKind = PenaltyKind.FINE, gains: int = 0) -> bool:
    person, entity = RULES.pick("S1.person", on=DECIDED), RULES.pick("S1.entity", on=DECIDED)
    penalty = Penalty(frozenset({kind}), fen, gains)
    return not decisions.summary_allowed(penalty, party, person, entity, on=DECIDED)


@pytest.mark.rule("S1")
@pytest.mark.parametrize(
    ("yuan", "party", "allowed"),
    [
        (200, PartyType.PERSON, True),
        (201, PartyType.PERSON, False),
        (201, PartyType.TRADER, False),
        (3000, PartyType.LEGAL_PERSON, True),
        (3001, PartyType.LEGAL_PERSON, False),
    ],
)
def test_on_the_spot_only_small_fines(yuan: int, party: PartyType, allowed: bool) -> None:
    assert summary(yuan * 100, party) is allowed


@pytest.mark.rule("S1")
def test_on_the_spot_nothing_but_warnings_and_fines() -> None:
    assert summary(0, PartyType.PERSON, PenaltyKind.WARNING)
    assert not summary(0, PartyType.PERSON, PenaltyKind.CONFISCATE_GAINS)
    assert not summary(100, PartyType.PERSON, gains=1)


@pytest.mark.rule("H8")
@pytest.mark.parametrize(("officers", "reviewers"), [(11_963, 599), (20, 1), (21, 2), (0, 0)])
def test_five_reviewers_for_a_hundred_officers(officers: int, reviewers: int) -> None:
    assert decisions.reviewers_needed(officers, RULES.pick("H8", on=DECIDED)) == reviewers


def test_a_sealed_decision_is_served() -> None:
    assert service_lawful(SERVICE, SERVICE_DUE, on=DECIDED) == []


@pytest.mark.rule("O23")
@pytest.mark.parametrize("change", [{"sealed": False}, {"issued_on": None}])
def test_an_unsealed_document_is_never_served(change: dict[str, Any]) -> None:
    (finding,) = service_lawful(replace(SERVICE, **change), SERVICE_DUE, region="520523", on=DECIDED)
    assert finding.verdict is Verdict.REFUSE
    assert finding.cure_act == "seal_decision"
    assert finding.citations[-1].law == "贵州省行政执法监督办法"


def test_the_cure_names_the_document() -> None:
    (finding,) = service_lawful(replace(SERVICE, sealed=False, document="notice"), None, on=DECIDED)
    assert finding.cure_act == "seal_notice"


@pytest.mark.rule("O24")
@pytest.mark.parametrize(("served", "count"), [("2026-09-29", 1), ("2026-09-30", 0)])
def test_nothing_is_served_before_its_date(served: str, count: int) -> None:
    service = replace(SERVICE, served_on=date.fromisoformat(served))
    assert len(service_lawful(service, SERVICE_DUE, on=DECIDED)) == count


@pytest.mark.rule("O24")
def test_nothing_is_served_before_it_is_issued() -> None:
    service = replace(SERVICE, issued_on=date(2026, 10, 9), served_on=date(2026, 10, 8))
    assert len(service_lawful(service, SERVICE_DUE, on=date(2026, 10, 9))) == 1


@pytest.mark.rule("O24")
def test_late_service_is_warned_about() -> None:
    assert service_lawful(replace(SERVICE, served_on=SERVICE_LAST), SERVICE_DUE, on=SERVICE_LAST) == []
    late = date(2026, 10, 16)
    (finding,) = service_lawful(replace(SERVICE, served_on=late), SERVICE_DUE, on=late)
    assert finding.verdict is Verdict.WARN


@pytest.mark.rule("O25")
def test_electronic_service_needs_a_signed_confirmation() -> None:
    electronic = replace(SERVICE, way=ServiceWay.ELECTRONIC)
    (finding,) = service_lawful(electronic, SERVICE_DUE, on=DECIDED)
    assert finding.citations[0].article == "第六十一条第二款"
    assert service_lawful(replace(electronic, confirmation=True), SERVICE_DUE, on=DECIDED) == []


@pytest.mark.rule("P12")
def test_in_market_regulation_publication_is_told_on_service() -> None:
    untold = replace(SERVICE, publication_told=False)
    assert service_lawful(untold, SERVICE_DUE, on=DECIDED) == []
    (finding,) = service_lawful(untold, SERVICE_DUE, domain="市场监管", on=DECIDED)
    assert finding.verdict is Verdict.WARN


RELEASE_DUE = compute(RULES.pick("P1", on=DECIDED), DECIDED, CALENDAR)


@pytest.mark.rule("P1")
@pytest.mark.parametrize(
    ("served", "on", "verdicts", "words"),
    [
        (None, "2026-10-12", [Verdict.REFUSE], "尚未送达"),
        (None, "2026-10-16", [Verdict.REFUSE], "因尚未送达而迟延"),
        ("2026-10-13", "2026-10-12", [Verdict.REFUSE], "尚未送达"),
        ("2026-10-12", "2026-10-15", [], ""),
        ("2026-10-12", "2026-10-16", [Verdict.WARN], "已超期"),
        ("2026-10-20", "2026-10-20", [Verdict.WARN], "方才送达"),
    ],
)
def test_release_comes_after_service_and_in_time(
    served: str | None, on: str, verdicts: list[Verdict], words: str
) -> None:
    served_on = date.fromisoformat(served) if served else None
    found = release_timely(served_on, RELEASE_DUE, on=date.fromisoformat(on))
    assert [f.verdict for f in found] == verdicts
    assert all(words in f.message for f in found)


@pytest.mark.rule("P5")
def test_a_withdrawal_gives_its_reason_and_comes_in_three_days() -> None:
    revoked = date(2026, 9, 24)
    due = compute(RULES.pick("P5", on=revoked), revoked, CALENDAR)
    assert withdrawal_timely(due, "复议撤销", on=date(2026, 9, 30)) == []
    assert withdrawal_timely(due, " ", on=revoked)[0].verdict is Verdict.REFUSE
    assert withdrawal_timely(due, "复议撤销", on=date(2026, 10, 8))[0].verdict is Verdict.WARN


def test_before_the_law_at_hand_the_answer_is_unknown() -> None:
    row = RULES.pick("S1.person", on=DECIDED)
    answers = [
        decisions.conclusion_supported(decisions.Conclusion("x", 1, BASIS), on=EARLY),
        decisions.decided_in_time(SERVICE_DUE, on=EARLY),
        decisions.decision_complete(CONTENTS, on=EARLY),
        decisions.decision_sealed(sealed=True, on=EARLY),
        decisions.summary_allowed(Penalty(frozenset()), PartyType.PERSON, row, row, on=EARLY),
        service_lawful(SERVICE, None, on=EARLY),
        release_timely(EARLY, RELEASE_DUE, on=EARLY),
        withdrawal_timely(RELEASE_DUE, "x", on=EARLY),
    ]
    assert [[f.verdict for f in answer] for answer in answers] == [[Verdict.UNKNOWN]] * 8
