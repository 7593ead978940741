"""Ports for a platform that a test starts: portal, desk and seal service stand beside each other."""

import os
import socket

FIRST, LAST = 21000, 60000


def three_free_ports() -> int:
    """A port that is free, like the two after it; each test process begins its search elsewhere."""
    for first in range(FIRST + os.getpid() * 3 % 15000, LAST, 3):
        if all(_is_free(first + offset) for offset in range(3)):
            return first
    raise AssertionError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as candidate:
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
