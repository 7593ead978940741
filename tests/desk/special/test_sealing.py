"""Issue, sign, seal, serve: a document is sealed by its own paper or by the service, and only when signed."""

import io
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from uuid import UUID

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from sanzhi.cases.papers import ensure_file
from sanzhi.documents import pdfium
from sanzhi.documents.models import Document
from sanzhi.documents.sealing.testseal import build_server
from sanzhi.evidence.files import blobs
from tests.desk.special.conftest import SignedIn, text_of
from tests.desk.special.test_evidence import body
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(story: Story) -> Story:
    """A notice that both officers have signed."""
    story.reviewed()
    story.act("issue_notice", story.cast.officer)
    story.act("sign_notice", story.cast.second)
    return story


def url(story: Story, kind: str = "notice") -> str:
    return f"/cases/{story.case_id}/seal/{kind}/"


def notice() -> Document:
    return Document.objects.filter(kind="prior_notice").latest("issued_at")


def paper(document: Document) -> list[Image.Image]:
    """The sheets of a document as an office scanner gives them."""
    with blobs().open(ensure_file(document.pk).pdf_digest) as stream:
        pdf = stream.read()
    return [pdfium.page_image(pdf, number, dpi=150) for number in range(pdfium.page_count(pdf))]


def scan(pages: list[Image.Image]) -> SimpleUploadedFile:
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return SimpleUploadedFile("扫描件.pdf", out.getvalue(), "application/pdf")


def upload(client: Client, story: Story, file: SimpleUploadedFile | None) -> str:
    data: dict[str, object] = {"do": "scan", "_key": "k"}
    answer = client.post(url(story), data | ({"scan": file} if file else {}), follow=True)
    return text_of(answer)


@pytest.fixture
def service(settings: Settings, own_home: Path) -> Iterator[ThreadingHTTPServer]:
    """A seal service that really signs, with its folder among this instance's secrets."""
    server = build_server(own_home / "secrets" / "seal", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.SANZHI_SEAL_URL = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_document_is_issued_and_signed_here(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.reviewed()
    officer, second = as_person(cast.officer), as_person(cast.second)
    assert "制作事先告知书并签名" in text_of(officer.get(url(story)))
    page = text_of(officer.post(url(story), {"do": "issue", "_key": "a"}, follow=True))
    assert "金沙市监罚告〔" in page
    page = text_of(second.post(url(story), {"do": "sign", "_key": "b"}, follow=True))
    assert "陈一鸣" in page and "吴思远" in page
    assert "上传并核对" in page


def test_before_the_second_signature_the_seal_is_refused_with_its_article(
    story: Story, cast: Cast, as_person: SignedIn
) -> None:
    story.reviewed()
    story.act("issue_notice", cast.officer)
    officer = as_person(cast.officer)
    page = text_of(officer.get(url(story)))
    assert "依法不得办理" in page and "第四十二条" in page
    assert "上传并核对" not in page
    refused = text_of(officer.post(url(story), {"do": "scan", "scan": scan(paper(notice()))}))
    assert "第四十二条" in refused
    assert notice().sealed_digest == ""


def test_the_scan_of_the_paper_seals_the_document(signed: Story, cast: Cast, as_person: SignedIn) -> None:
    officer = as_person(cast.officer)
    file = scan(paper(notice()))
    page = upload(officer, signed, file)
    assert "扫描件已核对，用印已登记" in page
    assert "登记送达事先告知书" in page
    document = notice()
    assert document.sealed_by_scan
    file.seek(0)
    assert body(officer.get(f"/cases/{signed.case_id}/documents/{document.pk}/")) == file.read()


def test_a_second_upload_changes_nothing(signed: Story, cast: Cast, as_person: SignedIn) -> None:
    officer = as_person(cast.officer)
    upload(officer, signed, scan(paper(notice())))
    first, events = notice().sealed_digest, signed.case.seq
    upload(officer, signed, scan([page.rotate(2) for page in paper(notice())]))
    assert (notice().sealed_digest, signed.case.seq) == (first, events)


def foreign() -> SimpleUploadedFile:
    out = io.BytesIO()
    segno.make("https://example.com/pay").save(out, kind="png", scale=8)
    return SimpleUploadedFile("别处.png", out.getvalue(), "image/png")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (foreign(), "不是本系统文书的二维码"),
        (SimpleUploadedFile("空.pdf", b"", "application/pdf"), "是空文件（0 字节）"),
        (SimpleUploadedFile("坏.pdf", b"%PDF-1.7 broken", "application/pdf"), "打不开"),
        (None, "请选择盖章后的扫描件"),
    ],
)
def test_what_is_no_scan_of_ours_is_refused(
    signed: Story, cast: Cast, as_person: SignedIn, file: SimpleUploadedFile | None, words: str
) -> None:
    page = upload(as_person(cast.officer), signed, file)
    assert words in page and "怎么办" in page
    assert notice().sealed_digest == ""


@pytest.mark.parametrize("change", ["one fewer", "one more"])
def test_the_pages_are_counted(signed: Story, cast: Cast, as_person: SignedIn, change: str) -> None:
    pages = paper(notice())
    wrong = pages[:-1] if change == "one fewer" else [*pages, pages[-1]]
    page = upload(as_person(cast.officer), signed, scan(wrong))
    assert f"共 {len(pages)} 页，扫描件有 {len(wrong)} 页" in page


def test_the_paper_of_another_document_of_the_case_is_named(
    signed: Story, cast: Cast, as_person: SignedIn
) -> None:
    other = Document.objects.get(kind="review_opinion")
    page = upload(as_person(cast.officer), signed, scan(paper(other)))
    assert "是本案的《法制审核意见书" in page


def test_the_paper_of_another_case_is_refused(signed: Story, cast: Cast, as_person: SignedIn) -> None:
    another = Story(cast).reviewed()
    another.act("issue_notice", cast.officer)
    mine, theirs = (
        Document.objects.get(kind="prior_notice", case_id=story.case.pk) for story in (signed, another)
    )
    page = upload(as_person(cast.officer), signed, scan(paper(theirs)))
    assert "属于另一份文书，不是本案的这一份" in page
    assert not Document.objects.get(pk=mine.pk).sealed_digest


def test_the_service_seals_and_its_signature_is_shown(
    own_home: Path, service: ThreadingHTTPServer, signed: Story, cast: Cast, as_person: SignedIn
) -> None:
    officer = as_person(cast.officer)
    page = text_of(officer.post(url(signed), {"do": "service", "_key": "k"}, follow=True))
    assert "电子印章已加盖" in page
    assert "金沙县市场监督管理局（测试印章）" in page
    assert "签名有效" in page
    document = notice()
    assert not document.sealed_by_scan
    with blobs().open(document.pdf_digest) as stream:
        original = stream.read()
    assert body(officer.get(f"/cases/{signed.case_id}/documents/{document.pk}/")).startswith(original)


def test_the_service_is_not_asked_for_what_the_door_would_refuse(
    own_home: Path, service: ThreadingHTTPServer, story: Story, cast: Cast, as_person: SignedIn
) -> None:
    story.reviewed()
    story.act("issue_notice", cast.officer)
    page = text_of(as_person(cast.officer).post(url(story), {"do": "service"}))
    assert "第四十二条" in page
    assert not (own_home / "secrets" / "seal" / "register.jsonl").exists()


def test_a_service_that_cannot_be_reached_is_said_with_a_way_out(
    own_home: Path, service: ThreadingHTTPServer, settings: Settings, signed: Story, as_person: SignedIn
) -> None:
    settings.SANZHI_SEAL_URL = "http://127.0.0.1:9"
    page = text_of(as_person(signed.cast.officer).post(url(signed), {"do": "service"}))
    assert "签章服务现在连接不上，文书没有用印" in page
    assert "上传扫描件" in page
    assert notice().sealed_digest == ""


def test_without_a_key_the_service_is_not_asked(
    own_home: Path, settings: Settings, signed: Story, as_person: SignedIn
) -> None:
    settings.SANZHI_SEAL_URL = "http://127.0.0.1:9"
    page = text_of(as_person(signed.cast.officer).post(url(signed), {"do": "service"}))
    assert "还没有签章服务的密钥" in page


def test_without_a_service_only_paper_is_offered(signed: Story, cast: Cast, as_person: SignedIn) -> None:
    page = text_of(as_person(cast.officer).get(url(signed)))
    assert "没有接入电子签章服务" in page
    assert 'value="service"' not in page


def test_after_service_nothing_is_left_to_do(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.noticed()
    page = text_of(as_person(cast.officer).get(url(story)))
    assert page.count("sp-stage--done") == 4
    assert 'name="do"' not in page


def test_others_only_look(signed: Story, cast: Cast, as_person: SignedIn) -> None:
    page = text_of(as_person(cast.head).get(url(signed)))
    assert "办案人员办理" in page
    assert 'name="do"' not in page
    assert as_person(cast.stranger).get(url(signed)).status_code == 404
    assert as_person(cast.officer).get(url(signed, "letter")).status_code == 404
    assert as_person(cast.officer).get(f"/cases/{UUID(int=1)}/seal/notice/").status_code == 404
