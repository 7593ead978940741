"""One delivery: taken under a lease, tried, and then done, due again, or dead."""

import logging
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.exceptions import TimeoutException

from sanzhi.jobs.models import Delivery, State
from sanzhi.jobs.news import News
from sanzhi.store.sealed import Closed, SealedField

MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)

logger = logging.getLogger(__name__)
_current: ContextVar[Delivery | None] = ContextVar("delivery", default=None)


def run(delivery_id: int) -> None:
    """Do delivery ``delivery_id`` when it is due and nobody else has it. The queue calls this.

    An error of the handler is kept in the row and never raised, because the back-off is ours.
    """
    delivery = claim(delivery_id)
    if delivery is None:
        return
    try:
        perform(delivery)
    except TimeoutException:
        # The queue keeps what it is told, and the errors before this one may quote personal values.
        raise TimeoutException(f"{delivery.handler} 超过时限") from None
    except Exception:
        logger.exception(
            "后台任务 %s（消息 %s）第 %s 次失败", delivery.handler, delivery.news_id, delivery.tries
        )


def claim(delivery_id: int) -> Delivery | None:
    """Take the delivery for the length of one lease, or answer nothing when it is not to be had."""
    now = timezone.now()
    taken = Delivery.objects.filter(
        id=delivery_id, state__in=(State.WAITING, State.RUNNING), due__lte=now, tries__lt=MOST_TRIES
    ).update(state=State.RUNNING, tries=F("tries") + 1, due=now + lease())
    return Delivery.objects.select_related("news").get(id=delivery_id) if taken else None


def bury() -> int:
    """Give up on what took its worker down at every try; how many were given up."""
    now = timezone.now()
    worn_out = Delivery.objects.filter(state=State.RUNNING, due__lte=now, tries__gte=MOST_TRIES)
    buried = 0
    for delivery_id in worn_out.values_list("id", flat=True):
        error = _sealed(delivery_id, "处理进程每次都中途消失")
        buried += worn_out.filter(id=delivery_id).update(state=State.DEAD, ended=now, error=error)
    return buried


def revive(delivery_id: int) -> bool:
    """Try a dead letter again from the beginning; false when it is not dead. For the administrator."""
    dead = Delivery.objects.filter(id=delivery_id, state=State.DEAD)
    return bool(dead.update(state=State.WAITING, tries=0, due=timezone.now(), asked=None, ended=None))


def perform(delivery: Delivery) -> None:
    """Call the handler of a claimed delivery and settle the row; raises what the handler raised."""
    news = delivery.news
    told = News(news.id, news.topic, news.key, news.payload, news.created)
    token = _current.set(delivery)
    try:
        import_string(delivery.handler)(told)
    except (Exception, TimeoutException) as error:
        _settle_failure(delivery, error)
        raise
    finally:
        _current.reset(token)
    _settle(delivery, state=State.DONE, ended=timezone.now(), error="")


def report(done: int, of: int) -> None:
    """Show how far the running handler is (parts done, parts in all) and prolong its lease.

    Outside a delivery it does nothing, so that the same function can be called directly.
    """
    delivery = _current.get()
    if delivery is not None:
        _settle(delivery, done_parts=done, all_parts=of, due=timezone.now() + lease())


def lease() -> timedelta:
    """How long a worker has a delivery for itself: as long as the queue lets a task run."""
    seconds: int = settings.Q_CLUSTER["timeout"]
    return timedelta(seconds=seconds)


def pause_after(tries: int) -> timedelta:
    """How long to wait after the ``tries``-th failure: 5 s, doubled each time, one hour at most."""
    return min(FIRST_PAUSE * (1 << (tries - 1)), LONGEST_PAUSE)


def _settle_failure(delivery: Delivery, error: BaseException) -> None:
    text = f"{type(error).__name__}: {error}"[:2000]
    now = timezone.now()
    if delivery.tries >= MOST_TRIES:
        _settle(delivery, state=State.DEAD, ended=now, error=text)
    else:
        _settle(delivery, state=State.WAITING, due=now + pause_after(delivery.tries), asked=None, error=text)


def _settle(delivery: Delivery, *, error: str | None = None, **values: int | str | datetime | None) -> None:
    told = {} if error is None else {"error": _sealed(delivery.id, error)}
    # The count of tries is the fence: a worker whose lease ran out and whose delivery somebody else
    # has taken since finds another number there and writes nothing.
    Delivery.objects.filter(id=delivery.id, state=State.RUNNING, tries=delivery.tries).update(
        **values, **told
    )


def _sealed(delivery_id: int, error: str) -> Closed:
    field = Delivery._meta.get_field("error")
    assert isinstance(field, SealedField)  # noqa: S101  (this tells the type checker)
    return field.close(delivery_id, error)
