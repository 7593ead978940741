"""What was public before two tables became one stays known, so that nothing is released twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sanzhi.disclosure.models import CurrentRecord
from sanzhi.jobs.ids import uuid7


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    executor = MigrationExecutor(connection)
    target = [("disclosure", "0002_public_lists")]
    executor.migrate(target)
    yield executor.loader.project_state(target).apps
    MigrationExecutor(connection).migrate(newest)


@pytest.mark.slow
def test_progress_and_lists_are_carried_over(before: Any) -> None:
    case, agency = uuid7(), uuid7()
    before.get_model("disclosure", "Progress").objects.create(case_id=case, version=3, digest="aa" * 32)
    before.get_model("disclosure", "PublicList").objects.create(record_id=agency, version=2, digest="bb" * 32)

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    carried = CurrentRecord.objects.values_list("record_id", "version", "digest")
    assert set(carried) == {(case, 3, "aa" * 32), (agency, 2, "bb" * 32)}
