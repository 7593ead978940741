"""The release desk: prepared by one, published by another, side by side, and taken back with a receipt."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.cases.models import OpenStep
from sanzhi.disclosure import receipts
from sanzhi.disclosure.models import Release
from sanzhi.disclosure.publishing import public_feed
from sanzhi.jobs import clock, outbox, ticks
from tests.desk.special.conftest import SignedIn, text_of
from tests.support.cast import Cast
from tests.support.story import PERSON, Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_home")]


def url(story: Story) -> str:
    return f"/cases/{story.case_id}/release/"


def do(client: Client, story: Story, what: str, **more: str) -> str:
    data = {"do": what, "_key": f"{what}1", "_seen": str(story.case.seq), **more}
    return text_of(client.post(url(story), data, follow=True))


@pytest.fixture
def editor(cast: Cast, as_person: SignedIn) -> Client:
    return as_person(cast.editor)


@pytest.fixture
def other(cast: Cast, as_person: SignedIn) -> Client:
    return as_person(cast.other_editor)


def test_before_service_the_law_stands_in_the_way(story: Story, editor: Client) -> None:
    story.decided()
    page = text_of(editor.get(url(story)))
    assert 'value="prepare"' not in page
    story.sealed("decision")
    story.serve("decision")
    assert 'value="prepare"' in text_of(editor.get(url(story)))


def test_the_preview_marks_what_will_be_hidden(story: Story, editor: Client) -> None:
    story.served()
    page = text_of(editor.get(url(story)))
    assert "预览：送达文本与将要公示的文本" in page
    assert '欧阳示例<small class="sp-mask__kind">姓名</small>' in page
    assert '欧阳某<small class="sp-mask__kind">姓名</small>' in page
    assert "（手机号码已隐去）" in page


def test_the_preparer_sees_why_another_must_publish(story: Story, editor: Client, other: Client) -> None:
    story.served()
    assert "公示稿已制作" in do(editor, story, "prepare")
    page = text_of(editor.get(url(story)))
    assert "公示稿的制作人不得自行审核发布" in page
    assert "政府信息公开条例" in page and "第十七条" in page
    assert 'value="publish"' not in page
    assert 'value="publish"' in text_of(other.get(url(story)))


def test_the_preparer_is_refused_at_the_door_too(story: Story, editor: Client) -> None:
    story.served()
    do(editor, story, "prepare")
    page = do(editor, story, "publish")
    assert "依法不得办理" in page and "第十七条" in page
    assert Release.objects.get().state == Release.PREPARED


def test_the_second_person_publishes_and_the_feed_is_shown(
    story: Story, editor: Client, other: Client, settings: Settings
) -> None:
    settings.SANZHI_PORTAL_URL = "https://gs.example.gov.cn"
    story.served()
    do(editor, story, "prepare")
    assert "应当隐去的自然人姓名" in text_of(other.get(url(story)))
    assert "正在写入" in do(other, story, "publish")
    outbox.drain()
    release = Release.objects.get()
    page = text_of(other.get(url(story)))
    assert f"第 {release.entry} 条" in page
    assert f"https://gs.example.gov.cn/r/{release.record_id}/" in page


def test_a_copy_that_changed_meanwhile_is_not_published_unseen(
    story: Story, editor: Client, other: Client
) -> None:
    story.served()
    do(editor, story, "prepare")
    seen = str(story.case.seq)
    story.act("prepare_release", story.cast.editor)
    page = text_of(other.post(url(story), {"do": "publish", "_key": "p", "_seen": seen}))
    assert "内容已被他人更新" in page
    assert not Release.objects.filter(state=Release.PUBLISHED).exists()


def test_what_the_copy_still_shows_stops_it(story: Story, editor: Client, other: Client) -> None:
    story.served()
    do(editor, story, "prepare")
    release = Release.objects.get()
    release.record["facts"] = "当事人欧阳示例，手机13900000000。"
    release.save()
    page = text_of(other.get(url(story)))
    assert "应当隐去的还有" in page
    assert 'value="publish"' not in page


def test_what_the_copy_leaves_out_stops_it(story: Story, editor: Client, other: Client) -> None:
    story.served()
    do(editor, story, "prepare")
    release = Release.objects.get()
    release.record["officers"] = []
    release.save()
    page = text_of(other.get(url(story)))
    assert "应当公开的还缺 1 项" in page
    assert "应当写明执法人员的姓名和执法证号" in page


def test_a_natural_person_is_hidden_on_the_public_side(story: Story, editor: Client) -> None:
    story.lead(PERSON).proposed()
    story.act("file", story.cast.head, opinion="同意立案。")
    story.evidence()
    story.interview(name="黄示例", relation="当事人")
    story.act("conclude", story.cast.officer, **story.draft(complex=True))
    story.act("submit_for_review", story.cast.officer, complete=True)
    story.opinion()
    story.sealed("notice")
    story.serve("notice")
    story.waived().deliberated()
    story.decide()
    story.sealed("decision")
    story.serve("decision")
    page = text_of(editor.get(url(story)))
    assert '黄某<small class="sp-mask__kind">姓名</small>' in page
    assert "（身份号码已隐去）" in page and "（住址已隐去）" in page


def test_withholding_needs_ground_and_reason(story: Story, editor: Client) -> None:
    story.served()
    page = do(editor, story, "withhold", ground="涉及国家秘密")
    assert "理由" in page and "不能为空" in page
    page = do(editor, story, "withhold", ground="涉及国家秘密", reason="案卷含密级材料。", _key="w2")
    assert "不予公示" in page and "案卷含密级材料" in page


def test_a_withdrawal_waits_for_its_receipt(story: Story, cast: Cast, editor: Client, own_home: Path) -> None:
    story.published()
    outbox.drain()
    more = {"ground": "依法撤销", "reason": "行政复议决定撤销。", "changed_on": clock.today().isoformat()}
    do(editor, story, "withdraw", **more)
    outbox.drain()
    assert "等待公示平台删除内容并送回回执" in text_of(editor.get(url(story)))
    assert "已撤回，等待公示平台回执" in text_of(editor.get("/release/"))
    assert receipts.collect() == 0
    write_receipt(own_home)
    assert receipts.collect() == 1
    assert receipts.collect() == 0
    page = text_of(editor.get(url(story)))
    assert "公示平台已删除全部内容" in page
    assert "已撤回，等待公示平台回执" not in text_of(editor.get("/release/"))


def write_receipt(home: Path, **changes: object) -> None:
    release = Release.objects.get()
    assert release.entry is not None
    told = {
        "v": 1,
        "index": release.withdrawal,
        "id": str(release.record_id),
        "version": release.version,
        "content": public_feed().entry(release.entry).content,
        "erased_at": "2026-03-02T02:00:00+00:00",
    }
    folder = home / "portal" / "back" / "withdrawals"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{release.withdrawal}.json").write_text(json.dumps(told | changes), encoding="utf-8")


@pytest.mark.parametrize(
    "wrong", [{"content": "0" * 64}, {"version": 2}, {"id": "x"}, {"index": 99}, {"erased_at": "gestern"}]
)
def test_a_receipt_for_something_else_counts_for_nothing(
    story: Story, own_home: Path, wrong: dict[str, object]
) -> None:
    story.published()
    today = clock.today().isoformat()
    story.act("withdraw_release", story.cast.editor, ground="依法变更", reason="已变更。", changed_on=today)
    outbox.drain()
    write_receipt(own_home, **wrong)
    assert receipts.collect() == 0
    assert Release.objects.get().acknowledged_at is None


def test_receipts_are_collected_by_the_clockwork() -> None:
    assert any(work.name == "disclosure.receipts" and work.every_seconds == 10 for work in ticks.registered())


def test_a_withdrawal_without_a_reason_is_refused(story: Story, editor: Client) -> None:
    story.published()
    page = do(editor, story, "withdraw", ground="依法撤销", reason="", changed_on=clock.today().isoformat())
    assert "撤回公示信息应当公开说明理由" in page
    assert Release.objects.get().state == Release.PUBLISHED


@pytest.mark.parametrize(("days", "heading"), [(-1, "已逾期"), (0, "今天到期"), (1, "尚未到期")])
def test_the_list_is_ordered_by_what_is_due(story: Story, editor: Client, days: int, heading: str) -> None:
    story.served()
    due: date = clock.today() + timedelta(days=days)
    OpenStep.objects.filter(case_id=story.case.pk, step="publication").update(due=due)
    page = text_of(editor.get("/release/"))
    headings = [each for each in ("已逾期<", "今天到期<", "尚未到期<") if each in page]
    assert headings == [f"{heading}<"]
    assert url(story) in page and "sz-mini" in page


def test_the_list_says_who_prepared(story: Story, editor: Client, other: Client) -> None:
    story.served()
    assert "待制作" in text_of(editor.get("/release/"))
    do(editor, story, "prepare")
    assert "由您制作，须由另一人发布" in text_of(editor.get("/release/"))
    assert "何信公制作" in text_of(other.get("/release/"))


def test_an_empty_list_says_what_comes_next(editor: Client) -> None:
    assert "没有待公示的决定" in text_of(editor.get("/release/"))


def test_an_agency_sees_only_its_own(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.served()
    stranger = as_person(cast.stranger)
    assert url(story) not in text_of(stranger.get("/release/"))
    assert stranger.get(url(story)).status_code == 404
    assert stranger.post(url(story), {"do": "prepare"}).status_code == 404


def test_a_supervisor_looks_and_does_nothing(story: Story, cast: Cast, as_person: SignedIn) -> None:
    story.served()
    supervisor = as_person(cast.supervisor)
    assert url(story) in text_of(supervisor.get("/release/"))
    assert 'name="do"' not in text_of(supervisor.get(url(story)))
    assert supervisor.post(url(story), {"do": "prepare"}).status_code == 409


def test_an_unknown_button_does_nothing(story: Story, editor: Client) -> None:
    story.served()
    assert editor.post(url(story), {"do": "explode"}).status_code == 404
