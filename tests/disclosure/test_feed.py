"""The feed says each thing once, keeps contents only while they are public, and survives a crash anywhere."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanzhi.disclosure import feed as feed_module
from sanzhi.disclosure.feed import Feed, release_entry, withdraw_entry
from sanzhi.law.errors import Changed, NotFound
from sanzhi.ledger.audit import audit
from sanzhi.ledger.content import content_path
from sanzhi.released.contents import ContentInvalid
from sanzhi.released.entries import EntryInvalid
from tests.released.world import JINSHA, NOON, OPEN_GOVERNMENT, World, agency, penalty, progress, uuid


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def contents(world: World) -> list[Path]:
    return sorted(world.folder.glob("content/*/*.json"))


def test_a_release_is_an_entry_without_text_and_a_salted_file_beside_the_log(world: World) -> None:
    world.release(1, penalty())
    entry = world.feed.entry(0)
    assert (entry.op, entry.id, entry.version, entry.agency) == ("release", uuid(1), 1, JINSHA)
    assert "副食店" not in entry.to_bytes().decode()
    file = world.folder / content_path(entry.content or "")
    held = json.loads(file.read_bytes())
    assert len(held["salt"]) == 32
    assert held["record"]["party"]["name"] == "金沙县鼓场街道某某副食店"


def test_the_same_text_released_twice_has_two_digests_because_the_salt_is_drawn_anew(world: World) -> None:
    world.release(1, penalty())
    world.release(2, penalty())
    assert world.feed.entry(0).content != world.feed.entry(1).content


def test_a_repeated_release_changes_nothing(world: World) -> None:
    world.release(1, penalty())
    before = contents(world)
    world.release(1, penalty())
    assert world.log.size == 1
    assert contents(world) == before


def test_a_withdrawal_destroys_the_content_and_keeps_the_log_whole(world: World) -> None:
    world.release(1, penalty())
    assert world.withdraw(1) == 1
    assert contents(world) == []
    assert world.feed.entry(1).reason == "决定已被依法撤销"
    assert audit(world.folder, world.log.verifier) == []


def test_a_repeated_withdrawal_changes_nothing(world: World) -> None:
    world.release(1, penalty())
    assert world.withdraw(1) == world.withdraw(1) == 1
    assert world.log.size == 2


def test_a_new_version_takes_the_place_of_the_old_one_and_destroys_its_content(world: World) -> None:
    world.release(1, progress())
    world.release(1, progress(), version=2)
    assert [path.stem for path in contents(world)] == [world.feed.entry(1).content]


def test_an_earlier_version_is_refused_once_a_later_one_is_out(world: World) -> None:
    world.release(1, progress(), version=2)
    with pytest.raises(Changed):
        world.release(1, progress(), version=1)
    assert world.log.size == 1


def test_what_was_never_released_cannot_be_withdrawn(world: World) -> None:
    with pytest.raises(NotFound):
        world.withdraw(1)
    assert world.log.size == 0


def test_a_withdrawal_needs_a_reason(world: World) -> None:
    world.release(1, penalty())
    with pytest.raises(EntryInvalid, match="reason"):
        world.withdraw(1, reason="")
    assert len(contents(world)) == 1


def test_a_record_with_a_field_too_many_is_refused_before_anything_is_written(world: World) -> None:
    record = penalty().model_dump(mode="json") | {"party_phone": "13985701234"}
    with pytest.raises(ContentInvalid, match="party_phone"):
        world.feed.release(uuid(1), 1, "penalty", "after", JINSHA, record, OPEN_GOVERNMENT, NOON)
    assert world.log.size == 0
    assert contents(world) == []


def test_a_record_of_another_agency_is_refused(world: World) -> None:
    with pytest.raises(ContentInvalid, match="执法部门"):
        world.feed.release(uuid(1), 1, "agency", "before", "9" * 18, agency(), OPEN_GOVERNMENT, NOON)


def test_a_crash_before_the_entry_leaves_no_file_that_nobody_would_destroy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> int:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(world.log, "append", die)
        with pytest.raises(OSError, match="no space"):
            world.release(1, penalty())
    assert len(contents(world)) == 1
    world.feed.close()
    world.feed = Feed(world.log, world.folder)
    assert contents(world) == []
    world.release(1, penalty())
    assert len(contents(world)) == 1


def test_a_crash_after_the_withdrawal_entry_is_finished_at_the_next_start(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> bool:
        raise OSError("killed")

    world.release(1, penalty())
    with monkeypatch.context() as broken:
        broken.setattr(feed_module, "destroy_content", die)
        with pytest.raises(OSError, match="killed"):
            world.withdraw(1)
    assert len(contents(world)) == 1
    world.feed.close()
    world.feed = Feed(world.log, world.folder)
    assert contents(world) == []
    assert world.withdraw(1) == 1


def test_the_index_is_rebuilt_from_the_log(world: World) -> None:
    world.release(1, penalty())
    world.release(2, progress())
    world.feed.close()
    (world.folder.with_name("public-index") / "index.db").unlink()
    world.feed = Feed(world.log, world.folder)
    world.release(2, progress())
    assert world.log.size == 2
    assert len(contents(world)) == 2


def test_the_key_lies_beside_the_log(world: World) -> None:
    assert (world.folder / "vkey").read_text().strip() == str(world.log.verifier)


def test_an_entry_keeps_the_instant_to_the_second_in_utc() -> None:
    beijing = datetime.fromisoformat("2026-03-02T12:00:00.987654+08:00")
    entry = release_entry(
        uuid(1), 1, "penalty", "after", JINSHA, "0" * 64, OPEN_GOVERNMENT, beijing, date(2026, 3, 6), None
    )
    assert entry.at == datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    assert b'"at":"2026-03-02T04:00:00Z"' in entry.to_bytes()


def test_a_withdrawal_repeats_what_it_withdraws_but_no_digest() -> None:
    entry = release_entry(uuid(1), 3, "penalty", "after", JINSHA, "0" * 64, OPEN_GOVERNMENT, NOON, None, None)
    out = withdraw_entry(entry, "当事人申请，经核实更正", NOON)
    assert (out.id, out.version, out.kind, out.agency, out.basis) == (
        uuid(1),
        3,
        "penalty",
        JINSHA,
        OPEN_GOVERNMENT,
    )
    assert out.content is None
