"""An agency adapts a flow that ships; a new version of the base leaves it behind until it is moved."""

from typing import Any

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.law.errors import Changed, Invalid, NotFound, NotOpen
from sanzhi.procedure import adapting, designing, drafts, library
from sanzhi.procedure.grammar import parse
from sanzhi.procedure.models import ProcedureDraft, ProcedureOverlay, State
from tests.support.cast import Cast, assemble, make_person
from tests.support.flows import ORDINARY, published

pytestmark = pytest.mark.django_db
RENAME = {"do": "rename", "step": "filing", "title": "立案会审"}
FIELD = {"id": "batch", "title": "批号", "type": "text"}


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def clerk(cast: Cast) -> Actor:
    return make_person(cast.agency, "clerk", "冉细致", "clerk")


@pytest.fixture
def overlay(clerk: Actor) -> ProcedureOverlay:
    return adapting.begin(clerk, "金沙普通程序", library.latest(ORDINARY))


def add(overlay: ProcedureOverlay, clerk: Actor, change: dict[str, Any]) -> ProcedureOverlay:
    return adapting.add(overlay.pk, change, actor=clerk, seen=ProcedureOverlay.objects.get().revision)


def draft_of(overlay: ProcedureOverlay) -> ProcedureDraft:
    found = adapting.draft_now(overlay)
    assert found is not None
    return found


def newer_base(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> str:
    """The program comes with the next version of the base."""
    held = library._shipped()
    document = library.document(library.latest(ORDINARY).digest) | {"version": "2.9"} | changed
    bundle = parse(document)
    monkeypatch.setattr(library, "_shipped", lambda: {**held, bundle.digest: (document, bundle)})
    return bundle.digest


def test_the_draft_is_base_and_overlay_and_says_so(overlay: ProcedureOverlay, clerk: Actor) -> None:
    moved = add(overlay, clerk, RENAME)
    document = draft_of(moved).document
    assert designing.titles(document)["filing"] == "立案会审"
    assert document["base"] == library.latest(ORDINARY).digest
    assert len(document["overlay"]) == 64


def test_it_is_published_by_a_second_person_like_any_flow(
    overlay: ProcedureOverlay, clerk: Actor, cast: Cast
) -> None:
    add(overlay, clerk, {"do": "tighten", "rule": "O21", "number": 60})
    made = published(draft_of(overlay), clerk, cast.head)
    assert library.by_digest(made.digest).limits["O21"].number == 60

    after = add(overlay, clerk, RENAME)
    assert draft_of(after).number == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"do": "remove", "step": "review"}, "覆盖层只能"),
        ({"do": "tighten", "rule": "O11", "number": 1}, "损害当事人的权利"),
        ({"do": "add_step", "mark": "nowhere", "step": {}}, "没有可以插入环节的位置"),
    ],
)
def test_nothing_is_taken_away(
    overlay: ProcedureOverlay, clerk: Actor, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add(overlay, clerk, change)
    assert words in refused.value.fields[0].rule
    assert ProcedureOverlay.objects.get().body["changes"] == []


def test_a_change_is_taken_out_again(overlay: ProcedureOverlay, clerk: Actor) -> None:
    add(overlay, clerk, RENAME)
    after = adapting.take_out(overlay.pk, 0, actor=clerk, seen=ProcedureOverlay.objects.get().revision)
    assert designing.titles(draft_of(after).document)["filing"] == "立案审批"


def test_the_second_of_two_editors_is_told(overlay: ProcedureOverlay, clerk: Actor) -> None:
    adapting.add(overlay.pk, RENAME, actor=clerk, seen=1)
    with pytest.raises(Changed, match="冉细致刚刚修改"):
        adapting.add(overlay.pk, RENAME, actor=clerk, seen=1)


def test_a_new_base_is_a_task_with_what_remains_and_the_checkers_word(
    overlay: ProcedureOverlay, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(overlay, clerk, RENAME)
    add(overlay, clerk, {"do": "add_field", "step": "investigation", "field": FIELD})
    assert adapting.newer(ProcedureOverlay.objects.get()) is None
    base = library.document(library.latest(ORDINARY).digest)
    taken = [{**each, "fields": [FIELD]} if each["id"] == "investigation" else each for each in base["steps"]]
    digest = newer_base(monkeypatch, steps=taken)

    found = adapting.newer(ProcedureOverlay.objects.get())

    assert found is not None
    assert [each["do"] for each in found.rebased.overlay["changes"]] == ["rename"]
    assert "已有字段 batch" in found.rebased.left_out[0]
    assert found.examination.sound
    moved = adapting.move(overlay.pk, actor=clerk, seen=ProcedureOverlay.objects.get().revision)
    assert (moved.base_digest, moved.left_out) == (digest, list(found.rebased.left_out))
    assert draft_of(moved).document["base"] == digest
    assert adapting.newer(moved) is None


def test_a_new_base_that_breaks_with_the_overlay_is_told_by_the_checker(
    overlay: ProcedureOverlay, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = library.document(library.latest(ORDINARY).digest)
    ways = [{"act": "submit_for_review", "to": ["notice"]}]
    steps = [{**each, "acts": ways} if each["id"] == "submission" else each for each in base["steps"]]
    newer_base(monkeypatch, steps=steps)
    found = adapting.newer(overlay)
    assert found is not None
    assert not found.examination.sound


def test_what_was_changed_by_hand_is_not_written_over(overlay: ProcedureOverlay, clerk: Actor) -> None:
    add(overlay, clerk, RENAME)
    draft = draft_of(overlay)
    drafts.change(
        draft.pk,
        lambda document: designing.describe_step(document, "lead", {"title": "线索核查"}),
        actor=clerk, seen=draft.revision, place="lead", words="改名",
    )  # fmt: skip
    draft.refresh_from_db()
    assert "overlay" not in draft.document
    with pytest.raises(NotOpen, match="另行修改"):
        add(overlay, clerk, {"do": "tighten", "rule": "O1", "number": 10})


def test_what_waits_for_publication_is_not_adapted(overlay: ProcedureOverlay, clerk: Actor) -> None:
    drafts.submit(draft_of(overlay).pk, actor=clerk)
    assert draft_of(overlay).state == State.SUBMITTED
    with pytest.raises(NotOpen, match="已经提请发布"):
        add(overlay, clerk, RENAME)


def test_another_agency_sees_nothing_of_it(overlay: ProcedureOverlay, cast: Cast) -> None:
    with pytest.raises(NotFound):
        adapting.overlay_of(cast.stranger, overlay.pk)
    assert adapting.overlays(cast.stranger) == []
