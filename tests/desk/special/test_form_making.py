"""An officer makes a document by hand: only what the case does not know is asked, and asked once."""

import pytest

from sanzhi.documents.models import Document, FormText
from tests.desk.special.conftest import SignedIn
from tests.desk.special.test_evidence import body
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db


def url(story: Story, kind: str = "") -> str:
    return f"/cases/{story.case_id}/documents/make/{kind}{'/' if kind else ''}"


def test_the_page_lists_what_may_be_made_at_this_step(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    page = as_person(cast.officer).get(url(story)).content.decode()
    assert "询问通知书" in page
    assert "协助调查函" in page
    assert "卷内备考表" not in page


def test_the_case_page_leads_there(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    page = as_person(cast.officer).get(f"/cases/{story.case_id}/").content.decode()
    assert f'href="{url(story)}"' in page


def test_what_is_absent_is_told_with_its_label(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    answer = as_person(cast.officer).post(url(story, "assistance_letter"), {"helper": "遵义市市场监督管理局"})
    assert answer.status_code == 422
    assert "请求协助的事项：必须填写" in answer.content.decode()
    assert not Document.objects.filter(kind="assistance_letter").exists()


def test_a_letter_is_made_with_its_number_and_keeps_its_form(
    story: Story, cast: Cast, as_person: SignedIn
) -> None:
    story.filed()
    sent = {"helper": "遵义市市场监督管理局", "help_items": "请核实供货者的进货记录。", "_key": "one"}
    client = as_person(cast.officer)
    assert client.post(url(story, "assistance_letter"), sent).status_code == 302
    assert client.post(url(story, "assistance_letter"), sent).status_code == 302
    made = Document.objects.get(kind="assistance_letter")
    assert "协查〔" in made.number
    assert FormText.objects.filter(reference=made.template).exists()
    assert "遵义" not in str(made.source)
    assert body(client.get(f"/cases/{story.case_id}/documents/{made.id}/")).startswith(b"%PDF-")


def test_what_was_told_once_is_not_asked_again(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    client = as_person(cast.officer)
    client.post(
        url(story, "assistance_letter"), {"helper": "遵义市局", "help_items": "核实进货。", "_key": "one"}
    )
    assert "遵义市局" in client.get(url(story, "assistance_letter")).content.decode()


def test_a_document_of_another_step_is_not_made(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    assert as_person(cast.officer).get(url(story, "file_remarks")).status_code == 404


def test_nobody_else_makes_documents(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    assert as_person(cast.head).get(url(story)).status_code == 404
    assert as_person(cast.stranger).get(url(story, "assistance_letter")).status_code == 404


def test_a_preview_shows_the_gaps(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.filed()
    answer = as_person(cast.officer).post(
        url(story, "assistance_letter") + "preview/", {"helper": "遵义市局"}, headers={"HX-Request": "true"}
    )
    assert "请求协助的事项" in answer.content.decode()
    assert "data:image/svg" in answer.content.decode()
