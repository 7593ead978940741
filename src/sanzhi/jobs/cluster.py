"""How the background queue runs: the settings of django-q2, which keeps its queue in our own database.

A message is handed out again when nobody has acknowledged it after ``retry`` seconds, so a worker
that was killed loses nothing. ``timeout`` must stay below ``retry``: otherwise work that is still
going on would be started a second time.
"""

import os
from typing import Any

TIMEOUT_SECONDS = 120

Q_CLUSTER: dict[str, Any] = {
    "name": "sanzhi",
    "orm": "default",
    # One worker keeps the order of the outbox and leaves the embedded database to the web process.
    "workers": int(os.environ.get("SANZHI_WORKERS", "1")),
    "timeout": TIMEOUT_SECONDS,
    "retry": TIMEOUT_SECONDS + 30,
    "poll": 0.2,
    # Attempts, back-off and dead letters are rows of ours; the queue never gives up on a message.
    "max_attempts": 0,
    "ack_failures": True,
    "save_limit": -1,
    # Work with a time is a row that a tick reads, so the schedules of the queue stay off.
    "scheduler": False,
    "label": "后台任务",
    "log_level": "WARNING",
}
