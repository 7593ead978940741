"""Content is stored whole or not at all, once, and under no other name than its digest."""

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.store.blobs import Blob, Damaged, Missing, Store, WrongDigest
from sanzhi.store.folder import FolderStore

PHOTO = bytes(range(256)) * 5_000
DIGEST = hashlib.sha256(PHOTO).hexdigest()
ABSENT = "0" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "blobs")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("source", [PHOTO, io.BytesIO(PHOTO)])
def test_content_put_as_bytes_or_as_a_stream_comes_back(store: Store, source: bytes | BinaryIO) -> None:
    assert store.put(source) == Blob(DIGEST, len(PHOTO))
    with store.open(DIGEST) as file:
        assert file.read() == PHOTO
    assert store.exists(DIGEST)
    assert store.verify(DIGEST) == Blob(DIGEST, len(PHOTO))


def test_empty_content_is_content(store: Store) -> None:
    blob = store.put(b"")
    assert blob == Blob(hashlib.sha256(b"").hexdigest(), 0)
    with store.open(blob.digest) as file:
        assert file.read() == b""


def test_content_stands_in_sharded_folders_and_cannot_be_written_again(store: Store, root: Path) -> None:
    store.put(PHOTO)
    assert files(root) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]
    assert (root / files(root)[0]).stat().st_mode & 0o777 == 0o440


def test_the_same_content_is_stored_once(store: Store, root: Path) -> None:
    store.put(PHOTO)
    inode = (root / files(root)[0]).stat().st_ino
    assert store.put(PHOTO) == Blob(DIGEST, len(PHOTO))
    assert len(files(root)) == 1
    assert (root / files(root)[0]).stat().st_ino == inode


def test_the_same_content_from_many_at_once_is_stored_once(store: Store, root: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: store.put(PHOTO), range(16))) == {Blob(DIGEST, len(PHOTO))}
    assert len(files(root)) == 1


def test_content_of_another_digest_than_expected_is_refused(store: Store, root: Path) -> None:
    assert store.put(PHOTO, expected=DIGEST).digest == DIGEST
    with pytest.raises(WrongDigest, match="重新上传"):
        store.put(b"another photo", expected=DIGEST)
    assert len(files(root)) == 1


@pytest.mark.parametrize(
    "digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1], DIGEST + "0", DIGEST + "\n"]
)
def test_what_is_no_digest_is_refused_everywhere(store: Store, digest: str) -> None:
    for ask in (store.open, store.verify, store.destroy, store.exists):
        with pytest.raises(WrongDigest):
            ask(digest)
    with pytest.raises(WrongDigest):
        store.put(b"", expected=digest)


@given(start=st.integers(0, 5_000), length=st.none() | st.integers(0, 6_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_range_can_be_read(store: Store, start: int, length: int | None) -> None:
    content = PHOTO[:5_000]
    blob = store.put(content)
    with store.open(blob.digest, start, length) as file:
        assert file.read() == content[start:][:length]


def test_a_range_is_read_in_pieces_and_ends_where_it_should(store: Store) -> None:
    store.put(PHOTO)
    with store.open(DIGEST, 100, 250) as file:
        assert b"".join(iter(lambda: file.read(60), b"")) == PHOTO[100:350]


@pytest.mark.parametrize(("start", "length"), [(-1, None), (len(PHOTO) + 1, None), (0, -1)])
def test_a_range_outside_the_content_is_refused(store: Store, start: int, length: int | None) -> None:
    store.put(PHOTO)
    with pytest.raises(ValueError, match="bytes"):
        store.open(DIGEST, start, length)


def test_absent_content_is_missing(store: Store) -> None:
    assert not store.exists(ABSENT)
    assert not store.destroy(ABSENT)
    for ask in (store.open, store.verify):
        with pytest.raises(Missing):
            ask(ABSENT)


def test_destroyed_content_is_gone_and_may_be_put_again(store: Store, root: Path) -> None:
    store.put(PHOTO)
    assert store.destroy(DIGEST)
    assert (files(root), store.exists(DIGEST)) == ([], False)
    assert store.put(PHOTO).digest == DIGEST


def test_decayed_content_is_named_and_never_covered_up(store: Store, root: Path) -> None:
    store.put(PHOTO)
    path = root / files(root)[0]
    path.chmod(0o640)
    path.write_bytes(b"\xff" + PHOTO[1:])
    with pytest.raises(Damaged, match="第二份存储"):
        store.verify(DIGEST)
    with pytest.raises(Damaged):
        store.put(PHOTO)
    assert files(root) == [str(path.relative_to(root))]


class Interrupted(io.RawIOBase):
    """An upload whose connection breaks."""

    def __init__(self) -> None:
        self._pieces: Iterator[bytes] = iter([PHOTO, PHOTO])

    def read(self, size: int = -1) -> bytes:
        for piece in self._pieces:
            return piece
        raise ConnectionError("gone")


def test_a_broken_upload_leaves_nothing(store: Store, root: Path) -> None:
    with pytest.raises(ConnectionError):
        store.put(cast(BinaryIO, Interrupted()))
    assert files(root) == []


def test_an_upload_killed_at_any_step_is_never_visible_in_part(tmp_path: Path) -> None:
    for step in range(1, 20):
        root = tmp_path / f"run{step}"
        store = FolderStore(root)
        if not _killed_at(step, store):
            break
        if store.exists(DIGEST):
            store.verify(DIGEST)
        assert store.sweep(older_than=3_600) == 0
        store.sweep(older_than=0)
        assert store.put(PHOTO) == Blob(DIGEST, len(PHOTO))
        assert files(root) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]
    assert 5 < step < 19


def _killed_at(step: int, store: FolderStore) -> bool:
    """Put the photo in a process that ends at the step; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        _count_down(step)
        store.put(PHOTO)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 77


def _count_down(step: int) -> None:
    """End this process at the n-th moment before or after a sync or a link."""
    left = step

    def watched(original: Callable[..., None]) -> Callable[..., None]:
        def call(*args: object) -> None:
            strike()
            original(*args)
            strike()

        return call

    def strike() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(77)

    for name in ("fsync", "link"):
        setattr(os, name, watched(getattr(os, name)))
