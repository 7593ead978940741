"""The door: what it lets through, what it refuses, and that nothing is half done."""

from uuid import uuid4

import pytest

from sanzhi.cases.door import perform
from sanzhi.cases.event import read
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Case, CaseScope, Event, OpenStep, PersonalValue, RunningClock
from sanzhi.documents.models import NumberUse
from sanzhi.evidence.files import blobs
from sanzhi.jobs import clock
from sanzhi.jobs.models import Outbox
from sanzhi.law.errors import Changed, Invalid, NotFound, NotOpen, Refused
from sanzhi.procedure.personal import commitment
from tests.support.cast import Cast
from tests.support.story import Story


def test_a_case_goes_from_lead_to_closing(story: Story) -> None:
    story.closed()

    assert story.state == "closed"
    assert not OpenStep.objects.exists()
    assert not RunningClock.objects.exists()


def test_the_columns_are_the_fold_of_the_events(story: Story) -> None:
    story.closed()

    assert check_columns() == []


def test_a_changed_column_is_found_by_the_fold(story: Story) -> None:
    story.filed()
    Case.objects.update(title="改过的案由")

    assert [found.column for found in check_columns()] == ["title"]


def test_a_repeated_request_is_answered_and_not_performed_again(story: Story) -> None:
    story.filed()
    first = story.perform("add_evidence", story.cast.officer, _evidence(story), key="same")
    again = story.perform("add_evidence", story.cast.officer, _evidence(story), key="same")

    assert (again.repeated, again.seq, again.number) == (True, first.seq, first.number)
    assert Event.objects.filter(act="add_evidence").count() == 1


def test_a_key_that_served_another_request_is_refused(story: Story) -> None:
    story.filed()
    story.perform("add_evidence", story.cast.officer, _evidence(story), key="same")

    with pytest.raises(Invalid, match="幂等键"):
        story.perform("add_evidence", story.cast.officer, {**_evidence(story), "title": "另一件"}, key="same")


def test_a_writer_whose_step_has_moved_on_is_refused(story: Story) -> None:
    story.lead()
    seen = story.case.seq
    story.proposed()
    story.act("return_filing", story.cast.head, reason="补充证据")

    with pytest.raises(Changed):
        said = {"reason": "不构成违法", "ground": "依法可以不予立案的其他情形"}
        story.perform("decline_filing", story.cast.head, said, seen=seen)


def test_a_writer_whose_facts_have_changed_is_refused(story: Story) -> None:
    story.filed()
    seen = story.case.seq
    story.act("assign_officers", story.cast.head, officers=story.officers()[::-1])

    with pytest.raises(Changed):
        story.perform("record_interview", story.cast.officer, story_interview(story), seen=seen)


def test_evidence_bound_in_the_meantime_refuses_nobody(story: Story) -> None:
    story.filed()
    seen = story.case.seq
    for number in range(5):
        story.evidence(f"clip {number}".encode())
    outcome = story.perform("conclude", story.cast.officer, story.draft(), seen=seen)

    assert outcome.act == "conclude"


def test_a_stranger_is_told_what_one_is_told_about_a_case_that_does_not_exist(story: Story) -> None:
    story.filed()
    with pytest.raises(NotFound) as forbidden:
        perform("conclude", story.case_id, actor=story.cast.stranger, data=story.draft(), key="a")
    with pytest.raises(NotFound) as missing:
        perform("conclude", uuid4(), actor=story.cast.stranger, data=story.draft(), key="b")

    assert str(forbidden.value) == str(missing.value)


def test_a_supervisor_sees_the_case_and_performs_nothing(story: Story) -> None:
    story.filed()

    with pytest.raises(NotOpen, match="角色"):
        story.act("conclude", story.cast.supervisor, **story.draft())


def test_an_act_of_a_later_step_is_not_open(story: Story) -> None:
    story.filed()

    with pytest.raises(NotOpen, match="调查取证"):
        story.act("record_payment", story.cast.officer, amount_fen=1)


def test_every_wrong_field_is_named_at_once(story: Story) -> None:
    with pytest.raises(Invalid) as refused:
        story.act("register_lead", story.cast.officer, suspected="", source="别处", received_on="昨天")

    labels = {field.label for field in refused.value.fields}
    assert {"案由", "案件来源", "发现或者收到线索的日期", "线索摘要", "当事人"} <= labels


def test_a_refused_act_leaves_nothing_and_gives_its_number_back(story: Story) -> None:
    before = (Event.objects.count(), NumberUse.objects.count(), Outbox.objects.count())
    with pytest.raises(Invalid):
        story.lead(party={"type": "法人", "name": "无代码公司", "address": "某地"})

    assert (Event.objects.count(), NumberUse.objects.count(), Outbox.objects.count()) == before


def test_personal_values_enter_the_event_only_as_commitments(story: Story) -> None:
    story.lead()
    body = bytes(Event.objects.get(act="register_lead").body).decode()
    committed = read(body.encode())["set"]["party"]["legal_representative"]["~"]
    stored = PersonalValue.objects.get(pk=committed)

    assert "欧阳示例" not in body and "13900000000" not in body
    assert commitment(bytes.fromhex(stored.salt), "欧阳示例") == committed
    assert stored.sealed == "欧阳示例"


def test_neither_a_personal_value_nor_its_salt_stands_beside_the_event_in_the_clear(story: Story) -> None:
    story.lead()
    stored = PersonalValue.objects.values_list("digest", "salt", "sealed")
    assert stored
    salts = {row.digest: row.salt for row in PersonalValue.objects.all()}
    for digest, salt, sealed in stored:
        assert "欧阳示例".encode() not in bytes(sealed)
        assert bytes.fromhex(salts[digest]) not in bytes(salt)
        assert salts[digest].encode() not in bytes(salt)


def test_erasing_a_personal_value_leaves_the_event_as_it_was(story: Story) -> None:
    story.lead()
    body = bytes(Event.objects.get().body)
    PersonalValue.objects.all().delete()

    assert bytes(Event.objects.get().body) == body
    assert check_columns() == []


def test_the_case_is_seen_by_its_agency_and_both_lines_above_it(story: Story) -> None:
    story.lead()
    scopes = set(CaseScope.objects.filter(case_id=story.case.id).values_list("scope", flat=True))

    assert f"agency:{story.cast.agency.id}" in scopes
    assert f"government:{story.cast.supervisor.government_id}" in scopes
    assert f"user:{story.cast.officer.user_id}" in scopes
    assert not scopes & set(story.cast.stranger.scopes)


def test_numbers_run_without_gaps_through_refusals(cast: Cast) -> None:
    for number in range(1, 4):
        with pytest.raises(Invalid):
            Story(cast).lead(received_on="错")
        assert Story(cast).lead().case.number == f"金沙市监案〔{_year()}〕{number}号"


def test_the_news_of_an_act_stands_in_the_outbox_with_it(story: Story) -> None:
    story.lead()
    news = Outbox.objects.get(topic="case.acted")

    assert news.payload == {"case": str(story.case_id), "seq": 1, "act": "register_lead"}


def test_an_unlawful_act_is_refused_with_its_article_even_before_its_step(story: Story) -> None:
    story.concluded(complex=True)

    with pytest.raises(Refused) as refused:
        story.decide()
    cited = {str(citation) for finding in refused.value.findings for citation in finding.citations}
    assert "《行政处罚法》第五十八条第一款" in cited


def _evidence(story: Story) -> dict[str, object]:
    blob = blobs().put(b"one")
    return {
        "title": "照片",
        "kind": "物证",
        "digest": blob.digest,
        "size": blob.size,
        "media_type": "image/jpeg",
        "file_name": "a.jpg",
        "collected_at": "2026-03-02T09:00:00+08:00",
    }


def story_interview(story: Story) -> dict[str, object]:
    return {
        "name": "欧阳示例",
        "began_at": "2026-03-02T09:00:00+08:00",
        "ended_at": "2026-03-02T10:00:00+08:00",
        "place": "本局",
        "officers": story.officers(),
        "certificate_shown": True,
        "rights_told": True,
        "exchanges": [{"question": "问", "answer": "答"}],
    }


def _year() -> int:
    return clock.today().year
