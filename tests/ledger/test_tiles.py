"""The folder has the C2SP tlog-tiles layout, so tools that are not ours can read it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.ledger.edge import Edge
from sanzhi.ledger.errors import BadLeaf, Inconsistent
from sanzhi.ledger.growth import extend
from sanzhi.ledger.tiles import ENTRIES, Tiles, join_bundle, split_bundle, tile_path
from sanzhi.ledger.tree import Tree


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 999, 256, "tile/0/999"),
        (0, 1_000, 256, "tile/0/x001/000"),
        (1, 1_234_067, 256, "tile/1/x001/x234/067"),
        (0, 273, 112, "tile/0/273.p/112"),
        (ENTRIES, 1_067, 1, "tile/entries/x001/067.p/1"),
    ],
)
def test_paths_are_those_of_the_specification(level: int | str, index: int, width: int, path: str) -> None:
    assert tile_path(level, index, width) == path


def test_a_tree_of_70000_has_the_tiles_the_specification_names(tmp_path: Path) -> None:
    extend(
        Tiles(tmp_path), Edge(), [number.to_bytes(4, "big") for number in range(70_000)], keep_entries=False
    )
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    full = {tile_path(0, index) for index in range(273)} | {tile_path(1, 0)}
    assert found == full | {"tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"}
    assert (tmp_path / "tile/0/000").stat().st_size == 8_192


def test_a_tree_of_256_has_one_full_tile_and_its_hash_above(tmp_path: Path) -> None:
    extend(Tiles(tmp_path), Edge(), [b"leaf"] * 256, keep_entries=True)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"tile/0/000", "tile/1/000.p/1", "tile/entries/000"}


@pytest.mark.parametrize("step", [1, 7, 255, 256, 257, 600])
def test_the_same_leaves_give_the_same_tree_in_steps_of_any_length(
    tmp_path: Path, step: int, leaves: Callable[[int], list[bytes]], naive: Callable[[list[bytes]], bytes]
) -> None:
    tiles, edge, every = Tiles(tmp_path), Edge(), leaves(600)
    for start in range(0, 600, step):
        extend(tiles, edge, every[start : start + step], keep_entries=True)
        edge = Edge.read(tiles, edge.size)
    assert edge.root() == naive(every) == Tree(tiles, 600).root()
    assert list(tiles.entries(0, 600, 600)) == every
    assert list(tiles.entries(250, 520, 600)) == every[250:520]


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=20))
def test_every_bundle_comes_apart_as_it_was_joined(entries: list[bytes]) -> None:
    assert split_bundle(join_bundle(entries)) == entries


def test_a_bundle_whose_lengths_do_not_add_up_is_refused() -> None:
    whole = join_bundle([b"one", b"two"])
    for end in set(range(1, len(whole))) - {5}:
        with pytest.raises(Inconsistent):
            split_bundle(whole[:end])


@pytest.mark.parametrize("entry", [b"", b"a" * 65_536])
def test_an_entry_that_fits_no_bundle_is_refused(entry: bytes) -> None:
    with pytest.raises(BadLeaf):
        join_bundle([entry])


class CountedTiles(Tiles):
    """Tiles that count how often they are read."""

    reads = 0

    def read(self, level: int | str, index: int, width: int = 256) -> bytes:
        self.reads += 1
        return super().read(level, index, width)


def test_proofs_and_appends_read_a_handful_of_tiles_however_long_the_log(tmp_path: Path) -> None:
    counted = CountedTiles(tmp_path)
    edge = Edge()
    extend(counted, edge, [number.to_bytes(4, "big") for number in range(70_000)], keep_entries=False)
    for index in (0, 255, 35_000, 65_536, 69_999):
        counted.reads = 0
        Tree(counted, 70_000).inclusion(index)
        assert counted.reads <= 5
    counted.reads = 0
    Tree(counted, 70_000).consistency(12_345)
    assert counted.reads <= 6
    counted.reads = 0
    assert Edge.read(counted, 70_000).root() == edge.root()
    assert counted.reads == 3
