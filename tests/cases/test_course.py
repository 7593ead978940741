"""Leads that end elsewhere, informers, disputes, suspicions of crime, the defence checked, dissent kept."""

from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import PersonalValue
from sanzhi.documents.models import Document
from sanzhi.jobs import clock, outbox
from sanzhi.law.errors import Invalid, Refused
from sanzhi.law.findings import Verdict
from tests.support.story import Story, at


def refused(story: Story, name: str, actor: Any, **data: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        story.act(name, actor, **data)
    return {each.rule for each in caught.value.findings if each.verdict is Verdict.REFUSE}


def warned(story: Story) -> set[str]:
    return {each.rule for each in story.outcomes[-1].findings if each.verdict is Verdict.WARN}


def test_a_matter_that_meets_every_condition_is_not_let_be_without_a_ground(story: Story) -> None:
    story.lead().proposed()
    story.act("return_filing", story.cast.head, reason="请再核查。")
    assert refused(story, "decline_filing", story.cast.head, reason="不想办。") == {"O2"}
    slight = "违法行为轻微并及时改正，没有造成危害后果"
    story.act("decline_filing", story.cast.head, reason="轻微。", ground=slight)
    assert story.state == "declined"


def test_a_lead_that_belongs_to_a_running_case_ends_in_it(story: Story) -> None:
    story.filed()
    further = Story(story.cast).lead()
    with pytest.raises(Invalid, match="没有这个编号"):
        further.act("merge_lead", story.cast.head, number="没有", reason="同一违法行为。")
    with pytest.raises(Invalid, match="没有这个编号"):
        further.act("merge_lead", story.cast.head, number=further.case.number, reason="同一违法行为。")
    further.act("merge_lead", story.cast.head, number=story.case.number, reason="同一违法行为。")
    outbox.drain()
    outbox.drain()
    assert further.state == "merged"
    assert [each["number"] for each in story.case.facts["further_leads"]] == [further.case.number]
    assert check_columns() == []


def test_no_lead_is_merged_into_a_case_that_is_over(story: Story) -> None:
    story.lead().act("decline_filing", story.cast.head, reason="没有违法事实。")
    further = Story(story.cast).lead()
    with pytest.raises(Invalid, match="已经办结"):
        further.act("merge_lead", story.cast.head, number=story.case.number, reason="同一违法行为。")


def test_a_lead_is_passed_on_once(story: Story) -> None:
    away = {"to": "金沙县农业农村局", "reason": "属于农产品种植环节。"}
    story.lead().act("pass_lead", story.cast.head, **away)
    assert story.state == "passed"
    assert Document.objects.get(kind="lead_transfer").number
    again = Story(story.cast).lead(source="其他机关移送")
    assert refused(again, "pass_lead", story.cast.head, **away) == {"O49"}


def test_an_informer_who_gave_the_name_is_told_in_five_working_days(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.lead(source="举报", informer="龙实名", informer_contact="13900000009").proposed()
        with pytest.raises(Invalid, match="尚未决定"):
            story.act("tell_informer", story.cast.officer)
        story.act("file", story.cast.head, opinion="同意。")
    assert story.case.clocks["O3"]["due"] == "2026-03-09"
    with clock.at(at("2026-03-10")):
        story.act("tell_informer", story.cast.officer)
    assert "O3" in warned(story)
    assert story.case.clocks["O3"]["state"] == "late"
    assert "龙实名" not in str(story.case.facts)
    assert PersonalValue.objects.filter(case_id=story.case.pk).exists()


def test_also_of_a_refusal_the_informer_hears(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.lead(source="举报", informer="龙实名").act(
            "decline_filing", story.cast.head, reason="查无实据。"
        )
        story.act("tell_informer", story.cast.officer)
    assert story.case.facts["informer_told"]["outcome"] == "不予立案"
    assert warned(story) == set()


def test_without_a_named_informer_nobody_is_told(story: Story) -> None:
    story.filed()
    assert "O3" not in story.case.clocks
    with pytest.raises(Invalid, match="没有填写实名举报人"):
        story.act("tell_informer", story.cast.officer)


DISPUTE = {"other": "黔西市市场监督管理局", "ground": "违法行为发生地有争议。"}


def test_nobody_decides_while_it_is_disputed_who_is_competent(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed().waived().deliberated()
        story.act("open_dispute", story.cast.officer, arose_on="2026-03-02", **DISPUTE)
        assert story.case.clocks["O9.negotiate"]["due"] == "2026-03-11"
        with pytest.raises(Invalid, match="已有尚未解决"):
            story.act("open_dispute", story.cast.officer, arose_on="2026-03-02", **DISPUTE)
        with pytest.raises(Refused, match="管辖争议尚未解决"):
            story.decide()
    with clock.at(at("2026-03-12")):
        story.act("report_dispute", story.cast.officer, superior="毕节市市场监督管理局")
        assert warned(story) == {"O9"}
        story.act(
            "settle_dispute", story.cast.officer, by="上一级机关指定", ours=True, paper="毕市监指〔2026〕1号"
        )
        story.decide()


def test_a_suspected_crime_is_not_fined_instead(story: Story) -> None:
    story.noticed().waived().deliberated()
    story.act(
        "suspect_crime", story.cast.officer, offence="生产、销售伪劣产品罪", reason="货值可能超过五万元。"
    )
    with pytest.raises(Refused, match="不得以行政处罚代替移送"):
        story.decide()
    with pytest.raises(Invalid, match="尚未移送"):
        story.act("settle_crime", story.cast.head, outcome="人民法院已经判决", explained="判决生效。")
    story.act("settle_crime", story.cast.head, outcome="核实不涉嫌犯罪", explained="货值三十元。")
    story.decide()


def test_after_a_criminal_fine_no_other_fine(story: Story) -> None:
    story.noticed().waived().deliberated()
    row = story.case
    row.facts["crime"] = {"state": "sent", "on": "2026-03-02"}
    row.save()
    with pytest.raises(Refused, match="已移送司法机关"):
        story.decide()
    judged = {"outcome": "人民法院已经判决", "sentence_fine_fen": 1_000_000, "explained": "判处罚金一万元。"}
    story.act("settle_crime", story.cast.head, **judged)
    with pytest.raises(Refused, match="不再给予罚款"):
        story.decide()


def test_the_check_of_the_defence_is_kept_and_carries_the_decision(story: Story) -> None:
    with pytest.raises(Invalid, match="没有登记陈述申辩"):
        story.noticed().act(
            "review_statement", story.cast.officer, checked="无。", adopted="采纳", opinion="采纳。"
        )
    now = clock.now().isoformat()
    said = {
        "speaker": "欧阳示例",
        "began_at": now,
        "ended_at": now,
        "place": "本局",
        "statement": "请求从轻。",
    }
    story.act("record_statement", story.cast.officer, **said)
    story.waived().deliberated()
    with pytest.raises(Refused, match="复核"):
        story.decide()
    checked = {"checked": "货值三十元属实。", "adopted": "部分采纳", "opinion": "酌情从轻。"}
    story.act("review_statement", story.cast.officer, **checked)
    assert Document.objects.filter(kind="statement_review").count() == 1
    story.decide()


def test_a_further_statement_is_checked_anew_and_the_earlier_one_kept(story: Story) -> None:
    story.noticed()
    now = clock.now().isoformat()
    said = {"speaker": "欧阳示例", "began_at": now, "ended_at": now, "place": "本局"}
    story.act("record_statement", story.cast.officer, **said, statement="请求从轻。")
    checked = {"checked": "属实。", "adopted": "采纳", "opinion": "从轻。"}
    story.act("review_statement", story.cast.officer, **checked)
    story.act("record_statement", story.cast.officer, **said, statement="补充整改照片。")
    assert "review" not in story.case.facts["statement"]
    assert len(story.case.facts["statement"]["earlier"]) == 1
    story.waived().deliberated()
    with pytest.raises(Refused, match="复核"):
        story.decide()


def deliberate(story: Story, *speeches: dict[str, str], **more: Any) -> None:
    now = clock.now().isoformat()
    met = {"began_at": now, "ended_at": now, "place": "会议室", "conclusion": "同意处罚。", "signed": True}
    story.act("deliberate", story.cast.head, speeches=list(speeches), **{**met, "agreed": True, **more})


def test_who_dissents_stays_on_record(story: Story) -> None:
    story.noticed().waived()
    agreed = {"name": "罗维国", "post": "局长", "text": "同意。"}
    against = {"name": "赵副职", "post": "副局长", "stance": "不同意", "text": "应当减轻。"}
    with pytest.raises(Invalid, match="同一人只记一次"):
        deliberate(story, agreed, {**agreed, "text": "再说一次。"})
    deliberate(story, agreed, against)
    assert story.case.facts["deliberation"]["dissent"] == ["赵副职"]
    assert story.state == "decision"


def test_without_agreement_the_case_goes_back(story: Story) -> None:
    story.noticed().waived()
    speeches = [{"name": name, "stance": "不同意", "text": "证据不足。"} for name in ("罗维国", "赵副职")]
    deliberate(story, *speeches, agreed=False)
    assert story.state == "investigation"
    with pytest.raises(Refused, match="集体讨论"):
        story.decide()


def test_the_rights_are_told_once(story: Story) -> None:
    story.filed()
    said = {"to": "欧阳示例", "occasion": "现场检查"}
    with pytest.raises(Refused, match="申请回避"):
        story.act("tell_rights", story.cast.officer, **said)
    story.act("tell_rights", story.cast.officer, rights_told=True, **said)
    story.interview(rights_told=False)
