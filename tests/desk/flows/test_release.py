"""A flow compared, tried, handed in, published, read, and taken for a running case."""

import re

from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.procedure import designing, drafts, library
from sanzhi.procedure.models import ProcedureDraft, ProcedureVersion, State
from tests.desk.conftest import Browser, browser_of
from tests.desk.flows.forms import at, form_of
from tests.support.cast import Cast
from tests.support.flows import ORDINARY, published, without
from tests.support.story import Story


def test_the_difference_names_steps_and_arrows(
    clerk: Browser, draft: ProcedureDraft, clerk_actor: Actor
) -> None:
    step = {
        "id": "step_1",
        "title": "内部会商",
        "role": "head",
        "acts": [{"act": "file", "to": ["investigation"]}],
    }
    drafts.change(
        draft.pk,
        lambda document: designing.add_step(without(document, "defence", "record_statement"), step, "filing"),
        actor=clerk_actor, seen=1, place="", words="加",
    )  # fmt: skip

    page = clerk.page(reverse("flow_difference", args=[draft.pk]))

    assert re.search(r"新增</span></td><td[^>]*>内部会商", page)
    assert "fl-box--added" in page
    assert re.search(r"删除</span></td><td[^>]*>陈述申辩", page)


def test_a_trial_run_goes_to_the_end_and_writes_nothing(clerk: Browser, draft: ProcedureDraft) -> None:
    address = reverse("flow_trial", args=[draft.pk])
    acts = (
        "提请立案", "批准立案", "调查终结（不属于重大）", "提请法制审核", "出具案件审核意见（同意）",
        "制作事先告知书", "签署事先告知书", "事先告知书用印", "送达事先告知书", "登记书面放弃声明",
        "作出处罚决定", "制作处罚决定书", "签署处罚决定书",
    )  # fmt: skip
    page = clerk.page(address)
    for words in acts:
        found = re.search(rf'href="([^"]+)">{re.escape(words)}</a>', page)
        assert found, (words, re.findall(r'class="sz-btn" href="[^"]+">([^<]+)', page))
        page = clerk.page(found[1].replace("&amp;", "&").split("#")[0])

    assert "已作出处罚决定" in page
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_trial_shows_what_the_law_bars(clerk: Browser, draft: ProcedureDraft, clerk_actor: Actor) -> None:
    ways = [{"act": "submit_for_review", "to": ["decision"]}]
    drafts.change(
        draft.pk, lambda document: designing.describe_step(document, "submission", {"acts": ways}),
        actor=clerk_actor, seen=1, place="submission", words="改",
    )  # fmt: skip
    done = [
        "lead.propose_filing..0",
        "filing.file..0",
        "investigation.conclude..0",
        "submission.submit_for_review..0",
    ]

    page = clerk.page(reverse("flow_trial", args=[draft.pk]), do=done)

    assert re.search(r'class="fl-barred">作出处罚决定', page)
    assert "《行政处罚法》" in page


def test_a_play_that_does_not_fit_begins_anew(clerk: Browser, draft: ProcedureDraft) -> None:
    page = clerk.page(reverse("flow_trial", args=[draft.pk]), do="decision.decide..0")

    assert "试运行从头开始" in page


def test_an_unsound_flow_is_not_handed_in_and_says_why(
    clerk: Browser, draft: ProcedureDraft, clerk_actor: Actor
) -> None:
    drafts.change(
        draft.pk, lambda document: designing.remove_step(document, "notice"),
        actor=clerk_actor, seen=1, place="", words="删",
    )  # fmt: skip

    answer = clerk.post(reverse("flow_settle", args=[draft.pk, "submit"]))

    assert answer.status_code == 422
    assert "依法不得办理" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_handed_in_returned_mended_published_and_put_in_use(
    clerk: Browser, draft: ProcedureDraft, cast: Cast
) -> None:
    head = browser_of(cast.head)
    clerk.post(reverse("flow_settle", args=[draft.pk, "submit"]))
    assert clerk.post(reverse("flow_settle", args=[draft.pk, "publish"]), {"seen": 1}).status_code == 422
    assert head.post(reverse("flow_settle", args=[draft.pk, "return"]), {"reason": ""}).status_code == 422
    head.post(reverse("flow_settle", args=[draft.pk, "return"]), {"reason": "名称不清"})
    assert "名称不清" in clerk.page(at(draft))

    clerk.post(at(draft), {"do": "rename", "title": "金沙局普通程序"})
    clerk.post(reverse("flow_settle", args=[draft.pk, "submit"]))
    seen = re.search(
        r'name="seen" value="(\d+)"', head.page(reverse("flow_settle", args=[draft.pk, "publish"]))
    )
    assert seen
    head.post(reverse("flow_settle", args=[draft.pk, "publish"]), {"seen": seen[1], "use": "1"})

    made = ProcedureVersion.objects.get()
    cast.agency.refresh_from_db()
    assert (made.title, cast.agency.procedure) == ("金沙局普通程序", draft.name)
    assert "本机关今后登记的案件按此办理" in clerk.page(reverse("flow_version", args=[made.digest]))


def test_a_submitted_flow_is_not_edited(clerk: Browser, draft: ProcedureDraft) -> None:
    clerk.post(reverse("flow_settle", args=[draft.pk, "submit"]))
    sent = form_of(clerk.page(at(draft, "lead")))

    answer = clerk.post(at(draft, "lead"), sent | {"title": "另一个"})

    assert answer.status_code == 422
    assert "待发布" in answer.content.decode()


def test_a_dropped_draft_stays_readable(clerk: Browser, draft: ProcedureDraft) -> None:
    clerk.post(reverse("flow_settle", args=[draft.pk, "drop"]))

    assert "已作废" in clerk.page(at(draft))


def test_versions_are_read_listed_and_exported(
    clerk: Browser, officer: Browser, draft: ProcedureDraft, clerk_actor: Actor, cast: Cast
) -> None:
    made = published(draft, clerk_actor, cast.head)

    assert "本局普通程序" in officer.page(reverse("flow_list"))
    assert made.digest in officer.page(reverse("flow_version", args=[made.digest]))
    xml = officer.get(reverse("flow_export", args=[made.digest, "bpmn"]))
    assert xml.content.startswith(b"<?xml")
    assert "filename" in xml["Content-Disposition"]
    assert officer.get(reverse("flow_export", args=[made.digest, "json"])).content.decode() == made.body
    assert officer.get(reverse("flow_export", args=[made.digest, "exe"])).status_code == 404
    assert officer.get(reverse("flow_drafts")).status_code == 403


def test_another_agency_reads_neither_draft_nor_version(
    draft: ProcedureDraft, clerk_actor: Actor, cast: Cast
) -> None:
    made = published(draft, clerk_actor, cast.head)
    stranger = browser_of(cast.stranger)

    assert stranger.get(at(draft)).status_code == 404
    assert stranger.get(reverse("flow_version", args=[made.digest])).status_code == 404
    shipped = library.versions_of(ORDINARY)[0]
    assert stranger.get(reverse("flow_version", args=[shipped.digest])).status_code == 200


def test_another_version_is_proposed_and_approved_on_the_pages(
    officer: Browser, draft: ProcedureDraft, clerk_actor: Actor, cast: Cast, story: Story
) -> None:
    made = published(draft, clerk_actor, cast.head)
    story.filed()
    address = reverse("flow_move", args=[story.case.pk])
    assert address in officer.page(reverse("desk_case", args=[story.case.pk]))

    page = officer.page(address, to=made.digest)
    assert '<option value="investigation" selected>' in page
    answer = officer.hand_in(
        address, flow=made.digest, **{"to.investigation": "investigation"}, ground="flaw",
        reason="原版本环节名称有误。", harmless="1",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-4000:]

    head = browser_of(cast.head)
    approve = reverse("desk_act", args=[story.case.pk, "approve_flow"])
    assert approve in head.page(reverse("desk_case", args=[story.case.pk]))
    assert head.hand_in(approve, opinion="同意变更。").status_code == 302
    assert story.case.procedure == made.digest
    assert officer.get(reverse("desk_case", args=[story.case.pk])).status_code == 200


def test_a_mapping_past_the_law_is_refused_on_the_page(
    officer: Browser, draft: ProcedureDraft, clerk_actor: Actor, cast: Cast, story: Story
) -> None:
    made = published(draft, clerk_actor, cast.head)
    story.filed()

    answer = officer.hand_in(
        reverse("flow_move", args=[story.case.pk]), flow=made.digest, **{"to.investigation": "decision"},
        ground="flaw", reason="原版本环节名称有误。", harmless="1",
    )  # fmt: skip

    assert answer.status_code == 409
    assert "按新版本继续办理" in answer.content.decode()
