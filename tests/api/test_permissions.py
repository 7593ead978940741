"""Every address as every kind of person: missing and forbidden answer alike."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from sanzhi.documents.models import Document
from tests.api.conftest import ADMINISTRATORS, People
from tests.api.web import Web
from tests.support.story import COMPANY, Story

Call = Callable[[Web, Story], Any]

PARTS = ("officer", "second", "head", "colleague", "stranger", "supervisor", *ADMINISTRATORS, "anonymous")
SEES = {"officer": 200, "second": 200, "head": 200, "supervisor": 200}
HIDDEN = {"colleague": 404, "stranger": 404, **dict.fromkeys(ADMINISTRATORS, 404), "anonymous": 401}
EVERYBODY = dict.fromkeys(PARTS, 200) | {"anonymous": 401}
NO_ADMINISTRATOR = dict.fromkeys(("supervisor", *ADMINISTRATORS), 409) | {"anonymous": 401}

LEAD = {
    "suspected": "涉嫌经营超过保质期的食品",
    "source": "投诉",
    "received_on": "2026-03-02",
    "summary": "群众投诉。",
    "party": COMPANY,
}


def _bind_evidence(web: Web, story: Story) -> Any:
    data = {
        "title": "照片",
        "kind": "物证",
        "digest": "0" * 64,
        "size": 1,
        "media_type": "image/jpeg",
        "file_name": "a.jpg",
        "collected_at": "2026-03-02T09:00:00+08:00",
    }
    return web.act(story.case_id, "add_evidence", data)


def _pdf(web: Web, story: Story) -> Any:
    assert story.case_id is not None
    document = Document.objects.filter(case_id=story.case_id).values_list("id", flat=True)[0]
    return web.get(f"documents/{document}/pdf")


TABLE: dict[str, tuple[Call, dict[str, int]]] = {
    "read case": (lambda web, story: web.get(f"cases/{story.case_id}"), SEES | HIDDEN),
    "events": (lambda web, story: web.get(f"cases/{story.case_id}/events"), SEES | HIDDEN),
    "documents": (lambda web, story: web.get(f"cases/{story.case_id}/documents"), SEES | HIDDEN),
    "pdf": (_pdf, SEES | HIDDEN),
    "list": (lambda web, story: web.get("cases"), EVERYBODY),
    "acts": (lambda web, story: web.get("acts"), EVERYBODY),
    "schema": (lambda web, story: web.get("openapi.json"), dict.fromkeys(PARTS, 200)),
    # The digest is of nothing that was uploaded: who may act is told so, the others never get that far.
    "act": (_bind_evidence, {"officer": 400, "second": 400, "head": 409, "supervisor": 409} | HIDDEN),
    "lead": (
        lambda web, story: web.post("cases", {"data": LEAD}),
        dict.fromkeys(("officer", "second", "colleague", "stranger"), 201) | {"head": 409} | NO_ADMINISTRATOR,
    ),
    "put file": (
        lambda web, story: web.put("files", b"photo"),
        dict.fromkeys(("officer", "second", "head", "colleague", "stranger"), 201) | NO_ADMINISTRATOR,
    ),
    "post file": (
        lambda web, story: web.send("files", b"photo"),
        dict.fromkeys(("officer", "second", "head", "colleague", "stranger"), 201) | NO_ADMINISTRATOR,
    ),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", TABLE)
def test_every_address_answers_each_person_as_it_should(
    name: str, part: str, people: People, story: Story, monday: None
) -> None:
    call, expected = TABLE[name]
    answer = call(people.web(part), story.filed())

    assert answer.status_code == expected[part], answer.content.decode()


def test_the_table_names_everybody() -> None:
    assert all(set(expected) == set(PARTS) for _, expected in TABLE.values())


@pytest.mark.parametrize("part", ["colleague", "stranger", "system"])
@pytest.mark.parametrize("path", ["cases/{}", "cases/{}/events", "cases/{}/documents"])
def test_a_case_that_may_not_be_seen_reads_like_one_that_does_not_exist(
    path: str, part: str, people: People, story: Story
) -> None:
    story.lead()
    forbidden = people.web(part).get(path.format(story.case_id)).json()
    missing = people.web(part).get(path.format(uuid4())).json()

    assert {**forbidden, "trace_id": ""} == {**missing, "trace_id": ""}


@pytest.mark.parametrize("part", [part for part in PARTS if part != "anonymous"])
def test_the_list_shows_exactly_what_may_be_opened(part: str, people: People, story: Story) -> None:
    stories = [story.lead(), Story(story.cast).filed(), Story(story.cast).lead()]
    web = people.web(part)
    listed = {each["id"] for each in web.get("cases").json()["data"]}

    assert listed == {
        str(each.case_id) for each in stories if web.get(f"cases/{each.case_id}").status_code == 200
    }
