"""A head moves forward only, and only from where the mover believes it stands."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sanzhi.ledger.checkpoint import EMPTY, TreeHead
from sanzhi.ledger.errors import LostRace
from sanzhi.ledger.head import Head

ONE, TWO = TreeHead(1, b"1" * 32), TreeHead(2, b"2" * 32)


def test_a_log_never_seen_is_empty(head: Head) -> None:
    assert head.load("a") == EMPTY


def test_a_head_is_kept_over_a_restart_and_apart_from_other_logs(tmp_path: Path) -> None:
    head = Head(tmp_path / "head.db")
    head.advance("a", EMPTY, ONE)
    head.advance("a", ONE, TWO)
    head.close()
    again = Head(tmp_path / "head.db")
    assert (again.load("a"), again.load("b")) == (TWO, EMPTY)
    again.close()


@pytest.mark.parametrize("old", [EMPTY, TreeHead(1, b"x" * 32)])
def test_who_believes_in_another_head_loses(head: Head, old: TreeHead) -> None:
    head.advance("a", EMPTY, ONE)
    with pytest.raises(LostRace):
        head.advance("a", old, TWO)
    assert head.load("a") == ONE


@pytest.mark.parametrize("new", [TreeHead(1, b"x" * 32), EMPTY])
def test_a_head_never_moves_to_a_tree_that_is_not_larger(head: Head, new: TreeHead) -> None:
    head.advance("a", EMPTY, ONE)
    with pytest.raises(ValueError, match="cannot move"):
        head.advance("a", ONE, new)


def test_of_many_writers_at_once_one_wins(tmp_path: Path) -> None:
    heads = [Head(tmp_path / "head.db") for _ in range(4)]

    def move(number: int) -> bool:
        try:
            heads[number % 4].advance("a", EMPTY, TreeHead(number + 1, bytes(32)))
        except LostRace:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(move, range(16))) == 1
    for head in heads:
        head.close()
