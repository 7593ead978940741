"""Every address of the public program: it answers anybody, asks nobody to sign in, and takes nothing."""

import tomllib
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.config import portal, portal_urls
from tests.access import table, walk

pytestmark = pytest.mark.django_db
PUBLIC = walk.addresses(portal_urls.__name__)
EXPECTED: dict[str, dict[str, int]] = tomllib.loads(table.PLACE.read_text(encoding="utf-8"))["portal"]


@pytest.fixture
def citizen(settings: Settings, tmp_path: Path) -> Client:
    """Somebody without a name, before the portal of an instance that has published nothing yet."""
    settings.SANZHI_HOME = tmp_path
    (tmp_path / "portal").mkdir()
    for name in ("ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "SANZHI_MODULES", "SANZHI_SITE"):
        setattr(settings, name, getattr(portal, name))
    return Client()


def test_every_public_address_has_a_row_and_every_row_an_address() -> None:
    assert set(EXPECTED) == {each.route for each in PUBLIC}


@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address.route)
@pytest.mark.parametrize("method", ["get", "post"])
def test_anybody_gets_the_answer_of_the_table(citizen: Client, address: walk.Address, method: str) -> None:
    answer = citizen.generic(method.upper(), address.filled({}))

    assert answer.status_code == EXPECTED[address.route][method]
    assert "login" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address.route)
def test_no_public_address_begins_a_session(citizen: Client, address: walk.Address) -> None:
    answer = citizen.get(address.filled({}))

    assert not {"sanzhi_desk", "sessionid"} & answer.cookies.keys()
