"""Acts that the law refuses, each with its article and what would cure it."""

from datetime import date

import pytest

from sanzhi.cases.models import Case
from sanzhi.jobs import clock
from sanzhi.law.errors import Refused
from sanzhi.registry.models import Certificate
from tests.support.story import FINE, PERSON, Story, at


def refused_by(story: Story, act: str, *args: object, **data: object) -> tuple[set[str], set[str]]:
    """Rule ids and articles of the refusal."""
    with pytest.raises(Refused) as caught:
        getattr(story, act)(*args, **data)
    findings = [finding for finding in caught.value.findings if finding.verdict.value == "refuse"]
    assert all(finding.cure for finding in findings)
    return {f.rule for f in findings}, {str(c) for f in findings for c in f.citations}


def test_one_officer_alone_may_not_be_proposed(story: Story) -> None:
    rules, articles = refused_by(story.lead(), "proposed", officers=story.officers()[:1])

    assert rules == {"H1"}
    assert "《行政处罚法》第四十二条第一款" in articles


def test_an_officer_whose_certificate_ended_yesterday_is_refused_today(story: Story, monday: None) -> None:
    _certificate_of_the_second_ends(story, date(2026, 3, 1))

    assert refused_by(story.lead(), "proposed")[0] == {"H1"}


def test_an_officer_whose_certificate_ends_today_may_still_act(story: Story, monday: None) -> None:
    _certificate_of_the_second_ends(story, date(2026, 3, 2))

    assert story.lead().proposed().state == "filing"


def test_an_interview_without_showing_certificates_is_refused(story: Story) -> None:
    assert refused_by(story.filed(), "interview", certificate_shown=False)[0] == {"H2"}


def test_a_draft_without_evidence_on_file_is_refused(story: Story) -> None:
    story.filed()

    assert "O45" in refused_by(story, "act", "conclude", story.cast.officer, **story.draft())[0]


def test_nobody_reviews_a_case_that_he_handled(story: Story) -> None:
    story.submitted()
    handler = story.cast.second
    as_reviewer = type(handler)(
        handler.user_id, handler.name, frozenset({"reviewer"}), handler.agency_id, None, handler.officer_id
    )

    rules, articles = refused_by(story, "opinion", actor=as_reviewer)
    assert rules == {"H10"}
    assert "《市场监督管理行政处罚程序规定》第四十九条第三款" in articles


def test_no_decision_before_the_review(story: Story) -> None:
    rules, articles = refused_by(story.submitted(), "decide")

    assert {"O19", "O10"} <= rules
    assert "《行政处罚法》第五十八条第一款" in articles


def test_while_the_review_runs_the_cure_is_to_wait_for_it(story: Story) -> None:
    with pytest.raises(Refused) as caught:
        story.submitted().decide()

    (finding,) = [each for each in caught.value.findings if each.rule == "O19"]
    assert (finding.cure, finding.cure_act) == ("现稿已经送审，待审核人员出具法制审核意见", None)


def test_no_decision_over_a_failed_review(story: Story) -> None:
    story.submitted()
    story.opinion("supplement", passed=False)

    assert "O19" in refused_by(story, "decide")[0]


def test_no_decision_without_a_served_notice(story: Story) -> None:
    assert "O10" in refused_by(story.reviewed(), "decide")[0]


def test_no_decision_inside_the_window_of_the_defence(story: Story) -> None:
    assert "O11" in refused_by(story.noticed(), "decide")[0]


def test_no_heavier_penalty_because_of_the_defence(story: Story) -> None:
    story.defended()

    rules, articles = refused_by(story, "decide", FINE + 100, defence_reply="不予采纳。")
    assert rules == {"O12"}
    assert "《行政处罚法》第四十五条第二款" in articles


def test_a_lighter_penalty_after_the_defence_is_let_through(story: Story) -> None:
    story.noticed().waived().deliberated()

    assert story.decide(FINE - 100).act == "decide"


def test_a_request_for_a_hearing_must_be_followed_by_one(story: Story) -> None:
    story.noticed(
        penalty_items=[{"kind": "罚款", "text": "罚款十万元", "fen": 10_000_000}], fine_fen=10_000_000
    )
    story.act("request_hearing", story.cast.officer, by="欧阳示例")

    assert "O13" in refused_by(story, "decide", 10_000_000)[0]


def test_a_request_for_a_hearing_after_the_window_is_refused(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed()
    with clock.at(at("2026-03-10")):
        assert refused_by(story, "act", "request_hearing", story.cast.officer, by="欧阳示例")[0] == {"O13"}


def test_a_request_for_a_hearing_on_the_last_day_is_taken(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed()
    with clock.at(at("2026-03-09")):
        story.act("request_hearing", story.cast.officer, by="欧阳示例")

    assert story.state == "hearing_host"


def test_an_amount_whose_source_is_not_at_hand_refuses_by_the_articles_of_the_sector(story: Story) -> None:
    hundred_thousand = [{"kind": "罚款", "text": "罚款十万元", "fen": 10_000_000}]
    story.submitted(complex=False, penalty_items=hundred_thousand, fine_fen=10_000_000)

    articles = refused_by(story, "decide", 10_000_000)[1]
    assert "《市场监督管理行政处罚程序规定》第四十九条第一款" in articles
    assert "《行政处罚法》第五十八条第一款" not in articles


def test_no_decision_where_the_notice_did_not_tell_of_the_hearing(story: Story) -> None:
    items = [{"kind": "限制从业", "text": "限制从业一年", "fen": None}]
    story.noticed(penalty_items=items, fine_fen=0)
    row = story.case
    row.facts["notice"] = {**row.facts["notice"], "hearing_right": False}
    row.save()

    assert "O17" in refused_by(story, "act", "decide", story.cast.head, penalty_items=items, fine_fen=0)[0]


def test_no_decision_without_deliberation_where_it_is_major(story: Story) -> None:
    assert "O20" in refused_by(story.noticed().waived(), "decide")[0]


def test_no_seal_before_the_second_signature(story: Story) -> None:
    story.decided()
    story.act("issue_decision", story.cast.officer)

    assert refused_by(story, "seal", "decision")[0] == {"H1"}


def test_no_service_of_what_is_not_sealed(story: Story) -> None:
    story.decided()
    story.act("issue_decision", story.cast.officer)
    rules, articles = refused_by(story, "serve", "decision")

    assert rules == {"O23"}
    assert "《行政处罚法》第五十九条第二款" in articles
    assert "《贵州省行政执法监督办法》第三十一条第一款第二项" in articles


def test_no_service_dated_before_the_decision(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-03-03")):
        rules, _ = refused_by(story, "serve", "decision", happened=at("2026-03-01"), late_reason="补录")

    assert rules == {"O24"}


def test_nothing_is_published_before_it_is_served(story: Story) -> None:
    story.decided().sealed("decision")

    assert refused_by(story, "act", "prepare_release", story.cast.editor)[0] == {"P1"}


def test_who_prepared_a_release_does_not_publish_it(story: Story) -> None:
    story.served()
    story.act("prepare_release", story.cast.editor)

    assert refused_by(story, "act", "publish_release", story.cast.editor)[0] == {"P24"}


def test_the_case_of_a_minor_never_goes_out(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.served()
        row = Case.objects.get()
        row.facts["party"] = {**row.facts["party"], **PERSON, "id_number": "520523201001010014"}
        row.save()
        rules, articles = refused_by(story, "act", "prepare_release", story.cast.editor)

    assert "X8" in rules
    assert "《未成年人保护法》第一百零三条" in articles


def test_a_withdrawal_without_a_reason_is_refused(story: Story) -> None:
    story.published()

    rules, articles = refused_by(
        story,
        "act",
        "withdraw_release",
        story.cast.editor,
        ground="依法撤销",
        changed_on=clock.today().isoformat(),
        reason="",
    )
    assert rules == {"P5"}
    assert "《行政处罚法》第四十八条第二款" in articles


def _certificate_of_the_second_ends(story: Story, day: date) -> None:
    assert story.cast.second.officer_id is not None
    Certificate.objects.filter(officer_id=story.cast.second.officer_id).update(valid_until=day)
