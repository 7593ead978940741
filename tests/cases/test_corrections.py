"""Mending without reopening: documents, facts, acts done by mistake."""

from datetime import date
from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import OpenStep, RunningClock
from sanzhi.cases.parties import cases_of
from sanzhi.documents.models import Document, NumberUse
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.law.findings import Verdict
from sanzhi.law.identifiers import demonstration_uscc
from tests.support.story import COMPANY, FINE, Story, at


def slip(story: Story, **more: Any) -> Any:
    told = {
        "document": story.case.facts["document.decision"]["id"],
        "slip": "文字表述错误",
        "mending": "更正",
        "wrong": "金沙县示例路8号",
        "right": "金沙县示例路18号",
        "touches_rights": False,
        "reason": "住所门牌号录入有误，",
        **more,
    }
    return story.act("correct_document", story.cast.head, **told)


def state_of(story: Story) -> tuple[Any, ...]:
    case = story.case
    facts = {name: value for name, value in case.facts.items() if name != "annulled"}
    clocks = sorted(RunningClock.objects.filter(case_id=case.id).values_list("rule", "due"))
    steps = sorted(OpenStep.objects.filter(case_id=case.id).values_list("step", "role", "round", "due"))
    return facts, case.marking, case.clocks, case.title, case.handler_id, clocks, steps, case.state


def annul(story: Story, seq: int, actor: Any = None) -> Any:
    return story.act("annul_act", actor or story.cast.head, event=seq, reason="点错了事项。")


def test_a_slip_is_mended_by_a_paper_of_its_own_also_after_the_case_was_closed(story: Story) -> None:
    story.closed()

    slip(story)

    assert story.state == "closed"
    paper = Document.objects.get(kind="correction_decision")
    assert (paper.title, "更〔" in paper.number) == ("更正决定书", True)
    told = {"way": "直接送达", "place": "当事人住所", "receiver": "欧阳示例", "relation": "法定代表人"}
    story.act("serve_paper", story.cast.officer, paper=str(paper.id), stamped=True, **told)
    assert story.case.facts["corrections"][0]["number"]
    assert check_columns() == []


def test_an_omission_is_supplemented_and_the_wrong_paper_is_pointed_out(story: Story) -> None:
    story.served()
    slip(story, slip="未载明作出日期等遗漏", mending="补正", wrong="第三页末尾", right="2026年3月2日")
    assert Document.objects.get(kind="correction_decision").title == "补正决定书"
    slip(story, slip="未载明作出日期等遗漏")
    assert [each.verdict for each in story.outcomes[-1].findings] == [Verdict.WARN]


@pytest.mark.parametrize("more", [{"touches_rights": True}, {"slip": "事实、依据、处罚内容有误"}])
def test_what_touches_rights_is_not_mended_but_decided_anew(story: Story, more: dict[str, Any]) -> None:
    story.served()
    with pytest.raises(Refused, match="不得以补正、更正变更"):
        slip(story, **more)


def test_only_what_was_served_is_mended(story: Story) -> None:
    story.decided().sealed("decision")
    with pytest.raises(Invalid, match="没有这份已经送达的文书"):
        slip(story)


def test_a_wrong_fact_is_corrected_and_what_rests_on_it_is_named(story: Story) -> None:
    story.noticed()
    story.act(
        "correct_fact",
        story.cast.officer,
        fact="party.name",
        value="金沙范例食品有限公司",
        reason="登记有误。",
    )

    case = story.case
    assert case.facts["party"]["name"] == "金沙范例食品有限公司"
    rests = case.facts["corrected"][0]["rests"]
    assert any("告知书" in each for each in rests)
    told = [each.message for each in story.outcomes[-1].findings]
    assert any(each.startswith("已经送达的文书") and "告知书" in each for each in told)
    assert list(cases_of("金沙范例食品有限公司")) == [case.id]
    assert list(cases_of(COMPANY["name"])) == []
    assert check_columns() == []


def test_a_corrected_value_is_checked_like_the_first_one(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.lead()
        told = {"reason": "录入有误。"}
        with pytest.raises(Invalid):
            story.act("correct_fact", story.cast.officer, fact="party.uscc", value="123", **told)
        with pytest.raises(Invalid, match="相同"):
            story.act("correct_fact", story.cast.officer, fact="party.uscc", value=COMPANY["uscc"], **told)
        with pytest.raises(Invalid, match="不晚于今天"):
            story.act("correct_fact", story.cast.officer, fact="lead.received_on", value="2026-03-03", **told)
        with pytest.raises(Invalid, match="还没有这项事实"):
            story.act(
                "correct_fact", story.cast.officer, fact="proposal.ended_on", value="2026-03-01", **told
            )
        right = demonstration_uscc(9002)
        story.act("correct_fact", story.cast.officer, fact="party.uscc", value=right, **told)
        before = story.case.clocks["O1"]["due"]
        story.act("correct_fact", story.cast.officer, fact="lead.received_on", value="2026-02-27", **told)
    assert date.fromisoformat(story.case.clocks["O1"]["due"]) < date.fromisoformat(before)
    assert check_columns() == []


def test_a_mistaken_act_is_annulled_and_the_case_is_as_before(story: Story) -> None:
    story.lead().proposed()
    before = state_of(story)
    filed = story.act("file", story.cast.head, opinion="同意立案。")
    assert story.state == "investigation"

    annul(story, filed.seq)

    assert state_of(story) == before
    assert story.case.facts["annulled"][0]["title"] == "批准立案"
    assert check_columns() == []
    story.act("file", story.cast.head, opinion="同意立案。")
    assert story.state == "investigation"


def test_one_after_the_other_is_taken_back(story: Story) -> None:
    story.lead()
    first = state_of(story)
    proposed = story.proposed().outcomes[-1].seq
    filed = story.act("file", story.cast.head, opinion="同意立案。").seq
    with pytest.raises(NotOpen, match="最近一次"):
        annul(story, proposed)
    annul(story, filed)
    annul(story, proposed)
    assert state_of(story) == first
    assert check_columns() == []


def test_a_payment_entered_twice_is_taken_back(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.published()
        before = state_of(story)
        paid = story.act("record_payment", story.cast.officer, amount_fen=FINE, receipt="1")
        assert story.state == "closure"
        annul(story, paid.seq, story.cast.officer)
    assert state_of(story) == before
    assert check_columns() == []


def test_the_number_of_a_document_that_was_made_by_mistake_is_void_with_its_reason(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.published()
    with clock.at(at("2026-03-20")):
        made = story.act("issue_demand", story.cast.officer, until="2026-04-10")
        number = story.case.facts["document.demand"]["number"]
        annul(story, made.seq)
    use = NumberUse.objects.get(text=number)
    assert (use.state, "误办" in use.reason) == ("void", True)
    assert "document.demand" not in story.case.facts
    assert not any(name.startswith("paper.") for name in story.case.facts)
    assert "O32" not in story.case.clocks
    assert check_columns() == []


def test_what_left_the_house_is_not_taken_back(story: Story) -> None:
    story.noticed()
    with pytest.raises(NotOpen, match="最近一次"):
        annul(story, story.outcomes[-1].seq)


def test_only_who_did_it_or_the_head_takes_it_back(story: Story) -> None:
    filed = story.filed().outcomes[-1]
    with pytest.raises(NotOpen, match="本人或者本机关负责人"):
        annul(story, filed.seq, story.cast.officer)
