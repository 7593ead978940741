"""From the draft to the version that cases run on."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.law.errors import Invalid, NotFound, NotOpen, Refused
from sanzhi.orgs.models import Agency
from sanzhi.procedure import designing, drafts, library, publishing
from sanzhi.procedure.drafts import Overtaken
from sanzhi.procedure.models import ProcedureDraft, ProcedureVersion, State
from tests.support.cast import Cast, assemble, make_person
from tests.support.flows import ORDINARY, published, sound_draft
from tests.support.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def clerk(cast: Cast) -> Actor:
    return make_person(cast.agency, "clerk", "冉细致", "clerk")


@pytest.fixture
def draft(clerk: Actor) -> ProcedureDraft:
    """The shipped flow as the agency's own."""
    return sound_draft(clerk)


def renamed(title: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda document: designing.describe_step(document, "lead", {"title": title})


def test_a_sound_flow_is_published_by_a_second_person(
    draft: ProcedureDraft, clerk: Actor, cast: Cast
) -> None:
    made = published(draft, clerk, cast.head)

    assert library.by_digest(made.digest).title == "本局普通程序"
    assert library.latest(draft.name).digest == made.digest
    assert (made.written_by, made.published_by, made.grammar) == ("冉细致", "罗维国", 2)
    assert made.examined["states"] > 0


def test_who_wrote_never_publishes(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    drafts.change(
        draft.pk, renamed("线索核查"), actor=cast.head, seen=draft.revision, place="lead", words="改名"
    )
    handed_in = drafts.submit(draft.pk, actor=clerk)

    with pytest.raises(NotOpen, match="不能发布"):
        publishing.publish(draft.pk, actor=cast.head, seen=handed_in.revision)
    assert not ProcedureVersion.objects.exists()


def test_a_clerk_does_not_publish(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    other = make_person(cast.agency, "clerk2", "另一人", "clerk")
    handed_in = drafts.submit(draft.pk, actor=clerk)

    with pytest.raises(NotOpen, match="行政机关负责人"):
        publishing.publish(draft.pk, actor=other, seen=handed_in.revision)


def test_what_the_checker_finds_is_refused_with_its_article(draft: ProcedureDraft, clerk: Actor) -> None:
    def without_review(document: dict[str, Any]) -> dict[str, Any]:
        ways = [
            {"act": "submit_for_review", "to": ["notice"]},
            {"act": "resume_investigation", "back": "investigation"},
        ]
        return designing.describe_step(document, "submission", {"acts": ways})

    drafts.change(draft.pk, without_review, actor=clerk, seen=1, place="submission", words="改动作")

    with pytest.raises(Refused) as refused:
        drafts.submit(draft.pk, actor=clerk)

    cited = {str(each) for finding in refused.value.findings for each in finding.citations}
    assert any(each.startswith("《行政处罚法》第五十八条第一款") for each in cited)
    assert any("走法" in finding.message for finding in refused.value.findings)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_publication_asks_the_checker_again(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    handed_in = drafts.submit(draft.pk, actor=clerk)
    broken = designing.remove_step(handed_in.document, "review")
    ProcedureDraft.objects.filter(pk=draft.pk).update(document=broken)

    with pytest.raises(Refused):
        publishing.publish(draft.pk, actor=cast.head, seen=handed_in.revision)
    assert not ProcedureVersion.objects.exists()


def test_an_unfinished_flow_names_what_is_missing(clerk: Actor) -> None:
    draft = drafts.begin(clerk, "新流程")
    with pytest.raises(Refused, match="还没有环节"):
        drafts.submit(draft.pk, actor=clerk)

    step = {
        "id": "lead",
        "title": "案源",
        "role": "officer",
        "acts": [{"act": "propose_filing", "to": ["filing"]}],
    }
    drafts.change(
        draft.pk,
        lambda document: designing.add_step(document, step),
        actor=clerk,
        seen=1,
        place="lead",
        words="增加",
    )
    with pytest.raises(Refused, match=r"“案源”.*通向“立案审批”"):
        drafts.submit(draft.pk, actor=clerk)


def test_what_changed_after_the_look_is_not_published(
    draft: ProcedureDraft, clerk: Actor, cast: Cast
) -> None:
    drafts.submit(draft.pk, actor=clerk)
    drafts.give_back(draft.pk, "请改名称", actor=cast.head)
    drafts.change(draft.pk, renamed("线索核查"), actor=clerk, seen=1, place="lead", words="改名")
    drafts.submit(draft.pk, actor=clerk)

    with pytest.raises(NotOpen, match="又有变化"):
        publishing.publish(draft.pk, actor=cast.head, seen=1)


def test_a_second_click_publishes_nothing_twice(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    published(draft, clerk, cast.head)

    with pytest.raises(NotOpen, match="已发布"):
        publishing.publish(draft.pk, actor=cast.head, seen=draft.revision)
    assert ProcedureVersion.objects.count() == 1


def test_the_next_version_supersedes_and_the_old_stays_readable(
    draft: ProcedureDraft, clerk: Actor, cast: Cast
) -> None:
    first = published(draft, clerk, cast.head)
    second_draft = drafts.begin(clerk, "本局普通程序（修订）", library.by_digest(first.digest))
    assert (second_draft.name, second_draft.number) == (draft.name, 2)

    second = published(second_draft, clerk, cast.head)

    first.refresh_from_db()
    assert first.superseded_at == second.published_at
    assert library.latest(draft.name).digest == second.digest
    assert library.by_digest(first.digest).title == "本局普通程序"
    assert [each.version for each in library.versions_of(draft.name)] == ["1.0", "2.0"]


def test_no_statement_changes_a_published_flow(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    made = published(draft, clerk, cast.head)
    rows = ProcedureVersion.objects.filter(pk=made.pk)

    changes: tuple[dict[str, Any], ...] = (
        {"body": "{}"},
        {"title": "另一个"},
        {"writers": {}},
        {"agency_id": cast.agency.pk, "number": 9},
    )
    for values in changes:
        with pytest.raises(IntegrityError, match="published_flow_is_unchanging"), transaction.atomic():
            rows.update(**values)
    with pytest.raises(IntegrityError, match="published_flow_is_unchanging"), transaction.atomic():
        rows.delete()
    assert json.loads(rows.get().body)["title"] == "本局普通程序"


def test_superseding_cannot_be_taken_back(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    first = published(draft, clerk, cast.head)
    published(drafts.begin(clerk, "修订", library.by_digest(first.digest)), clerk, cast.head)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.filter(pk=first.pk).update(superseded_at=None)


def test_two_editors_of_one_step_are_told(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    drafts.change(
        draft.pk, renamed("线索核查"), actor=clerk, seen=1, place="lead", words="修改环节“案源核查”"
    )

    with pytest.raises(Overtaken) as told:
        drafts.change(draft.pk, renamed("登记"), actor=cast.head, seen=1, place="lead", words="改名")

    assert [(each.by, each.words) for each in told.value.edits] == [("冉细致", "修改环节“案源核查”")]
    draft.refresh_from_db()
    assert designing.titles(draft.document)["lead"] == "线索核查"


def test_two_editors_of_different_steps_do_not_hinder_each_other(
    draft: ProcedureDraft, clerk: Actor, cast: Cast
) -> None:
    drafts.change(draft.pk, renamed("线索核查"), actor=clerk, seen=1, place="lead", words="改名")
    drafts.change(
        draft.pk, lambda document: designing.describe_step(document, "filing", {"title": "批准立案"}),
        actor=cast.head, seen=1, place="filing", words="改名",
    )  # fmt: skip

    draft.refresh_from_db()
    names = designing.titles(draft.document)
    assert (names["lead"], names["filing"]) == ("线索核查", "批准立案")


def test_changes_are_undone_one_by_one_back_to_the_beginning(draft: ProcedureDraft, clerk: Actor) -> None:
    begun = draft.document
    for place in ("lead", "filing"):

        def rename(document: dict[str, Any], place: str = place) -> dict[str, Any]:
            return designing.describe_step(document, place, {"title": f"新的{place}"})

        drafts.change(draft.pk, rename, actor=clerk, seen=99, place=place, words="改名")

    for _ in range(2):
        draft.refresh_from_db()
        last = drafts.undoable(draft)
        assert last is not None
        drafts.undo(draft.pk, last.pk, actor=clerk)
        with pytest.raises(NotOpen):
            drafts.undo(draft.pk, last.pk, actor=clerk)

    draft.refresh_from_db()
    assert draft.document == begun
    assert drafts.undoable(draft) is None


def test_typing_in_one_step_is_one_change(draft: ProcedureDraft, clerk: Actor) -> None:
    for title in ("线", "线索", "线索核查"):
        drafts.change(draft.pk, renamed(title), actor=clerk, seen=99, place="lead", words="改名")

    assert draft.edits.count() == 1


def test_another_agency_learns_nothing(draft: ProcedureDraft, cast: Cast) -> None:
    with pytest.raises(NotFound):
        drafts.draft_of(cast.stranger, draft.pk)
    with pytest.raises(NotFound):
        publishing.publish(draft.pk, actor=cast.stranger, seen=1)


def test_one_open_draft_a_flow(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    made = published(draft, clerk, cast.head)
    drafts.begin(clerk, "修订", library.by_digest(made.digest))

    with pytest.raises(Invalid, match="未发布的草稿"):
        drafts.begin(clerk, "修订", library.by_digest(made.digest))


def test_new_cases_begin_by_the_flow_that_the_head_put_in_use(
    draft: ProcedureDraft, clerk: Actor, cast: Cast
) -> None:
    before = Story(cast).lead()
    made = published(draft, clerk, cast.head)
    publishing.use(made.digest, actor=cast.head)

    after = Story(cast).lead()

    assert before.case.procedure == library.latest(ORDINARY).digest
    assert after.case.procedure == made.digest


def test_a_superseded_version_is_not_put_in_use(draft: ProcedureDraft, clerk: Actor, cast: Cast) -> None:
    first = published(draft, clerk, cast.head)
    published(drafts.begin(clerk, "修订", library.by_digest(first.digest)), clerk, cast.head)

    with pytest.raises(NotOpen, match="新版本"):
        publishing.use(first.digest, actor=cast.head)
    with pytest.raises(NotOpen, match="行政机关负责人"):
        publishing.use(library.latest(draft.name).digest, actor=clerk)


def test_a_changed_row_is_not_read_as_the_flow_it_claims_to_be(
    draft: ProcedureDraft, clerk: Actor, cast: Cast
) -> None:
    assert draft.begun_from == library.latest(ORDINARY).digest
    made = published(draft, clerk, cast.head)

    assert library.document(made.digest) == draft.document
    with pytest.raises(KeyError):
        library.by_digest("0" * 64)


def test_the_reviewer_reads_and_does_not_write(draft: ProcedureDraft, cast: Cast) -> None:
    user = User.objects.create_user("plain", display_name="审核员", agency=cast.agency)
    Grant.objects.create(user=user, role="reviewer")
    reviewer = actor_of(user)

    with pytest.raises(NotOpen):
        drafts.begin(reviewer, "流程")
    with pytest.raises(NotFound):
        drafts.draft_of(reviewer, draft.pk)


def test_an_agency_begins_by_the_order_of_its_own_sector(cast: Cast) -> None:
    market = {each.name for each in publishing.usable(cast.head)}
    Agency.objects.filter(pk=cast.agency.pk).update(domain="交通运输")
    transport = {each.name for each in publishing.usable(cast.head)}
    Agency.objects.filter(pk=cast.agency.pk).update(domain="烟草")

    assert (market, transport) == ({"cn.samr.penalty.ordinary"}, {"cn.mot.penalty.ordinary"})
    assert {each.name for each in publishing.usable(cast.head)} == market
