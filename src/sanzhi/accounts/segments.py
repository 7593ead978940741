"""Daily segments of a log in a folder: lines are only added, and a closed day is never written again.

Plain files and no database. A segment is ``2026-11-23.jsonl``; the file ``2026-11-23.closed`` beside it says
that the day is over, how many lines and bytes it has, its SHA-256, and the digest of the day closed before.
"""

import errno
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sanzhi.ledger import durable

LONGEST = 4096
FIRST = "0" * 64
_BLOCK = 65536


@dataclass(frozen=True)
class Closing:
    """What is said of a closed day. ``closing`` is the SHA-256 over all the rest, 64 hex digits."""

    day: str
    lines: int
    size: int
    sha256: str
    previous: str
    closing: str

    @classmethod
    def of(cls, day: date, lines: int, size: int, sha256: str, previous: str) -> "Closing":
        """The closing of a day with its own digest."""
        said = {"day": f"{day}", "lines": lines, "size": size, "sha256": sha256, "previous": previous}
        return cls(f"{day}", lines, size, sha256, previous, hashlib.sha256(_canonical(said)).hexdigest())

    def to_bytes(self) -> bytes:
        """The content of the file that closes the day."""
        return _canonical(asdict(self)) + b"\n"


def segment(folder: Path, day: date) -> Path:
    """Where the lines of a day are."""
    return folder / f"{day}.jsonl"


def closed(folder: Path, day: date) -> Path:
    """Where it is said that a day is closed."""
    return folder / f"{day}.closed"


def append(folder: Path, day: date, line: bytes) -> date:
    """Add one line (with its line feed, at most 4 KB) to the segment of a day with one ``write``.

    A day that is closed already takes nothing: the line goes to the next that is open, which is returned.
    Nothing is waited for but the lock of other writers. Raises OSError when the line is not wholly there;
    then nothing of it is.
    """
    if len(line) > LONGEST:
        raise ValueError(f"一行不得超过 {LONGEST} 字节")
    while True:
        if not closed(folder, day).exists():
            with _locked(folder, day) as descriptor:
                # Somebody may have closed the day while this line waited for the lock.
                if not closed(folder, day).exists():
                    _write_whole(descriptor, line)
                    return day
        day += timedelta(days=1)


def close(folder: Path, day: date, previous: str) -> Closing:
    """Close a day for good and say so; a day that had been closed keeps what was said. Raises OSError."""
    with _locked(folder, day) as descriptor:
        if closed(folder, day).exists():
            return read_closing(folder, day)
        os.fsync(descriptor)
        found = Closing.of(day, *measure(segment(folder, day)), previous)
        durable.write(closed(folder, day), found.to_bytes())
        return found


def read_closing(folder: Path, day: date) -> Closing:
    """What the file says that closes a day. Raises OSError, or ValueError when it is damaged."""
    try:
        return Closing(**json.loads(closed(folder, day).read_bytes()))
    except TypeError as error:
        raise ValueError(f"{closed(folder, day)} 的内容不完整") from error


def measure(path: Path) -> tuple[int, int, str]:
    """Lines, bytes and SHA-256 of a segment. Raises OSError."""
    digest, lines, size = hashlib.sha256(), 0, 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            lines += block.count(b"\n")
            size += len(block)
    return lines, size, digest.hexdigest()


def days(folder: Path, ending: str = "jsonl") -> list[date]:
    """The days that have a segment, or are ``closed``, the oldest first; other files do not count."""
    found = []
    for path in folder.glob(f"????-??-??.{ending}"):
        try:
            found.append(date.fromisoformat(path.stem))
        except ValueError:
            continue
    return sorted(found)


def backwards(path: Path, end: int | None = None) -> Iterator[tuple[int, bytes]]:
    """The lines of a segment from the last to the first, each with the offset at which it begins.

    ``end`` is an offset that an earlier walk gave: only lines before it. Costs what is read, not the file.
    """
    with path.open("rb") as file:
        place = file.seek(0, os.SEEK_END) if end is None else min(end, file.seek(0, os.SEEK_END))
        rest = b""
        while place:
            step = min(_BLOCK, place)
            place -= step
            file.seek(place)
            first, *lines = (file.read(step) + rest).split(b"\n")
            offset = place + len(first) + 1 + sum(len(line) + 1 for line in lines)
            for line in reversed(lines):
                offset -= len(line) + 1
                if line:
                    yield offset, line
            rest = first
        if rest:
            yield 0, rest


@contextmanager
def _locked(folder: Path, day: date) -> Iterator[int]:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
    try:
        descriptor = os.open(segment(folder, day), flags, 0o600)
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(segment(folder, day), flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _write_whole(descriptor: int, line: bytes) -> None:
    size = os.fstat(descriptor).st_size
    # A process that was killed within its write leaves a torn line: what follows begins on a new one.
    torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
    data = b"\n" + line if torn else line
    if os.write(descriptor, data) != len(data):
        os.ftruncate(descriptor, size)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _canonical(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
