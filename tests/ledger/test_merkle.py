"""Roots and proofs are those of RFC 9162: held to the public vectors and to the naive recursion."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.ledger.merkle import (
    EMPTY_ROOT,
    Node,
    consistency,
    extends,
    fold,
    hash_leaf,
    hash_node,
    includes,
    inclusion,
    span,
)

GOLDEN = json.loads((Path(__file__).parent / "golden" / "merkle.json").read_text(encoding="utf-8"))
REFERENCE = [bytes.fromhex(text) for text in GOLDEN["leaves"]]
LEAVES = [f"leaf {number}".encode() for number in range(300)]
LARGEST = 300


def nodes_of(leaves: Sequence[bytes]) -> Node:
    rows = [[hash_leaf(leaf) for leaf in leaves]]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append([hash_node(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)])
    return lambda height, index: rows[height][index]


NODE = nodes_of(LEAVES)
ROOTS = [span(0, size, NODE) for size in range(LARGEST + 1)]


@pytest.mark.parametrize("size", range(9))
def test_the_reference_roots(size: int) -> None:
    expected = bytes.fromhex(GOLDEN["roots"][size])
    assert span(0, size, nodes_of(REFERENCE)) == expected
    assert fold([hash_leaf(leaf) for leaf in REFERENCE[:size]]) == expected


@pytest.mark.parametrize("row", GOLDEN["inclusion"])
def test_the_reference_inclusion_proofs(row: dict[str, Any]) -> None:
    path = inclusion(row["index"], row["size"], nodes_of(REFERENCE))
    assert [step.hex() for step in path] == row["path"]
    root = bytes.fromhex(GOLDEN["roots"][row["size"]])
    assert includes(hash_leaf(REFERENCE[row["index"]]), row["index"], row["size"], path, root)


@pytest.mark.parametrize("row", GOLDEN["consistency"])
def test_the_reference_consistency_proofs(row: dict[str, Any]) -> None:
    path = consistency(row["old"], row["new"], nodes_of(REFERENCE))
    assert [step.hex() for step in path] == row["path"]
    old, new = (bytes.fromhex(GOLDEN["roots"][row[key]]) for key in ("old", "new"))
    assert extends(row["old"], old, row["new"], new, path)


def test_every_size_up_to_300_has_the_root_of_the_naive_recursion(
    naive: Callable[[Sequence[bytes]], bytes],
) -> None:
    assert [naive(LEAVES[:size]) for size in range(LARGEST + 1)] == ROOTS


def test_every_leaf_of_every_size_up_to_300_is_proved() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            path = inclusion(index, size, NODE)
            assert len(path) <= (size - 1).bit_length()
            assert includes(hash_leaf(LEAVES[index]), index, size, path, ROOTS[size])


def test_every_pair_of_sizes_up_to_300_is_consistent() -> None:
    for new in range(LARGEST + 1):
        for old in range(new + 1):
            assert extends(old, ROOTS[old], new, ROOTS[new], consistency(old, new, NODE))


@given(st.data())
def test_an_inclusion_proof_proves_nothing_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    path, leaf, root = inclusion(index, size, NODE), hash_leaf(LEAVES[index]), ROOTS[size]
    wrong = bytes(32)
    assert not includes(wrong, index, size, path, root)
    assert not includes(leaf, index, size, path, wrong)
    assert not includes(leaf, index, size, [*path, wrong], root)
    assert not path or not includes(leaf, index, size, path[:-1], root)
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index)) if size > 1 else 1
    assert not includes(leaf, other, size, path, root)
    for place in range(len(path)):
        assert not includes(leaf, index, size, [*path[:place], wrong, *path[place + 1 :]], root)


@given(st.data())
def test_a_consistency_proof_proves_nothing_else(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, LARGEST))
    old = data.draw(st.integers(1, new - 1))
    path, before, after = consistency(old, new, NODE), ROOTS[old], ROOTS[new]
    wrong = bytes(32)
    assert not extends(old, wrong, new, after, path)
    assert not extends(old, before, new, wrong, path)
    assert not extends(new, after, old, before, path)
    assert not extends(old, before, new, after, [*path, wrong])
    assert not extends(old, before, new, after, path[:-1])
    for place in range(len(path)):
        assert not extends(old, before, new, after, [*path[:place], wrong, *path[place + 1 :]])


def test_the_empty_tree_comes_before_every_tree_and_only_without_a_path() -> None:
    assert extends(0, EMPTY_ROOT, 8, ROOTS[8], [])
    assert not extends(0, EMPTY_ROOT, 8, ROOTS[8], [ROOTS[8]])
    assert not extends(0, ROOTS[1], 8, ROOTS[8], [])
    assert not extends(8, ROOTS[8], 8, ROOTS[7], [])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_is_given_of_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(IndexError):
        inclusion(index, size, NODE)
    assert not includes(ROOTS[1], index, size, [], ROOTS[1])


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3)])
def test_no_tree_extends_a_larger_one(old: int, new: int) -> None:
    with pytest.raises(IndexError):
        consistency(old, new, NODE)
