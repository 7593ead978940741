"""Handlers that the tests subscribe; they note what they were told."""

import os
import time
from pathlib import Path

from django.db import transaction
from django_q.exceptions import TimeoutException

from sanzhi.jobs import deliver, outbox

heard: list[tuple[str, int, str]] = []


def first(news: outbox.News) -> None:
    """Note the news."""
    heard.append(("first", news.id, news.key))


def second(news: outbox.News) -> None:
    """Note the news, too."""
    heard.append(("second", news.id, news.key))


def failing(news: outbox.News) -> None:
    """Never succeed."""
    raise RuntimeError(f"no luck with {news.key}")


def leaving(news: outbox.News) -> None:
    """Be told by the queue that the time is over."""
    raise TimeoutException("too long")


def counting(news: outbox.News) -> None:
    """Go on for a while and say how far it is."""
    deliver.report(3, of=10)
    raise RuntimeError("stopped after three")


def answering(news: outbox.News) -> None:
    """Write news in turn."""
    with transaction.atomic():
        outbox.put("heard", f"answer-{news.id}", {})


def falling(news: outbox.News) -> None:
    """Leave a mark, and wait to be killed the first time."""
    mark = Path(os.environ["SANZHI_HOME"]) / "marks"
    with mark.open("a") as file:
        file.write(f"{news.id} {os.getpid()}\n")
    if len(mark.read_text().splitlines()) == 1:
        # Far longer than the test waits: only the signal ends it.
        time.sleep(60)
