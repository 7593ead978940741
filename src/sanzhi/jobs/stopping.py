"""The wish to stop, as a signal leaves it."""

import signal
import time

TURN_SECONDS = 0.1


class Stop:
    """A flag that signals set and a loop looks at.

    The events of ``threading`` and ``multiprocessing`` take a lock to be set. A signal that arrives
    while the same thread waits on the event would wait for that lock for ever; a plain flag cannot.
    """

    def __init__(self) -> None:
        self._wished = False

    def on_signals(self) -> None:
        """Be set by SIGTERM and SIGINT from now on."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.set())

    def set(self) -> None:
        """Wish to stop."""
        self._wished = True

    def is_set(self) -> bool:
        """Whether anybody wishes to stop."""
        return self._wished

    def wait(self, seconds: float) -> bool:
        """Wait for the wish, at most ``seconds``; whether it is there."""
        end = time.monotonic() + seconds
        while not self._wished and (rest := end - time.monotonic()) > 0:
            time.sleep(min(rest, TURN_SECONDS))
        return self._wished
