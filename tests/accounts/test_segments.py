"""Segments of a log: whole lines or none, whoever writes beside, and nothing after the day is closed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from sanzhi.accounts import segments

DAY = date(2026, 11, 23)
WRITER = """
import sys
from datetime import date
from pathlib import Path
from sanzhi.accounts import segments
for number in range(300):
    segments.append(Path(sys.argv[1]), date(2026, 11, 23), f"{sys.argv[2]} {number}\\n".encode())
"""


def lines(folder: Path, day: date = DAY) -> list[bytes]:
    return segments.segment(folder, day).read_bytes().splitlines()


def test_lines_stand_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    for number in range(3):
        assert segments.append(tmp_path / "new", DAY, b"line %d\n" % number) == DAY

    assert lines(tmp_path / "new") == [b"line 0", b"line 1", b"line 2"]


def test_processes_that_write_at_once_tear_no_line(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], env={**os.environ})
        for name in ("a", "b", "c")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]

    assert sorted(lines(tmp_path)) == sorted(
        b"%s %d" % (n, i) for n in (b"a", b"b", b"c") for i in range(300)
    )


def test_threads_that_write_at_once_tear_no_line(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: segments.append(tmp_path, DAY, b"%05d\n" % number), range(500)))

    assert sorted(lines(tmp_path)) == [b"%05d" % number for number in range(500)]


@pytest.mark.parametrize(("length", "fits"), [(4096, True), (4097, False)])
def test_a_line_is_at_most_four_kilobytes(tmp_path: Path, length: int, fits: bool) -> None:
    line = b"x" * (length - 1) + b"\n"
    if fits:
        segments.append(tmp_path, DAY, line)
        return
    with pytest.raises(ValueError, match="4096"):
        segments.append(tmp_path, DAY, line)


def test_what_follows_a_line_torn_by_a_kill_begins_on_a_new_one(tmp_path: Path) -> None:
    segments.append(tmp_path, DAY, b"whole\n")
    with segments.segment(tmp_path, DAY).open("ab") as file:
        file.write(b"half of a li")

    segments.append(tmp_path, DAY, b"next\n")

    assert lines(tmp_path) == [b"whole", b"half of a li", b"next"]


def test_a_full_disk_is_an_error_and_not_half_a_line(tmp_path: Path) -> None:
    segments.segment(tmp_path, DAY).symlink_to("/dev/full")

    with pytest.raises(OSError, match="No space"):
        segments.append(tmp_path, DAY, b"line\n")


def test_a_closed_day_takes_nothing_and_the_next_one_does(tmp_path: Path) -> None:
    segments.append(tmp_path, DAY, b"in time\n")
    closing = segments.close(tmp_path, DAY, segments.FIRST)

    assert segments.append(tmp_path, DAY, b"late\n") == date(2026, 11, 24)
    assert lines(tmp_path) == [b"in time"]
    assert (closing.lines, closing.size) == (1, 8)


def test_closing_twice_says_the_same(tmp_path: Path) -> None:
    segments.append(tmp_path, DAY, b"line\n")

    first = segments.close(tmp_path, DAY, segments.FIRST)

    assert segments.close(tmp_path, DAY, "f" * 64) == first == segments.read_closing(tmp_path, DAY)


@pytest.mark.parametrize("count", [0, 1, 3, 5000])
def test_reading_backwards_gives_every_line_with_its_place(tmp_path: Path, count: int) -> None:
    for number in range(count):
        segments.append(tmp_path, DAY, b"%d %s\n" % (number, b"x" * (number % 97)))
    path = segments.segment(tmp_path, DAY)
    path.touch()
    content = path.read_bytes()

    found = list(segments.backwards(path))

    assert [line for _, line in reversed(found)] == content.splitlines()
    assert all(content[offset:].startswith(line + b"\n") for offset, line in found)


def test_reading_backwards_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for number in range(10):
        segments.append(tmp_path, DAY, b"%d\n" % number)
    walk = segments.backwards(segments.segment(tmp_path, DAY))
    places = [next(walk) for _ in range(4)]

    rest = list(segments.backwards(segments.segment(tmp_path, DAY), places[-1][0]))

    assert [line for _, line in rest] == [b"5", b"4", b"3", b"2", b"1", b"0"]
