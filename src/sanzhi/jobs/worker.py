"""The worker: django-q2's sentinel, pusher, worker and monitor as one family that lives or dies together."""

import os
import uuid
from multiprocessing import Event, Process
from typing import Any

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper as OnPostgres
from django_q.cluster import Sentinel

from sanzhi.jobs.kinship import bequeath_death
from sanzhi.jobs.stopping import Stop


class Family(Sentinel):  # type: ignore[misc]  # django-q2 ships no types
    """A sentinel that gives up when one of its children was killed.

    The children share queues whose lock the one that waits is holding. A child that is killed while it
    waits takes the lock with it, and its successor would wait for ever without anybody noticing. So
    the whole family ends, and whoever started it starts it anew; the queue hands the unfinished
    message out again.
    """

    def spawn_process(self, target: Any, *args: Any) -> Process:
        """Start a child that inherits no connection.

        A closed connection of PostgreSQL goes back into its pool, and two processes that inherit the pool
        would speak over one socket: the pool itself is closed before, and opened anew where it is needed.
        """
        for connection in connections.all(initialized_only=True):
            connection.close()
            if isinstance(connection, OnPostgres):
                connection.close_pool()
        child: Process = super().spawn_process(target, *args)
        return child

    def reincarnate(self, process: Process) -> None:
        """Replace a child that ended by itself; end the family of one that was killed."""
        if (process.exitcode or 0) < 0:
            os._exit(1)
        super().reincarnate(process)


def work() -> None:
    """Work through the queue until SIGTERM or SIGINT, then finish what has begun and return."""
    bequeath_death()
    stop = Stop()
    family = Family(stop, Event(), uuid.uuid4(), start=False)
    # The sentinel sets handlers of its own while it is made, so ours come after.
    stop.on_signals()
    family.start()
