"""Ends other than a penalty: none imposed, filing revoked, another body takes the case."""

from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.law.findings import Verdict
from sanzhi.registry.models import Certificate
from tests.support.story import PERSON, Story, at

BASIS = {"law": "行政处罚法", "article": "第三十三条第一款"}
SLIGHT = "违法行为轻微并及时改正，没有造成危害后果"
CHILD = "不满十四周岁的未成年人有违法行为"


def propose(story: Story, kind: str = "no_penalty", **more: Any) -> Any:
    told = {
        "kind": kind,
        "facts": "货架上有过期面包三袋，尚未售出，已下架销毁。",
        "reason": "违法行为轻微。",
        "basis": [BASIS],
        "spared_because": SLIGHT if kind == "no_penalty" else "",
        "educated": True,
        **more,
    }
    return story.act("propose_disposal", story.cast.officer, **told)


def decided(story: Story, kind: str = "no_penalty", **more: Any) -> Story:
    story.filed()
    propose(story, kind, **more)
    story.act("check_disposal", story.cast.reviewer, outcome="agree", opinion="事实清楚，同意。")
    story.act("decide_disposal", story.cast.head, opinion="同意。")
    return story


def serve(story: Story, **more: Any) -> Any:
    (paper,) = [
        name for name, fact in story.case.facts.items() if name[:6] == "paper." and not fact.get("served_on")
    ]
    told = {"way": "直接送达", "place": "当事人住所", "receiver": "欧阳示例", "relation": "法定代表人"}
    return story.act("serve_paper", story.cast.officer, paper=paper[6:], stamped=True, **told, **more)


def test_no_penalty_is_decided_served_and_closed(story: Story) -> None:
    decided(story)

    assert story.state == "settling"
    assert story.case.clocks["O21"]["state"] == "stopped"
    assert story.case.clocks["O33"]["state"] == "running"
    assert "不罚〔" in Document.objects.get(kind="no_penalty_decision").number
    with pytest.raises(Refused, match="不予行政处罚决定书”尚未送达"):
        story.act("close", story.cast.head, reason="已作出不予行政处罚决定")
    serve(story)
    story.act("close", story.cast.head, reason="已作出不予行政处罚决定")
    assert story.state == "closed"
    assert check_columns() == []


def test_whoever_is_spared_is_taught(story: Story) -> None:
    story.filed()
    with pytest.raises(Refused, match="进行教育"):
        propose(story, educated=False)
    propose(story, educated=False, spared_because="违法事实不能成立")


def test_age_spares_only_who_was_under_fourteen(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.filed()
        with pytest.raises(Refused, match="不是自然人"):
            propose(story, spared_because=CHILD)
        grown = Story(story.cast).lead({**PERSON, "id_number": "520523201001010011"}).proposed()
        grown.act("file", grown.cast.head, opinion="同意。")
        with pytest.raises(Refused, match="已满十四周岁"):
            propose(grown, spared_because=CHILD)
        child = Story(story.cast).lead({**PERSON, "id_number": "520523201501010018"}).proposed()
        child.act("file", child.cast.head, opinion="同意。")
        propose(child, spared_because=CHILD)


def test_the_ground_and_the_receiver_are_asked_for(story: Story) -> None:
    story.filed()
    with pytest.raises(Invalid, match="必须填写"):
        propose(story, spared_because="")
    with pytest.raises(Invalid, match="必须填写"):
        propose(story, "transfer", materials=["询问笔录"])


def test_who_handled_the_case_does_not_check_it(story: Story) -> None:
    story.filed()
    propose(story)
    handler = story.cast.second
    as_reviewer = type(handler)(
        handler.user_id, handler.name, frozenset({"reviewer"}), handler.agency_id, None, handler.officer_id
    )
    with pytest.raises(Refused, match="不得作为本案的审核人员"):
        story.act("check_disposal", as_reviewer, outcome="agree", opinion="同意。")


def test_a_check_that_does_not_agree_leads_back_to_the_investigation(story: Story) -> None:
    story.filed()
    propose(story)
    story.act("check_disposal", story.cast.reviewer, outcome="return", opinion="请补充销毁凭证。")
    assert story.state == "investigation"
    propose(story)
    story.act("check_disposal", story.cast.reviewer, outcome="agree", opinion="同意。")
    story.act("return_disposal", story.cast.head, reason="请再核实货值。")
    assert story.state == "investigation"
    with pytest.raises(NotOpen):
        story.act("decide_disposal", story.cast.head)


def test_a_filing_is_revoked_with_its_form_and_closed(story: Story) -> None:
    decided(story, "withdrawal")

    assert Document.objects.filter(kind="filing_withdrawal").exists()
    story.act("close", story.cast.head, reason="已撤销立案")
    assert story.state == "closed"


def test_a_case_goes_to_the_competent_agency_once(story: Story) -> None:
    decided(story, "transfer", to="金沙县农业农村局", materials=["询问笔录", "现场照片"])
    assert story.case.facts["document.transfer_letter"]["number"]
    serve(story)
    story.act("close", story.cast.head, reason="已移送")

    received = Story(story.cast).lead(source="其他机关移送").proposed()
    received.act("file", received.cast.head, opinion="同意。")
    with pytest.raises(Refused, match="不得再自行移送"):
        propose(received, "transfer", to="金沙县农业农村局", materials=["笔录"])


def test_what_may_be_a_crime_goes_to_the_police_and_comes_back(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.filed()
        propose(story, "police", to="金沙县公安局", materials=["调查报告", "涉案物品清单"])
        story.act("check_disposal", story.cast.reviewer, outcome="agree", opinion="同意。")
    with clock.at(at("2026-03-06")):
        story.act("decide_disposal", story.cast.head, opinion="同意移送。")
        assert [each.verdict for each in story.outcomes[-1].findings if each.rule == "O56"] == [Verdict.WARN]
        assert story.case.facts["crime"]["state"] == "suspected"
    with clock.at(at("2026-03-09")):
        serve(story)
        assert any(
            "二十四" in each.message or "24小时" in each.message for each in story.outcomes[-1].findings
        )
        assert story.case.facts["crime"]["state"] == "sent"
        outcome = {"outcome": "司法机关不追究或者免予刑事处罚，移回处理"}
        story.act("settle_crime", story.cast.head, **outcome, explained="公安机关不予立案。")
    assert story.state == "investigation"
    assert story.case.facts["crime"]["state"] == "returned"
    assert check_columns() == []


def test_one_officer_is_no_group_for_a_suspected_crime(story: Story) -> None:
    story.filed()
    Certificate.objects.filter(officer_id=str(story.cast.second.officer_id)).delete()
    with pytest.raises(Refused, match="专案组"):
        propose(story, "police", to="金沙县公安局", materials=["调查报告"])
