"""Deliveries: one worker at a time, tried again later and later, given up in the end."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.exceptions import TimeoutException
from django_q.models import OrmQ

from sanzhi.jobs import deliver, outbox, relay
from sanzhi.jobs.models import Delivery, Outbox, State
from tests.jobs.listeners import heard

pytestmark = pytest.mark.django_db


def relayed(topic: str, key: str = "a") -> Delivery:
    with transaction.atomic():
        outbox.put(topic, key, {})
    relay.relay()
    return Delivery.objects.get(news__key=key)


def make_due(delivery: Delivery) -> None:
    Delivery.objects.filter(id=delivery.id).update(due=timezone.now())


def test_the_relay_marks_the_news_and_puts_each_delivery_on_the_queue() -> None:
    with transaction.atomic():
        outbox.put("twice", "a", {})
    relay.relay()
    assert Outbox.objects.get().relayed is not None
    assert OrmQ.objects.count() == Delivery.objects.count() == 2


def test_only_a_number_travels_through_the_queue() -> None:
    delivery = relayed("heard")
    assert OrmQ.objects.get().task["args"] == (delivery.id,)


def test_more_news_than_one_bite_is_moved_in_order() -> None:
    with transaction.atomic():
        for number in range(3 * relay.BITE_ROWS):
            outbox.put("heard", f"{number:03}", {})
    relay.relay()
    asked = [message.task["args"][0] for message in OrmQ.objects.order_by("id")]
    keys = [Delivery.objects.get(id=number).news.key for number in asked]
    assert keys == [f"{number:03}" for number in range(3 * relay.BITE_ROWS)]


def test_a_delivery_that_the_queue_hands_out_twice_is_done_once() -> None:
    delivery = relayed("heard")
    deliver.run(delivery.id)
    deliver.run(delivery.id)
    assert len(heard) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.DONE, 1)


def test_nobody_else_can_take_a_delivery_during_its_lease() -> None:
    delivery = relayed("heard")
    assert deliver.claim(delivery.id) is not None
    assert deliver.claim(delivery.id) is None


def test_a_delivery_can_be_taken_again_when_its_lease_is_over() -> None:
    delivery = relayed("heard")
    deliver.claim(delivery.id)
    make_due(delivery)
    again = deliver.claim(delivery.id)
    assert again is not None
    assert again.tries == 2


def test_a_worker_that_comes_back_after_its_lease_cannot_change_the_row() -> None:
    late = deliver.claim(relayed("heard").id)
    assert late is not None
    make_due(late)
    in_time = deliver.claim(late.id)
    deliver.perform(late)
    late.refresh_from_db()
    assert (late.state, late.tries) == (State.RUNNING, 2)
    assert in_time is not None
    deliver.perform(in_time)
    late.refresh_from_db()
    assert late.state == State.DONE


@pytest.mark.parametrize("topic", ["failing", "leaving"])
def test_a_failure_is_noted_and_waits_for_its_next_try(topic: str) -> None:
    delivery = relayed(topic)
    before = timezone.now()
    try:
        deliver.run(delivery.id)
    except TimeoutException:
        assert topic == "leaving"
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING
    assert before + timedelta(seconds=5) <= delivery.due <= timezone.now() + timedelta(seconds=5)
    assert deliver.claim(delivery.id) is None


@pytest.mark.parametrize(
    ("tries", "seconds"), [(1, 5), (2, 10), (7, 320), (10, 2560), (11, 3600), (40, 3600)]
)
def test_the_pause_doubles_up_to_an_hour(tries: int, seconds: int) -> None:
    assert deliver.pause_after(tries) == timedelta(seconds=seconds)


def test_the_last_try_but_one_may_be_repeated_and_the_last_ends_in_a_dead_letter() -> None:
    delivery = relayed("failing")
    Delivery.objects.filter(id=delivery.id).update(tries=deliver.MOST_TRIES - 2)
    deliver.run(delivery.id)
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING
    make_due(delivery)
    deliver.run(delivery.id)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.DEAD, deliver.MOST_TRIES)
    assert delivery.error == "RuntimeError: no luck with a"


def test_what_takes_its_worker_down_at_every_try_is_given_up() -> None:
    delivery = relayed("heard")
    for _ in range(deliver.MOST_TRIES):
        assert deliver.bury() == 0
        make_due(delivery)
        assert deliver.claim(delivery.id) is not None
    make_due(delivery)
    assert deliver.bury() == 1
    assert deliver.claim(delivery.id) is None


def test_a_dead_letter_can_be_revived_and_nothing_else_can() -> None:
    delivery = relayed("heard")
    assert not deliver.revive(delivery.id)
    Delivery.objects.update(state=State.DEAD, tries=deliver.MOST_TRIES)
    assert deliver.revive(delivery.id)
    relay.ask_again()
    deliver.run(delivery.id)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.DONE, 1)


def test_a_delivery_whose_pause_is_over_is_put_on_the_queue_again() -> None:
    delivery = relayed("failing")
    deliver.run(delivery.id)
    OrmQ.objects.all().delete()
    relay.ask_again()
    assert OrmQ.objects.count() == 0
    make_due(delivery)
    relay.ask_again()
    relay.ask_again()
    assert OrmQ.objects.count() == 1


def test_a_message_that_the_queue_lost_is_sent_again_when_its_time_is_long_over() -> None:
    delivery = relayed("heard")
    OrmQ.objects.all().delete()
    early = timezone.now() - 2 * deliver.lease()
    Delivery.objects.filter(id=delivery.id).update(asked=early + timedelta(seconds=10))
    relay.ask_again()
    assert OrmQ.objects.count() == 0
    Delivery.objects.filter(id=delivery.id).update(asked=early)
    relay.ask_again()
    assert OrmQ.objects.count() == 1


def test_progress_is_kept_in_the_row_and_prolongs_the_lease() -> None:
    delivery = relayed("counting")
    claimed = deliver.claim(delivery.id)
    assert claimed is not None
    with pytest.raises(RuntimeError):
        deliver.perform(claimed)
    delivery.refresh_from_db()
    assert (delivery.done_parts, delivery.all_parts) == (3, 10)


def test_progress_outside_a_delivery_is_nobodys() -> None:
    deliver.report(1, of=2)
    assert not Delivery.objects.exists()
