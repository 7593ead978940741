"""Killed at any moment, a log continues as if nothing had happened: no leaf lost, doubled or forged."""

import functools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sanzhi.ledger import checkpoint, keys
from sanzhi.ledger.audit import audit
from sanzhi.ledger.feed import FolderSource
from sanzhi.ledger.head import Head
from sanzhi.ledger.log import Log
from sanzhi.ledger.merkle import extends
from sanzhi.ledger.mirror import mirror
from sanzhi.ledger.note import Signer

ORIGIN = "demo.example/public"
KILLED = 77
# The append crosses a tile boundary, so it writes full and partial tiles on two levels.
FIRST, LAST = 250, 262
MOST = 60


class Killer:
    """Counts every call that makes something durable and ends the process at the chosen one."""

    def __init__(self, step: int) -> None:
        self._left = step

    def watch(self, owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def watched(*args: Any) -> Any:
            self._strike()
            result = original(*args)
            self._strike()
            return result

        setattr(owner, name, watched)

    def _strike(self) -> None:
        self._left -= 1
        if self._left == 0:
            os._exit(KILLED)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Run work in a process of its own that ends at the step; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        try:
            killer = Killer(step)
            killer.watch(os, "fsync")
            killer.watch(os, "replace")
            killer.watch(Head, "advance")
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


@pytest.fixture
def base(tmp_path: Path, leaves: Callable[[int], list[bytes]]) -> Path:
    home = tmp_path / "base"
    head = Head(home / "head.db")
    opened(home, head).append(leaves(FIRST), at=0)
    head.close()
    return home


def opened(home: Path, head: Head) -> Log:
    signer = keys.load_or_create(home / "key", ORIGIN)
    return Log(home / "log", ORIGIN, signer, head, keep_entries=True)


def continued(home: Path, batch: list[bytes], at: int | None) -> None:
    head = Head(home / "head.db")
    opened(home, head).append(batch, at=at)
    head.close()


def test_a_log_killed_at_any_step_continues_with_the_same_leaves(
    base: Path, tmp_path: Path, leaves: Callable[[int], list[bytes]], naive: Callable[[list[bytes]], bytes]
) -> None:
    every = leaves(LAST)
    before = naive(every[:FIRST])
    died = 0
    for step in range(1, MOST):
        home = tmp_path / f"run{step}"
        shutil.copytree(base, home)
        if not killed_at(step, functools.partial(continued, home, every[FIRST:], FIRST)):
            break
        died += 1
        signer = keys.load(home / "key", ORIGIN)
        shown = checkpoint.published(home / "log", signer.verifier)
        assert shown is not None and shown.size in (FIRST, LAST)
        assert audit(home / "log", signer.verifier) == []
        continued(home, every[FIRST:], FIRST)
        assert_whole(home, signer, every, before)
    assert 20 < died < MOST - 1


def assert_whole(home: Path, signer: Signer, every: list[bytes], before: bytes) -> None:
    head = Head(home / "head.db")
    log = opened(home, head)
    now = head.load(ORIGIN)
    assert now.size == len(every)
    assert audit(log.folder, signer.verifier, lambda: every, now) == []
    assert audit(log.folder, signer.verifier, None, now) == []
    assert extends(FIRST, before, now.size, now.root, log.consistency(FIRST))
    head.close()


def test_tiles_left_by_a_killed_append_do_not_bind_the_next_one(
    base: Path, tmp_path: Path, leaves: Callable[[int], list[bytes]]
) -> None:
    """The next batch may hold other and fewer leaves when the first never reached the head."""
    for step in range(1, MOST):
        home = tmp_path / f"run{step}"
        shutil.copytree(base, home)
        if not killed_at(step, functools.partial(continued, home, leaves(LAST)[FIRST:], None)):
            return
        head = Head(home / "head.db")
        log = opened(home, head)
        for turn in range(3):
            log.append([f"other {turn} {part}".encode() for part in range(3)])
        assert log.size in (FIRST + 9, LAST + 9)
        assert audit(log.folder, log.verifier, None, head.load(ORIGIN)) == []
        head.close()
    raise AssertionError("the append never came to its end")


def test_a_log_killed_in_its_very_first_append_starts_well(tmp_path: Path) -> None:
    for step in range(1, MOST):
        home = tmp_path / f"run{step}"
        keys.load_or_create(home / "key", ORIGIN)
        if not killed_at(step, functools.partial(continued, home, [b"first"], 0)):
            return
        continued(home, [b"first"], 0)
        assert audit(home / "log", keys.load(home / "key", ORIGIN).verifier, lambda: [b"first"]) == []
    raise AssertionError("the append never came to its end")


@pytest.mark.parametrize("persisted", [False, True])
def test_a_log_whose_disk_fails_at_any_step_continues_with_the_same_leaves(
    base: Path,
    leaves: Callable[[int], list[bytes]],
    naive: Callable[[list[bytes]], bytes],
    monkeypatch: pytest.MonkeyPatch,
    persisted: bool,
) -> None:
    """Also when the disk reports an error for what it has in truth written."""
    every, step, failed = leaves(LAST), 0, True
    while failed and step < MOST:
        step += 1
        with monkeypatch.context() as disk:
            failed = failing(disk, step, persisted, lambda: continued(base, every[FIRST:], FIRST))
    assert 10 < step < MOST
    assert not list((base / "log").rglob("*.tmp"))
    assert_whole(base, keys.load(base / "key", ORIGIN), every, naive(every[:FIRST]))


def failing(disk: pytest.MonkeyPatch, step: int, persisted: bool, work: Callable[[], object]) -> bool:
    """Do work on a disk that fails once, at the step; tell whether it got that far."""
    left = step
    sync = os.fsync

    def bad_sync(descriptor: int) -> None:
        nonlocal left
        left -= 1
        if left == 0 and not persisted:
            raise OSError(5, "input/output error")
        sync(descriptor)
        if left == 0:
            raise OSError(5, "input/output error")

    disk.setattr(os, "fsync", bad_sync)
    try:
        work()
    except OSError:
        return True
    return False


def test_a_mirror_killed_at_any_step_comes_to_the_same_copy(base: Path, tmp_path: Path) -> None:
    verifier = keys.load(base / "key", ORIGIN).verifier
    source = FolderSource(base / "log")
    for step in range(1, MOST):
        copy = tmp_path / f"copy{step}"
        if not killed_at(step, functools.partial(mirror, source, copy, verifier)):
            break
        shown = checkpoint.published(copy, verifier)
        assert mirror(source, copy, verifier) == range(shown.size if shown else 0, FIRST)
        assert audit(copy, verifier) == []
    else:
        raise AssertionError("the mirror never came to its end")
