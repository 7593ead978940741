"""Every page of the desk with every role: who may open it, who is sent away, and who finds nothing."""

import re
from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sanzhi.documents.models import Document
from sanzhi.evidence.models import Material
from tests.desk.special.conftest import SignedIn, administrator
from tests.support.cast import Cast
from tests.support.story import Story

pytestmark = pytest.mark.django_db

IN_HOUSE: Final = ("officer", "second", "head", "reviewer", "editor")
ADMINISTRATORS: Final = ("system", "security", "audit")

# Who opens a page (200), who is refused it by role (403); everybody else finds nothing (404).
OPEN: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "special_evidence": ((*IN_HOUSE, "supervisor"), ()),
    "special_file": ((*IN_HOUSE, "supervisor"), ()),
    "special_document": ((*IN_HOUSE, "supervisor"), ()),
    "special_seal": ((*IN_HOUSE, "supervisor"), ()),
    "special_release": ((*IN_HOUSE, "supervisor"), ()),
    "special_review": (("reviewer", "head"), ("officer", "second", "editor", "supervisor", *ADMINISTRATORS)),
    "special_releases": (
        ("editor", "supervisor", "stranger"), ("officer", "second", "head", "reviewer", *ADMINISTRATORS)
    ),
    "special_bench": (
        ("reviewer", "head", "stranger"), ("officer", "second", "editor", "supervisor", *ADMINISTRATORS)
    ),
    "special_system": (("system",), (*IN_HOUSE, "supervisor", "stranger", "security", "audit")),
    "special_security": (("security",), (*IN_HOUSE, "supervisor", "stranger", "system", "audit")),
    "special_audit": (("audit",), (*IN_HOUSE, "supervisor", "stranger", "system", "security")),
}  # fmt: skip
EVERYBODY: Final = (*IN_HOUSE, "supervisor", "stranger", *ADMINISTRATORS)


@pytest.fixture
def addresses(story: Story) -> dict[str, str]:
    """One address of each page, on a case that has everything."""
    story.served()
    case, document, material = story.case_id, Document.objects.first(), Material.objects.first()
    assert document and material
    base = f"/cases/{case}"
    return {
        "special_evidence": f"{base}/evidence/new/",
        "special_file": f"{base}/evidence/{material.pk}/",
        "special_document": f"{base}/documents/{document.pk}/",
        "special_seal": f"{base}/seal/decision/",
        "special_release": f"{base}/release/",
        "special_review": f"/reviews/{case}/",
        "special_releases": "/release/",
        "special_bench": "/reviews/",
        "special_system": "/system/",
        "special_security": "/security/",
        "special_audit": "/audit/",
    }


def client_of(who: str, cast: Cast, as_person: SignedIn) -> Client:
    return as_person(administrator(who) if who in ADMINISTRATORS else getattr(cast, who))


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_its_pages_and_no_others(
    addresses: dict[str, str], cast: Cast, as_person: SignedIn, who: str
) -> None:
    client = client_of(who, cast, as_person)
    found = {name: client.get(url).status_code for name, url in addresses.items()}
    assert found == {name: expected(name, who) for name in addresses}


def expected(name: str, who: str) -> int:
    opened, refused = OPEN[name]
    return 200 if who in opened else 403 if who in refused else 404


def test_who_is_not_signed_in_goes_to_the_door(addresses: dict[str, str]) -> None:
    for url in addresses.values():
        answer = Client().get(url)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def pages_with_a_case() -> Iterator[str]:
    """The route of every page of the program whose address names a case."""
    for pattern in _flat(get_resolver().url_patterns, ""):
        if "<uuid:case_id>" in pattern:
            yield pattern


def _flat(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _flat(each.url_patterns, prefix + str(each.pattern))
        else:
            yield prefix + str(each.pattern)


FILLED: Final = {"kind": "decision", "act": "conclude", "name": "add_evidence", "seq": "1"}


def filled(route: str, case: UUID) -> str:
    def fill(match: re.Match[str]) -> str:
        name = match[1].rpartition(":")[2]
        return str(case) if name == "case_id" else FILLED.get(name, str(uuid4()))

    return "/" + re.sub(r"<([^>]+)>", fill, route)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_no_page_of_a_case_opens_for_an_administrator(story: Story, as_person: SignedIn, role: str) -> None:
    story.filed()
    assert story.case_id
    client = as_person(administrator(role))
    routes = [route for route in pages_with_a_case() if not route.startswith("api/")]
    assert len(routes) >= 9
    for route in routes:
        for method in (client.get, client.post):
            assert method(filled(route, story.case_id)).status_code in {403, 404, 405}, route
