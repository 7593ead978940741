"""An officer fills facts, never forms: counted over every template of the ordinary penalty.

A field counts as asked when somebody types it for this very document: it is asked by hand and the case has
nothing for it, comes from the data of the act that issues the document, or from the fact that this act writes
from its data.
"""

import inspect
import re
from collections import Counter

import pytest

from sanzhi.documents.forming import placing, shelf
from sanzhi.documents.forming.fields import STANDARD, FormField
from sanzhi.documents.forming.form import Form
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act

ORDINARY = [form for form in shelf.shipped().values() if form.group != "简易程序"]
_WRITES = re.compile(r'deed\.(?:set|merge)\(\s*"([a-z_.]+)"')


def issuers(form: Form) -> list[Act]:
    """The acts whose function issues the form."""
    call = re.compile(rf'(?:issue|paper)\((?:deed, )?"{form.name}"')
    return [act for act in acts.registered().values() if call.search(_source(act))]


def _source(act: Act) -> str:
    return inspect.getsource(act.apply)


def is_asked(field: FormField, issuing: list[Act]) -> bool:
    if field.ask:
        return not (field.origin or field.default)
    if field.asked:
        return True
    for act in issuing:
        typed = {f"{fact}.{name}" for fact in _WRITES.findall(_source(act)) for name in act.data.model_fields}
        if typed & set(field.origin):
            return True
    return False


# What a block prints that no officer types: the rows of the party, the officers, agency and day of the seal.
PRINTS = {
    "party": {"party.name", "party.uscc", "party.legal_representative", "party.address", "party.phone"},
    "officers": {"officers"},
    "signoff": {"agency.name", "issued on"},
}


def standard_in(form: Form) -> set[str]:
    named = {name for block in form.blocks for name in placing.names_in(block)}
    found = (named | set(form.wants)) & set(STANDARD) | {"agency.name"}
    found |= {name for block in form.blocks for name in PRINTS.get(block.block, set())}
    return (
        found
        | ({"case.number"} if form.layout == "form" else set())
        | ({"number"} if form.number_word else set())
    )


def test_at_least_85_per_cent_of_the_fields_fill_themselves() -> None:
    asked = prefilled = 0
    for form in ORDINARY:
        issuing = issuers(form)
        typed = sum(is_asked(field, issuing) for field in form.fields)
        asked += typed
        prefilled += len(form.fields) - typed + len(standard_in(form))
    share = prefilled / (prefilled + asked)
    assert share >= 0.85, f"{len(ORDINARY)} templates, {asked} of {prefilled + asked} fields asked"


def test_no_fact_is_asked_by_two_templates() -> None:
    asked = Counter(
        path for form in ORDINARY for field in form.fields if is_asked(field, issuers(form))
        for path in [f"told.{field.id}"] if field.ask
    )  # fmt: skip
    assert [path for path, times in asked.items() if times > 1] == []


def test_what_one_template_asks_no_other_finds_under_the_same_name() -> None:
    asked = {
        field.label: form.name for form in ORDINARY for field in form.fields if field.ask and not field.origin
    }
    known = {
        field.label: form.name
        for form in ORDINARY
        for field in form.fields
        if not field.ask and not field.given
    }
    known |= {field.label: "case" for field in STANDARD.values()}
    both = {label: (asked[label], known[label]) for label in asked.keys() & known.keys()}
    assert both == {}


@pytest.mark.parametrize("name", ["prior_notice", "decision"])
def test_what_binds_a_party_asks_nothing(name: str) -> None:
    form = shelf.get(name)
    assert [field.label for field in form.fields if is_asked(field, [])] == []
