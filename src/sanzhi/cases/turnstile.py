"""A fair lock before the write transaction of the embedded database.

SQLite has one writer. Threads that wait inside its busy handler are served by chance and some
starve; here they are served in the order in which they came.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turnstile:
    """A first-come first-served lock."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the lock for the block."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait()

    def _leave(self) -> None:
        with self._guard:
            if self._waiting:
                # The lock passes on without being free in between, so nobody can overtake.
                self._waiting.popleft().set()
            else:
                self._held = False


WRITERS = Turnstile()
