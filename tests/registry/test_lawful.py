"""What the law refuses when a record is handed in or admitted, on both sides of each boundary."""

from datetime import date
from typing import Any

import pytest

from sanzhi.jobs import clock
from sanzhi.law.errors import Refused
from sanzhi.orgs.models import Agency, Delegation, TownshipDecision
from sanzhi.registry import admission
from sanzhi.registry.submissions import Submission
from tests.support.cast import make_agency
from tests.support.registry import FOOD, Office, benchmark, certificate, officer, power


def refused(office: Office, library: str, content: dict[str, Any]) -> set[str]:
    """The rules by which handing in is refused."""
    row = admission.begin(library, office.owner, content, actor=office.clerk)
    with pytest.raises(Refused) as told:
        admission.submit(row.pk, actor=office.clerk)
    return {finding.rule for finding in told.value.findings if finding.verdict == "refuse"}


def warned(row: Submission) -> set[tuple[str, str]]:
    """What was kept with a submission that passed."""
    return {(each["rule"], each["verdict"]) for each in row.findings}


def test_an_article_that_does_not_exist_is_refused(office: Office) -> None:
    assert refused(office, "power", power(basis=[{"law": "食品安全法", "article": "第五百条"}])) == {"H16"}


def test_a_law_that_is_not_at_hand_is_unknown_beside_one_that_resolves(office: Office) -> None:
    absent = {"law": "并不存在的条例", "article": "第一条"}

    row = office.submitted("power", power(basis=[FOOD, absent]))

    assert ("H16", "unknown") in warned(row)
    assert refused(office, "power", power(code="B2", basis=[absent])) == {"H16"}


def test_a_normative_document_sets_no_penalty(office: Office) -> None:
    opinion = {"law": "国办发〔2018〕118号", "article": "第四部分（十二）"}

    assert refused(office, "power", power(basis=[opinion])) == {"H16"}
    assert office.submitted("power", power(code="B3", type="行政奖励", basis=[opinion])).state == "submitted"


def test_a_rule_of_a_ministry_sets_no_coercion(office: Office) -> None:
    rule = {"law": "市场监督管理行政处罚程序规定", "article": "第二十二条"}

    assert refused(office, "power", power(type="行政强制", basis=[rule])) == {"H16"}
    assert office.submitted("power", power(code="B4", type="行政处罚", basis=[rule])).state == "submitted"


def test_a_body_whose_qualification_was_not_announced_is_warned(office: Office) -> None:
    assert ("H16", "warn") not in warned(office.submitted("power", power()))
    Agency.objects.filter(pk=office.agency.pk).update(announced_on=None)

    assert ("H16", "warn") in warned(office.submitted("power", power(code="B5")))


def test_an_agency_that_has_ended_enters_no_power(office: Office) -> None:
    Agency.objects.filter(pk=office.agency.pk).update(valid_until=clock.today())

    office.agency.refresh_from_db()
    assert refused(office, "power", power()) == {"H16"}


def test_a_delegated_body_has_what_its_published_letter_names(office: Office) -> None:
    principal = make_agency(office.agency.region, 8, "金沙县城市管理局", "金沙城管")
    Agency.objects.filter(pk=office.agency.pk).update(kind="delegated")
    office.agency.refresh_from_db()
    content = power(mandate="委托", mandate_basis=[{"law": "行政处罚法", "article": "第二十条"}])
    letter = Delegation(
        agency=principal, body=office.agency, number="委〔2026〕1号", matters=["52052300B001"],
        basis="行政处罚法第二十条", term_from=date(2020, 1, 1), term_to=date(2099, 1, 1), recorded_by="某",
    )  # fmt: skip
    letter.save()
    assert refused(office, "power", content) == {"H17"}

    Submission.objects.all().delete()
    Delegation.objects.update(published_on=date(2020, 1, 2))
    assert office.submitted("power", content).state == "submitted"


def test_a_granted_power_names_the_article_that_grants_it(office: Office) -> None:
    assert refused(office, "power", power(mandate="授权")) == {"H17"}


def test_a_township_has_what_its_province_handed_down(office: Office) -> None:
    Agency.objects.filter(pk=office.agency.pk).update(level=4)
    office.agency.refresh_from_db()
    assert refused(office, "power", power(level="乡级")) == {"H18"}

    Submission.objects.all().delete()
    TownshipDecision.objects.create(
        province_id="520000",
        paper="黔府发〔2022〕1号",
        published_on=date(2022, 1, 1),
        since=date(2022, 2, 1),
        codes=["52052300B001"],
    )
    assert office.submitted("power", power(level="乡级")).state == "submitted"


@pytest.mark.parametrize("staffing", ["工勤人员", "合同制", "劳务派遣", "借调"])
def test_who_is_not_in_post_becomes_no_officer(office: Office, staffing: str) -> None:
    assert refused(office, "officer", officer(staffing=staffing)) == {"H5"}


def test_who_is_in_post_becomes_one(office: Office) -> None:
    assert office.submitted("officer", officer(staffing="事业编制")).state == "submitted"


def test_a_supervisor_becomes_no_officer(office: Office) -> None:
    assert refused(office, "officer", officer(supervisor=True)) == {"H5"}


def test_without_a_passed_examination_nobody_is_certified(office: Office) -> None:
    failed = [{"year": 2022, "hours": 60, "examined_on": "2022-11-05", "passed": False}]

    assert refused(office, "officer", officer(training=failed)) == {"H6"}
    spared = officer(training=[], legal_qualification="A20205200001", certificates=[certificate(number="9")])
    assert office.submitted("officer", spared).state == "submitted"


@pytest.mark.parametrize(("hours", "told"), [(59, True), (60, False)])
def test_less_than_sixty_hours_warns(office: Office, hours: int, told: bool) -> None:
    year = clock.today().year - 1
    row = office.submitted("officer", officer(training=[{"year": year, "hours": hours, "passed": True}]))

    assert (("H14", "warn") in warned(row)) is told


def test_a_certificate_that_has_run_out_enters_no_library(office: Office) -> None:
    yesterday, today = date.fromordinal(clock.today().toordinal() - 1), clock.today()

    over = officer(certificates=[certificate(valid_until=yesterday.isoformat())])
    assert refused(office, "officer", over) == {"H6"}
    last = officer(certificates=[certificate(number="9", valid_until=today.isoformat())])
    assert office.submitted("officer", last).state == "submitted"


def test_a_benchmark_is_of_a_power_that_the_agency_holds(office: Office) -> None:
    assert refused(office, "benchmark", benchmark(matter="没有的事项")) == {"O47"}
    assert office.submitted("benchmark", benchmark(code="CL-002")).state == "submitted"
