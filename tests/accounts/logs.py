"""Reading the access log in tests."""

from typing import Any

from sanzhi.accounts import accesslog, segments


def lines() -> list[dict[str, Any]]:
    """All lines of the log, in order."""
    found = []
    for day in segments.days(accesslog.folder()):
        content = segments.segment(accesslog.folder(), day).read_bytes()
        found += [line for raw in content.splitlines() if (line := accesslog.read_line(raw))]
    return found


def told() -> list[tuple[str, str]]:
    """Verb and result of every line, in order."""
    return [(line["verb"], line["result"]) for line in lines()]


def break_log() -> None:
    """From now on no line can be written: the disk is full."""
    folder = accesslog.folder()
    for path in folder.glob("*"):
        path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    folder.rmdir()
    folder.symlink_to("/dev/full")
