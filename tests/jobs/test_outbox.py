"""News is written with what it tells of, travels in order, and arrives once for each listener."""

import pytest
from django.core.checks import run_checks
from django.db import transaction

from sanzhi.jobs import outbox
from sanzhi.jobs.models import Delivery, Outbox, State
from tests.jobs.listeners import heard


def tell(topic: str, *keys: str) -> None:
    with transaction.atomic():
        for key in keys:
            outbox.put(topic, key, {"case": key})


@pytest.mark.django_db(transaction=True)
def test_news_outside_a_transaction_is_refused() -> None:
    with pytest.raises(outbox.NoTransaction):
        outbox.put("heard", "a", {})
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_news_is_lost_with_the_change_that_is_rolled_back() -> None:
    def change_that_fails() -> None:
        with transaction.atomic():
            outbox.put("heard", "a", {})
            raise RuntimeError("the change failed")

    with pytest.raises(RuntimeError):
        change_that_fails()
    assert outbox.drain() == 0


@pytest.mark.django_db
def test_the_same_news_written_twice_arrives_once() -> None:
    tell("heard", "a")
    tell("heard", "a")
    assert outbox.drain() == 1


@pytest.mark.django_db
def test_the_same_key_under_another_topic_is_other_news() -> None:
    tell("heard", "a")
    tell("twice", "a")
    assert outbox.drain() == 3


@pytest.mark.django_db
def test_news_arrives_in_the_order_in_which_it_was_written() -> None:
    tell("heard", "c", "a", "b")
    outbox.drain()
    assert [key for _, _, key in heard] == ["c", "a", "b"]


@pytest.mark.django_db
def test_each_listener_is_told_and_can_tell_news_apart_by_number() -> None:
    tell("twice", "a", "b")
    assert outbox.drain() == 4
    assert [name for name, _, _ in heard] == ["first", "second", "first", "second"]
    assert len({number for _, number, _ in heard}) == 2


@pytest.mark.django_db
def test_news_that_nobody_listens_to_is_marked_and_forgotten() -> None:
    tell("nobody", "a")
    assert outbox.drain() == 0
    assert not Outbox.objects.filter(relayed=None).exists()


@pytest.mark.django_db
def test_news_written_by_a_listener_is_handed_over_in_the_same_drain() -> None:
    tell("answered", "a")
    assert outbox.drain() == 2
    assert heard[0][2].startswith("answer-")


@pytest.mark.django_db
def test_a_second_drain_finds_nothing() -> None:
    tell("heard", "a")
    outbox.drain()
    heard.clear()
    assert outbox.drain() == 0
    assert heard == []


@pytest.mark.django_db
def test_a_drain_raises_what_a_listener_raises_and_leaves_the_delivery_to_be_tried_again() -> None:
    tell("failing", "a")
    with pytest.raises(RuntimeError, match="no luck with a"):
        outbox.drain()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == (State.WAITING, 1)
    assert delivery.error == "RuntimeError: no luck with a"


def test_start_up_names_a_listener_that_does_not_exist() -> None:
    assert [error for error in run_checks() if error.id == "jobs.E001"] == []
    outbox.subscribe("heard", "tests.jobs.listeners.absent")
    errors = [error for error in run_checks() if error.id == "jobs.E001"]
    assert "tests.jobs.listeners.absent" in errors[0].msg
