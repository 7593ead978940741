"""The schema is a promise: it stands in the documentation, and the program is held to it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sanzhi.api.v1 import api
from tests.api.conftest import People

FROZEN = Path(__file__).parents[2] / "docs" / "api" / "openapi-v1.json"


@pytest.fixture
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return found


def test_the_schema_is_the_one_that_was_promised(schema: dict[str, Any]) -> None:
    """A change that only adds is frozen anew with ``SANZHI_FREEZE=1``; any other is a new version."""
    if os.environ.get("SANZHI_FREEZE") == "1":
        FROZEN.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    assert schema == json.loads(FROZEN.read_text(encoding="utf-8"))


def test_the_schema_is_served_to_everybody(people: People, schema: dict[str, Any]) -> None:
    answer = people.web("anonymous").get("openapi.json")

    assert answer.json() == schema
    assert schema["openapi"].startswith("3.1")


def test_every_reference_of_the_schema_leads_somewhere(schema: dict[str, Any]) -> None:
    for reference in _references(schema):
        place: Any = schema
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
        assert place


def test_every_operation_tells_its_refusals_and_asks_who_calls(schema: dict[str, Any]) -> None:
    operations = [each for path in schema["paths"].values() for each in path.values()]

    assert len(operations) == 10
    for each in operations:
        assert "application/problem+json" in each["responses"]["default"]["content"]
        assert each["security"] == [{"Key": []}, {"Session": []}]


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for each in value.values() for found in _references(each)]
    return [found for each in value for found in _references(each)] if isinstance(value, list) else []
