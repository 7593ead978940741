"""The clockwork: takes the lease, calls what is due, and stands by while another one has it."""

import logging
import os
import socket
import time

from django.db import close_old_connections
from django.utils import timezone

from sanzhi.jobs import lease, ticks
from sanzhi.jobs.models import Tick
from sanzhi.jobs.stopping import Stop

LEASE_NAME = "clockwork"
LEASE_SECONDS = 15.0
RENEW_EVERY_SECONDS = 5.0
IDLE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 60.0
MOST_DOUBLINGS = 32
# A tick that runs four times a second must not write four rows a second.
NOTE_EVERY_SECONDS = 30.0

logger = logging.getLogger(__name__)


class Runner:
    """One clockwork. Any number may run; all but the holder of the lease wait.

    ``holder`` names it in the lease row; ``regular`` is its work, by default all that is registered.
    """

    def __init__(self, holder: str = "", regular: tuple[ticks.Regular, ...] | None = None) -> None:
        self.holder = holder or f"{socket.gethostname()}:{os.getpid()}"
        self.regular = ticks.registered() if regular is None else regular
        self.held: lease.Held | None = None
        self._renewed = 0.0
        self._next: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._noted: dict[str, float] = {}

    def run(self, stop: Stop) -> None:
        """Work until ``stop`` is set, then give the lease back."""
        while not stop.is_set():
            try:
                self.step()
            except Exception:
                # The database may be away for a while; nothing here is worth dying for.
                logger.exception("时钟进程出错，稍后继续")
                stop.wait(1.0)
            close_old_connections()
            stop.wait(IDLE_SECONDS)
        if self.held:
            lease.release(self.held)

    def step(self) -> bool:
        """Keep or seek the lease, then call what is due; whether this runner holds the lease."""
        if not self._hold():
            return False
        for work in self.regular:
            if time.monotonic() >= self._next.get(work.name, 0.0) and self._hold():
                self._call(work)
        return self.held is not None

    def _hold(self) -> bool:
        now = time.monotonic()
        if self.held and now - self._renewed < RENEW_EVERY_SECONDS:
            return True
        if self.held and not lease.renew(self.held, LEASE_SECONDS):
            self.held = None
        if self.held is None:
            self.held = lease.acquire(LEASE_NAME, self.holder, LEASE_SECONDS)
        if self.held:
            self._renewed = now
        return self.held is not None

    def _call(self, work: ticks.Regular) -> None:
        assert self.held is not None  # noqa: S101  (``step`` asks ``_hold`` first; this tells the type checker)
        self._next[work.name] = time.monotonic() + work.every_seconds
        try:
            with lease.working_under(self.held):
                work.function()
        except lease.LeaseLost:
            self.held = None
        except Exception as error:
            self._failed(work, error)
        else:
            self._succeeded(work)

    def _failed(self, work: ticks.Regular, error: Exception) -> None:
        logger.exception("定时工作 %s 失败", work.name)
        failures = self._failures[work.name] = self._failures.get(work.name, 0) + 1
        longest = max(work.every_seconds, LONGEST_PAUSE_SECONDS)
        # Beyond so many doublings the pause is the longest anyway, and a float could not hold the number.
        grown = work.every_seconds * 2 ** min(failures, MOST_DOUBLINGS)
        self._next[work.name] = time.monotonic() + min(grown, longest)
        self._note(work.name, f"{type(error).__name__}: {error}"[:2000])

    def _succeeded(self, work: ticks.Regular) -> None:
        recovered = self._failures.pop(work.name, 0) > 0
        stale = time.monotonic() - self._noted.get(work.name, float("-inf")) >= NOTE_EVERY_SECONDS
        if recovered or stale:
            self._note(work.name, "")

    def _note(self, name: str, error: str) -> None:
        self._noted[name] = time.monotonic()
        values = {"ran": timezone.now(), "failures": self._failures.get(name, 0), "error": error}
        Tick.objects.update_or_create(name=name, defaults=values)
