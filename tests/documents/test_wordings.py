"""An agency words a document itself: from the inherited one, within the law, confirmed by a second person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from sanzhi.desk.form_controls import cards
from sanzhi.documents import wordings
from sanzhi.documents.forming import editing, labels, shelf
from sanzhi.documents.forming.difference import differences
from sanzhi.documents.forming.floor import below
from sanzhi.documents.forming.form import Form, FormError, read
from sanzhi.documents.wordings import Scope
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, NotFound, NotOpen, Refused

pytestmark = pytest.mark.django_db
AGENCY = Scope(uuid4(), "黔西市市场监督管理局", within="520581000000")
CITY = Scope(uuid4(), "毕节市人民政府", region="520500000000")
PROVINCE = Scope(uuid4(), "贵州省人民政府", region="520000000000")


@dataclass(frozen=True)
class Clerk:
    """Somebody who writes or confirms."""

    user_id: UUID
    name: str
    roles: frozenset[str] = frozenset({"clerk"})


WRITER, SECOND = Clerk(uuid4(), "甲"), Clerk(uuid4(), "乙")


def worded(change: Callable[[dict[str, Any]], None]) -> Callable[[Form, dict[str, Any]], dict[str, Any]]:
    def edit(form: Form, raw: dict[str, Any]) -> dict[str, Any]:
        change(raw)
        return raw

    return edit


def retitled(title: str) -> Callable[[Form, dict[str, Any]], dict[str, Any]]:
    return worded(lambda raw: raw.update(title=title))


def put_in_force(scope: Scope, title: str, kind: str = "filing_approval") -> None:
    row = wordings.begin(kind, scope, actor=WRITER)
    wordings.change(row.pk, scope, retitled(title), seen=0, actor=WRITER)
    wordings.submit(row.pk, scope, actor=WRITER)
    wordings.confirm(row.pk, scope, actor=SECOND)


def title_here(kind: str = "filing_approval") -> str:
    return wordings.in_force(kind, AGENCY.owner, AGENCY.within, clock.today()).title


def test_the_nearest_wording_holds() -> None:
    assert title_here() == "立案审批表"
    put_in_force(PROVINCE, "省立案审批表")
    assert title_here() == "省立案审批表"
    put_in_force(CITY, "市立案审批表")
    assert title_here() == "市立案审批表"
    put_in_force(AGENCY, "本局立案审批表")
    assert title_here() == "本局立案审批表"
    elsewhere = wordings.in_force("filing_approval", uuid4(), "520300000000", clock.today())
    assert elsewhere.title == "省立案审批表"


def test_a_draft_inherits_what_holds_above() -> None:
    put_in_force(CITY, "市立案审批表")
    row = wordings.begin("filing_approval", AGENCY, actor=WRITER)
    assert wordings.form_of(row).title == "市立案审批表"


def test_a_wording_that_ends_gives_way_to_the_inherited_one() -> None:
    put_in_force(AGENCY, "本局立案审批表")
    row = wordings.of_scope(AGENCY).get(state="in_force")
    wordings.end(row.pk, AGENCY, "改用全国模板", actor=WRITER)
    assert title_here() == "立案审批表"


def test_the_writer_does_not_confirm() -> None:
    row = wordings.begin("filing_approval", AGENCY, actor=WRITER)
    wordings.submit(row.pk, AGENCY, actor=WRITER)
    with pytest.raises(NotOpen, match="由另一人确认"):
        wordings.confirm(row.pk, AGENCY, actor=WRITER)
    assert title_here() == "立案审批表"


def test_the_second_of_two_editors_is_told() -> None:
    row = wordings.begin("filing_approval", AGENCY, actor=WRITER)
    wordings.change(row.pk, AGENCY, retitled("甲的标题"), seen=0, actor=WRITER)
    with pytest.raises(Changed, match="甲在您打开页面后修改了"):
        wordings.change(row.pk, AGENCY, retitled("乙的标题"), seen=0, actor=SECOND)


def test_one_draft_at_a_time() -> None:
    wordings.begin("filing_approval", AGENCY, actor=WRITER)
    with pytest.raises(NotOpen, match="没有办结的草稿"):
        wordings.begin("filing_approval", AGENCY, actor=SECOND)


def test_another_agency_does_not_find_it() -> None:
    row = wordings.begin("filing_approval", AGENCY, actor=WRITER)
    with pytest.raises(NotFound):
        wordings.open_one(row.pk, CITY)


def without(kind: str, unwanted: Callable[[dict[str, Any]], bool]) -> Form:
    raw = shelf.get(kind).raw
    raw["blocks"] = [block for block in raw["blocks"] if not unwanted(block)]
    return read(raw)


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("{facts}", "第五十九条第一款第二项"),
        ("{violated", "第五十九条第一款第三项"),
        ("{statement}", "第六十二条第三项"),
        ("{bank_name}", "第五十九条第一款第四项"),
        ("{agency.reconsideration}", "第五十九条第一款第五项"),
        ("百分之三加处罚款", "第七十二条第一款第一项"),
    ],
)
def test_what_the_law_wants_cannot_be_dropped(words: str, article: str) -> None:
    form = without("decision", lambda block: words in block.get("text", ""))
    cited = "".join(str(each) for finding in below(shelf.get("decision"), form) for each in finding.citations)
    assert article in cited


def test_a_content_of_the_law_cannot_hide_behind_a_new_condition() -> None:
    raw = shelf.get("decision").raw
    block = next(each for each in raw["blocks"] if each.get("text") == "{facts}")
    block["when"] = {"fact": "nature"}
    assert any("违法事实" in each.message for each in below(shelf.get("decision"), read(raw)))


def test_the_shipped_wording_itself_lacks_nothing() -> None:
    for form in shelf.shipped().values():
        assert below(form, form) == [], form.name


def test_a_draft_below_the_law_is_not_submitted() -> None:
    row = wordings.begin("decision", AGENCY, actor=WRITER)

    def drop(raw: dict[str, Any]) -> None:
        raw["blocks"] = [block for block in raw["blocks"] if block.get("text") != "{facts}"]

    wordings.change(row.pk, AGENCY, worded(drop), seen=0, actor=WRITER)
    with pytest.raises(Refused, match="行政处罚法》第五十九条"):
        wordings.submit(row.pk, AGENCY, actor=WRITER)


def test_a_text_that_names_no_field_is_refused_by_name() -> None:
    known = labels.names(shelf.get("decision").known)
    with pytest.raises(labels.UnknownName, match="没有名为“罚款金鹅”的字段"):
        labels.to_codes("缴纳【罚款金鹅】", known)


def test_names_and_codes_are_each_other_s_inverse() -> None:
    for form in shelf.shipped().values():
        known = labels.names(form.known)
        for block in form.blocks:
            text = getattr(block, "text", "")
            assert labels.to_codes(labels.to_names(text, known), known) == text


def test_saving_what_is_shown_changes_nothing() -> None:
    for form in shelf.shipped().values():
        sent = {"title": form.title}
        for card in cards(form, {}):
            sent |= {part.name: part.value for part in card.parts}
            sent |= {f"b{card.place}.when.is": card.relation, f"b{card.place}.when.field": card.field}
            sent[f"b{card.place}.when.value"] = card.value
        assert differences(form, read(editing.reword(form, form.raw, sent))) == [], form.name


def test_a_difference_names_what_was_and_what_is() -> None:
    old = shelf.get("filing_approval")
    raw = old.raw
    raw["title"] = "立案（不予立案）审批表"
    editing.ask_also(raw, "案件编码", "text")
    raw["blocks"][0]["cells"].append(["案件编码", "{own_1}"])
    found = {(each.what, each.did, each.before, each.after) for each in differences(old, read(raw))}
    assert ("标题", "修改", "立案审批表", "立案（不予立案）审批表") in found
    assert ("字段", "增加", "", "案件编码") in found
    assert (
        "段落",
        "修改",
        "表格行：案由：【案由】",
        "表格行：案由：【案由】　案件编码：【案件编码】",
    ) in found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"layout": "poster"}, "“layout”不在允许的取值之内"),
        ({"colour": "red"}, "“colour”是不认识的项目"),
        ({"blocks": [{"block": "paragraph", "text": "{nowhere}"}]}, "第1个段落用了没有定义的字段“nowhere”"),
        ({"blocks": [{"block": "poem", "text": "x"}]}, "段落第1个种类不认识"),
        ({"fields": [{"id": "facts", "label": "事实"}]}, "来源须是"),
        ({"blocks": []}, "段落不能为空"),
    ],
)
def test_a_form_out_of_format_names_the_place(change: dict[str, Any], words: str) -> None:
    with pytest.raises(FormError, match=words):
        read({**shelf.get("lead_register").raw, **change})
