"""Every form that ships is of the format, says what the law wants, and draws."""

from typing import Any

import pytest

from sanzhi.documents import kinds
from sanzhi.documents.forming import laying, placing, shelf
from sanzhi.documents.forming.casebook import source_of
from sanzhi.documents.forming.fields import FormField
from sanzhi.documents.forming.form import Form
from sanzhi.documents.render import render_pdf, render_preview
from sanzhi.documents.sheets import FormSheet
from sanzhi.law.citations import parse
from sanzhi.registry.statutes.library import library
from tests.documents import samples, whole_case
from tests.documents.papers import ISSUED_ON, text_of

FORMS = tuple(shelf.shipped().values())
BY_HAND: dict[str, Any] = {
    "time": "2026-03-04T01:30:00Z",
    "date": "2026-03-04",
    "number": 3,
    "money": 120_000,
    "flag": True,
    "lines": ["甲", "乙"],
    "span": ["2026-03-04T01:30:00Z", "2026-03-04T02:30:00Z"],
    "articles": samples.VIOLATED,
    "evidence": samples.EVIDENCE,
    "penalties": samples.ITEMS,
    "officers": samples.OFFICERS,
}


def plausible(field: FormField) -> Any:
    """Some value of the field's type."""
    if field.type == "rows":
        row = {column.id: BY_HAND.get(column.type, "据实填写。") for column in field.columns}
        return [row] * field.least
    return BY_HAND.get(field.type, "据实填写。")


def whole_source(form: Form) -> dict[str, Any]:
    """The source from a case on which much has happened; whatever it does not tell is plausible."""
    source = source_of(form, whole_case.deed(), {})
    absent = {field.id: plausible(field) for field in form.fields if source[field.id] in (None, "", [])}
    return {**source, **absent}


by_name = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


@by_name
def test_every_field_of_a_form_is_printed_or_decides_what_is(form: Form) -> None:
    named = {name for block in form.blocks for name in placing.names_in(block)}
    named |= {name for field in form.fields for name in placing.names_in(field.when)}
    named |= {name for variant in form.titles for name in placing.names_in(variant.when)}
    assert [field.id for field in form.fields if field.id not in named] == []


@by_name
def test_an_empty_draft_draws_and_names_each_gap(form: Form) -> None:
    pages = render_preview(form.name, {}, issued_on=ISSUED_ON, sheet=FormSheet(form))
    assert pages
    assert all(page.lstrip().startswith("<svg") for page in pages)


@pytest.mark.django_db
@by_name
def test_every_article_that_a_form_rests_on_is_in_the_library(form: Form) -> None:
    cited = [*form.basis, *(field.law for field in form.fields if field.law)]
    cited += [block.law for block in form.blocks if block.law]
    for text in cited:
        citations = parse(text)
        assert citations, text
        assert all(library().article(each).text for each in citations), text


def test_only_a_form_with_a_signature_of_the_agency_is_sealed() -> None:
    for form in FORMS:
        kinds = {block.block for block in form.blocks}
        assert not form.seal_required or "signoff" in kinds, form.name


@pytest.mark.django_db
@pytest.mark.parametrize("name", kinds.KINDS)
def test_a_main_document_finds_its_facts_in_the_case(name: str) -> None:
    form = shelf.get(name)
    given = {field.id: plausible(field) for field in form.fields if field.given}
    source = source_of(form, whole_case.deed(), given)
    assert [field.label for field in laying.unmet(form, source)] == []


@pytest.mark.django_db
@by_name
def test_every_form_is_made_from_a_whole_source(form: Form) -> None:
    source = whole_source(form)
    made = render_pdf(
        form.name,
        source,
        number="黔西市监甲〔2026〕1号",
        issued_on=ISSUED_ON,
        qr=None,
        demo=False,
        draft=False,
        sheet=FormSheet(form),
    )
    assert made.pages >= 1
    assert "〔待填" not in text_of(made.pdf)
