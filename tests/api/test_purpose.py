"""Over the interface, too, who looks at somebody else's case says why."""

from typing import Any
from urllib.parse import quote

import pytest

from sanzhi.accounts import accesslog
from sanzhi.documents.models import Document
from sanzhi.orgs.units import SightPolicy
from tests.api.conftest import People
from tests.api.web import Web
from tests.support.cast import LONG_AGO
from tests.support.story import Story


@pytest.fixture
def addresses(people: People, story: Story) -> list[str]:
    """Everything of a case that is read, in an agency whose officers may look at all of its cases."""
    story.filed()
    SightPolicy.objects.create(agency=people.cast.agency, level="agency", basis="查阅制度", since=LONG_AGO)
    document = Document.objects.get(case_id=story.case.pk)
    case = f"cases/{story.case_id}"
    return [case, f"{case}/events", f"{case}/documents", f"documents/{document.pk}/pdf"]


def with_purpose(people: People, part: str, purpose: str) -> Web:
    web = people.web(part)
    web.headers["X-Purpose"] = quote(purpose)
    return web


def sights() -> list[Any]:
    segments = sorted(accesslog.folder().glob("*.jsonl"))
    lines: list[Any] = [
        accesslog.read_line(line) for each in segments for line in each.read_bytes().splitlines()
    ]
    return [line["purpose"] for line in lines if line and line["verb"] == "sight"]


def test_without_a_purpose_it_is_refused_with_what_to_do(people: People, addresses: list[str]) -> None:
    for address in addresses:
        answer = people.web("colleague").get(address)

        assert answer.status_code == 403
        assert answer.json()["type"] == "urn:sanzhi:problem:purpose_needed"
        assert "请说明查看目的" in answer.json()["detail"]
    assert sights() == []


def test_with_a_purpose_each_sight_is_answered_and_logged(people: People, addresses: list[str]) -> None:
    web = with_purpose(people, "colleague", "类案参考")

    assert [web.get(address).status_code for address in addresses] == [200] * 4
    assert sights() == ["类案参考"] * 4


def test_a_purpose_that_says_nothing_is_a_wrong_field(people: People, addresses: list[str]) -> None:
    answer = with_purpose(people, "colleague", "看").get(addresses[0])

    assert answer.status_code == 400
    assert answer.json()["fields"][0]["label"] == "查看目的"


def test_one_s_own_case_and_one_s_daily_work_need_none(people: People, addresses: list[str]) -> None:
    assert people.web("officer").get(addresses[0]).status_code == 200
    assert people.web("second").get(addresses[0]).status_code == 200
    assert sights() == []
    assert people.web("head").get(addresses[0]).status_code == 200
    assert people.web("supervisor").get(addresses[0]).status_code == 200
    assert sights() == ["审批", "执法监督"]


def test_a_purpose_opens_nothing_that_may_not_be_seen(people: People, addresses: list[str]) -> None:
    for address in addresses:
        assert with_purpose(people, "stranger", "类案参考").get(address).status_code == 404
        assert with_purpose(people, "system", "类案参考").get(address).status_code == 404


def test_who_only_looks_is_offered_nothing_to_do(people: People, addresses: list[str]) -> None:
    assert with_purpose(people, "colleague", "类案参考").get(addresses[0]).json()["data"]["open_acts"] == []
