"""The clockwork: one of several works, the others stand by, and one error stops nothing."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sanzhi.jobs import lease, runner, ticks
from sanzhi.jobs.models import Lease, Tick
from sanzhi.jobs.runner import Runner
from sanzhi.jobs.stopping import Stop

pytestmark = pytest.mark.django_db


class Counter:
    """A regular work that counts its runs and may be told to fail."""

    def __init__(self, every_seconds: float = 0.001) -> None:
        self.runs = 0
        self.error: Exception | None = None
        self.work = ticks.Regular("count", every_seconds, self)

    def __call__(self) -> None:
        self.runs += 1
        if self.error:
            raise self.error


def end_lease() -> None:
    Lease.objects.update(until=timezone.now() - timedelta(milliseconds=1))


def test_of_two_clockworks_only_one_works() -> None:
    counter = Counter()
    one, two = Runner("one", (counter.work,)), Runner("two", (counter.work,))
    assert one.step()
    assert not two.step()
    assert counter.runs == 1


def test_the_second_takes_over_when_the_lease_of_the_first_is_over() -> None:
    counter = Counter()
    one, two = Runner("one", (counter.work,)), Runner("two", (counter.work,))
    one.step()
    end_lease()
    assert two.step()
    assert Lease.objects.get().holder == "two"
    assert Lease.objects.get().fence == 2


def test_a_clockwork_that_stops_lets_the_next_one_begin_at_once() -> None:
    counter = Counter()
    stop = Stop()
    stop.set()
    one = Runner("one", (counter.work,))
    one.step()
    one.run(stop)
    assert Runner("two", (counter.work,)).step()


def test_a_holder_that_slept_past_its_lease_writes_nothing() -> None:
    written: list[str] = []

    def write_under_the_lease() -> None:
        end_lease()
        assert lease.acquire(runner.LEASE_NAME, "two", 60)
        with transaction.atomic():
            lease.assert_held()
            written.append("too late")

    one = Runner("one", (ticks.Regular("write", 1, write_under_the_lease),))
    assert not one.step()
    assert written == []


def test_a_holder_whose_lease_ran_out_unnoticed_may_still_write() -> None:
    written: list[str] = []

    def write_under_the_lease() -> None:
        end_lease()
        with transaction.atomic():
            lease.assert_held()
            written.append("nobody came between")

    Runner("one", (ticks.Regular("write", 1, write_under_the_lease),)).step()
    assert written == ["nobody came between"]


def test_work_that_is_called_directly_needs_no_lease() -> None:
    lease.assert_held()


def test_a_lease_can_be_renewed_by_its_holder_alone() -> None:
    held = lease.acquire("work", "one", 60)
    assert held is not None
    assert lease.renew(held, 60)
    Lease.objects.update(until=timezone.now())
    assert lease.acquire("work", "two", 60) is not None
    assert not lease.renew(held, 60)


def test_work_is_called_when_its_time_has_come_and_not_before() -> None:
    often, rarely = Counter(0.001), Counter(3600)
    one = Runner("one", (often.work, ticks.Regular("rarely", 3600, rarely)))
    for _ in range(3):
        one.step()
        time.sleep(0.002)
    assert (often.runs, rarely.runs) == (3, 1)


def test_an_error_is_noted_slows_its_own_work_down_and_stops_no_other() -> None:
    failing, sound = Counter(0.01), Counter(0.001)
    failing.error = RuntimeError("out of order")
    one = Runner("one", (failing.work, ticks.Regular("sound", 0.001, sound)))
    for _ in range(4):
        one.step()
        time.sleep(0.011)
    tick = Tick.objects.get(name="count")
    assert tick.error == "RuntimeError: out of order"
    assert tick.failures == failing.runs < sound.runs == 4


def test_a_success_clears_the_error() -> None:
    counter = Counter()
    counter.error = RuntimeError("out of order")
    one = Runner("one", (counter.work,))
    one.step()
    counter.error = None
    time.sleep(0.003)
    one.step()
    tick = Tick.objects.get()
    assert (tick.failures, tick.error) == (0, "")


def test_the_relay_and_the_retry_are_registered() -> None:
    assert {"jobs.relay", "jobs.retry"} <= {work.name for work in ticks.registered()}


@pytest.mark.parametrize("seconds", [0, -1])
def test_work_without_an_interval_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="间隔"):
        ticks.register("never", seconds, lambda: None)


def test_work_that_has_failed_for_days_still_stops_no_other() -> None:
    failing, sound = Counter(0.25), Counter(0.001)
    failing.error = RuntimeError("out of order")
    one = Runner("one", (failing.work, ticks.Regular("sound", 0.001, sound)))
    one._failures["count"] = 2000
    one.step()
    assert (failing.runs, sound.runs) == (1, 1)
    assert Tick.objects.get(name="count").failures == 2001
