"""A clerk words a template in the browser, block by block; a second person puts it in force."""

import json

import pytest
from django.test import Client

from sanzhi.accounts.models import Grant, User
from sanzhi.documents.models import Document, FormWording
from tests.desk.special.conftest import SignedIn, text_of
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db
KIND = "/templates/filing_approval/"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """Somebody who fills the libraries of the agency of the cast."""
    user = User.objects.create_user("clerk", display_name="文书管理员", agency=cast.agency)
    Grant.objects.create(user=user, role="clerk")
    client = Client()
    client.force_login(user)
    return client


def begun(client: Client, kind: str = "filing_approval") -> str:
    answer = client.post(f"/templates/{kind}/", {"do": "begin"})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_list_shows_every_kind_and_filters(cast: Cast, as_person: SignedIn) -> None:
    client = as_person(cast.head)
    assert "现场检查笔录" in text_of(client.get("/templates/"))
    assert "现场检查笔录" not in text_of(client.get("/templates/?group=结案"))
    assert "没有符合条件的模板" in text_of(client.get("/templates/?only=own"))


def test_the_page_of_a_kind_shows_it_and_where_it_comes_from(cast: Cast, as_person: SignedIn) -> None:
    page = text_of(as_person(cast.head).get(KIND))
    assert "沿用上级或者全国的模板" in page
    assert "data:image/svg" in page


def test_a_head_confirms_and_does_not_write(cast: Cast, as_person: SignedIn) -> None:
    assert as_person(cast.head).post(KIND, {"do": "begin"}).status_code == 404


def test_a_wording_goes_from_draft_to_the_next_document(
    story: Story, cast: Cast, clerk: Client, as_person: SignedIn
) -> None:
    url = begun(clerk)
    assert clerk.post(url, {"_seen": "0", "title": "立案审批表（本局）", "do": "save"}).status_code == 302
    assert "立案审批表（本局）" in text_of(clerk.get(url))
    assert clerk.post(url, {"_seen": "1", "do": "submit"}).status_code == 302
    assert "等待另一人确认" in text_of(clerk.get(url))
    assert as_person(cast.head).post(url, {"do": "confirm"}).status_code == 302
    story.filed()
    made = Document.objects.get(kind="filing_approval")
    assert made.title == "立案审批表（本局）"


def test_blocks_are_moved_inserted_and_removed(clerk: Client) -> None:
    url = begun(clerk)
    clerk.post(url, {"_seen": "0", "do": "insert.0", "insert.0": "note"})
    assert [block["block"] for block in blocks()][:3] == ["row", "note", "row"]
    clerk.post(url, {"_seen": "1", "do": "up.1"})
    assert [block["block"] for block in blocks()][:2] == ["note", "row"]
    clerk.post(url, {"_seen": "2", "do": "remove.0"})
    assert [block["block"] for block in blocks()][:2] == ["row", "row"]


def blocks() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(FormWording.objects.get().text)["blocks"]
    return found


def test_a_text_and_its_condition_are_changed_by_names(clerk: Client) -> None:
    url = begun(clerk)
    sent = {"b0.cells.0.label": "案由", "b0.cells.0.text": "【案由】（【当事人姓名或者名称】）",
            "b0.when.is": "has", "b0.when.field": "case.title", "_seen": "0", "do": "save"}  # fmt: skip
    assert clerk.post(url, sent).status_code == 302
    assert blocks()[0]["cells"] == [["案由", "{case.title}（{party.name}）"]]
    assert blocks()[0]["when"] == {"fact": "case.title"}


def test_an_unknown_name_is_told_and_what_was_typed_stays(clerk: Client) -> None:
    url = begun(clerk)
    sent = {"b0.cells.0.label": "案由", "b0.cells.0.text": "【不存在的字段】", "_seen": "0", "do": "save"}
    answer = clerk.post(url, sent)
    assert answer.status_code == 422
    assert "没有名为“不存在的字段”的字段" in text_of(answer)
    assert "【不存在的字段】" in text_of(answer)
    assert FormWording.objects.get().revision == 0


def test_the_second_editor_is_told(clerk: Client) -> None:
    url = begun(clerk)
    clerk.post(url, {"_seen": "0", "title": "第一稿", "do": "save"})
    answer = clerk.post(url, {"_seen": "0", "title": "第二稿", "do": "save"})
    assert answer.status_code == 409
    assert "在您打开页面后修改了这份模板" in text_of(answer)


def test_what_the_law_fixes_cannot_be_changed_or_removed(clerk: Client) -> None:
    url = begun(clerk, "decision")
    page = text_of(clerk.get(url))
    assert "法定文句" in page
    place = next(place for place, block in enumerate(blocks()) if block.get("fixed"))
    before = blocks()
    clerk.post(url, {"_seen": "0", "do": f"remove.{place}", f"b{place}.text": "改掉"})
    assert blocks() == before


def test_a_preview_draws_what_is_typed_and_stores_nothing(clerk: Client) -> None:
    url = begun(clerk)
    answer = clerk.post(url + "preview/", {"title": "另一标题"}, headers={"HX-Request": "true"})
    assert "data:image/svg" in text_of(answer)
    assert FormWording.objects.get().revision == 0


def test_an_officer_has_no_templates(cast: Cast, as_person: SignedIn) -> None:
    assert as_person(cast.officer).get("/templates/").status_code == 403
