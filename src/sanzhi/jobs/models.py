"""Rows of the background: news waiting to travel, its deliveries, leases, and when ticks ran."""

from django.db import models
from django.db.models import F, Q

from sanzhi.store.sealed import SealedField


class Outbox(models.Model):
    """One piece of news, written in the transaction that made it true.

    ``id`` is the order in which news travels. Two transactions that commit out of the order of
    their ids still lose nothing, because the relay looks for rows without ``relayed`` and keeps no
    position. ``key`` names the news within its topic, so that writing it twice leaves one row.
    """

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    payload = models.JSONField()
    created = models.DateTimeField(help_text="Aware UTC; the played moment in a demonstration.")
    relayed = models.DateTimeField(null=True, help_text="Aware UTC; empty until deliveries exist.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["topic", "key"], name="outbox_once"),)
        indexes = (models.Index(fields=["id"], condition=Q(relayed=None), name="outbox_waiting"),)

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class State(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行"
    DONE = "done", "完成"
    DEAD = "dead", "已放弃"


class Delivery(models.Model):
    """One handler's share of one piece of news: its tries, its progress, or its death.

    ``due`` says when a worker may take it up: the moment of the next try, or the end of the lease of
    the worker that has it now. One condition therefore covers the first try, the retry after an
    error and the rerun after a worker was killed.
    """

    id = models.BigAutoField(primary_key=True)
    news = models.ForeignKey(Outbox, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=120, help_text="Dotted path of the function.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    due = models.DateTimeField()
    asked = models.DateTimeField(null=True, help_text="When it was last put on the queue.")
    done_parts = models.PositiveIntegerField(default=0)
    all_parts = models.PositiveIntegerField(default=0)
    # What went wrong may quote what was worked on.
    error = SealedField(default="", blank=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["news", "handler"], name="delivery_once"),
            models.CheckConstraint(condition=Q(done_parts__lte=F("all_parts")), name="delivery_parts"),
        )
        indexes = (
            models.Index(fields=["due"], condition=Q(state__in=["waiting", "running"]), name="delivery_open"),
        )

    def __str__(self) -> str:
        return f"{self.handler} {self.news_id} {self.state}"


class Lease(models.Model):
    """Who alone may do a named work, until when, and as the how-manieth holder.

    ``fence`` grows with each new holder. Whoever writes under a lease checks it in the same
    transaction, so that a holder that was asleep past its time can no longer write.
    """

    name = models.CharField(primary_key=True, max_length=80)
    holder = models.CharField(max_length=80)
    fence = models.BigIntegerField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.fence}"


class Tick(models.Model):
    """When a regular work last ran, and what went wrong if it did."""

    name = models.CharField(primary_key=True, max_length=80)
    ran = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0, help_text="In a row; nought after a success.")
    error = SealedField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.ran:%F %T}"
