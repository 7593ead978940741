"""The three administrators: each has one page, and none of them shows anything of a case."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.links import open_link
from sanzhi.accounts.models import AccessKey, Grant, User
from sanzhi.jobs.models import Delivery, Outbox, State
from sanzhi.registry.models import Officer
from tests.desk.special.conftest import SignedIn, administrator, text_of
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def guard(db: None) -> Actor:
    """The security administrator."""
    return administrator("security")


@pytest.fixture
def security(guard: Actor, as_person: SignedIn) -> Client:
    return as_person(guard)


@pytest.fixture
def system(db: None, as_person: SignedIn) -> Client:
    return as_person(administrator("system"))


@pytest.fixture
def auditor(db: None, as_person: SignedIn) -> Client:
    return as_person(administrator("audit"))


def dead(error: str) -> Delivery:
    news = Outbox.objects.create(
        topic="document.issued", key="k", payload={"document": "x"}, created=timezone.now()
    )
    delivery = Delivery.objects.create(
        news=news,
        handler="sanzhi.cases.papers.on_document_issued",
        state=State.DEAD,
        tries=8,
        due=timezone.now(),
        ended=timezone.now(),
    )
    delivery.error = error
    delivery.save()
    return delivery


def test_the_system_page_shows_health_and_versions(system: Client) -> None:
    page = text_of(system.get("/system/"))
    assert "写入保障" in page and "工作日历" in page
    assert "Python" in page and "typst" in page


def test_what_was_given_up_is_tried_again(system: Client) -> None:
    delivery = dead("OSError: 磁盘已满")
    page = text_of(system.get("/system/"))
    assert "生成文书文件" in page and "磁盘已满" in page
    assert "已重新排队" in text_of(system.post("/system/", {"delivery": str(delivery.pk)}, follow=True))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.WAITING, 0)
    again = text_of(system.post("/system/", {"delivery": str(delivery.pk)}, follow=True))
    assert "已经不在放弃之列" in again


def test_an_error_that_may_speak_of_a_case_keeps_its_words(system: Client) -> None:
    dead("Invalid: 当事人欧阳示例的身份号码有误")
    page = text_of(system.get("/system/"))
    assert "欧阳示例" not in page
    assert "Invalid（内容可能涉及案件" in page


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "-1"])
def test_a_strange_number_retries_nothing(system: Client, number: str) -> None:
    assert system.post("/system/", {"delivery": number}).status_code == 302


def account(cast: Cast, **more: object) -> dict[str, object]:
    officer = Officer.objects.create(name="新来者", agency=cast.agency)
    typed: dict[str, object] = {
        "do": "create",
        "username": "newcomer",
        "display_name": "新来者",
        "agency": str(cast.agency.pk),
        "officer": str(officer.pk),
        "roles": ["officer"],
    }
    return typed | more


def test_an_account_is_made_with_a_link_that_works_once(cast: Cast, security: Client) -> None:
    page = text_of(security.post("/security/", account(cast)))
    user = User.objects.get(username="newcomer")
    assert not user.has_usable_password()
    secret = page.split("/accounts/first/")[1].split("/")[0]
    link = open_link(secret)
    assert link is not None and link.user == user
    assert secret not in text_of(security.get("/security/"))
    assert actor_of(user).roles == {"officer"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"username": "X!"}, "小写字母、数字"),
        ({"username": "officer"}, "已被使用"),
        ({"display_name": ""}, "姓名"),
        ({"agency": ""}, "须属于一个执法机关"),
        ({"officer": ""}, "须对应一名在册执法人员"),
        ({"roles": ["system", "audit"], "agency": "", "officer": ""}, "三类管理员由三个人分别担任"),
        ({"roles": ["system", "head"]}, "也不兼任其他角色"),
        ({"roles": ["officer", "supervisor"]}, "《贵州省行政执法监督办法》第十三条"),
        ({"roles": ["emperor"]}, "没有这个角色"),
        ({"roles": ["supervisor"], "agency": "", "officer": ""}, "须属于一级政府"),
    ],
)
def test_a_wrong_account_is_refused(
    cast: Cast, security: Client, more: dict[str, object], words: str
) -> None:
    before = User.objects.count()
    answer = security.post("/security/", account(cast, **more))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert User.objects.count() == before


def test_the_database_itself_keeps_administrators_apart(cast: Cast, security: Client) -> None:
    administrator("audit")
    auditor = User.objects.get(username="audit-admin")
    typed = {"do": "roles", "user": str(auditor.pk), "roles": ["audit", "system"]}
    answer = security.post("/security/", typed)
    assert answer.status_code == 422
    assert "GB/T 22239-2019" in text_of(answer)
    assert list(auditor.grants.values_list("role", flat=True)) == ["audit"]


def test_roles_are_given_and_taken(cast: Cast, security: Client) -> None:
    user = User.objects.get(username="head")
    security.post("/security/", {"do": "roles", "user": str(user.pk), "roles": ["head", "editor"]})
    assert set(user.grants.values_list("role", flat=True)) == {"head", "editor"}
    security.post("/security/", {"do": "roles", "user": str(user.pk), "roles": ["editor"]})
    assert set(user.grants.values_list("role", flat=True)) == {"editor"}


def test_a_disabled_account_may_do_nothing(cast: Cast, security: Client) -> None:
    user = User.objects.get(username="head")
    security.post("/security/", {"do": "switch", "user": str(user.pk), "active": "0"})
    user.refresh_from_db()
    assert not user.is_active and not actor_of(user).roles
    security.post("/security/", {"do": "switch", "user": str(user.pk), "active": "1"})
    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize("step", ["roles", "switch", "link", "make_key"])
def test_nobody_changes_his_own_account(guard: Actor, security: Client, step: str) -> None:
    typed = {"do": step, "user": str(guard.user_id), "roles": ["system"], "label": "x", "days": "9"}
    answer = security.post("/security/", typed)
    assert answer.status_code == 422
    assert "不能改动自己的账号" in text_of(answer)
    assert list(Grant.objects.filter(user=guard.user_id).values_list("role", flat=True)) == ["security"]


def test_a_key_is_shown_once_and_revoked(cast: Cast, security: Client) -> None:
    user = User.objects.get(username="officer")
    typed = {"do": "make_key", "user": str(user.pk), "label": "数据归集", "days": "30"}
    page = text_of(security.post("/security/", typed))
    secret = "sanzhi_" + page.split("sanzhi_", 1)[1].split("<")[0] if "<code>sanzhi_" in page else ""
    assert len(secret) > 40
    page = text_of(security.get("/security/"))
    assert "数据归集" in page and secret not in page
    key = AccessKey.objects.get()
    assert key.expires > timezone.now() + timedelta(days=29)
    security.post("/security/", {"do": "revoke", "key": key.digest})
    key.refresh_from_db()
    assert key.revoked is not None


@pytest.mark.parametrize("days", ["0", "367", "x", ""])
def test_a_key_lasts_at_most_a_year(cast: Cast, security: Client, days: str) -> None:
    user = User.objects.get(username="officer")
    typed = {"do": "make_key", "user": str(user.pk), "label": "x", "days": days}
    assert security.post("/security/", typed).status_code == 422


def test_an_unknown_button_or_account_changes_nothing(security: Client) -> None:
    assert security.post("/security/", {"do": "explode"}).status_code == 422
    assert security.post("/security/", {"do": "switch", "user": "x"}).status_code == 404


def test_the_auditor_reads_who_did_what_and_nothing_of_the_case(story: Story, auditor: Client) -> None:
    story.filed()
    page = text_of(auditor.get("/audit/"))
    assert "批准立案" in page and "罗维国" in page and "officer" in page
    for secret in (story.case.number, "金沙示例食品有限公司", "过期面包", str(story.case_id)):
        assert secret not in page


def test_the_audit_is_filtered_and_taken_away(story: Story, auditor: Client) -> None:
    story.filed()
    page = text_of(auditor.get("/audit/", {"act": "file"}))
    assert page.count('data-label="办理动作">批准立案') == 1
    assert 'data-label="办理动作">提请立案' not in page
    assert "罗维国" in text_of(auditor.get("/audit/", {"who": "head"}))
    answer = auditor.get("/audit/", {"export": "csv"})
    file = b"".join(answer).decode()
    assert "批准立案" in file and story.case.number not in file


def test_the_audit_pages_on(story: Story, auditor: Client) -> None:
    for _ in range(11):
        Story(story.cast).lead().proposed()
    for _ in range(11):
        Story(story.cast).filed()
    page = text_of(auditor.get("/audit/"))
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "没有记录" not in text_of(auditor.get(f"/audit/{following}"))
