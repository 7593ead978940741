"""The grammar of an entry is closed on both sides: what is not written so is not read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.ledger import leaf
from sanzhi.released.entries import EntryInvalid, FeedEntry
from tests.released.world import JINSHA, NOON, OPEN_GOVERNMENT, uuid

RELEASE = FeedEntry(
    op="release",
    id=uuid(1),
    version=1,
    kind="penalty",
    stage="after",
    agency=JINSHA,
    content="ab" * 32,
    basis=OPEN_GOVERNMENT,
    at=NOON,
    due=date(2026, 3, 6),
    until=date(2029, 3, 2),
)


def test_an_entry_reads_back_as_it_was_written() -> None:
    assert FeedEntry.from_bytes(RELEASE.to_bytes()) == RELEASE


@given(
    version=st.integers(1, 2**40),
    at=st.integers(0, 2**32).map(lambda second: datetime.fromtimestamp(second, UTC)),
    until=st.none() | st.dates(),
    basis=st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))),
)
def test_every_entry_reads_back(
    version: int, at: datetime, until: date | None, basis: list[tuple[str, str]]
) -> None:
    entry = replace(RELEASE, version=version, at=at, until=until, basis=tuple(basis))
    assert FeedEntry.from_bytes(entry.to_bytes()) == entry


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"version": 0}, "version"),
        ({"version": True}, "version"),
        ({"id": uuid(10).upper()}, "id"),
        ({"agency": JINSHA[:17]}, "agency"),
        ({"content": None}, "content"),
        ({"content": "AB" * 32}, "content"),
        ({"reason": "无"}, "reason"),
        ({"at": NOON.replace(tzinfo=timezone(timedelta(hours=8)))}, "at"),
        ({"at": NOON.replace(microsecond=1)}, "at"),
        ({"kind": "licence"}, "kind"),
        ({"op": "withdraw", "content": None}, "reason"),
        ({"op": "withdraw", "reason": "更正"}, "content"),
    ],
)
def test_what_no_portal_would_take_is_not_written(change: dict[str, object], named: str) -> None:
    with pytest.raises(EntryInvalid, match=named):
        replace(RELEASE, **change).to_bytes()  # type: ignore[arg-type]  # wrong values are the point


def test_an_entry_of_an_unknown_schema_or_channel_is_not_read() -> None:
    fields = leaf.unpack(RELEASE.to_bytes())
    for change in ({"v": 2}, {"channel": "wechat"}, {"extra": 1}):
        with pytest.raises(EntryInvalid):
            FeedEntry.from_bytes(leaf.pack(fields | change))


def test_an_entry_without_a_field_or_that_is_no_json_is_not_read() -> None:
    fields = leaf.unpack(RELEASE.to_bytes())
    del fields["due"]
    for raw in (leaf.pack(fields), b"\x01nonsense", b"\x02{}", b""):
        with pytest.raises(EntryInvalid):
            FeedEntry.from_bytes(raw)
