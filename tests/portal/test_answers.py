"""What browsers, caches and watchers are told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from sanzhi.portal.context import lag
from sanzhi.released import status
from sanzhi.released.models import Record
from sanzhi.released.status import Status
from tests.portal.conftest import RESULT, WITHDRAWN
from tests.portal.test_pages import PAGES
from tests.released.world import uuid

NOON = datetime(2026, 3, 2, 4, 0, 30, tzinfo=UTC)


def test_every_answer_forbids_inline_code_and_other_origins(citizen: Client) -> None:
    for path in PAGES.values():
        headers = citizen.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in headers["Permissions-Policy"]


def test_reading_sets_no_cookie(citizen: Client) -> None:
    for path in PAGES.values():
        citizen.get(path)
    assert not citizen.cookies


def test_the_elder_mode_is_switched_without_script_and_stays(citizen: Client) -> None:
    answer = citizen.post("/elder", {"on": "1", "next": "/results/"})
    assert answer.headers["Location"] == "/results/"
    assert "data-elder" in citizen.get("/").content.decode().split("<head>")[0]
    citizen.post("/elder", {"on": "0", "next": "/"})
    assert "data-elder" not in citizen.get("/").content.decode().split("<head>")[0]


def test_pages_may_be_cached_shortly_and_are_not_sent_twice(citizen: Client) -> None:
    first = citizen.get(PAGES["decision"])
    assert first.headers["Cache-Control"] == "public, max-age=15, must-revalidate"
    assert first.headers["Last-Modified"].startswith("Mon, 02 Mar 2026")
    again = citizen.get(PAGES["decision"], headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""


def test_what_is_gone_is_not_cached(citizen: Client) -> None:
    assert citizen.get(f"/r/{uuid(WITHDRAWN)}/").headers["Cache-Control"] == "no-store"


def test_nothing_may_be_written(citizen: Client) -> None:
    for path in ("/", "/results/", PAGES["decision"]):
        assert citizen.post(path).status_code == 405


def test_health_is_good_while_the_feed_is_followed(citizen: Client) -> None:
    answer = citizen.get("/health")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert answer.json()["applied"] == answer.json()["feed_size"] == 9
    assert answer.headers["Cache-Control"] == "no-store"


def test_health_shows_the_fault_of_the_feed(citizen: Client, home: Path) -> None:
    status.write(home, Status(checked_at=datetime.now(UTC), fault="检查点不可信"))
    answer = citizen.get("/health")
    assert answer.status_code == 503
    assert answer.json()["fault"] == "检查点不可信"
    assert "校验未通过" in citizen.get("/").content.decode()


@pytest.mark.parametrize(
    ("away", "late"), [(timedelta(minutes=5), False), (timedelta(minutes=5, seconds=1), True)]
)
def test_five_minutes_without_the_feed_are_no_lag_and_a_second_more_is(away: timedelta, late: bool) -> None:
    found = lag(Status(checked_at=NOON), NOON + away)
    assert found.late is late
    assert found.as_of == NOON.replace(second=0)
    assert bool(found.words) is late


def test_a_portal_that_never_saw_its_feed_says_so() -> None:
    assert lag(Status(), NOON).words == "尚未收到公示数据"


def test_lists_say_up_to_when_they_stand(citizen: Client) -> None:
    assert "数据截至" in citizen.get("/results/").content.decode()


def test_an_internal_error_answers_in_chinese(citizen: Client) -> None:
    Record.objects.filter(record=uuid(RESULT)).update(raw=b"nonsense")
    answer = Client(raise_request_exception=False).get(PAGES["decision"])
    assert answer.status_code == 500
    assert 'lang="zh-CN"' in answer.content.decode()


def test_a_broken_status_file_is_no_reason_to_hide_the_records(citizen: Client, home: Path) -> None:
    (home / "status.json").write_text("{")
    assert citizen.get(PAGES["decision"]).status_code == 200
    assert citizen.get("/health").status_code == 503


def test_a_damaged_mirror_hides_the_proof_and_not_the_record(citizen: Client, home: Path) -> None:
    for tile in home.glob("tile/0/000.p/*"):
        tile.unlink()
    answer = citizen.get(PAGES["decision"])
    assert answer.status_code == 200
    assert "存证暂时无法出具" in answer.content.decode()
    assert citizen.get(PAGES["decision"] + "proof.json").status_code == 404


def test_the_content_type_of_a_download_is_told(citizen: Client) -> None:
    record = f"/r/{uuid(RESULT)}/"
    for name, kind in (
        ("content.json", "application/json"),
        ("record.tlog-proof", "text/plain; charset=utf-8"),
    ):
        assert citizen.get(record + name).headers["Content-Type"] == kind


def test_a_feed_away_for_a_moment_is_no_ill_health(citizen: Client, home: Path) -> None:
    moment = datetime.now(UTC)
    status.write(home, Status(checked_at=moment, absent="连不上公示源"))
    assert citizen.get("/health").status_code == 200
    status.write(home, Status(checked_at=moment - timedelta(minutes=6), absent="连不上公示源"))
    assert citizen.get("/health").status_code == 503
