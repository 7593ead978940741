"""From the act of publishing to the public feed: what goes out, what cannot, and what is taken back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from sanzhi.disclosure.models import Release
from sanzhi.disclosure.publishing import public_log, publish
from sanzhi.jobs import clock, outbox
from sanzhi.ledger import leaf
from sanzhi.ledger.tiles import Tiles
from tests.support.cast import Cast, assemble
from tests.support.story import PERSON, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path) -> Path:
    settings.SANZHI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def entries() -> list[dict[str, Any]]:
    log = public_log()
    return [leaf.unpack(data) for data in Tiles(log.folder).entries(0, log.size, log.size)]


def contents(home: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((home / "log" / "public" / "content").rglob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["record"]


def test_a_published_decision_stands_in_the_feed(story: Story, own_home: Path) -> None:
    story.published()
    outbox.drain()

    released = [entry for entry in entries() if entry["kind"] == "penalty"]
    assert [entry["op"] for entry in released] == ["release"]
    assert Release.objects.get().entry is not None
    record = next(record for record in contents(own_home) if "fine_fen" in record)
    assert record["party"]["name"] == "金沙示例食品有限公司"
    assert [officer["name"] for officer in record["officers"]] == ["陈一鸣", "吴思远"]


def test_names_and_telephones_of_natural_persons_stay_inside(story: Story, own_home: Path) -> None:
    story.published()
    outbox.drain()

    everything = json.dumps(list(contents(own_home)), ensure_ascii=False)
    assert "欧阳示例" not in everything and "13900000000" not in everything
    assert "欧阳某" in everything


def test_the_name_of_a_punished_person_is_masked(cast: Cast, own_home: Path) -> None:
    story = Story(cast)
    story.lead(party=PERSON).proposed()
    story.act("file", cast.head)
    story.evidence()
    story.act(
        "conclude", cast.officer, **story.draft(500_000, complex=True, facts="黄示例经营过期面包三袋。")
    )
    story.act("submit_for_review", cast.officer, complete=True)
    story.opinion()
    story.sealed("notice")
    story.serve("notice")
    story.waived().deliberated()
    story.decide(500_000)
    story.sealed("decision")
    story.serve("decision")
    story.act("prepare_release", cast.editor)
    story.act("publish_release", cast.other_editor)
    outbox.drain()

    everything = json.dumps(list(contents(own_home)), ensure_ascii=False)
    assert PERSON["name"] not in everything and PERSON["id_number"] not in everything
    assert PERSON["address"] not in everything
    assert "黄某" in everything


def test_before_the_release_the_public_sees_the_progress_and_nothing_more(
    story: Story, own_home: Path
) -> None:
    story.decided()
    outbox.drain()

    assert {entry["kind"] for entry in entries()} == {"progress"}
    (shown,) = contents(own_home)
    assert "金沙示例食品" not in json.dumps(shown, ensure_ascii=False)
    assert [step["state"] for step in shown["steps"]].count("now") == 1


def test_a_lead_that_is_not_filed_is_not_shown(story: Story) -> None:
    story.lead()
    outbox.drain()

    assert entries() == []


def test_a_withdrawal_destroys_the_content_and_says_why(story: Story, own_home: Path) -> None:
    story.published()
    outbox.drain()
    story.act(
        "withdraw_release",
        story.cast.editor,
        ground="依法撤销",
        changed_on=clock.today().isoformat(),
        reason="行政复议决定撤销。",
    )
    outbox.drain()

    withdrawn = entries()[-1] if entries()[-1]["op"] == "withdraw" else entries()[-2]
    assert (withdrawn["op"], withdrawn["reason"]) == ("withdraw", "依法撤销：行政复议决定撤销。")
    assert not any("fine_fen" in record for record in contents(own_home))


def test_publishing_twice_writes_one_entry(story: Story) -> None:
    story.published()
    outbox.drain()
    before = public_log().size
    release = Release.objects.get()
    Release.objects.update(entry=None)

    publish(release.id)
    assert public_log().size == before


def test_the_strip_of_a_published_record_says_that_it_is_published(story: Story, own_home: Path) -> None:
    story.published()
    outbox.drain()

    record = next(record for record in contents(own_home) if "fine_fen" in record)
    publicity, inner, _ = record["strip"]["lanes"]
    assert publicity["marks"][-1]["title"] == "决定公示"
    assert {mark["state"] for mark in publicity["marks"]} == {"done"}
    assert all(mark["on"] and mark["state"] == "locked" for mark in inner["marks"])
