"""An ordinary penalty in transport: the party is told first, the file is reviewed after the defence
(交通运输行政执法程序规定 Art 63–79).
"""

from datetime import timedelta
from typing import Any

import pytest

from sanzhi.cases.timer import lapse_due
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.orgs.models import Agency
from sanzhi.procedure.library import by_digest
from sanzhi.registry.models import Certificate, Power
from tests.cases.test_hearing import RECORD, notified
from tests.support.cast import Cast, assemble
from tests.support.story import Story, at

TRANSPORT = "交通运输"
UNLICENSED = {"law": "道路运输条例", "article": "第二十四条"}
FINED = {"law": "道路运输条例", "article": "第六十三条第一项"}


class Transport(Story):
    """The story of a case as transport tells it."""

    def concluded(self, **draft: Any) -> "Transport":
        self.filed()
        self.evidence()
        self.act("conclude", self.cast.officer, **self.draft(**draft))
        return self

    def draft(self, fine: int = 3_000_000, **more: Any) -> dict[str, Any]:
        basis = {"violated": [UNLICENSED], "basis": [FINED], "correction": "责令停止经营。"}
        facts = {"facts": "当事人未取得道路运输经营许可，擅自从事道路货物运输经营。"}
        return super().draft(fine, **{**basis, **facts, **more})

    def approve(self, **more: Any) -> "Transport":
        today = clock.today().isoformat()
        data = {"examined_by": "周队长", "examined_on": today, "unit_opinion": "同意。", **more}
        self.act("approve_report", self.cast.head, **data)
        return self

    def told(self, **draft: Any) -> "Transport":
        self.concluded(**draft).approve().sealed("notice")
        self.serve("notice")
        return self

    def submit(self) -> "Transport":
        self.act("submit_for_review", self.cast.officer, complete=True)
        return self

    def checked(self, outcome: str = "agree") -> "Transport":
        self.act("check_case", self.cast.reviewer, outcome=outcome, opinion="事实清楚，同意。")
        return self


@pytest.fixture
def cast(db: None) -> Cast:
    Agency.objects.update(domain=TRANSPORT)
    made = assemble()
    Agency.objects.update(domain=TRANSPORT)
    Power.objects.update(domain=TRANSPORT)
    Certificate.objects.update(domain=TRANSPORT)
    return made


@pytest.fixture
def story(cast: Cast, monday: None) -> Transport:
    return Transport(cast)


def test_a_case_of_transport_begins_under_the_order_of_transport(story: Transport) -> None:
    story.lead()
    assert by_digest(story.case.procedure).name == "cn.mot.penalty.ordinary"
    assert "O1" not in story.case.clocks, "交通没有规定核查线索的日数"


def test_the_party_is_told_only_of_an_approved_report(story: Transport) -> None:
    story.concluded()
    with pytest.raises(NotOpen, match="调查报告审批"):
        story.act("issue_notice", story.cast.officer)
    story.approve()
    assert story.state == "notice"


def test_the_report_is_examined_by_another_than_the_handlers(story: Transport) -> None:
    story.concluded()
    with pytest.raises(Invalid, match="第六十八条"):
        story.approve(examined_by="陈一鸣")
    with pytest.raises(Invalid, match="审查日期"):
        story.approve(examined_on=(clock.today() - timedelta(days=1)).isoformat())


def test_a_returned_report_goes_back_to_the_investigation(story: Transport) -> None:
    story.concluded()
    story.act("return_report", story.cast.head, reason="货值没有查清。")
    assert story.state == "investigation"


def test_review_comes_after_the_defence_and_before_the_decision(story: Transport) -> None:
    story.told(complex=True)
    with pytest.raises(NotOpen, match="陈述申辩"):
        story.submit()
    story.waived()
    with pytest.raises(Refused, match="未经法制审核"):
        story.decide(3_000_000)
    story.submit()
    assert story.state == "review"
    story.opinion()
    story.deliberated()
    story.decide(3_000_000)
    assert story.state == "issuing"


def test_what_is_not_major_is_checked_by_another_person(story: Transport) -> None:
    story.told(fine=30_000).waived()
    story.submit()
    assert story.state == "check"
    with pytest.raises(NotOpen):
        story.act("check_case", story.cast.officer, outcome="agree", opinion="同意。")
    story.checked()
    story.decide(30_000)
    assert story.state == "issuing"


def test_the_days_for_the_hearing_are_the_window_where_no_rule_sets_another(story: Transport) -> None:
    story.told(fine=30_000)
    assert set(story.case.clocks) >= {"O13", "O21"}
    assert "O11" not in story.case.clocks
    with clock.at(at("2026-03-10")):
        lapse_due()
    assert story.state == "submission"


def test_a_changed_draft_is_told_again(story: Transport) -> None:
    story.told(fine=30_000).waived()
    story.submit().checked("correct")
    assert story.state == "investigation"
    story.act("conclude", story.cast.officer, **story.draft(20_000))
    story.approve()
    assert story.state == "notice"


def test_an_unchanged_draft_is_not_told_twice(story: Transport) -> None:
    story.told(fine=30_000).waived()
    story.submit().checked("correct")
    story.act("conclude", story.cast.officer, **story.draft(30_000))
    story.approve()
    assert story.state == "submission"


def test_the_case_is_served_published_paid_and_closed(story: Transport) -> None:
    story.told(fine=30_000).waived()
    story.submit().checked().decide(30_000)
    story.sealed("decision")
    story.serve("decision")
    story.act("prepare_release", story.cast.editor)
    story.act("publish_release", story.cast.other_editor)
    story.act("record_payment", story.cast.officer, amount_fen=30_000, receipt="0001")
    assert "O33" not in story.case.clocks, "交通没有规定结案的日数"
    story.act("close", story.cast.head, reason="处罚决定已执行完毕", opinion="同意结案。")
    assert story.state == "closed"


def test_an_agency_may_not_open_a_case_by_a_flow_that_was_never_published(story: Transport) -> None:
    Agency.objects.update(procedure="cn.nowhere.penalty.ordinary")
    with pytest.raises(NotOpen, match="没有已发布的版本"):
        story.lead()


def test_the_documents_carry_the_names_of_the_sector(story: Transport) -> None:
    story.told(fine=30_000)
    titles = set(Document.objects.filter(case_id=story.case.pk).values_list("title", flat=True))
    assert {"立案登记表", "违法行为通知书", "案件调查报告审批表"} <= titles
    filing = Document.objects.get(case_id=story.case.pk, kind="filing_approval")
    assert filing.source["agency"]["domain"] == TRANSPORT


def test_a_case_with_a_hearing_is_reviewed_after_it(cast: Cast, demonstration: None) -> None:
    story = Transport(cast)
    items = [{"kind": "罚款", "text": "罚款五万元", "fen": 5_000_000}]
    with clock.at(at("2026-03-02")):
        story.told(penalty_items=items, fine_fen=5_000_000, complex=True)
    with clock.at(at("2026-03-03")):
        story.act("request_hearing", cast.officer, by="欧阳示例")
    notified(story)
    with clock.at(at("2026-03-10")):
        story.act("announce_hearing", cast.reviewer)
    with clock.at(at("2026-03-16")):
        story.act("record_hearing", cast.reviewer, **RECORD)
        story.act("report_hearing", cast.reviewer, findings="事实清楚。", opinion="建议维持拟处罚意见。")
    assert story.state == "submission"
    # Transport counts the days of the hearing: its rule names nothing that is left out (交通 Art 78).
    assert not story.case.clocks["O21"].get("pauses")
    with clock.at(at("2026-03-17")):
        story.submit()
        assert story.state == "review"
        story.opinion()
        story.deliberated()
        story.decide(5_000_000)
    assert story.state == "issuing"


def test_where_the_rules_name_no_pause_the_days_of_a_suspension_run_on(story: Transport) -> None:
    story.filed()
    due = story.case.clocks["O21"]["due"]
    ground = {"ground": "因不可抗力暂时无法调查", "explained": "暴雪封路。"}
    told = story.act("suspend_investigation", story.cast.head, **ground)
    assert {each.rule for each in told.findings} == {"O42"}
    assert (story.case.clocks["O21"]["state"], story.case.clocks["O21"]["due"]) == ("running", due)


def test_a_public_notice_stands_sixty_days_in_transport(story: Transport) -> None:
    story.filed()
    order = {"breach": "超限运输。", "basis": [UNLICENSED], "content": "立即改正。"}
    story.act("order_correction", story.cast.officer, **order)
    (paper,) = (name.removeprefix("paper.") for name in story.case.facts if name.startswith("paper."))
    said = {"where": "公告栏", "missing": True, "because": "下落不明。"}
    story.act("announce_service", story.cast.officer, document=paper, **said)
    assert story.case.clocks["O26"]["due"] == "2026-05-01"


def test_the_record_of_a_hearing_is_not_kept_by_an_investigator_in_transport(story: Transport) -> None:
    story.filed()
    row = story.case
    row.facts["hearing"] = {"requested_on": "2026-03-02"}
    row.save()
    people = {"host": str(story.cast.reviewer.officer_id), "recorder": str(story.cast.second.officer_id)}
    with pytest.raises(Refused, match="本案调查人员不得担任听证记录员"):
        story.act("name_hearing_host", story.cast.head, **people)
