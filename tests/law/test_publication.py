"""What goes out, where, by when, for how long, and what never does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sanzhi.law.findings import Verdict
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.law.publication import Channel, DecisionFact, DecisionKind, display_until, duties, withheld
from sanzhi.law.rules import RuleSet

RULES = RuleSet.national()
DAY = date(2026, 2, 13)
FINE = Penalty(frozenset({PenaltyKind.FINE}), 500_000)
MARKET = DecisionFact(DecisionKind.PENALTY, DAY, domain="市场监管", penalty=FINE)


@pytest.mark.rule("P1", "P2")
@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (DecisionKind.PENALTY, "2026-03-02"),
        (DecisionKind.LICENCE, "2026-03-02"),
        (DecisionKind.OTHER, "2026-03-19"),
    ],
)
def test_penalties_and_licences_in_seven_days_the_rest_in_twenty(kind: DecisionKind, due: str) -> None:
    (duty,) = duties(DecisionFact(kind, DAY), RULES)
    assert duty.channel is Channel.PORTAL
    assert duty.due.on == date.fromisoformat(due)
    assert duty.what == ("执法机关", "执法对象", "执法类别", "执法结论")


def test_a_penalty_cites_the_statute_too() -> None:
    (duty,) = duties(DecisionFact(DecisionKind.PENALTY, DAY), RULES)
    assert [c.law for c in duty.citations] == ["国办发〔2018〕118号", "行政处罚法"]


@pytest.mark.rule("P4")
def test_market_regulation_also_publishes_on_its_own_system() -> None:
    portal, enterprise = duties(MARKET, RULES)
    assert portal.channel.label == "行政执法信息公示平台"
    assert enterprise.channel is Channel.ENTERPRISE
    assert enterprise.channel.label == "国家企业信用信息公示系统"
    assert enterprise.due.on == date(2026, 3, 19)


@pytest.mark.rule("P13")
@pytest.mark.parametrize(
    "decision",
    [
        replace(MARKET, penalty=Penalty(frozenset({PenaltyKind.WARNING}))),
        replace(MARKET, summary=True),
        replace(MARKET, domain="水利"),
    ],
)
def test_a_warning_alone_or_a_decision_on_the_spot_stays_off_it(decision: DecisionFact) -> None:
    assert [duty.channel for duty in duties(decision, RULES)] == [Channel.PORTAL]


def test_a_warning_with_a_fine_is_on_it() -> None:
    both = Penalty(frozenset({PenaltyKind.WARNING, PenaltyKind.FINE}), 100)
    assert len(duties(replace(MARKET, penalty=both), RULES)) == 2


def test_an_open_decision_is_not_withheld() -> None:
    assert withheld(MARKET, on=DAY) == []


@pytest.mark.rule("P24", "X8")
@pytest.mark.parametrize(
    ("ground", "law"),
    [
        ("minor", "未成年人保护法"),
        ("state_secret", "政府信息公开条例"),
        ("harmful", "政府信息公开条例"),
        ("private", "政府信息公开条例"),
        ("crime_pending", "政府信息公开条例"),
    ],
)
def test_each_ground_withholds(ground: str, law: str) -> None:
    held: dict[str, Any] = {ground: True}
    (finding,) = withheld(replace(MARKET, **held), on=DAY)
    assert finding.verdict is Verdict.REFUSE
    assert finding.citations[0].law == law


def test_a_text_not_at_hand_is_no_licence_to_publish() -> None:
    found = withheld(replace(MARKET, minor=True), on=date(2021, 5, 31))
    assert [f.verdict for f in found] == [Verdict.UNKNOWN, Verdict.REFUSE]


@pytest.mark.rule("P13")
@pytest.mark.parametrize(
    ("penalty", "light", "end"),
    [
        (FINE, False, "2029-03-02"),
        (FINE, True, "2026-06-02"),
        (Penalty(frozenset({PenaltyKind.CIRCULAR})), False, "2026-06-02"),
        (Penalty(frozenset({PenaltyKind.CIRCULAR, PenaltyKind.FINE}), 1), True, "2029-03-02"),
        (
            Penalty(frozenset({PenaltyKind.BAN_FROM_TRADE}), terms={PenaltyKind.BAN_FROM_TRADE: 1825}),
            False,
            "2031-03-01",
        ),
        (
            Penalty(frozenset({PenaltyKind.BAN_FROM_TRADE}), terms={PenaltyKind.BAN_FROM_TRADE: 30}),
            False,
            "2029-03-02",
        ),
    ],
)
def test_display_ends(penalty: Penalty, light: bool, end: str) -> None:
    shown = date(2026, 3, 2)
    assert display_until(
        replace(MARKET, penalty=penalty), shown, RULES, light_fine=light
    ) == date.fromisoformat(end)


def test_other_sectors_have_no_end_of_their_own() -> None:
    assert display_until(replace(MARKET, domain="水利"), DAY, RULES) is None
