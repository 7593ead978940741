"""The rules of filing, draft, decision, payment and closing, asked at the door."""

from datetime import date

import pytest

from sanzhi.cases.models import Event
from sanzhi.jobs import clock
from sanzhi.law.errors import Refused
from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.models import Agency
from sanzhi.registry.models import Power
from tests.support.story import COMPANY, PERSON, Story, at

YOUTH = {**PERSON, "id_number": "520523201001010011"}


def findings(story: Story, rule: str) -> list[Finding]:
    """What the last act was told under a rule."""
    return [each for each in story.outcomes[-1].findings if each.rule == rule]


def refused(story: Story, name: str, actor: object, /, **data: object) -> set[str]:
    with pytest.raises(Refused) as raised:
        story.act(name, actor, **data)  # type: ignore[arg-type]
    return {each.rule for each in raised.value.findings if each.verdict is Verdict.REFUSE}


def test_an_act_that_ended_more_than_two_years_before_its_discovery_is_not_proposed(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.lead()
        with pytest.raises(Refused, match="不再给予行政处罚"):
            story.proposed(ended_on="2024-03-01")
        story.proposed(ended_on="2024-03-02")
        assert [each.verdict for each in findings(story, "O4")] == [Verdict.WARN]
        story.act("file", story.cast.head, opinion="同意。")


def test_vital_safety_with_harm_may_be_pursued_for_five_years(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-08-03")):
        story.lead()
        story.proposed(ended_on="2021-08-04", vital=True, harmful=True)
        assert findings(story, "O4") == []


def test_a_late_filing_is_pointed_out_and_goes_through(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.lead().proposed()
    with clock.at(at("2026-03-23")):
        story.act("file", story.cast.head, opinion="同意。")
        assert findings(story, "O1") == []
    with clock.at(at("2026-03-02")):
        late = Story(story.cast).lead().proposed()
    with clock.at(at("2026-03-24")):
        late.act("file", late.cast.head, opinion="同意。")
    assert [each.verdict for each in findings(late, "O1")] == [Verdict.WARN]


def test_a_power_that_ended_since_the_proposal_is_not_filed(story: Story) -> None:
    story.lead().proposed()
    Power.objects.filter(pk=story.cast.power.pk).delete()

    assert refused(story, "file", story.cast.head, opinion="同意。") == {"O2"}


def test_at_the_first_interview_the_rights_are_told(story: Story) -> None:
    story.filed()
    with pytest.raises(Refused, match="申请回避"):
        story.interview(rights_told=False)
    story.interview()
    story.interview(rights_told=False)


def test_a_minor_is_treated_more_lightly(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.lead(YOUTH).proposed()
        story.act("file", story.cast.head, opinion="同意。")
        story.evidence()
        assert refused(story, "conclude", story.cast.officer, **story.draft(100_000)) == {"O35"}
        story.act("conclude", story.cast.officer, **story.draft(100_000, treatment="从轻处罚"))


def test_a_child_under_fourteen_is_not_punished_at_all(story: Story, demonstration: None) -> None:
    child = {**PERSON, "id_number": "520523201501010018"}
    with clock.at(at("2026-03-02")):
        story.lead(child).proposed()
        story.act("file", story.cast.head, opinion="同意。")
        story.evidence()
        draft = story.draft(100_000, treatment="减轻处罚")
        assert refused(story, "conclude", story.cast.officer, **draft) == {"O35"}


def test_a_draft_without_an_order_to_correct_is_pointed_out(story: Story) -> None:
    story.concluded()
    assert [each.verdict for each in findings(story, "O41")] == [Verdict.WARN]
    ordered = Story(story.cast).concluded(correction="立即停止销售过期食品。")
    assert findings(ordered, "O41") == []


def test_a_fine_names_the_bank_and_its_address(story: Story) -> None:
    story.noticed().waived().deliberated()
    Agency.objects.filter(pk=story.case.agency_id).update(bank_address="")

    with pytest.raises(Refused, match="代收机构的地址"):
        story.decide()


def test_a_decision_that_does_not_explain_discretion_is_pointed_out(story: Story) -> None:
    story.noticed(discretion="").waived().deliberated()
    story.decide()
    assert [each.verdict for each in findings(story, "O47")] == [Verdict.WARN]

    explained = Story(story.cast).noticed(discretion="").waived().deliberated()
    explained.decide(discretion="首次违法，从轻。")
    assert findings(explained, "O47") == []


def test_a_late_payment_is_pointed_out(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.published()
    due = date.fromisoformat(story.case.clocks["O27"]["due"])
    with clock.at(at(due.isoformat())):
        story.act("record_payment", story.cast.officer, amount_fen=100, receipt="1")
        assert findings(story, "O27") == []
    with clock.at(at(due.replace(day=due.day + 1).isoformat())):
        story.act("record_payment", story.cast.officer, amount_fen=100, receipt="2")
    assert [each.verdict for each in findings(story, "O27")] == [Verdict.WARN]


def test_a_case_closes_late_with_a_word(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.published()
        story.act("record_payment", story.cast.officer, amount_fen=5_200_000, receipt="1")
    with clock.at(at("2026-04-01")):
        story.act("close", story.cast.head)
    assert [each.verdict for each in findings(story, "O33")] == [Verdict.WARN]
    assert Event.objects.filter(act="close").exists()


def test_nothing_is_left_to_say_about_a_case_in_good_order(story: Story) -> None:
    story.lead(COMPANY).proposed()
    story.act("file", story.cast.head, opinion="同意。")
    told = {each.rule for outcome in story.outcomes for each in outcome.findings}
    assert told.isdisjoint({"O1", "O2", "O4"})


def test_an_earlier_fine_on_the_same_party_and_power_is_to_be_compared(story: Story) -> None:
    story.decided()
    again = Story(story.cast).concluded()

    (finding,) = findings(again, "O36")
    assert finding.verdict is Verdict.WARN
    assert "52000.00元" in finding.message
    other = {**COMPANY, "uscc": demonstration_uscc(9002), "name": "另一示例公司"}
    third = Story(story.cast).lead(other).proposed()
    third.act("file", third.cast.head, opinion="同意。")
    third.evidence()
    third.act("conclude", third.cast.officer, **third.draft())
    assert findings(third, "O36") == []


def test_public_notice_counts_as_service_after_thirty_days_with_its_reason(
    story: Story, demonstration: None
) -> None:
    announced = {
        "way": "公告送达",
        "place": "公告栏",
        "posted_on": "2026-03-03",
        "announced_because": "当事人下落不明。",
        "missing": True,
    }
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-04-02")), pytest.raises(Refused, match="届满前不视为送达"):
        story.perform("serve_decision", story.cast.officer, announced)
    with clock.at(at("2026-04-03")):
        with pytest.raises(Refused, match="原因和经过"):
            story.perform("serve_decision", story.cast.officer, {**announced, "announced_because": ""})
        story.perform("serve_decision", story.cast.officer, announced)
    assert story.case.clocks["O27"]["start"] == "2026-04-03"
