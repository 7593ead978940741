"""The layout of a leaf never changes unnoticed: every leaf ever hashed must still be readable."""

import json
from pathlib import Path
from typing import Any

import pytest

from sanzhi.ledger import leaf
from sanzhi.ledger.errors import BadLeaf, NotCanonical
from sanzhi.ledger.merkle import hash_leaf

GOLDEN = json.loads((Path(__file__).parent / "golden" / "leaf-v1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", GOLDEN)
def test_golden_leaves_keep_their_bytes_and_hashes(row: dict[str, Any]) -> None:
    packed = leaf.pack(row["record"])
    assert (packed.hex(), hash_leaf(packed).hex()) == (row["leaf"], row["hash"])
    assert leaf.unpack(bytes.fromhex(row["leaf"])) == row["record"]


def test_a_leaf_may_be_65535_bytes_long_but_not_one_more() -> None:
    room = leaf.LONGEST - len(leaf.pack({"text": ""}))
    assert len(leaf.pack({"text": "a" * room})) == 65_535
    with pytest.raises(BadLeaf):
        leaf.pack({"text": "a" * (room + 1)})


@pytest.mark.parametrize("data", [b"", b"\x02{}", b"{}", b"\x01[]", b"\x011"])
def test_another_version_or_anything_but_an_object_is_refused(data: bytes) -> None:
    with pytest.raises(BadLeaf):
        leaf.unpack(data)


def test_a_leaf_written_in_another_form_than_hashed_is_refused() -> None:
    with pytest.raises(NotCanonical):
        leaf.unpack(b'\x01{"a": 1}')
