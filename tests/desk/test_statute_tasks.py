"""The tasks of a changed law on the desk: who finds which, what stands beside each other, and the answer."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanzhi.jobs import outbox
from sanzhi.registry.models import Power, StatuteTask
from sanzhi.registry.resting import announce, prepare
from sanzhi.registry.statutes.changes import amendment
from sanzhi.registry.statutes.own import compare_with_shelf, keep, read_files
from tests.desk.conftest import Browser, browser_of
from tests.registry.statutes.rewriting import new_version
from tests.support.cast import LONG_AGO, Cast, make_person
from tests.support.story import Story

LAW = "食品安全法"
LIST = "/statutes/tasks/"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SANZHI_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def clerk(cast: Cast) -> Browser:
    return browser_of(make_person(cast.agency, "clerk", "资料员", "clerk", certified=False))


def change(home: Path) -> None:
    file = new_version(home, LAW, "2026-05-01", {"第一百二十四条": "违反本法规定的，处五万元以下罚款。"})
    found = compare_with_shelf(read_files(file))
    for each in found:
        assert each.before is not None
        announce(prepare(amendment(each.before, each.statute)))
    keep(each.statute for each in found)
    outbox.drain()


def of(kind: str) -> str:
    return reverse("desk_statute_task", args=[StatuteTask.objects.get(kind=kind).pk])


def test_the_list_says_what_comes_when_there_is_nothing(clerk: Browser) -> None:
    assert "没有与您有关的待核对事项" in clerk.page(LIST)


def test_a_clerk_sees_both_texts_and_answers(clerk: Browser, cast: Cast, home: Path) -> None:
    change(home)
    assert cast.power.name in clerk.page(LIST, state="open")

    html = clerk.page(of("power"))
    assert "处五万元以下罚款" in html
    assert "<del>" in html
    answer = clerk.post(of("power"), {"outcome": "amended", "note": "已按新法第一百二十四条调整。"})

    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert f"{cast.power.name}，已按新法调整。" in clerk.page(LIST, state="open")
    assert cast.power.name not in clerk.page(LIST, state="open")
    assert "已按新法调整" in clerk.page(LIST, state="done")
    assert "已按新法第一百二十四条调整。" in clerk.page(of("power"))


def test_an_answer_without_reason_is_told_at_the_field_and_keeps_what_was_typed(
    clerk: Browser, cast: Cast, home: Path
) -> None:
    change(home)

    answer = clerk.post(of("power"), {"outcome": "ended", "note": ""})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "请写明核对了什么" in html
    assert 'value="ended" checked' in html
    assert StatuteTask.objects.get(kind="power").done_at is None


def test_who_only_reads_finds_no_form_and_cannot_answer(cast: Cast, home: Path, head: Browser) -> None:
    change(home)

    assert "待本机关资料管理员核对" in head.page(of("power"))
    answer = head.post(of("power"), {"outcome": "ended", "note": "停用。"})

    assert answer.status_code == 404
    assert StatuteTask.objects.get(kind="power").done_at is None


def test_missing_and_forbidden_answer_alike(cast: Cast, home: Path) -> None:
    change(home)
    stranger = browser_of(cast.stranger)

    assert stranger.get(of("power")).status_code == 404
    assert stranger.get(reverse("desk_statute_task", args=[cast.agency.pk])).status_code == 404


def test_a_case_handler_opens_the_case_from_the_task(officer: Browser, story: Story, home: Path) -> None:
    story.concluded()
    change(home)

    assert f"/cases/{story.case_id}/" in officer.page(of("case"))


def test_a_case_says_that_its_law_has_changed(officer: Browser, story: Story, home: Path) -> None:
    story.concluded()
    address = f"/cases/{story.case_id}/"
    assert "已有新版本" not in officer.page(address)

    change(home)

    html = officer.page(address)
    assert "《食品安全法》第一百二十四条已有新版本" in html
    assert of("case") in html


def test_the_list_asks_no_more_for_many_tasks_than_for_one(clerk: Browser, cast: Cast, home: Path) -> None:
    def asked() -> int:
        clerk.page(LIST)
        with CaptureQueriesContext(connection) as statements:
            clerk.page(LIST)
        return len(statements)

    change(home)
    few = asked()
    Power.objects.bulk_create(
        Power(
            agency=cast.agency,
            code=f"X{n}",
            name=f"示例事项{n}",
            domain="市场监管",
            basis=[{"law": LAW, "article": "第一百二十四条"}],
            admitted_on=LONG_AGO,
        )
        for n in range(12)
    )
    change(home)

    assert StatuteTask.objects.count() == 13
    assert asked() == few
