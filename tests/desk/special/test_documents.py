"""The file of a document is made on demand and never by reading; a draft is drawn while it is typed."""

import re
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.test import Client

from sanzhi.cases.models import Event
from sanzhi.cases.papers import ensure_file
from sanzhi.documents.models import Document, NumberUse
from sanzhi.evidence.files import blobs
from tests.desk.special.conftest import SignedIn, text_of
from tests.desk.special.test_evidence import body
from tests.support.cast import Cast
from tests.support.story import BASIS, LAW, Story

pytestmark = pytest.mark.django_db


def address(story: Story, kind: str) -> str:
    return f"/cases/{story.case_id}/documents/{Document.objects.get(kind=kind).pk}/"


def preview(client: Client, story: Story, act: str, **typed: Any) -> str:
    url = f"/cases/{story.case_id}/preview/{act}/"
    answer = client.post(url, typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return text_of(answer)


def drawn(fragment: str) -> list[str]:
    return [unquote(page) for page in re.findall(r'src="data:image/svg\+xml,([^"]*)"', fragment)]


def test_an_issued_document_opens_as_pdf(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    answer = as_person(cast.officer).get(address(story, "filing_approval"))
    assert body(answer).startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")


def test_reading_writes_nothing(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    before = Event.objects.count()
    first = body(as_person(cast.officer).get(address(story, "filing_approval")))
    assert Event.objects.count() == before
    assert Document.objects.get().pdf_digest == ""
    made = ensure_file(Document.objects.get().pk)
    assert blobs().open(made.pdf_digest).read() == first


def test_the_sealed_copy_stands_before_the_original(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.reviewed().sealed("notice")
    client = as_person(cast.officer)
    assert body(client.get(address(story, "prior_notice"))) == b"sealed notice"
    assert body(client.get(address(story, "prior_notice") + "?original=1")).startswith(b"%PDF-")


def test_nobody_else_opens_a_document(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    assert as_person(cast.stranger).get(address(story, "filing_approval")).status_code == 404
    other = Story(cast).lead()
    document = Document.objects.get()
    assert as_person(cast.officer).get(f"/cases/{other.case_id}/documents/{document.pk}/").status_code == 404
    assert as_person(cast.officer).get(f"/cases/{story.case_id}/documents/{UUID(int=1)}/").status_code == 404


INTERVIEW = {
    "name": "欧阳示例",
    "began_at": "2026-03-02T09:00",
    "place": "本局询问室",
    "exchanges.0.question": "面包何时进货？",
    "exchanges.0.answer": "上月。",
}
DRAFT = {
    "process": "现场检查。",
    "facts": "经营过期面包。",
    "nature": "构成违法。",
    "violated.0.law": LAW["law"],
    "violated.0.article": LAW["article"],
    "basis.0.law": BASIS["law"],
    "basis.0.article": BASIS["article"],
    "penalty_items.0.kind": "罚款",
    "penalty_items.0.fen": "52000",
}
TIMES = {"began_at": "2026-03-02T09:00", "ended_at": "2026-03-02T10:00", "place": "三楼会议室"}


def notified(story: Story) -> None:
    story.reviewed()
    story.act("issue_notice", story.cast.officer)


def issued(story: Story) -> None:
    story.decided()
    story.act("issue_decision", story.cast.officer)


@pytest.mark.parametrize(
    ("act", "part", "stage", "typed"),
    [
        ("file", "head", lambda story: story.lead().proposed(), {"opinion": "同意。"}),
        ("decline_filing", "head", lambda story: story.lead(), {"reason": "不属于本机关管辖。"}),
        ("record_interview", "officer", Story.filed, INTERVIEW),
        ("conclude", "officer", Story.filed, DRAFT),
        ("give_opinion", "reviewer", Story.submitted, {"opinion": "同意。", "outcome": "agree"}),
        ("issue_notice", "officer", Story.reviewed, {}),
        ("serve_notice", "officer", notified, {"way": "直接送达", "place": "住所"}),
        ("record_statement", "officer", Story.noticed, {**TIMES, "speaker": "欧阳", "statement": "认错。"}),
        ("deliberate", "head", Story.noticed, {**TIMES, "conclusion": "同意。"}),
        ("decide", "head", Story.noticed, {"penalty_items.0.kind": "罚款", "penalty_items.0.fen": "52000"}),
        ("issue_decision", "officer", Story.decided, {}),
        ("serve_decision", "officer", issued, {"way": "直接送达", "place": "住所"}),
        ("close", "head", issued, {"reason": "已执行完毕"}),
    ],
)
def test_every_act_that_issues_a_document_draws_its_draft(
    story: Story, as_person: SignedIn, act: str, part: str, stage: Any, typed: dict[str, str]
) -> None:
    stage(story)
    documents, numbers = Document.objects.count(), NumberUse.objects.count()
    client = as_person(getattr(story.cast, part))
    for form in (typed, {}):
        assert all(page.startswith("<svg") for page in drawn(preview(client, story, act, **form)))
    assert drawn(preview(client, story, act, **typed))
    assert (Document.objects.count(), NumberUse.objects.count()) == (documents, numbers)


def test_what_is_absent_is_named(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    fragment = preview(as_person(cast.officer), story, "record_interview", name="欧阳示例")
    assert "还缺" in fragment
    assert "询问时间" in fragment


@pytest.mark.parametrize(
    "text", ['#panic("x")', '#read("/etc/passwd")', "<script>alert(1)</script>", "*粗* $x$ \\u{41}"]
)
def test_what_is_typed_is_never_markup(story: Story, cast: Cast, as_person: SignedIn, text: str) -> None:
    story.filed()
    client = as_person(cast.officer)
    fragment = preview(client, story, "conclude", **{**DRAFT, "facts": text})
    assert drawn(fragment)
    assert "<script" not in fragment
    assert all("<script" not in page for page in drawn(fragment))
    assert fragment != preview(client, story, "conclude", **{**DRAFT, "facts": "别的"})


def test_wrong_values_leave_gaps_and_break_nothing(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    typed = {**DRAFT, "penalty_items.0.fen": "五百", "penalty_items.0.kind": "凌迟", "violated.0.law": ""}
    assert drawn(preview(as_person(cast.officer), story, "conclude", **typed))


def test_without_script_the_draft_is_a_page(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    answer = as_person(cast.officer).post(f"/cases/{story.case_id}/preview/conclude/", DRAFT)
    assert "<!doctype html>" in text_of(answer)
    assert drawn(text_of(answer))


def test_a_draft_that_needs_what_is_not_there_says_so(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    assert "还没有制作这份文书所需的内容" in preview(as_person(cast.officer), story, "issue_notice")


def test_only_who_may_act_sees_a_draft(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    url = f"/cases/{story.case_id}/preview/conclude/"
    assert as_person(cast.stranger).post(url).status_code == 404
    assert as_person(cast.head).post(url).status_code == 404
    assert as_person(cast.officer).post(url.replace("conclude", "add_evidence")).status_code == 404
    assert as_person(cast.officer).post(url.replace("conclude", "nothing")).status_code == 404
    assert as_person(cast.officer).get(url).status_code == 405


def test_what_a_careful_reader_would_mark_stands_beside_the_draft(
    story: Story, cast: Cast, as_person: SignedIn
) -> None:
    story.filed()
    typed = {"facts": "当事人于2026年2月30日销售，货值52120元（大写：伍万元整）。"}
    fragment = preview(as_person(cast.officer), story, "conclude", **typed)
    assert "请核对" in fragment
    assert "没有这一天" in fragment
    assert "数字与大写不一致" in fragment
