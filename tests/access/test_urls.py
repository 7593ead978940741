"""Every address × every role × own, other and superior agency: who gets what is written in ``urls.toml``."""

import re
from uuid import uuid4

import pytest

from sanzhi.config import urls as desk_urls
from tests.access import table, walk
from tests.access.world import PEOPLE, World

# Some ten thousand requests.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
INNER = walk.addresses(desk_urls.__name__)
ROWS = table.rows("inner")
# What a case owns; an id of another kind is no secret.
OBJECTS = ("case_id", "document_id", "material_id")
OWNED = [each for each in INNER if set(OBJECTS) & each.params.keys()]
# 409 and 411: an upload was understood and refused, for want of a role or of content.
REFUSALS = {302, 401, 403, 404, 405, 409, 411}


def route_of(address: walk.Address) -> str:
    return address.route


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(ROWS) == {each.route for each in INNER}


@pytest.mark.parametrize("address", INNER, ids=route_of)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_gets_the_answer_of_the_table(world: World, address: walk.Address, method: str) -> None:
    row = ROWS[address.route]
    expected = row.get if method == "GET" else row.post
    path = address.filled(world.values | row.args)

    found = {person: world.ask(person, method, path).status_code for person in PEOPLE}

    assert table.written(found) == table.written(expected), path


@pytest.mark.parametrize("address", INNER, ids=route_of)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_no_other_way_of_writing_gives_more_than_reading(
    world: World, address: walk.Address, method: str
) -> None:
    """A page that knows no methods answers as to a GET; nothing is created or done."""
    row = ROWS[address.route]
    path = address.filled(world.values | row.args)

    for person in PEOPLE:
        status = world.ask(person, method, path).status_code
        assert status in REFUSALS or status == row.get[person], (person, path, status)


@pytest.mark.parametrize("address", OWNED, ids=route_of)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_forbidden_reads_like_what_is_missing(
    world: World, address: walk.Address, method: str
) -> None:
    row = ROWS[address.route]
    there = address.filled(world.values | row.args)
    missing = address.filled(world.values | row.args | {name: uuid4() for name in OBJECTS})

    for person, status in (row.get if method == "GET" else row.post).items():
        if status == 404:
            answers = [world.ask(person, method, path) for path in (there, missing)]
            assert [each.status_code for each in answers] == [404, 404], (person, there)
            assert _plain(answers[0].content, there) == _plain(answers[1].content, missing)


def _plain(content: bytes, path: str) -> str:
    """A page without what is different each time it is asked for: form tokens, traces, its own address."""
    text = content.decode().replace(path, "")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'"trace_id": "\w+"', "", text)
