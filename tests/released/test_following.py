"""Entries become rows in order, each exactly once; withdrawn, replaced and expired ones leave a notice."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sanzhi.released import queries
from sanzhi.released.models import Agency, Entry, Record, Tally
from sanzhi.released.sync import Follower
from tests.released.world import JINSHA, JINSHA_NAME, NOON, World, agency, penalty, progress, uuid


def row(name: int, version: int = 1) -> Record:
    return Record.objects.get(record=uuid(name), version=version)


def test_a_release_becomes_a_row_with_its_columns(world: World, follower: Follower) -> None:
    world.release(1, penalty(), until=date(2029, 3, 2))
    found = follower.round(NOON)
    assert (found.fault, found.absent, found.applied_size, found.checked_at) == ("", "", 1, NOON)
    made = row(1)
    assert (made.state, made.number, made.agency_name) == ("published", "金沙市监罚〔2026〕12号", JINSHA_NAME)
    assert (made.region, made.city, made.fine_fen, made.shown_on) == (
        "520523",
        "5205",
        500_000,
        date(2026, 2, 26),
    )
    assert queries.tallies()["penalty"] == 1


def test_a_second_round_applies_nothing_twice(world: World, follower: Follower) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    world.release(2, progress())
    follower.round(NOON)
    follower.round(NOON)
    assert list(Entry.objects.order_by("index").values_list("index", flat=True)) == [0, 1]
    assert queries.tallies() == {"penalty": 1, "progress": 1}


def test_more_than_one_bundle_is_applied_in_order(world: World, follower: Follower) -> None:
    for name in range(258):
        world.release(name, progress(number=f"案{name}"))
        if name == 10:
            follower.round(NOON)
    follower.round(NOON)
    assert [entry.index for entry in Entry.objects.order_by("index")] == list(range(258))
    assert queries.tallies()["progress"] == 258


def test_a_withdrawal_leaves_a_notice_with_its_reason_and_nothing_of_the_content(
    world: World, follower: Follower, home: Path
) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    world.withdraw(1, reason="行政复议决定撤销原处罚")
    follower.round(NOON)
    notice = row(1)
    assert (notice.state, notice.reason, notice.closed_by) == ("withdrawn", "行政复议决定撤销原处罚", 1)
    assert (notice.raw, notice.number, notice.title, notice.words, notice.fine_fen) == (
        None,
        "",
        "",
        "",
        None,
    )
    assert list(home.glob("content/*/*.json")) == []
    assert queries.tallies()["penalty"] == 0


def test_each_withdrawal_is_acknowledged_once(world: World, follower: Follower, home: Path) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    world.withdraw(1)
    follower.round(NOON)
    receipt = json.loads((home / "back/withdrawals/1.json").read_bytes())
    assert (receipt["id"], receipt["version"], receipt["index"]) == (uuid(1), 1, 1)
    assert receipt["content"] == row(1).content
    (home / "back/withdrawals/1.json").unlink()
    follower.round(NOON)
    assert not (home / "back/withdrawals/1.json").exists()


def test_a_release_withdrawn_before_the_portal_saw_it_is_never_shown(
    world: World, follower: Follower, home: Path
) -> None:
    world.release(1, penalty())
    world.withdraw(1)
    assert follower.round(NOON).fault == ""
    assert row(1).state == "withdrawn"
    assert (home / "back/withdrawals/1.json").exists()


def test_a_new_version_supersedes_the_old_one(world: World, follower: Follower) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    world.release(1, penalty(penalty="罚款 3000 元", fine_fen=300_000), version=2)
    follower.round(NOON)
    assert (row(1).state, row(1).raw, row(1).closed_by) == ("superseded", None, 1)
    assert (row(1, 2).state, row(1, 2).fine_fen) == ("published", 300_000)
    assert queries.tallies()["penalty"] == 1


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 6, 2), True), (date(2026, 6, 3), False)])
def test_the_last_day_of_display_is_still_shown_and_the_next_is_not(
    world: World, follower: Follower, home: Path, day: date, shown: bool
) -> None:
    world.release(1, penalty(), until=date(2026, 6, 2))
    follower.round(NOON)
    assert queries.is_shown(row(1), day) is shown
    assert queries.shown("penalty", day).exists() is shown
    follower.round(datetime(day.year, day.month, day.day, tzinfo=UTC))
    assert (row(1).state == "published") is shown
    assert (row(1).raw is not None) is shown
    assert (len(list(home.glob("content/*/*.json"))) == 1) is shown


def test_expiry_follows_the_day_in_beijing(world: World, follower: Follower) -> None:
    world.release(1, penalty(), until=date(2026, 6, 2))
    follower.round(datetime(2026, 6, 2, 15, 59, tzinfo=UTC))
    assert row(1).state == "published"
    follower.round(datetime(2026, 6, 2, 16, 0, tzinfo=UTC))
    assert row(1).state == "expired"


def test_records_expire_while_the_feed_is_away(world: World, follower: Follower) -> None:
    world.release(1, penalty(), until=date(2026, 6, 2))
    follower.round(NOON)
    world.folder.rename(world.folder.with_name("gone"))
    found = follower.round(datetime(2026, 6, 4, tzinfo=UTC))
    assert found.absent
    assert row(1).state == "expired"
    assert queries.tallies()["penalty"] == 0


def test_an_agency_stands_while_a_record_of_it_is_published(world: World, follower: Follower) -> None:
    world.release(1, agency())
    world.release(2, agency())
    follower.round(NOON)
    assert Agency.objects.get(uscc=JINSHA).entry == 1
    world.withdraw(2)
    follower.round(NOON)
    assert Agency.objects.get(uscc=JINSHA).entry == 0
    world.withdraw(1)
    follower.round(NOON)
    assert not Agency.objects.exists()
    assert Tally.objects.get(kind="agency").shown == 0


def test_an_absent_feed_is_told_and_found_again(world: World, follower: Follower) -> None:
    world.release(1, penalty())
    follower.round(NOON)
    away = world.folder.rename(world.folder.with_name("gone"))
    later = NOON + timedelta(minutes=9)
    found = follower.round(later)
    assert found.absent and not found.fault
    assert found.checked_at == NOON
    away.rename(world.folder)
    assert follower.round(later).checked_at == later


def test_a_feed_is_followed_over_http_as_from_a_folder(
    world: World, home: Path, transactional_db: None
) -> None:
    world.release(1, penalty())
    with served(world.folder) as url:
        found = Follower(url, home).round(NOON)
        assert (found.absent, found.fault, found.applied_size) == ("", "", 1)
    assert Follower(url, home).round(NOON).absent
    assert row(1).state == "published"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder under an address, as a network gate or nginx would serve it."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
