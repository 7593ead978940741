"""An agency adapts a flow that ships, in the browser of its clerk."""

from typing import Any

import pytest
from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.procedure import adapting, designing, library
from sanzhi.procedure.models import ProcedureOverlay
from tests.desk.conftest import Browser, browser_of
from tests.procedure.test_adapting import newer_base
from tests.support.cast import Cast, make_person
from tests.support.flows import ORDINARY


@pytest.fixture
def clerk_actor(cast: Cast) -> Actor:
    return make_person(cast.agency, "clerk", "冉细致", "clerk")


@pytest.fixture
def clerk(clerk_actor: Actor) -> Browser:
    return browser_of(clerk_actor)


@pytest.fixture
def overlay(clerk_actor: Actor) -> ProcedureOverlay:
    return adapting.begin(clerk_actor, "金沙普通程序", library.latest(ORDINARY))


def at(overlay: ProcedureOverlay) -> str:
    return reverse("flow_overlay", args=[overlay.pk])


def sent(overlay: ProcedureOverlay, do: str, **fields: Any) -> dict[str, Any]:
    overlay.refresh_from_db()
    named = {f"{do}-{name}": value for name, value in fields.items()}
    return {"do": do, "seen": str(overlay.revision), **named}


def test_a_clerk_begins_from_a_flow_that_ships(clerk: Browser) -> None:
    page = clerk.page(reverse("flow_overlays"))
    assert "本机关没有调整的流程" in page
    base = library.latest(ORDINARY).digest
    answer = clerk.post(reverse("flow_overlays"), {"title": "金沙普通程序", "base": base})
    assert answer.status_code == 302
    assert "还没有调整" in clerk.page(answer["Location"])
    assert "金沙普通程序" in clerk.page(reverse("flow_overlays"))
    refused = clerk.post(reverse("flow_overlays"), {"title": "", "base": "x"})
    assert refused.status_code == 422


def test_each_kind_of_change_is_made_and_taken_out_by_the_form(
    clerk: Browser, overlay: ProcedureOverlay
) -> None:
    for data in (
        sent(overlay, "rename", step="filing", title="立案会审"),
        sent(overlay, "tighten", rule="O21", number="60") | {"seen": "2"},
        sent(overlay, "add_field", step="investigation", name="批号", type="text") | {"seen": "3"},
        sent(
            overlay, "add_step", mark="before_decision", name="会签", signers=["head", "reviewer"], need="all"
        )
        | {"seen": "4"},
    ):
        assert clerk.post(at(overlay), data).status_code == 302, data
    page = clerk.page(at(overlay))
    for words in ("“立案审批”改称“立案会审”", "缩短为 60", "增加填写项“批号”", "增加“会签”"):
        assert words in page
    overlay.refresh_from_db()
    draft = adapting.draft_now(overlay)
    assert draft is not None
    assert "local_4" in designing.titles(draft.document)

    out = {"do": "take_out", "place": "0", "seen": str(overlay.revision)}
    assert clerk.post(at(overlay), out).status_code == 302
    assert "立案会审" not in clerk.page(at(overlay))


def test_what_is_wrong_stays_in_the_form(clerk: Browser, overlay: ProcedureOverlay) -> None:
    answer = clerk.post(at(overlay), sent(overlay, "tighten", rule="O21", number="0"))
    assert answer.status_code == 422
    answer = clerk.post(at(overlay), sent(overlay, "rename", step="none", title="甲"))
    assert answer.status_code == 422


def test_the_second_editor_is_told_and_loses_nothing(clerk: Browser, overlay: ProcedureOverlay) -> None:
    first = sent(overlay, "rename", step="filing", title="立案会审")
    clerk.post(at(overlay), first)
    answer = clerk.post(at(overlay), {**first, "rename-title": "立案合议"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "刚刚修改了这份调整" in page
    assert "立案合议" in page


def test_a_new_base_is_shown_as_a_task_and_taken_over(
    clerk: Browser, overlay: ProcedureOverlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.post(at(overlay), sent(overlay, "rename", step="filing", title="立案会审"))
    newer_base(monkeypatch)
    assert "请<a" in clerk.page(reverse("flow_overlays"))
    page = clerk.page(at(overlay))
    assert "底本已有 2.9 版" in page
    assert "没有发现问题" in page
    overlay.refresh_from_db()
    assert clerk.post(at(overlay), {"do": "move", "seen": str(overlay.revision)}).status_code == 302
    assert "底本已有" not in clerk.page(at(overlay))


def test_who_does_not_write_flows_is_kept_out(cast: Cast, overlay: ProcedureOverlay) -> None:
    assert browser_of(cast.officer).get(at(overlay)).status_code == 403
    assert browser_of(cast.stranger).get(at(overlay)).status_code == 404
