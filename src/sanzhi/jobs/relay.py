"""From the outbox to the queue: in order, in bites, and never lost between the two."""

import time
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_q.tasks import async_task

from sanzhi.jobs import deliver, lease
from sanzhi.jobs.models import Delivery, Outbox, State
from sanzhi.jobs.subscriptions import handlers_of

EVERY_SECONDS = 0.25
RETRY_EVERY_SECONDS = 2.0

# The embedded database has one writer at a time: acts wait for each bite, so a bite is short and is
# followed by a rest as long as itself.
BITE_SECONDS = 0.004
BITE_ROWS = 16


def relay() -> None:
    """Move all waiting news to the queue. Runs as a tick, under the lease of the clockwork."""
    while _waiting().exists() and _bite():
        time.sleep(BITE_SECONDS)


def ask_again() -> None:
    """Put deliveries on the queue whose next try is due, or whose message the queue has lost."""
    now = timezone.now()
    # The queue hands out an unacknowledged message by itself; only when that time is long over has
    # the message been lost, for example because a worker died between taking and trying.
    lost = now - 2 * deliver.lease()
    due = Delivery.objects.filter(state__in=(State.WAITING, State.RUNNING), due__lte=now).filter(
        Q(asked=None) | Q(asked__lte=lost)
    )
    for delivery_id in due.order_by("id").values_list("id", flat=True)[:BITE_ROWS]:
        with transaction.atomic():
            lease.assert_held()
            _ask(Delivery.objects.select_for_update().get(id=delivery_id))
    deliver.bury()


def drain() -> int:
    """Hand all waiting news to its handlers here and now, without queue or worker; count the calls.

    For the loader of the demonstration, which must see each consequence before it plays the next
    moment, and for tests. News that handlers write is handed over too. Raises what a handler raises.
    """
    calls = 0
    while True:
        with transaction.atomic():
            news = _waiting().select_for_update().first()
            deliveries = _hand_over(news) if news else []
        if news is None:
            return calls
        calls += _perform_now(deliveries)


def _perform_now(deliveries: Iterable[Delivery]) -> int:
    claimed = [taken for delivery in deliveries if (taken := deliver.claim(delivery.id))]
    for delivery in claimed:
        deliver.perform(delivery)
    return len(claimed)


def _waiting() -> QuerySet[Outbox]:
    return Outbox.objects.filter(relayed=None).order_by("id")


def _bite() -> bool:
    began = time.perf_counter()
    moved = 0
    with transaction.atomic():
        lease.assert_held()
        for news in _waiting().select_for_update()[:BITE_ROWS]:
            for delivery in _hand_over(news):
                _ask(delivery)
            moved += 1
            if time.perf_counter() - began > BITE_SECONDS:
                break
    return moved > 0


def _hand_over(news: Outbox) -> list[Delivery]:
    """Make one delivery for each handler and mark the news as relayed, in the caller's transaction."""
    now = timezone.now()
    deliveries = [Delivery(news=news, handler=path, due=now) for path in handlers_of(news.topic)]
    Delivery.objects.bulk_create(deliveries)
    Outbox.objects.filter(id=news.id).update(relayed=now)
    return deliveries


def _ask(delivery: Delivery) -> None:
    # Only the number travels: what a worker reads is the row as it stands when the work begins.
    async_task("sanzhi.jobs.deliver.run", delivery.id, task_name=f"{delivery.handler}:{delivery.id}"[:100])
    Delivery.objects.filter(id=delivery.id).update(asked=timezone.now())
