"""A log in a fresh folder, and the naive tree it is held against."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from sanzhi.ledger import keys, leaf
from sanzhi.ledger.head import Head
from sanzhi.ledger.log import Log
from sanzhi.ledger.note import Signer

ORIGIN = "demo.example/public"


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """The recursion of RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:half]) + naive_root(leaves[half:])).digest()


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one: a killed process loses the same there as on a disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@pytest.fixture
def naive() -> Callable[[Sequence[bytes]], bytes]:
    return naive_root


@pytest.fixture
def leaves() -> Callable[[int], list[bytes]]:
    """Some leaves, numbered, as the events of a case would be."""
    return lambda count: [leaf.pack({"kind": "filing", "number": number}) for number in range(count)]


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return keys.load_or_create(tmp_path / "secrets" / "public.key", ORIGIN)


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Head]:
    head = Head(tmp_path / "head.db")
    yield head
    head.close()


@pytest.fixture
def log(tmp_path: Path, signer: Signer, head: Head) -> Log:
    """A public log: its folder also holds the entries."""
    return Log(tmp_path / "log", ORIGIN, signer, head, keep_entries=True)


@pytest.fixture
def inner(tmp_path: Path, signer: Signer, head: Head) -> Log:
    """An inner log: its leaves are rows of a database elsewhere."""
    return Log(tmp_path / "inner", ORIGIN, signer, head, keep_entries=False)
