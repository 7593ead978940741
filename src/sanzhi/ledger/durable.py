"""Files that are either wholly there or not at all, also after a power cut.

The order is always: make the folder, open it, write a hidden temporary file, fsync it, rename it, fsync the
folder. The folder is opened before the rename so that a failed write-back is reported on that descriptor.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

MANY = 16


def write(path: Path, data: bytes) -> None:
    """Write one file durably, replacing an older one in one step. Raises OSError."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files durably, each folder synced once.

    Every file is whole or absent after a crash, but some may be there without the others: what gives them
    meaning (the checkpoint) must be written afterwards. Raises OSError.
    """
    folders = {path.parent: open_folder(path.parent) for path in files}
    staged = {path: path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp") for path in files}
    try:
        _stage_all([(staged[path], data) for path, data in files.items()])
        for path, temporary in staged.items():
            os.replace(temporary, path)  # noqa: PTH105  (tests count and kill at this very call)
        for descriptor in folders.values():
            os.fsync(descriptor)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        for descriptor in folders.values():
            os.close(descriptor)


def remove(path: Path) -> bool:
    """Remove a file durably; tell whether it was there. Raises OSError."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, each name synced into its parent. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
    try:
        sync_folder(folder.parent)
    except OSError:
        # Left standing, the folder would be taken for a durable one at the next try.
        with suppress(OSError):
            folder.rmdir()
        raise


def open_folder(folder: Path) -> int:
    """Make the folder if need be and give a descriptor of it, for the caller to fsync and close."""
    make_folder(folder)
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder's writing lock; waits for whoever holds it, in this or another process."""
    make_folder(folder)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _stage_all(files: Sequence[tuple[Path, bytes]]) -> None:
    if len(files) < MANY:
        for file in files:
            _stage(file)
        return
    # The file system commits syncs that wait together at once: four times the speed of one by one.
    with ThreadPoolExecutor(MANY) as pool:
        list(pool.map(_stage, files))


def _stage(file: tuple[Path, bytes]) -> None:
    path, data = file
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
