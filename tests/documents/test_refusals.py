"""What stops a document, and that each refusal names the thing in Chinese."""

from datetime import date
from typing import Any

import pytest

from sanzhi.documents import kinds
from sanzhi.documents.errors import BadSource, DocumentError, MissingFields, MissingGlyphs
from sanzhi.documents.render import missing_characters, missing_fields, render_pdf, render_preview
from sanzhi.law.errors import NotFound
from tests.documents.papers import ISSUED_ON, issued, number_of
from tests.documents.samples import AGENCY, sample


def without(kind: str, path: str) -> dict[str, Any]:
    """The sample with one fact taken away; `*` takes it from each member of a list."""
    source = sample(kind)
    place: Any = [source]
    *way, last = path.split(".")
    for step in way:
        place = [each for at in place for each in (at if step == "*" else [at[step]])]
    for at in place:
        if last == "*":
            at.clear()
        else:
            at[last] = [] if isinstance(at.get(last), list) else None
    return source


NEEDS = [(kind.name, need.path, need.label) for kind in kinds.everything() for need in kind.needs]


@pytest.mark.parametrize(("kind", "path", "label"), NEEDS)
def test_each_wanted_fact_is_missed_by_its_chinese_name(kind: str, path: str, label: str) -> None:
    assert missing_fields(kind, sample(kind)) == []
    assert label in missing_fields(kind, without(kind, path))


def test_the_issue_is_refused_with_the_name_of_what_is_missing() -> None:
    with pytest.raises(MissingFields, match="提起行政诉讼的人民法院") as caught:
        issued("decision", agency={**AGENCY, "court": ""})
    assert caught.value.labels == ("提起行政诉讼的人民法院",)


def test_one_officer_is_too_few_and_two_are_enough() -> None:
    one = sample("interview_record")["officers"][:1]
    assert missing_fields("interview_record", sample("interview_record", officers=one)) == [
        "执法人员（不少于两人）"
    ]
    assert missing_fields("interview_record", sample("interview_record")) == []


def test_six_points_are_no_review_and_seven_are() -> None:
    points = sample("review_opinion")["points"]
    assert "七项审核内容" in missing_fields("review_opinion", sample("review_opinion", points=points[:6]))
    assert missing_fields("review_opinion", sample("review_opinion", points=points)) == []


def test_a_bank_is_wanted_from_the_first_fen() -> None:
    bare = {**AGENCY, "bank": {}}
    free = sample("decision", agency=bare, penalty_items=[{"text": "警告"}], fine_fen=0, confiscated_fen=0)
    fined = sample(
        "decision", agency=bare, penalty_items=[{"text": "罚款", "fen": 1}], fine_fen=1, confiscated_fen=0
    )
    assert missing_fields("decision", free) == []
    assert missing_fields("decision", fined) == ["代收银行名称", "代收银行地址"]


def test_items_must_add_up_to_the_sum() -> None:
    assert issued("decision").pages > 1
    with pytest.raises(BadSource, match="处罚各项金额之和与罚没款合计不一致"):
        issued("decision", fine_fen=5212001)


@pytest.mark.parametrize("fen", [-1, 1.5, "abc"])
def test_an_amount_is_a_whole_number_of_fen(fen: Any) -> None:
    with pytest.raises(BadSource) as caught:
        issued("decision", fine_fen=fen)
    assert caught.value.fields[0].field == "fine_fen"


def test_a_number_and_a_day_are_wanted() -> None:
    source = sample("decision")
    with pytest.raises(DocumentError, match="还没有文号"):
        render_pdf("decision", source, number=None, issued_on=ISSUED_ON, qr=None, demo=False, draft=False)
    with pytest.raises(DocumentError, match="还没有制作日期"):
        render_pdf(
            "decision", source, number="甲罚〔2026〕1号", issued_on=None, qr=None, demo=False, draft=False
        )


def test_an_unknown_kind_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有名为“ticket”的文书种类"):
        missing_fields("ticket", {})


def party_named(name: str) -> dict[str, Any]:
    return {**sample("decision")["party"], "name": name}


@pytest.mark.parametrize("name", ["陈𬱟", "龘䶮𠮷", "周㛃𬭎"])
def test_rare_characters_that_the_fonts_have_are_printed(name: str) -> None:
    assert issued("decision", party=party_named(name)).pages > 1


@pytest.mark.parametrize("character", ["\U000323af", "😀", "\ue000"])
def test_a_character_without_glyph_stops_the_issue_and_is_named(character: str) -> None:
    with pytest.raises(MissingGlyphs) as caught:
        issued("decision", party=party_named(f"陈{character}示例"))
    assert caught.value.characters == (character,)
    assert f"U+{ord(character):04X}" in str(caught.value)


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\x07"])
def test_characters_that_hide_are_refused_too(character: str) -> None:
    source = sample("decision", party=party_named(f"陈{character}示例"))
    assert missing_characters("decision", source) == [character]
    with pytest.raises(MissingGlyphs, match="不可见字符"):
        render_pdf(
            "decision", source, number=number_of("decision"), issued_on=date(2026, 4, 2),
            qr=None, demo=False, draft=False,
        )  # fmt: skip


def test_a_preview_shows_the_geta_mark_instead_of_failing() -> None:
    assert render_preview("decision", sample("decision", party=party_named("陈😀")))
