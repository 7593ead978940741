"""What the demonstration takes from published decisions, and what it must never take."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from sanzhi.cases.seal import unseal
from sanzhi.cli.demonstration import script
from sanzhi.cli.demonstration.script import Model, confiscated_of, fine_of
from sanzhi.law import citations
from sanzhi.law.findings import Citation
from sanzhi.law.identifiers import birth_date, is_demonstration, resident_fault
from tests.cli.instances import Instance, loaded_demonstration, texts

DATA = Path(script.__file__).parent / "data"
PROVINCE = re.compile(r"\S{2,3}?省|\S{2,5}?自治区|(?:北京|上海|天津|重庆)市")
PLACE = re.compile(r".{2,}?(?:自治州|市|州|盟|区|县|旗)")
RESIDENT = re.compile(r"(?<![0-9A-Z])\d{17}[\dX](?![0-9A-Z])")
ENTITY = {"法人": "法人", "其他组织": "非法人组织", "个体工商户": "个体工商户"}
# The regions of the whole country are there by name whatever the demonstration says.
NATION = {"orgs_region", "orgs_regionchange"}


@cache
def decisions() -> dict[int, dict[str, Any]]:
    lines = (Path(__file__).parents[1] / "data" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return {decision["id"]: decision for decision in map(json.loads, lines)}


def every_model() -> list[Any]:
    return [pytest.param(model, id=f"decision-{number}") for number, model in script.models().items()]


def named(model: Model, which: str) -> list[Citation]:
    """The articles of the model as the publication named them."""
    succeeded = {each.present: each.published for each in model.succeeds}
    articles = [f"《{law}》{article}" for law, article in getattr(model, which)]
    return [found for text in articles for found in citations.parse(succeeded.get(text, text))]


@pytest.mark.parametrize("model", every_model())
@pytest.mark.parametrize("which", ["violated", "basis"])
def test_articles_are_those_of_the_decision_or_chosen_with_a_reason(model: Model, which: str) -> None:
    published = decisions()[model.decision][which]
    if published is None:
        assert model.chosen[which]
    else:
        assert which not in model.chosen
        assert named(model, which) == [found for text in published for found in citations.parse(text)]


@pytest.mark.parametrize("model", every_model())
def test_evidence_and_domain_are_those_of_the_decision(model: Model) -> None:
    decision = decisions()[model.decision]
    assert model.domain == decision["domain"]
    if decision["evidence"] is None:
        assert model.chosen["evidence"]
    else:
        assert [piece.name for piece in model.evidence] == decision["evidence"]
    assert not model.more or model.chosen["more"]


@pytest.mark.parametrize("model", every_model())
def test_amounts_are_those_of_the_decision_or_chosen_with_a_reason(model: Model) -> None:
    decision = decisions()[model.decision]
    for field, fen in (
        ("fine_yuan", fine_of(model.items)),
        ("confiscated_yuan", confiscated_of(model.items)),
    ):
        if decision[field] is None:
            assert model.chosen[field]
        else:
            assert fen == round(decision[field] * 100)


def test_parties_are_of_the_kind_that_was_published_but_for_one_person() -> None:
    persons = 0
    for entry in script.entries():
        published = decisions()[entry.decision]["party_type"]
        persons += entry.is_person
        if published is None:
            assert script.models()[entry.decision].chosen["party_type"]
        elif not entry.is_person:
            assert entry.party.type == ENTITY[published]
    assert persons == 1


def test_at_least_twelve_cases_are_modelled_on_decisions() -> None:
    assert len({entry.key for entry in script.entries()}) == len(script.entries()) >= 12
    assert {entry.decision for entry in script.entries()} == set(script.models())


@pytest.fixture(scope="module")
def loaded() -> Instance:
    return loaded_demonstration()


@pytest.mark.slow
def test_each_case_carries_the_articles_of_its_model(loaded: Instance) -> None:
    checked = 0
    for entry in script.entries():
        draft = loaded.facts[entry.key].get("draft")
        if draft:
            model = script.models()[entry.decision]
            checked += 1
            for which in ("violated", "basis"):
                stands = [(each["law"], each["article"]) for each in draft[which]]
                assert stands == list(getattr(model, which))
    assert checked >= 12


@pytest.fixture(scope="module")
def told(loaded: Instance) -> str:
    """Everything that the demonstration says anywhere: data files, both databases, feed, personal values."""
    said = [file.read_text(encoding="utf-8") for file in sorted(DATA.iterdir())]
    said += [line for record in loaded.contents for line in texts(record)]
    for (name,) in loaded.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if name in NATION:
            continue
        for row in loaded.rows(f'SELECT * FROM "{name}"'):  # noqa: S608  (a name from the schema itself)
            said += [line for value in row for line in spoken(value)]
    said += (loaded.home / "public.db").read_bytes().decode("utf-8", "ignore").splitlines()
    return "\n".join(said)


def spoken(value: object) -> list[str]:
    """The text in a column: JSON is opened, because Django stores Chinese in it as escapes."""
    if isinstance(value, bytes):
        return [value.decode("utf-8", "ignore")]
    if not isinstance(value, str):
        return []
    if not value.startswith(("{", "[")):
        return [value]
    try:
        return list(texts(json.loads(value)))
    except json.JSONDecodeError:
        return [value]


@pytest.fixture
def hidden(loaded: Instance, settings: Settings) -> list[str]:
    """The personal values that lie sealed beside the events."""
    settings.SANZHI_HOME = loaded.home
    return [
        unseal(sealed, digest)
        for digest, sealed in loaded.rows("SELECT digest, sealed FROM cases_personalvalue")
    ]


def real_names() -> set[str]:
    """Parties, authorities, places, numbers and codes of all the decisions."""
    found: set[str] = set()
    for decision in decisions().values():
        found |= {
            decision[field] for field in ("party", "authority", "number", "uscc", "region") if decision[field]
        }
        province = PROVINCE.match(decision["region"])
        assert province
        found |= {province[0], *PLACE.findall(decision["region"], province.end())}
    return found - {"贵州省"}


@pytest.mark.slow
def test_nobody_real_is_named_anywhere(told: str, hidden: list[str]) -> None:
    everything = told + "\n" + "\n".join(hidden)
    assert len(real_names()) > 120
    assert [name for name in sorted(real_names()) if name in everything] == []
    # The search finds what is there.
    assert "金沙示例枣业有限公司" in told
    assert "黄例舟" in hidden


@pytest.mark.slow
def test_every_identity_number_belongs_to_nobody(told: str, hidden: list[str]) -> None:
    numbers = {
        number for text in (told, *hidden) for number in RESIDENT.findall(text) if not resident_fault(number)
    }
    assert len(numbers) > 10
    for number in numbers:
        born = birth_date(number)
        assert is_demonstration(number)
        assert born is not None
        assert born.year < 1900


@pytest.mark.slow
def test_every_credit_code_belongs_to_nobody(loaded: Instance) -> None:
    codes = {code for (code,) in loaded.rows("SELECT uscc FROM orgs_agency")}
    codes |= {facts["party"]["uscc"] for facts in loaded.facts.values()} - {""}
    assert len(codes) > 20
    assert all(is_demonstration(code) for code in codes)
