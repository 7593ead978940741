"""A hearing from the request to the report, and what is refused on the way (行政处罚法 Art 63–65)."""

from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, NotOpen, Refused
from sanzhi.law.findings import Verdict
from sanzhi.procedure.library import all_bundles
from tests.support.cast import make_person
from tests.support.story import Story, at

HEAVY = [{"kind": "罚款", "text": "罚款十万元", "fen": 10_000_000}]
_ORDINARY = "cn.samr.penalty.ordinary"
RECORD = {
    "began_at": "2026-03-16T09:00:00+08:00",
    "ended_at": "2026-03-16T10:30:00+08:00",
    "accusation": "调查人员提出违法事实、证据，建议罚款十万元。",
    "summary": "当事人认为罚款过重。",
    "signed": "当事人已核对无误并签名",
}
SERVED = {"way": "直接送达", "place": "当事人住所", "receiver": "欧阳示例", "stamped": True}


def refusals(story: Story, name: str, actor: Any, **data: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        story.act(name, actor, **data)
    assert all(each.citations for each in caught.value.findings)
    return {each.rule for each in caught.value.findings if each.verdict is Verdict.REFUSE}


@pytest.fixture
def asked(story: Story, demonstration: None) -> Story:
    """Noticed on Monday, 2 March; the party asks for a hearing a day later."""
    with clock.at(at("2026-03-02")):
        story.noticed(penalty_items=HEAVY, fine_fen=10_000_000)
    with clock.at(at("2026-03-03")):
        story.act("request_hearing", story.cast.officer, by="欧阳示例")
    return story


def named(story: Story) -> Story:
    recorder = make_person(story.cast.agency, "recorder", "石记录", "reviewer")
    host, scribe = story.cast.reviewer.officer_id, recorder.officer_id
    with clock.at(at("2026-03-04")):
        story.act("name_hearing_host", story.cast.head, host=str(host), recorder=str(scribe))
    return story


def notified(story: Story, served: str = "2026-03-05") -> Story:
    named(story)
    when = {"at": "2026-03-16T09:00:00+08:00", "place": "本局听证室"}
    with clock.at(at("2026-03-04")):
        story.act("notify_hearing", story.cast.reviewer, **when)
    with clock.at(at(served)):
        story.act("serve_paper", story.cast.officer, paper=waiting(story), **SERVED)
    return story


def waiting(story: Story) -> str:
    facts = story.case.facts
    (found,) = (
        name.removeprefix("paper.")
        for name, fact in facts.items()
        if name.startswith("paper.") and not fact.get("served_on")
    )
    return str(found)


def test_a_hearing_from_the_request_to_the_second_review(asked: Story) -> None:
    notified(asked)
    with clock.at(at("2026-03-10")):
        asked.act("announce_hearing", asked.cast.reviewer)
    with clock.at(at("2026-03-16")):
        asked.act("record_hearing", asked.cast.reviewer, **RECORD)
        assert asked.state == "hearing"
        asked.act(
            "report_hearing", asked.cast.reviewer, findings="事实清楚。", opinion="建议维持拟处罚意见。"
        )
    assert asked.state == "submission"
    clock_of_the_limit = asked.case.clocks["O21"]
    assert clock_of_the_limit["pauses"] == [["2026-03-03", "2026-03-16", "听证"]]
    assert (clock_of_the_limit["state"], clock_of_the_limit["due"]) == ("running", "2026-06-15")
    assert "pauses" not in asked.case.facts
    with clock.at(at("2026-03-17")):
        assert "V7" in refusals(asked, "decide", asked.cast.head, penalty_items=HEAVY, fine_fen=10_000_000)
        asked.act("submit_for_review", asked.cast.officer, complete=True)
        asked.opinion()
    assert asked.state == "deliberation"
    kinds = set(Document.objects.filter(case_id=asked.case.pk).values_list("kind", flat=True))
    assert {"hearing_notice", "hearing_announcement", "hearing_record", "hearing_report"} <= kinds
    assert check_columns() == []


def test_an_investigator_neither_hosts_nor_records_and_two_people_are_needed(asked: Story) -> None:
    cast = asked.cast
    officer, reviewer = str(cast.officer.officer_id), str(cast.reviewer.officer_id)
    with clock.at(at("2026-03-04")):
        assert refusals(asked, "name_hearing_host", cast.head, host=officer, recorder=reviewer) == {"H11"}
        with pytest.raises(Invalid, match="不同的人"):
            asked.act("name_hearing_host", cast.head, host=reviewer, recorder=reviewer)


def test_nobody_else_than_the_host_and_the_recorder_conducts_it(asked: Story) -> None:
    named(asked)
    other = make_person(asked.cast.agency, "someone", "旁人", "reviewer")
    with clock.at(at("2026-03-04")), pytest.raises(NotOpen, match="主持人"):
        asked.act("notify_hearing", other, at="2026-03-16T09:00:00+08:00", place="听证室")


def test_an_officer_of_another_team_may_host_though_the_case_is_not_his(asked: Story) -> None:
    cast = asked.cast
    host = make_person(cast.agency, "host", "龙主持", "officer")
    data = {"at": "2026-03-16T09:00:00+08:00", "place": "听证室"}
    with clock.at(at("2026-03-04")):
        with pytest.raises(NotFound):
            asked.act("notify_hearing", host, **data)
        people = {"host": str(host.officer_id), "recorder": str(cast.reviewer.officer_id)}
        asked.act("name_hearing_host", cast.head, **people)
        asked.act("notify_hearing", host, **data)
        with pytest.raises(NotOpen):
            asked.act("record_attempt", host, document=str(asked.case_id), way="直接送达", outcome="无人。")


def test_a_case_of_the_first_flow_keeps_its_one_act_for_the_hearing(
    story: Story, demonstration: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(each for each in all_bundles() if (each.name, each.version) == (_ORDINARY, "1.0"))
    monkeypatch.setattr("sanzhi.cases.opening.latest", lambda name: first)
    with clock.at(at("2026-03-02")):
        story.noticed(penalty_items=HEAVY, fine_fen=10_000_000)
    with clock.at(at("2026-03-03")):
        story.act("request_hearing", story.cast.officer, by="欧阳示例")
    held = {"host": "彭法正", "place": "本局听证室", "summary": "双方陈述。"}
    with clock.at(at("2026-03-24")):
        late = refusals(story, "hold_hearing", story.cast.officer, **held, notified_on="2026-03-16")
        assert late == {"O14"}
        story.act("hold_hearing", story.cast.officer, **held, notified_on="2026-03-04")
    assert story.state == "submission"
    assert story.case.clocks["O21"]["due"] == "2026-06-22"
    assert "pauses" not in story.case.facts


def test_a_hearing_without_a_named_host_does_not_go_on(asked: Story) -> None:
    with clock.at(at("2026-03-04")):
        data = {"at": "2026-03-16T09:00:00+08:00", "place": "听证室"}
        assert "H11" in refusals(asked, "notify_hearing", asked.cast.reviewer, **data)


@pytest.mark.parametrize(("day", "open_"), [("2026-03-13", False), ("2026-03-16", True)])
def test_seven_working_days_lie_between_notice_and_hearing(asked: Story, day: str, open_: bool) -> None:
    named(asked)
    assert asked.case.clocks["O21"]["state"] == "paused"
    data = {"at": f"{day}T09:00:00+08:00", "place": "听证室"}
    with clock.at(at("2026-03-05")):
        if open_:
            asked.act("notify_hearing", asked.cast.reviewer, **data)
        else:
            assert refusals(asked, "notify_hearing", asked.cast.reviewer, **data) == {"O14"}


def test_a_notice_served_too_late_is_not_enough(asked: Story) -> None:
    named(asked)
    with clock.at(at("2026-03-04")):
        asked.act("notify_hearing", asked.cast.reviewer, at="2026-03-16T09:00:00+08:00", place="听证室")
    with clock.at(at("2026-03-06")):
        assert refusals(asked, "serve_paper", asked.cast.officer, paper=waiting(asked), **SERVED) == {"O14"}
    with clock.at(at("2026-03-16")):
        assert "O14" in refusals(asked, "record_hearing", asked.cast.reviewer, **RECORD)


def test_a_hearing_is_secret_only_for_a_reason_of_the_law(asked: Story) -> None:
    named(asked)
    data = {"at": "2026-03-16T09:00:00+08:00", "place": "听证室"}
    with clock.at(at("2026-03-04")):
        assert refusals(asked, "notify_hearing", asked.cast.reviewer, public=False, **data) == {"O57"}
        asked.act("notify_hearing", asked.cast.reviewer, public=False, secrecy="商业秘密", **data)
        with pytest.raises(Invalid, match="不公告"):
            asked.act("announce_hearing", asked.cast.reviewer)


def test_no_more_than_two_agents_each_with_a_letter(asked: Story) -> None:
    notified(asked)
    three = [{"name": f"代理{n}", "letter": True} for n in range(3)]
    with clock.at(at("2026-03-16")):
        assert refusals(asked, "record_hearing", asked.cast.reviewer, **RECORD, agents=three) == {"O16"}
        without = [{"name": "代理", "letter": False}]
        assert refusals(asked, "record_hearing", asked.cast.reviewer, **RECORD, agents=without) == {"O16"}
        asked.act("record_hearing", asked.cast.reviewer, **RECORD, agents=three[:2])


def test_staying_away_with_good_reason_is_no_waiver(asked: Story) -> None:
    notified(asked)
    excused = {
        "ground": "当事人因不可抗拒的事由或者其他正当理由无法到场",
        "explained": "车祸住院。",
        "noted": True,
    }
    with clock.at(at("2026-03-16")):
        assert refusals(asked, "interrupt_hearing", asked.cast.reviewer, kind="终止", **excused) == {"O57"}
        asked.act("interrupt_hearing", asked.cast.reviewer, kind="延期", **excused)
        assert asked.state == "hearing"
        assert "O14" in refusals(asked, "record_hearing", asked.cast.reviewer, **RECORD)


def test_a_party_that_does_not_come_has_waived_and_the_case_goes_on(asked: Story) -> None:
    notified(asked)
    absent = {"ground": "当事人及其代理人无正当理由拒不出席", "explained": "等候三十分钟。", "noted": True}
    with clock.at(at("2026-03-16")):
        asked.act("interrupt_hearing", asked.cast.reviewer, kind="终止", **absent)
    assert asked.state == "deliberation"
    assert asked.case.clocks["O21"]["state"] == "running"
    with clock.at(at("2026-03-17")):
        asked.deliberated()
        asked.act("decide", asked.cast.head, penalty_items=HEAVY, fine_fen=10_000_000)


def test_a_request_in_time_is_not_turned_down(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed(penalty_items=HEAVY, fine_fen=10_000_000)
    said = {"by": "欧阳示例", "reason": "超过法定期限。"}
    with clock.at(at("2026-03-10")):
        officer = story.cast.officer
        assert refusals(story, "refuse_hearing", officer, requested_on="2026-03-09", **said) == {"O13"}
        story.act("refuse_hearing", officer, requested_on="2026-03-10", **said)
    assert Document.objects.get(kind="hearing_refusal").number.startswith("金沙市监不听〔2026〕")


def test_a_request_posted_on_the_last_day_is_in_time(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed(penalty_items=HEAVY, fine_fen=10_000_000)
    with clock.at(at("2026-03-11")):
        assert refusals(story, "request_hearing", story.cast.officer, by="欧阳示例") == {"O13"}
        story.act("request_hearing", story.cast.officer, by="欧阳示例", posted_on="2026-03-09")
    assert story.state == "hearing_host"


def test_evidence_bound_after_the_hearing_does_not_carry_the_decision(asked: Story) -> None:
    notified(asked)
    with clock.at(at("2026-03-16")):
        asked.act("record_hearing", asked.cast.reviewer, **RECORD)
        asked.act("report_hearing", asked.cast.reviewer, findings="事实清楚。", opinion="维持。")
        asked.act("resume_investigation", asked.cast.officer, reason="补充证据。")
        asked.evidence(b"later", "补充照片")
        draft = asked.draft(10_000_000, penalty_items=HEAVY, complex=True)
        draft["evidence"] = [{"name": "补充照片", "proves": "过期"}]
        asked.act("conclude", asked.cast.officer, **draft)
        found = refusals(asked, "decide", asked.cast.head, penalty_items=HEAVY, fine_fen=10_000_000)
    assert "O57" in found
