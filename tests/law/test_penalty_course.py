"""A request turned down, a hearing without host, receipts of service, an investigation that stands still."""

from dataclasses import asdict
from datetime import date

import pytest

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards.hearing import hearing_refusable
from sanzhi.law.guards.investigation import investigation_goes_on
from sanzhi.law.guards.separation import hearing_is_hosted
from sanzhi.law.guards.service import Receipt, ServiceWay, receipt_complete
from sanzhi.law.rules import RuleSet

DAY = date(2026, 3, 16)
RULES = RuleSet.national()


def verdicts(findings: list[Finding]) -> list[Verdict]:
    return [each.verdict for each in findings]


@pytest.mark.rule("O13")
@pytest.mark.parametrize(
    ("told", "requested", "withdrawn", "refused"),
    [
        (True, date(2026, 3, 9), False, True),
        (True, date(2026, 3, 10), False, False),
        (False, date(2026, 3, 9), False, False),
        (True, date(2026, 3, 9), True, False),
    ],
)
def test_who_has_the_right_and_asks_in_time_is_not_turned_down(
    told: bool, requested: date, withdrawn: bool, refused: bool
) -> None:
    due = compute(RULES.pick("O13", on=DAY), date(2026, 3, 2), Calendar.national())
    found = hearing_refusable(told=told, requested_on=requested, due=due, withdrawn=withdrawn, on=DAY)
    assert verdicts(found) == ([Verdict.REFUSE] if refused else [])


@pytest.mark.rule("H11")
def test_no_hearing_goes_on_without_a_named_host() -> None:
    assert verdicts(hearing_is_hosted(named=False, on=DAY)) == [Verdict.REFUSE]
    assert hearing_is_hosted(named=True, on=DAY) == []


@pytest.mark.rule("O24")
@pytest.mark.parametrize(
    ("receipt", "missing"),
    [
        (Receipt(ServiceWay.DIRECT, signer=True), "signer"),
        (Receipt(ServiceWay.LEFT, refusal=True, witness=True), "refusal"),
        (Receipt(ServiceWay.LEFT, refusal=True, witness=True), "witness"),
        (Receipt(ServiceWay.LEFT, refusal=True, recorded=True), "recorded"),
        (Receipt(ServiceWay.MAIL, signer=True, post_number=True), "post_number"),
        (Receipt(ServiceWay.MAIL, signer=True, post_number=True), "signer"),
        (Receipt(ServiceWay.ENTRUSTED, signer=True, entrusted_to=True), "entrusted_to"),
    ],
)
def test_each_way_of_service_leaves_its_proof(receipt: Receipt, missing: str) -> None:
    assert receipt_complete(receipt, domain="市场监管", on=DAY) == []
    lacking = Receipt(**{**asdict(receipt), missing: False})
    (finding,) = receipt_complete(lacking, domain="市场监管", on=DAY)
    assert finding.verdict is Verdict.REFUSE
    assert verdicts(receipt_complete(lacking, domain="交通运输", on=DAY)) == [Verdict.REFUSE]


@pytest.mark.rule("O42")
@pytest.mark.parametrize("domain", ["市场监管", "农业农村", "医疗保障"])
def test_what_is_suspended_is_not_decided(domain: str) -> None:
    found = investigation_goes_on(suspended=True, what="作出决定", domain=domain, on=DAY)
    assert verdicts(found) == [Verdict.REFUSE]
    assert "不得作出决定" in found[0].message
    assert investigation_goes_on(suspended=False, what="作出决定", domain=domain, on=DAY) == []
