"""Preservation, samples and tests, correction, suspension, ending and extension on the way to a decision."""

from datetime import date
from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.cases.timer import lapse_due
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.law.findings import Verdict
from tests.support.story import LAW, Story, at

GOODS = [{"name": "面包", "spec": "500克", "quantity": "三袋", "state": "完好"}]
TAKEN = {
    "goods": GOODS,
    "stored": "本局证物室，加封条",
    "certificate_shown": True,
    "rights_told": True,
    "list_given": True,
}
ASKED = {"reason": "当事人正在转移。", "items": "过期面包三袋", "place": "店内"}


def refused(story: Story, name: str, actor: Any, **data: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        story.act(name, actor, **data)
    found = [each for each in caught.value.findings if each.verdict is Verdict.REFUSE]
    assert all(each.citations and each.cure for each in found)
    return {each.rule for each in found}


def warned(story: Story) -> set[str]:
    return {each.rule for each in story.outcomes[-1].findings if each.verdict is Verdict.WARN}


@pytest.fixture
def filed(story: Story, demonstration: None) -> Story:
    with clock.at(at("2026-03-02")):
        story.filed()
    return story


@pytest.fixture
def kept(filed: Story) -> Story:
    """Asked for, approved and registered on Tuesday, 3 March: due by Thursday, 12 March."""
    with clock.at(at("2026-03-03")):
        filed.act("ask_preservation", filed.cast.officer, **ASKED)
        filed.act("approve_preservation", filed.cast.head, agree=True)
        filed.act("preserve_evidence", filed.cast.officer, **TAKEN)
    return filed


def test_evidence_is_kept_with_approval_list_certificates_and_rights(filed: Story) -> None:
    officer = filed.cast.officer
    with clock.at(at("2026-03-03")):
        assert refused(filed, "preserve_evidence", officer, **TAKEN) == {"O5"}
        filed.act("ask_preservation", officer, **ASKED)
        assert refused(filed, "preserve_evidence", officer, **TAKEN) == {"O5"}
        filed.act("approve_preservation", filed.cast.head, agree=True)
        for lacking, rule in (("list_given", "O5"), ("certificate_shown", "H2"), ("rights_told", "O40")):
            assert refused(filed, "preserve_evidence", officer, **{**TAKEN, lacking: False}) == {rule}
        filed.act("preserve_evidence", officer, **TAKEN)
        assert refused(filed, "preserve_evidence", officer, **TAKEN) == {"O5"}
        with pytest.raises(Invalid, match="尚未处理"):
            filed.act("preserve_evidence", officer, **{**TAKEN, "urgent": True})
    assert filed.case.clocks["O5"]["due"] == "2026-03-12"
    assert filed.case.facts["rights"]["on"] == "2026-03-03"
    kinds = set(Document.objects.values_list("kind", flat=True))
    assert {"preservation_approval", "preservation_notice"} <= kinds
    assert check_columns() == []


def test_on_the_last_day_it_is_handled_and_a_day_later_it_has_ended(kept: Story) -> None:
    said = {"handling": "送交检测、检验、检疫、鉴定", "reason": "需要检验。"}
    with clock.at(at("2026-03-13")):
        assert refused(kept, "handle_preservation", kept.cast.head, **said) == {"O5"}
        lapse_due()
        fact = kept.case.facts["preservation"]
        assert (fact["lapsed_on"], kept.case.clocks["O5"]["state"]) == ("2026-03-13", "over")
        assert refused(kept, "handle_preservation", kept.cast.head, **said) == {"O5"}
        released = {"handling": "解除先行登记保存措施", "reason": "退还。"}
        kept.act("handle_preservation", kept.cast.head, **released)


def test_handled_on_the_last_day(kept: Story) -> None:
    said = {"handling": "送交检测、检验、检疫、鉴定", "reason": "需要检验。"}
    with clock.at(at("2026-03-12")):
        kept.act("handle_preservation", kept.cast.head, **said)
        lapse_due()
    assert "lapsed_on" not in kept.case.facts["preservation"]
    with clock.at(at("2026-03-13")):
        lapse_due()
        kept.act("ask_preservation", kept.cast.officer, **ASKED)
    assert len(kept.case.facts["preservations"]) == 1


def test_what_was_kept_on_the_spot_is_approved_in_a_day_or_lifted(filed: Story) -> None:
    urgent = {**TAKEN, "urgent": True, "reason": "当场转移。"}
    with clock.at(at("2026-03-03")):
        filed.act("preserve_evidence", filed.cast.officer, **urgent)
    with clock.at(at("2026-03-04").replace(minute=1)):
        assert refused(filed, "approve_preservation", filed.cast.head, agree=True) == {"O6"}
        filed.act("approve_preservation", filed.cast.head, agree=False, opinion="不同意。")
    assert filed.case.facts["preservation"]["handling"] == "解除先行登记保存措施"
    with clock.at(at("2026-03-05")):
        filed.act("preserve_evidence", filed.cast.officer, **urgent)
    with clock.at(at("2026-03-06")):
        filed.act("approve_preservation", filed.cast.head, agree=True)
    assert filed.case.clocks["O5"]["state"] == "running"


def test_only_the_head_approves_and_handles(kept: Story) -> None:
    with clock.at(at("2026-03-04")), pytest.raises(NotOpen):
        kept.act("handle_preservation", kept.cast.officer, handling="依法销毁或者无害化处理", reason="变质。")


def sent(story: Story, kind: str = "检验") -> str:
    story.act("send_test", story.cast.officer, kind=kind, subject="菌落总数", body="市检验检测院")
    return str(story.case.facts["tests"][-1]["id"])


def test_the_days_of_two_tests_are_not_counted_until_the_last_result_comes(filed: Story) -> None:
    officer = filed.cast.officer
    with clock.at(at("2026-03-03")):
        first = sent(filed)
    with clock.at(at("2026-03-05")):
        second = sent(filed, "鉴定")
    with clock.at(at("2026-03-10")):
        filed.act("record_test_result", officer, test=first, result="不合格")
        assert filed.case.clocks["O21"]["state"] == "paused"
    with clock.at(at("2026-03-13")):
        filed.act("record_test_result", officer, test=second, result="属于过期食品")
        with pytest.raises(Invalid, match="已经登记"):
            filed.act("record_test_result", officer, test=second, result="再来")
    limit = filed.case.clocks["O21"]
    assert (limit["state"], limit["due"]) == ("running", "2026-06-10")
    assert [each[:2] for each in limit["pauses"]] == [
        ["2026-03-03", "2026-03-10"],
        ["2026-03-10", "2026-03-13"],
    ]


def test_an_untold_result_stands_in_the_way_of_the_conclusion(filed: Story) -> None:
    officer = filed.cast.officer
    with clock.at(at("2026-03-03")):
        filed.evidence()
        test = sent(filed)
        filed.act("record_test_result", officer, test=test, result="不合格", report="2026-1")
        assert refused(filed, "conclude", officer, **filed.draft()) == {"O46"}
        filed.act("tell_test_result", officer, test=test)
        assert refused(filed, "conclude", officer, **filed.draft()) == {"O46"}
        served = {"way": "直接送达", "place": "店内", "receiver": "欧阳示例"}
        (paper,) = (
            name.removeprefix("paper.")
            for name, fact in filed.case.facts.items()
            if name.startswith("paper.") and fact["kind"] == "test_result_notice"
        )
        assert refused(filed, "serve_paper", officer, paper=paper, **served) == {"O23"}
        filed.act("serve_paper", officer, paper=paper, stamped=True, **served)
        filed.act("conclude", officer, **filed.draft())


def test_a_result_is_also_told_by_a_public_notice_that_has_stood_its_days(filed: Story) -> None:
    officer = filed.cast.officer
    with clock.at(at("2026-03-03")):
        test = sent(filed)
        filed.act("record_test_result", officer, test=test, result="不合格")
        filed.act("tell_test_result", officer, test=test)
        (notice,) = (
            name.removeprefix("paper.")
            for name, fact in filed.case.facts.items()
            if name.startswith("paper.") and fact["kind"] == "test_result_notice"
        )
        said = {"where": "公告栏", "missing": True, "because": "下落不明。"}
        filed.act("announce_service", officer, document=notice, **said)
    with clock.at(at("2026-04-03")):
        lapse_due()
    assert filed.case.facts["tests"][0]["told_on"] == "2026-04-03"
    assert filed.case.facts[f"paper.{notice}"]["service_way"] == "公告送达"
    assert filed.state == "investigation"


def test_samples_are_taken_by_two_officers_who_showed_their_certificates(filed: Story) -> None:
    data = {
        "at": "2026-03-02T10:00:00+08:00",
        "place": "店内",
        "goods": GOODS,
        "method": "随机抽取，当场封样。",
    }
    with clock.at(at("2026-03-03")):
        assert refused(filed, "take_samples", filed.cast.officer, **data, rights_told=True) == {"H2"}
        filed.act("take_samples", filed.cast.officer, **data, rights_told=True, certificate_shown=True)
    assert Document.objects.filter(kind="sampling_record").count() == 1


def test_an_order_to_correct_and_its_follow_up(filed: Story) -> None:
    officer = filed.cast.officer
    order = {"breach": "经营过期食品。", "basis": [LAW], "content": "立即下架并销毁。"}
    with clock.at(at("2026-03-03")):
        filed.evidence()
        with pytest.raises(Invalid, match="不能早于"):
            filed.act("order_correction", officer, **order, until="2026-03-02")
        filed.act("order_correction", officer, **order, until="2026-03-10")
        filed.act("check_correction", officer, corrected=True, result="已下架。")
        assert filed.case.facts["correction_order"]["corrected_on"] == "2026-03-03"
        filed.act("conclude", officer, **filed.draft())
    assert "O41" not in warned(filed)
    assert Document.objects.get(kind="correction_order").number == "金沙市监责改〔2026〕1号"


SUSPENDED = {"ground": "因不可抗力暂时无法调查", "explained": "暴雪封路。"}


def test_a_suspended_investigation_is_not_counted_and_not_concluded(filed: Story) -> None:
    head, officer = filed.cast.head, filed.cast.officer
    with clock.at(at("2026-03-03")):
        filed.evidence()
        filed.act("suspend_investigation", head, **SUSPENDED)
        with pytest.raises(Invalid, match="已经中止"):
            filed.act("suspend_investigation", head, **SUSPENDED)
    with clock.at(at("2026-03-20")):
        assert refused(filed, "conclude", officer, **filed.draft()) == {"O42"}
        filed.act("lift_suspension", head, ceased_on="2026-03-16", ceased="道路恢复。")
        assert warned(filed) == {"O42"}
        filed.act("conclude", officer, **filed.draft())
    assert filed.case.clocks["O21"]["pauses"] == [["2026-03-03", "2026-03-20", "中止"]]
    assert filed.case.clocks["O21"]["due"] == "2026-06-17"


def test_who_has_nobody_in_his_place_is_not_pursued_but_nothing_is_left_standing(kept: Story) -> None:
    head = kept.cast.head
    nobody = {"ground": "当事人死亡或者终止且无权利义务承受人", "reason": "企业已注销。"}
    with clock.at(at("2026-03-04")):
        assert refused(kept, "end_investigation", head, **nobody) == {"O43"}
        kept.act("handle_preservation", head, handling="解除先行登记保存措施", reason="不再需要。")
        assert refused(kept, "end_investigation", head, ground="没有违法事实", reason="没有违法。") == {"O43"}
        kept.act("end_investigation", head, **nobody)
    assert kept.state == "ended"
    assert kept.case.clocks["O21"]["state"] == "cancelled"


def test_a_limit_grows_longer_once_by_the_head_and_then_by_the_leaders(filed: Story) -> None:
    head, why = filed.cast.head, {"reason": "案情复杂，需要异地取证。"}
    with clock.at(at("2026-05-20")):
        assert refused(filed, "extend_term", head, value=31, **why) == {"O21"}
        filed.act("extend_term", head, value=30, **why)
        assert filed.case.clocks["O21"]["due"] == "2026-06-30"
        assert refused(filed, "extend_term", head, value=30, **why) == {"O21"}
        with pytest.raises(Invalid, match="讨论情况"):
            filed.act("extend_term", head, value=45, by="负责人集体讨论", **why)
        filed.act("extend_term", head, value=45, by="负责人集体讨论", minutes="同意再延长四十五日。", **why)
        third = {"value": 10, "by": "负责人集体讨论", "minutes": "再延。"}
        assert refused(filed, "extend_term", head, **third, **why) == {"O21"}
    assert filed.case.clocks["O21"]["due"] == "2026-08-14"
    assert len(filed.case.facts["extensions"]) == 2
    assert check_columns() == []


def test_after_the_term_nothing_is_prolonged(filed: Story) -> None:
    due = date.fromisoformat(filed.case.clocks["O21"]["due"])
    with clock.at(at(due.replace(day=due.day + 1).isoformat())):
        assert refused(filed, "extend_term", filed.cast.head, value=30, reason="案情复杂。") == {"O21"}


def test_the_check_of_a_clue_is_prolonged_once_and_its_tests_are_not_counted(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.lead()
    assert story.case.clocks["O1"]["due"] == "2026-03-23"
    with clock.at(at("2026-03-03")):
        test = sent(story)
        assert story.case.clocks["O1"]["state"] == "paused"
    with clock.at(at("2026-03-10")):
        story.act("record_test_result", story.cast.officer, test=test, result="不合格")
        assert story.case.clocks["O1"]["due"] == "2026-03-30"
        longer = {"term": "核查期限", "value": 15, "reason": "需要异地核查。"}
        story.act("extend_term", story.cast.head, **longer)
        assert story.case.clocks["O1"]["due"] == "2026-04-21"
        assert refused(story, "extend_term", story.cast.head, **longer) == {"O21"}


def test_a_test_that_is_out_when_the_case_is_filed_holds_the_limit_of_the_decision_too(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.lead().proposed()
        test = sent(story)
    with clock.at(at("2026-03-03")):
        story.act("file", story.cast.head, opinion="同意。")
        assert story.case.clocks["O21"]["state"] == "paused"
    with clock.at(at("2026-03-13")):
        story.act("record_test_result", story.cast.officer, test=test, result="不合格")
    assert story.case.clocks["O21"]["pauses"] == [["2026-03-03", "2026-03-13", "检验"]]
