"""What the security administrator does to sign-in, and what the auditor sees of it."""

import json
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sanzhi.accounts import accesslog, logdays, segments
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from tests.accounts.logs import break_log, lines
from tests.desk.special.conftest import SignedIn, administrator, text_of
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path
    cache.clear()


@pytest.fixture
def security(as_person: SignedIn) -> Client:
    return as_person(administrator("security"))


@pytest.fixture
def auditor(as_person: SignedIn) -> Client:
    return as_person(administrator("audit"))


def do(client: Client, step: str, actor: Actor, **more: object) -> str:
    answer = client.post("/security/", {"do": step, "user": str(actor.user_id), **more}, follow=True)
    return text_of(answer)


def acts() -> list[tuple[str, str]]:
    """The verbs and purposes of everything that was done to an account."""
    return [
        (line["verb"], line.get("purpose", ""))
        for line in lines()
        if line["obj"].startswith("account/") and line["verb"] != "sign_in"
    ]


def test_changed_roles_are_told_and_end_the_sessions_of_the_person(
    security: Client, cast: Cast, as_person: SignedIn
) -> None:
    person = as_person(cast.officer)

    assert "已更新" in do(security, "roles", cast.officer, roles=["officer", "head"])

    assert acts() == [("grants", "officer → head,officer")]
    assert person.get("/cases/").status_code == 302


def test_roles_that_exclude_each_other_are_refused_with_the_reason(security: Client, cast: Cast) -> None:
    for roles, reason in (
        (["officer", "audit"], "三类管理员由三个人分别担任"),
        (["officer", "supervisor"], "贵州省行政执法监督办法"),
        (["supervisor"], "贵州省行政执法监督办法"),
    ):
        assert reason in do(security, "roles", cast.officer, roles=roles)
    assert list(User.objects.get(pk=str(cast.officer.user_id)).grants.values_list("role", flat=True)) == [
        "officer"
    ]


def test_ended_sessions_are_over_at_the_next_click(security: Client, cast: Cast, as_person: SignedIn) -> None:
    person = as_person(cast.officer)

    assert "1 处登录" in do(security, "end_sessions", cast.officer)

    assert person.get("/cases/").status_code == 302
    assert acts() == [("session_ended", "1 处")]


def test_a_lock_is_shown_and_opened(security: Client, cast: Cast) -> None:
    for _ in range(5):
        Client().post("/accounts/login/", {"login": "officer", "password": "wrong"})
    assert "已锁定" in text_of(security.get("/security/?q=officer"))

    do(security, "unlock", cast.officer)

    assert "已锁定" not in text_of(security.get("/security/?q=officer"))
    assert ("unlock", "") in acts()


@pytest.mark.parametrize(
    ("reason", "done"), [("", False), ("  丢  ", False), ("手机遗失", True), ("长" * 201, False)]
)
def test_a_second_factor_is_reset_only_with_a_reason(
    security: Client, cast: Cast, reason: str, done: bool
) -> None:
    auth.TOTP.activate(User.objects.get(pk=str(cast.head.user_id)), SECRET)

    page = do(security, "reset_second", cast.head, reason=reason)

    assert ("/accounts/renew/" in page) is done
    assert Authenticator.objects.exists() is not done
    assert acts() == ([("second_factor_reset", "手机遗失")] if done else [])


def test_nobody_resets_his_own(security: Client) -> None:
    mine = User.objects.get(grants__role="security")

    page = text_of(
        security.post("/security/", {"do": "reset_second", "user": str(mine.pk), "reason": "手机遗失"})
    )

    assert "不能改动自己的账号" in page


@pytest.mark.parametrize("step", ["roles", "end_sessions", "reset_second", "make_key", "link", "switch"])
def test_without_a_line_in_the_log_nothing_is_done(security: Client, cast: Cast, step: str) -> None:
    user = User.objects.get(pk=str(cast.officer.user_id))
    before = (list(user.grants.values_list("role", flat=True)), user.keys.count(), user.is_active)
    break_log()

    page = do(
        security, step, cast.officer, roles=["head"], reason="手机遗失", label="测试", days="3", active="0"
    )

    user.refresh_from_db()
    assert "访问日志无法写入" in page
    assert (list(user.grants.values_list("role", flat=True)), user.keys.count(), user.is_active) == before


def test_keys_are_told(security: Client, cast: Cast) -> None:
    do(security, "make_key", cast.officer, label="对接", days="3")
    key = User.objects.get(pk=str(cast.officer.user_id)).keys.get()
    security.post("/security/", {"do": "revoke", "key": key.digest})

    assert acts() == [("key_made", "对接"), ("key_revoked", "对接")]


def test_the_auditor_reads_the_day_with_the_names_of_people(auditor: Client, cast: Cast) -> None:
    accesslog.record(cast.officer, "read", "/cases/1/", address="10.1.2.3")

    page = text_of(auditor.get("/audit/access/"))

    assert "陈一鸣" in page and "查看案件" in page and "10.1.2.3" in page
    assert "当日尚未封存" in page


def test_a_day_asks_no_more_for_many_people_than_for_one(auditor: Client, cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            auditor.get("/audit/access/")
        return len(statements)

    accesslog.record(cast.officer, "read", f"case/{uuid4()}")
    asked()
    few = asked()
    for actor in (cast.second, cast.head, cast.reviewer, cast.editor):
        accesslog.record(actor, "read", f"case/{uuid4()}")
    assert asked() == few


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("verb=read", 1),
        ("verb=export", 0),
        ("result=hidden", 0),
        ("who=officer", 1),
        ("who=nobody-here", 0),
        ("verb=x", 1),
    ],
)
def test_the_lines_are_filtered(auditor: Client, cast: Cast, query: str, found: int) -> None:
    accesslog.record(cast.officer, "read", "/cases/1/")

    assert text_of(auditor.get(f"/audit/access/?{query}")).count("/cases/1/") == found


def test_older_lines_stand_on_further_pages_without_a_gap(auditor: Client, cast: Cast) -> None:
    day = date(2026, 11, 20)
    for number in range(250):
        line = {"at": f"{day}T01:00:00+00:00", "actor": "", "verb": "read", "obj": f"<{number}>"}
        line |= {"result": "ok", "address": ""}
        segments.append(accesslog.folder(), day, json.dumps(line).encode() + b"\n")
    seen: list[str] = []
    address = f"/audit/access/?day={day}"
    while address:
        context = auditor.get(address).context
        seen += [row[4][1] for row in context["rows"]]
        address = context["older"] and "/audit/access/" + context["older"]

    assert seen == [f"<{number}>" for number in reversed(range(250))]


def test_an_export_is_whole_and_is_told(auditor: Client, cast: Cast) -> None:
    accesslog.record(cast.officer, "read", "/cases/1/")

    answer = auditor.get("/audit/access/?export=csv")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    assert "/cases/1/" in text
    assert [line["verb"] for line in lines()][-1] == "export"


def test_the_auditor_verifies_and_is_told_which_day_was_touched(auditor: Client) -> None:
    day = date(2026, 11, 20)
    segments.append(accesslog.folder(), day, b'{"verb":"read"}\n')
    logdays.close_days()
    assert "逐日核对，完好" in text_of(auditor.post("/audit/access/"))

    with segments.segment(accesslog.folder(), day).open("ab") as file:
        file.write(b'{"verb":"list"}\n')

    assert "2026-11-20：日志内容在封存之后被改动" in text_of(auditor.post("/audit/access/"))
    assert "封存后发现问题" in text_of(auditor.get(f"/audit/access/?day={day}"))


@pytest.mark.parametrize(
    "query", ["day=x", "day=1999-01-01", "before=-1", "before=99999999999999999999", "export=exe"]
)
def test_nonsense_in_the_address_is_no_error(auditor: Client, query: str) -> None:
    assert auditor.get(f"/audit/access/?{query}").status_code == 200


def test_no_other_file_is_read(auditor: Client, tmp_path: Path) -> None:
    (accesslog.folder()).mkdir(parents=True, exist_ok=True)
    (accesslog.folder() / "passwords.jsonl").write_text('{"verb":"secret"}')

    assert "secret" not in text_of(auditor.get("/audit/access/?day=passwords"))
