"""Who looks at a case is in the access log, on every way; and what cannot be logged is not shown."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.accounts import accesslog, keys, segments
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import Grant, User
from tests.accounts.logs import break_log, lines
from tests.support.cast import Cast, assemble
from tests.support.story import COMPANY, Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    told = Story(cast).filed()
    told.evidence()
    return told


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=str(actor.user_id))


def browser(actor: Actor) -> Client:
    client = Client(REMOTE_ADDR="10.1.2.3")
    client.force_login(user_of(actor))
    return client


def with_key(actor: Actor) -> Client:
    secret = keys.make(user_of(actor), "测试", timedelta(days=1))
    return Client(headers={"authorization": f"Bearer {secret}"}, REMOTE_ADDR="10.1.2.3")


def looked() -> list[tuple[str, str, str]]:
    return [(each["verb"], each["obj"], each["result"]) for each in lines() if each["verb"] != "sign_in"]


@pytest.mark.parametrize("rest", ["", "events/1/", "acts/conclude/", "?tab=evidence", "evidence/new/"])
def test_a_page_of_a_case_is_a_read(cast: Cast, story: Story, rest: str) -> None:
    browser(cast.officer).get(f"/cases/{story.case_id}/{rest}")

    assert looked() == [("read", f"/cases/{story.case_id}/{rest}".partition("?")[0], "ok")]
    assert lines()[-1]["actor"] == str(cast.officer.user_id)
    assert lines()[-1]["address"] == "10.1.2.3"


@pytest.mark.parametrize("rest", ["", "/events", "/documents"])
def test_a_read_over_the_interface_is_a_read(cast: Cast, story: Story, rest: str) -> None:
    with_key(cast.officer).get(f"/api/v1/cases/{story.case_id}{rest}")

    assert looked() == [("read", f"/api/v1/cases/{story.case_id}{rest}", "ok")]


def test_who_looks_where_he_may_not_is_told_too(cast: Cast, story: Story) -> None:
    browser(cast.stranger).get(f"/cases/{story.case_id}/")
    with_key(cast.stranger).get(f"/api/v1/cases/{story.case_id}")

    assert [result for _, _, result in looked()] == ["hidden", "hidden"]


def test_lists_exports_and_writes_have_words_of_their_own(cast: Cast, story: Story) -> None:
    officer = browser(cast.officer)
    officer.get("/cases/")
    b"".join(officer.get("/cases/?export=csv").streaming_content)  # type: ignore[attr-defined]
    officer.post(f"/cases/{story.case_id}/acts/conclude/")

    assert [verb for verb, _, _ in looked()] == ["list", "export", "write"]


def test_nothing_of_a_case_or_a_person_stands_in_a_line(cast: Cast, story: Story) -> None:
    officer = browser(cast.officer)
    for address in (f"/cases/{story.case_id}/", "/cases/?q=" + COMPANY["name"]):
        officer.get(address)

    written = b"".join(
        segments.segment(accesslog.folder(), day).read_bytes() for day in segments.days(accesslog.folder())
    )
    for word in (COMPANY["name"], COMPANY["uscc"], story.case.number, story.case.title, "陈一鸣"):
        assert word.encode() not in written


def test_one_request_is_one_line(cast: Cast, story: Story) -> None:
    officer = browser(cast.officer)
    before = len(lines())

    officer.get(f"/cases/{story.case_id}/")

    assert len(lines()) == before + 1


def test_who_is_not_signed_in_reads_nothing_and_is_no_line(story: Story) -> None:
    Client().get(f"/cases/{story.case_id}/")

    assert looked() == []


@pytest.mark.parametrize("rest", ["", "events/1/", "?tab=documents"])
def test_with_a_full_disk_no_page_of_a_case_is_shown(cast: Cast, story: Story, rest: str) -> None:
    officer = browser(cast.officer)
    break_log()

    answer = officer.get(f"/cases/{story.case_id}/{rest}")

    assert answer.status_code == 503
    assert "访问日志无法写入" in answer.content.decode()
    assert story.case.number not in answer.content.decode()


def test_with_a_full_disk_nobody_acts_on_a_case_that_is_not_his_own(cast: Cast, story: Story) -> None:
    head, seq = browser(cast.head), story.case.seq
    break_log()

    answer = head.post(f"/cases/{story.case_id}/acts/resume_investigation/", {"reason": "补充调查"})

    assert answer.status_code == 503
    assert "访问日志无法写入" in answer.content.decode()
    assert story.case.seq == seq


def test_with_a_full_disk_the_interface_hands_out_nothing(cast: Cast, story: Story) -> None:
    head = with_key(cast.head)
    break_log()

    answer = head.get(f"/api/v1/cases/{story.case_id}")

    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:sanzhi:problem:log_unavailable"
    assert "data" not in answer.json()


def test_with_a_full_disk_the_system_administrator_still_sees_what_is_wrong(cast: Cast) -> None:
    user = User.objects.create_user("system", display_name="系统员")
    Grant.objects.create(user=user, role="system")
    client = Client()
    client.force_login(user)
    break_log()

    assert client.get("/system/").status_code == 200
