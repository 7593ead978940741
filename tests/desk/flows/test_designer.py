"""The designer of flows: what is typed, saved, checked, and told to two editors."""

import json
import re

from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.desk import flow_words
from sanzhi.procedure import designing, drafts, library
from sanzhi.procedure.models import ProcedureDraft
from tests.desk.conftest import Browser, browser_of
from tests.desk.flows.forms import HTMX, at, form_of
from tests.support.cast import Cast
from tests.support.flows import ORDINARY


def test_a_clerk_begins_a_flow_from_nothing(clerk: Browser) -> None:
    answer = clerk.post(reverse("flow_begin"), {"title": "本局普通程序", "base": ""})

    draft = ProcedureDraft.objects.get()
    assert answer["Location"] == at(draft)
    page = clerk.page(at(draft))
    assert "还没有环节，请先增加第一个环节" in page
    assert '<svg class="sz-flow' not in page


def test_steps_are_added_moved_removed_and_brought_back(clerk: Browser, clerk_actor: Actor) -> None:
    draft = drafts.begin(clerk_actor, "流程")
    for title in ("案源核查", "内部会商"):
        clerk.post(at(draft), {"do": "add", "title": title})
    draft.refresh_from_db()
    assert designing.titles(draft.document) == {"lead": "案源核查", "step_1": "内部会商"}

    clerk.post(at(draft), {"do": "move", "step": "step_1", "by": "up"})
    clerk.post(at(draft), {"do": "remove", "step": "lead"})
    draft.refresh_from_db()
    assert list(designing.titles(draft.document)) == ["step_1"]

    page = clerk.page(at(draft))
    edit = re.search(r'name="edit" value="(\d+)"', page)
    assert edit
    assert "撤销：删除环节“案源核查”" in page
    clerk.post(at(draft), {"do": "undo", "edit": edit[1]})
    again = clerk.post(at(draft), {"do": "undo", "edit": edit[1]})

    draft.refresh_from_db()
    assert list(designing.titles(draft.document)) == ["step_1", "lead"]
    assert again.status_code == 422


def test_a_step_from_the_shelf_comes_with_its_acts(clerk: Browser, clerk_actor: Actor) -> None:
    draft = drafts.begin(clerk_actor, "流程")
    page = clerk.page(at(draft))
    value = re.search(r'<option value="([0-9a-f]+:lead)">', page)
    assert value

    clerk.post(at(draft), {"do": "add", "from": value[1]})

    page = clerk.page(at(draft))
    assert "通向“立案审批”，流程里还没有这个环节" in page.replace("&quot;", '"')
    assert "提请立案" in page


def test_every_step_of_the_shelf_keeps_the_id_by_which_the_others_know_it(
    clerk: Browser, clerk_actor: Actor
) -> None:
    draft = drafts.begin(clerk_actor, "流程")
    shipped = library.latest(ORDINARY)
    for step in shipped.steps:
        clerk.post(at(draft), {"do": "add", "from": f"{shipped.digest[:12]}:{step}"})

    draft.refresh_from_db()
    assert list(designing.titles(draft.document)) == list(shipped.steps)


def test_whatever_the_conditions_of_a_shipped_flow_ask_has_a_name() -> None:
    for bundle in library.all_bundles():
        document = library.document(bundle.digest)
        titles = flow_words.fact_titles(document)
        assert [name for name in flow_words.asked(document) if titles.get(name, name) == name] == []


def test_a_step_form_sent_back_as_it_stands_changes_nothing(clerk: Browser, draft: ProcedureDraft) -> None:
    for step in designing.titles(draft.document):
        clerk.post(at(draft, step), form_of(clerk.page(at(draft, step))))

    before = draft.document
    draft.refresh_from_db()
    assert designing.sketch(draft.document) == designing.sketch(before)
    assert draft.revision == 1 or json.dumps(draft.document) != json.dumps(before)


def test_what_is_typed_is_saved_and_the_checker_answers(clerk: Browser, draft: ProcedureDraft) -> None:
    sent = form_of(clerk.page(at(draft, "submission")))
    sent |= {"way-1-to_1": "notice", "way-2-to_1": "notice"}

    answer = clerk.post(at(draft, "submission"), sent, headers=HTMX)

    text = answer.content.decode()
    assert "已保存" in text
    assert "《行政处罚法》第五十八条第一款" in text
    assert "fl-line--path" in text
    assert "<!doctype" not in text
    draft.refresh_from_db()
    assert designing.step_of(draft.document, "submission")["acts"][1]["to"] == ["notice"]
    assert f'name="_seen" value="{draft.revision}"' in text


def test_each_finding_shows_its_own_path_on_the_drawing(
    clerk: Browser, draft: ProcedureDraft, clerk_actor: Actor
) -> None:
    ways = [{"act": "submit_for_review", "to": ["decision"]}]
    drafts.change(
        draft.pk, lambda document: designing.describe_step(document, "submission", {"acts": ways}),
        actor=clerk_actor, seen=1, place="submission", words="改",
    )  # fmt: skip
    pages = [clerk.page(at(draft), finding=number) for number in (1, 5)]

    paths = [re.findall(r"<li>(.*?)</li>", page[page.index('class="fl-path"') :])[:12] for page in pages]
    assert paths[0] != paths[1]
    assert all("fl-box--broken" in page and "fl-line--path" in page for page in pages)


def test_wrong_rows_are_told_with_place_and_field_and_nothing_is_saved(
    clerk: Browser, draft: ProcedureDraft
) -> None:
    sent = form_of(clerk.page(at(draft, "lead")))
    sent |= {"way-1-does": "to", "way-1-to_1": "", "way-2-fact": "major", "way-2-test": "", "title": ""}

    answer = clerk.post(at(draft, "lead"), sent, headers=HTMX)

    text = answer.content.decode()
    assert "第 2 个动作，环节：请选择前往或者退回的环节" in text
    assert "第 3 个动作，判断：请选择判断方式" in text
    assert "环节名称：" in text
    draft.refresh_from_db()
    assert draft.revision == 1


def test_the_second_of_two_editors_is_told_and_may_insist(
    clerk: Browser, draft: ProcedureDraft, cast: Cast
) -> None:
    opened = form_of(clerk.page(at(draft, "lead")))
    head = browser_of(cast.head)
    head.post(at(draft, "lead"), form_of(head.page(at(draft, "lead"))) | {"title": "线索核查"})

    told = clerk.post(at(draft, "lead"), opened | {"title": "线索登记"}, headers=HTMX).content.decode()
    draft.refresh_from_db()
    assert "罗维国：修改环节“案源核查”" in told
    assert designing.titles(draft.document)["lead"] == "线索核查"

    again = re.search(r'name="_insist" value="(\d+)"', told)
    assert again
    clerk.post(at(draft, "lead"), opened | {"title": "线索登记", "_insist": again[1]})
    draft.refresh_from_db()
    assert designing.titles(draft.document)["lead"] == "线索登记"


def test_an_open_page_learns_of_the_other_editor(clerk: Browser, draft: ProcedureDraft, cast: Cast) -> None:
    ask = {"part": "live", "revision": "1"}
    assert clerk.get(at(draft), ask).status_code == 204

    head = browser_of(cast.head)
    head.post(at(draft, "lead"), form_of(head.page(at(draft, "lead"))) | {"title": "线索核查"})

    answer = clerk.get(at(draft), ask)
    assert answer.status_code == 200
    assert "罗维国" in answer.content.decode()


def test_two_editors_of_different_steps_both_save(clerk: Browser, draft: ProcedureDraft, cast: Cast) -> None:
    head = browser_of(cast.head)
    opened = form_of(clerk.page(at(draft, "filing")))
    head.post(at(draft, "lead"), form_of(head.page(at(draft, "lead"))) | {"title": "线索核查"})
    clerk.post(at(draft, "filing"), opened | {"title": "批准立案"})

    draft.refresh_from_db()
    names = designing.titles(draft.document)
    assert (names["lead"], names["filing"]) == ("线索核查", "批准立案")


def test_fields_documents_join_and_conditions_are_written(clerk: Browser, draft: ProcedureDraft) -> None:
    sent = form_of(clerk.page(at(draft, "investigation")))
    sent |= {
        "field-0-title": "抽样数量", "field-0-type": "number", "field-0-required": "on",
        "document-0-name": sent.get("document-0-name") or "filing_approval.v1", "clock": "O21",
    }  # fmt: skip
    page = clerk.page(at(draft, "investigation"))
    offered = re.search(r'<option value="(\w+\.v\d+)"', page)
    assert offered
    sent["document-0-name"] = offered[1]
    rows = int(sent["way-INITIAL_FORMS"])
    sent |= {
        f"way-{rows}-act": "conclude", f"way-{rows}-does": "to", f"way-{rows}-to_1": "submission",
        f"way-{rows}-fact": "major", f"way-{rows}-test": "no",
    }  # fmt: skip

    answer = clerk.post(at(draft, "investigation"), sent)

    assert answer.status_code == 302, answer.content.decode()[-3000:]
    draft.refresh_from_db()
    step = designing.step_of(draft.document, "investigation")
    assert step["fields"] == [{"id": "field_1", "title": "抽样数量", "type": "number", "required": True}]
    assert step["documents"][0]["name"] == offered[1].split(".v")[0]
    assert step["acts"][-1] == {"act": "conclude", "when": {"not": {"fact": "major"}}, "to": ["submission"]}


def test_a_condition_that_the_form_cannot_show_is_kept(
    clerk: Browser, draft: ProcedureDraft, clerk_actor: Actor
) -> None:
    when = {"all": [{"fact": "major"}, {"not": {"eq": ["review.outcome", "agree"]}}]}
    ways = [{"act": "submit_for_review", "when": when, "to": ["review"]}]
    drafts.change(
        draft.pk, lambda document: designing.describe_step(document, "submission", {"acts": ways}),
        actor=clerk_actor, seen=1, place="submission", words="改",
    )  # fmt: skip
    page = clerk.page(at(draft, "submission"))
    assert "重大" in page

    clerk.post(at(draft, "submission"), form_of(page) | {"title": "报送审核"})

    draft.refresh_from_db()
    assert designing.step_of(draft.document, "submission")["acts"] == ways


def test_what_may_be_done_anywhere_is_written_the_same_way(clerk: Browser, draft: ProcedureDraft) -> None:
    sent = form_of(clerk.page(at(draft, "anywhere")))
    rows = int(sent["way-INITIAL_FORMS"])
    sent |= {f"way-{rows}-act": "add_evidence", f"way-{rows}-does": "stay"}

    clerk.post(at(draft, "anywhere"), sent)

    draft.refresh_from_db()
    assert draft.document["anywhere"][-1] == {"act": "add_evidence"}


def test_no_page_carries_a_script_or_a_style_of_its_own(clerk: Browser, draft: ProcedureDraft) -> None:
    for address in (
        at(draft),
        at(draft, "lead"),
        reverse("flow_trial", args=[draft.pk]),
        reverse("flow_list"),
    ):
        page = clerk.page(address)
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page), address
