"""A law changes: what rests on the changed articles becomes tasks, and an answer ends one."""

from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from django.db import IntegrityError, transaction

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import Grant, User
from sanzhi.cases.statutes import tasks_for
from sanzhi.cli.statutes import statutes
from sanzhi.jobs import outbox
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.models import Agency
from sanzhi.registry.models import Power, StatuteTask
from sanzhi.registry.statute_answers import answer
from tests.registry.statutes.rewriting import new_version
from tests.support.cast import LONG_AGO, Cast, assemble, make_person
from tests.support.story import Story

LAW = "食品安全法"
NEW = {"第一百二十四条": "违反本法规定的，罚款。"}


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SANZHI_HOME", str(tmp_path / "home"))
    return tmp_path


def bring(place: Path, *options: str) -> Result:
    """Import as the command does, and hand the news to the other rooms."""
    said = CliRunner().invoke(statutes, ["import", str(place), *options])
    outbox.drain()
    return said


def tasks(kind: str = "") -> list[tuple[str, str, str]]:
    found = StatuteTask.objects.order_by("kind", "title", "article")
    return [(task.kind, task.title, task.article) for task in found if kind in ("", task.kind)]


def clerk_of(agency: Agency) -> Actor:
    return make_person(agency, f"clerk{uuid4().hex[:6]}", "资料员", "clerk", certified=False)


def more_powers(cast: Cast) -> None:
    others = (("第一百二十四条第一款第五项", "甲"), ("第一百二十四条", "乙"), ("第一百二十五条", "丙"))
    for number, (article, name) in enumerate(others, 2):
        Power.objects.create(
            agency=cast.agency,
            code=f"52052300A00{number}",
            name=name,
            domain="市场监管",
            basis=[{"law": LAW, "article": article}],
            admitted_on=LONG_AGO,
        )


def test_a_law_changes_and_three_powers_become_tasks(cast: Cast, home: Path) -> None:
    more_powers(cast)

    said = bring(new_version(home, LAW, "2026-05-01", NEW))

    assert said.exit_code == 0, said.output
    assert [title for _, title, _ in tasks("power")] == [
        "52052300A001 对经营超过保质期食品的处罚",
        "52052300A002 甲",
        "52052300A003 乙",
    ]
    assert "产生待核对事项 3 项" in said.output


def test_a_power_that_was_retired_is_left_alone(cast: Cast, home: Path) -> None:
    Power.objects.update(retired_on=LONG_AGO)

    bring(new_version(home, LAW, "2026-05-01", NEW))

    assert not tasks("power")


def test_importing_the_same_version_again_makes_no_second_task(cast: Cast, home: Path) -> None:
    file = new_version(home, LAW, "2026-05-01", NEW)
    bring(file)
    before = tasks()

    said = bring(file)

    assert tasks() == before
    assert "内容未变" in said.output


def test_a_version_without_changes_makes_no_task(cast: Cast, home: Path) -> None:
    bring(new_version(home, LAW, "2026-05-01"))

    assert not StatuteTask.objects.exists()


def test_an_open_case_is_marked(cast: Cast, home: Path) -> None:
    story = Story(cast).concluded()

    bring(new_version(home, LAW, "2026-05-01", NEW))

    (task,) = StatuteTask.objects.filter(kind="case")
    assert (task.case_id, task.article, task.role) == (story.case_id, "第一百二十四条", "officer")
    assert story.case.number in task.title


def test_a_case_that_is_closed_is_left_alone(cast: Cast, home: Path) -> None:
    Story(cast).closed()

    bring(new_version(home, LAW, "2026-05-01", NEW))

    assert not tasks("case")


def test_a_case_on_other_articles_is_left_alone(cast: Cast, home: Path) -> None:
    Story(cast).concluded()

    bring(new_version(home, LAW, "2026-05-01", {"第一条": "为了保证食品安全，制定本法。"}))

    assert not StatuteTask.objects.exists()


def test_a_published_record_is_marked_for_the_editors(cast: Cast, home: Path) -> None:
    story = Story(cast).published()

    bring(new_version(home, LAW, "2026-05-01", NEW))

    (task,) = StatuteTask.objects.filter(kind="release")
    assert (task.role, task.agency_id, task.case_id) == ("editor", cast.agency.pk, story.case_id)


def test_templates_and_rules_that_cite_the_article_are_the_systems(db: None, home: Path) -> None:
    bring(new_version(home, "行政处罚法", "2026-05-01", {"第四十五条": "当事人有权进行陈述和申辩。"}))

    titles = [title for _, title, _ in tasks("template")]
    assert "行政处罚事先告知书（模板 prior_notice.v2）" in titles
    assert "行政处罚事先告知书（模板 prior_notice.v1）" not in titles
    assert {task.role for task in StatuteTask.objects.all()} == {"system"}
    bring(new_version(home, "行政处罚法", "2026-06-01", {"第六十条": "应当自立案之日起六十日内作出决定。"}))
    assert ("rule", "O21 作出行政处罚决定期限", "第六十条") in tasks("rule")


def test_everybody_sees_what_concerns_him(cast: Cast, home: Path) -> None:
    Story(cast).published()
    bring(new_version(home, LAW, "2026-05-01", NEW))
    clerk, elsewhere = clerk_of(cast.agency), clerk_of(Agency.objects.exclude(pk=cast.agency.pk).get())

    def seen(actor: Actor) -> set[str]:
        return set(tasks_for(actor).values_list("kind", flat=True))

    assert seen(clerk) == {"power"}
    assert seen(cast.editor) == seen(cast.supervisor) == {"power", "release", "case"}
    assert seen(cast.officer) == {"power", "release", "case"}
    assert seen(elsewhere) == seen(cast.stranger) == set()


def test_a_system_administrator_sees_rules_and_templates_and_no_case(cast: Cast, home: Path) -> None:
    Story(cast).concluded()
    user = User.objects.create_user("system", display_name="系统员")
    Grant.objects.create(user=user, role="system")
    bring(new_version(home, LAW, "2026-05-01", NEW))
    bring(new_version(home, "行政处罚法", "2026-05-01", {"第四十五条": "改。"}))

    seen = set(tasks_for(Actor(user.pk, "系统员", frozenset({"system"}))).values_list("kind", flat=True))

    assert seen == {"template"}


def test_an_answer_closes_the_task_once(cast: Cast, home: Path) -> None:
    bring(new_version(home, LAW, "2026-05-01", NEW))
    clerk = clerk_of(cast.agency)
    (task,) = tasks_for(clerk)

    closed = answer(clerk, tasks_for(clerk), task.pk, "amended", "已改为新法第一百二十四条。")

    assert (closed.outcome, closed.done_name, closed.done_by) == ("amended", "资料员", clerk.user_id)
    assert closed.done_at is not None
    with pytest.raises(NotFound):
        answer(clerk, tasks_for(clerk), task.pk, "unaffected", "再答一次。")


@pytest.mark.parametrize(
    ("outcome", "note", "labels"),
    [
        ("", "核对过了。", ["处理结果"]),
        ("forgotten", "核对过了。", ["处理结果"]),
        ("unaffected", " 是 ", ["说明"]),
        ("", "", ["处理结果", "说明"]),
    ],
)
def test_an_answer_without_outcome_or_reason_is_refused(
    cast: Cast, home: Path, outcome: str, note: str, labels: list[str]
) -> None:
    bring(new_version(home, LAW, "2026-05-01", NEW))
    clerk = clerk_of(cast.agency)
    (task,) = tasks_for(clerk)

    with pytest.raises(Invalid) as refused:
        answer(clerk, tasks_for(clerk), task.pk, outcome, note)

    assert [fault.label for fault in refused.value.fields] == labels
    assert not StatuteTask.objects.filter(done_at__isnull=False).exists()


def test_who_may_read_a_task_may_not_always_answer_it(cast: Cast, home: Path) -> None:
    bring(new_version(home, LAW, "2026-05-01", NEW))
    (task,) = tasks_for(cast.supervisor)

    with pytest.raises(NotFound):
        answer(cast.supervisor, tasks_for(cast.supervisor), task.pk, "unaffected", "看过了。")


def test_a_faulty_file_brings_neither_text_nor_task(cast: Cast, home: Path) -> None:
    new_version(home, LAW, "2026-05-01", NEW)
    (home / "坏的.md").write_text("没有标题", encoding="utf-8")

    said = bring(home)

    assert said.exit_code == 1
    assert "没有导入任何文件" in said.output
    assert "第一行应为“# 法规名称”" in said.output
    assert not StatuteTask.objects.exists()


def test_the_database_holds_that_a_closed_task_has_an_outcome(cast: Cast, home: Path) -> None:
    bring(new_version(home, LAW, "2026-05-01", NEW))

    with pytest.raises(IntegrityError), transaction.atomic():
        StatuteTask.objects.update(outcome="amended")
