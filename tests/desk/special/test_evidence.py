"""Evidence: what is uploaded is bound to the case once, and opened only by those who may see the case."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse
from django.test import Client

from sanzhi.cases.models import Event
from sanzhi.desk import special_upload
from sanzhi.evidence.models import Material
from sanzhi.jobs import clock
from tests.desk.special.conftest import SignedIn, text_of
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db
PHOTO = b"\xff\xd8\xff a photograph"


def form(*files: SimpleUploadedFile, **more: str) -> dict[str, object]:
    collected = clock.now().astimezone(clock.CHINA)
    return {
        "_key": "k1",
        "kind": "物证",
        "title": "现场照片",
        "collected": f"{collected:%Y-%m-%dT%H:%M}",
        "place": "店内",
        "files": list(files),
        **more,
    }


def photo(name: str = "a.jpg", content: bytes = PHOTO, kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def body(response: object) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)


@pytest.fixture
def officer(story: Story, as_person: SignedIn) -> Client:
    story.filed()
    return as_person(story.cast.officer)


@pytest.fixture
def page(story: Story, officer: Client) -> str:
    return f"/cases/{story.case_id}/evidence/new/"


def test_the_page_offers_the_form_and_lists_what_is_there(story: Story, officer: Client, page: str) -> None:
    story.evidence(title="过期面包照片")
    text = text_of(officer.get(page))
    assert "data-sz-drop" in text
    assert "过期面包照片" in text


def test_an_uploaded_file_becomes_a_material(officer: Client, page: str) -> None:
    answer = officer.post(page, form(photo()))
    assert answer.status_code == 302
    material = Material.objects.get()
    assert (material.title, material.kind, material.place) == ("现场照片", "物证", "店内")
    assert material.digest == hashlib.sha256(PHOTO).hexdigest()


def test_several_files_carry_their_names(officer: Client, page: str) -> None:
    officer.post(page, form(photo("一.jpg"), photo("二.jpg", b"\xff\xd8\xff other")))
    titles = sorted(material.title for material in Material.objects.all())
    assert titles == ["现场照片（一）", "现场照片（二）"]


def test_without_a_title_the_file_names_it(officer: Client, page: str) -> None:
    officer.post(page, form(photo("冷柜.jpg"), title=""))
    assert Material.objects.get().title == "冷柜"


def test_the_script_is_told_the_digest(officer: Client, page: str) -> None:
    answer = officer.post(page, form(photo()), headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert json.loads(answer.content) == {"sha256": hashlib.sha256(PHOTO).hexdigest()}


def test_a_form_sent_twice_adds_once(officer: Client, page: str) -> None:
    typed = form(photo())
    officer.post(page, {**typed, "files": [photo()]})
    again = officer.post(page, {**typed, "files": [photo()]})
    assert again.status_code == 302
    assert Material.objects.count() == 1


def test_an_empty_file_is_refused_by_name(officer: Client, page: str) -> None:
    answer = officer.post(page, form(photo("空.jpg", b"")))
    assert answer.status_code == 422
    assert "“空.jpg”是空文件（0 字节）" in text_of(answer)
    assert not Material.objects.exists()


@pytest.mark.parametrize(("size", "status"), [(10, 302), (11, 422)])
def test_a_file_is_as_large_as_allowed_and_no_larger(
    officer: Client, page: str, monkeypatch: pytest.MonkeyPatch, size: int, status: int
) -> None:
    monkeypatch.setattr(special_upload, "LARGEST", 10)
    assert officer.post(page, form(photo("大.jpg", b"x" * size))).status_code == status


def test_too_many_files_are_counted(officer: Client, page: str) -> None:
    answer = officer.post(page, form(*(photo(f"{number}.jpg") for number in range(21))))
    assert "一次最多 20 个，现有 21 个" in text_of(answer)


def test_a_request_that_is_too_large_is_refused_unread(
    officer: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(special_upload, "LARGEST_REQUEST", 100)
    answer = officer.post(page, form(photo("大.jpg", b"x" * 200)))
    assert answer.status_code == 413
    assert "请分次上传" in text_of(answer)


def test_nothing_chosen_is_said_at_the_field(officer: Client, page: str) -> None:
    assert "请选择要上传的文件" in text_of(officer.post(page, form(kind="奇物")))


def test_yesterday_needs_a_reason_and_keeps_it(story: Story, officer: Client, page: str) -> None:
    yesterday = f"{clock.now().astimezone(clock.CHINA) - timedelta(days=1):%Y-%m-%dT%H:%M}"
    without = officer.post(page, form(photo(), collected=yesterday))
    assert "必须说明为什么今天才录入" in text_of(without)
    officer.post(page, form(photo(), collected=yesterday, late_reason="执法记录仪昨晚才归还"))
    assert Material.objects.get().collected_at < clock.now() - timedelta(hours=12)
    last = Event.objects.filter(case_id=story.case.pk).order_by("-seq")[0]
    assert "执法记录仪昨晚才归还" not in bytes(last.body).decode()
    assert "执法记录仪昨晚才归还" in text_of(officer.get(f"/cases/{story.case.pk}/events/{last.seq}/"))


def test_the_future_is_refused(officer: Client, page: str) -> None:
    answer = officer.post(page, form(photo(), collected="2999-01-01T00:00"))
    assert "不能晚于现在" in text_of(answer)


def test_a_form_without_its_token_is_refused(story: Story, page: str, officer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer.cookies
    assert strict.post(page, form(photo())).status_code == 403
    assert not Material.objects.exists()


def test_a_closed_step_says_so(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.reviewed()
    answer = as_person(cast.officer).get(f"/cases/{story.case_id}/evidence/new/")
    assert "案件现在的环节不办理这一事项" in text_of(answer)
    assert "data-sz-drop" not in text_of(answer)


def address(story: Story) -> str:
    return f"/cases/{story.case_id}/evidence/{Material.objects.latest('added_at').pk}/"


def test_a_photograph_is_shown(story: Story, officer: Client, page: str) -> None:
    officer.post(page, form(photo()))
    answer = officer.get(address(story))
    assert body(answer) == PHOTO
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/x-msdownload", "wrong"])
def test_what_could_run_is_only_handed_over(story: Story, officer: Client, page: str, kind: str) -> None:
    officer.post(page, form(photo("页面.html", b"<script>alert(1)</script>", kind)))
    answer = officer.get(address(story))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "status", "part", "span"),
    [
        ("bytes=0-3", 206, PHOTO[:4], "bytes 0-3/16"),
        ("bytes=12-", 206, PHOTO[12:], "bytes 12-15/16"),
        ("bytes=-4", 206, PHOTO[-4:], "bytes 12-15/16"),
        ("bytes=10-99", 206, PHOTO[10:16], "bytes 10-15/16"),
        ("bytes=0-1,4-5", 200, PHOTO[:16], ""),
        ("lines=1", 200, PHOTO[:16], ""),
    ],
)
def test_a_part_may_be_asked_for(
    story: Story, officer: Client, page: str, asked: str, status: int, part: bytes, span: str
) -> None:
    officer.post(page, form(photo("a.jpg", PHOTO[:16])))
    answer = officer.get(address(story), headers={"Range": asked})
    assert (answer.status_code, body(answer), answer.get("Content-Range", "")) == (status, part, span)


@pytest.mark.parametrize("asked", ["bytes=16-", "bytes=99-100", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(story: Story, officer: Client, page: str, asked: str) -> None:
    officer.post(page, form(photo("a.jpg", PHOTO[:16])))
    answer = officer.get(address(story), headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */16")


def test_strangers_and_wrong_cases_find_nothing(
    story: Story, cast: Cast, officer: Client, page: str, as_person: SignedIn
) -> None:
    officer.post(page, form(photo()))
    stranger = as_person(cast.stranger)
    assert stranger.get(address(story)).status_code == 404
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, form(photo())).status_code == 404
    other = Story(cast).filed()
    material = Material.objects.get()
    assert officer.get(f"/cases/{other.case_id}/evidence/{material.pk}/").status_code == 404
