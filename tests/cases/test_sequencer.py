"""Events become leaves of the inner log; whoever changes, removes or reorders one is told which."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from pytest_django import Settings

from sanzhi.cases import sequencer
from sanzhi.cases.models import Event
from sanzhi.cases.sequencer import inner_log, sequence
from sanzhi.cli.ledger import verify
from tests.support.story import Story


@pytest.fixture(autouse=True)
def own_log(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path


def test_every_event_gets_one_leaf_in_order(story: Story) -> None:
    story.filed()

    assert sequence() == Event.objects.count()
    assert sequence() == 0
    assert list(Event.objects.order_by("id").values_list("leaf", flat=True)) == list(range(inner_log().size))


def test_a_crash_between_number_and_leaf_is_made_good(story: Story) -> None:
    story.filed()
    sequencer._number_events()

    assert sequence() == Event.objects.count()
    assert _verify() == (0, True)


def test_a_whole_ledger_verifies(story: Story) -> None:
    story.closed()
    sequence()

    assert _verify() == (0, True)


def test_the_first_changed_event_is_named(story: Story) -> None:
    story.filed()
    sequence()
    event = Event.objects.get(seq=2)
    Event.objects.filter(pk=event.pk).update(body=bytes(event.body).replace(b"propose", b"oppose_"))

    result = CliRunner().invoke(verify)
    assert result.exit_code == 1
    assert f"案件 {story.case_id} 第 2 个事件（propose_filing）" in result.output


def test_a_removed_event_is_noticed(story: Story) -> None:
    story.filed()
    sequence()
    Event.objects.get(seq=2).delete()

    assert _verify()[0] == 1


def test_reordered_events_are_noticed(story: Story) -> None:
    story.filed()
    sequence()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_event SET leaf = CASE leaf WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE leaf END")

    assert _verify()[0] == 1


def _verify() -> tuple[int, bool]:
    result = CliRunner().invoke(verify)
    return result.exit_code, "完好" in result.output
