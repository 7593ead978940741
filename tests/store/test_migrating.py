"""What stood in the clear is sealed by the migrations, with the rows in place."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sanzhi.evidence.models import Material
from sanzhi.jobs.ids import uuid7
from sanzhi.jobs.models import Tick

BEFORE = [("jobs", "0001_initial"), ("evidence", "0001_initial"), ("cases", "0001_initial")]
NOW = datetime(2026, 3, 2, tzinfo=UTC)
SALT = bytes(range(16))


def migrate(targets: list[tuple[str, str]]) -> Any:
    """Go to these migrations and give the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(BEFORE)
    migrate(newest)


@pytest.mark.slow
def test_rows_of_before_are_sealed_and_read_as_ever(before: Any) -> None:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    before.get_model("jobs", "Tick").objects.create(name="w", ran=NOW, error="无法处理：黄示例")
    material = before.get_model("evidence", "Material").objects.create(
        id=uuid7(), case_id=uuid7(), title="黄示例的身份证", kind="书证", digest="ab" * 32, size=1,
        media_type="image/jpeg", file_name="黄示例.jpg", collected_at=NOW, added_at=NOW, seq=1,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_personalvalue (digest, case_id, seq, salt, sealed) VALUES (%s, %s, 1, %s, %s)",
            ["cd" * 32, Material._meta.pk.get_db_prep_value(uuid7(), connection), SALT, b""],
        )
    after = migrate(newest)
    assert Tick.objects.get(name="w").error == "无法处理：黄示例"
    moved = Material.objects.get(pk=material.pk)
    assert (moved.title, moved.file_name, moved.place) == ("黄示例的身份证", "黄示例.jpg", "")
    assert after.get_model("cases", "PersonalValue").objects.get().salt == SALT.hex()
    with connection.cursor() as cursor:
        cursor.execute("SELECT salt FROM cases_personalvalue")
        assert SALT not in bytes(cursor.fetchone()[0])
