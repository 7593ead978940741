"""A case is found by its party as a whole, by nobody who may not see it, and the database does not tell."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from sanzhi.cases.models import PartyMark
from sanzhi.cases.parties import cases_of
from sanzhi.store.sealed import keyring
from sanzhi.store.sealed.changing import bites
from sanzhi.store.sealed.places import places
from tests.desk.conftest import browser_of
from tests.support.story import COMPANY, PERSON, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(tmp_path: Path, settings: Settings) -> None:
    """Keys that no other test of this process has sealed under."""
    settings.SANZHI_HOME = tmp_path


def found(value: str) -> list[object]:
    return list(cases_of(value))


@pytest.mark.parametrize("which", ["name", "id_number", "phone"])
def test_a_person_is_found_by_name_number_and_telephone(story: Story, which: str) -> None:
    story.lead(PERSON)
    Story(story.cast).lead(COMPANY)
    assert found(PERSON[which]) == [story.case_id]
    assert found(f" {PERSON[which]} ".lower()) == [story.case_id]


@pytest.mark.parametrize("which", ["name", "uscc", "legal_representative", "phone"])
def test_an_organisation_is_found_by_name_code_representative_and_telephone(story: Story, which: str) -> None:
    story.lead(COMPANY)
    assert found(COMPANY[which]) == [story.case_id]


def test_a_telephone_is_found_with_its_country_code_and_blanks(story: Story) -> None:
    story.lead(PERSON)
    assert found("+86 139 0000 0001") == [story.case_id]


@pytest.mark.parametrize("asked", ["黄", "黄示", "1390000000", "", "   ", "%"])
def test_a_part_finds_nothing(story: Story, asked: str) -> None:
    story.lead(PERSON)
    assert found(asked) == []


def test_the_list_of_cases_finds_by_party_what_its_reader_may_see(story: Story) -> None:
    story.lead(PERSON)
    number = story.case.number
    assert number in browser_of(story.cast.officer).page("/cases/", party=PERSON["id_number"])
    assert number not in browser_of(story.cast.officer).page("/cases/", party="别人")
    assert number not in browser_of(story.cast.stranger).page("/cases/", party=PERSON["id_number"])


def test_the_database_holds_neither_the_values_nor_a_digest_without_a_key(story: Story) -> None:
    story.lead(PERSON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, value_digest FROM cases_partymark")
        held = b"".join(bytes(value) + digest.encode() for value, digest in cursor.fetchall())
    for value in (PERSON["name"], PERSON["id_number"], PERSON["phone"]):
        assert value.encode() not in held


def test_a_party_is_still_found_while_and_after_keys_are_changed(own_keys: None, story: Story) -> None:
    story.lead(PERSON)
    keyring().add()
    assert found(PERSON["name"]) == [story.case_id]
    list(bites(places()))
    assert found(PERSON["name"]) == [story.case_id]
    assert {mark.value_digest[:2] for mark in PartyMark.objects.all()} == {"2."}
