"""Listeners for the topics of the tests, gone again afterwards."""

from collections.abc import Iterator

import pytest

from sanzhi.jobs import outbox, subscriptions
from tests.jobs import listeners

TOPICS = {
    "heard": ("first",),
    "twice": ("first", "second"),
    "failing": ("failing",),
    "leaving": ("leaving",),
    "counting": ("counting",),
    "answered": ("answering",),
}


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    before = {topic: list(paths) for topic, paths in subscriptions._handlers.items()}
    for topic, names in TOPICS.items():
        for name in names:
            outbox.subscribe(topic, f"tests.jobs.listeners.{name}")
    listeners.heard.clear()
    yield
    subscriptions._handlers.clear()
    subscriptions._handlers.update(before)
