"""The case: its columns, its events, the personal values beside them, and who may see it."""

from django.db import models

from sanzhi.jobs.ids import uuid7


class Case(models.Model):
    """One matter of enforcement. Columns are what the program reads; the events are what it is.

    ``facts`` maps a fact to its value with personal values as commitments, ``versions`` maps a fact
    to the number of the event that last wrote it, ``marking`` and ``clocks`` are the interpreter's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("案号", max_length=80, unique=True)
    title = models.CharField("案由", max_length=300)
    kind = models.CharField("类型", max_length=20)
    agency_id = models.UUIDField("执法机关")
    handler_id = models.UUIDField("承办人", null=True)
    procedure = models.CharField("流程摘要", max_length=64)
    state = models.CharField("环节", max_length=40)
    seq = models.PositiveIntegerField("事件数")
    facts = models.JSONField()
    versions = models.JSONField()
    marking = models.JSONField()
    clocks = models.JSONField()
    opened_at = models.DateTimeField("登记时间")
    changed_at = models.DateTimeField("更新时间")

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One act that was performed: stored once as canonical bytes and never changed."""

    id = models.BigAutoField(primary_key=True)
    case_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    actor_id = models.UUIDField(null=True)
    happened = models.DateTimeField()
    recorded = models.DateTimeField()
    body = models.BinaryField()
    key = models.CharField(max_length=120, unique=True)
    request = models.CharField(max_length=64)
    leaf = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case_id", "seq"), name="event_once_a_place")]
        indexes = [
            models.Index(fields=("id",), name="event_without_leaf", condition=models.Q(leaf=None)),
            models.Index(fields=("leaf",), name="event_by_leaf"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq} {self.act}"


class PersonalValue(models.Model):
    """A personal value beside its event, sealed with the instance's key; erasure removes the row's value."""

    digest = models.CharField(max_length=64, primary_key=True)
    case_id = models.UUIDField(db_index=True)
    seq = models.PositiveIntegerField()
    salt = models.BinaryField()
    sealed = models.BinaryField()


class CaseScope(models.Model):
    """One row for each that may see the case: lists, counts and the single question read the same rows."""

    scope = models.CharField(max_length=60)
    case_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("scope", "case_id"), name="scope_once_a_case")]
        indexes = [
            models.Index(fields=("scope", "-opened_at", "-case_id"), name="scope_newest"),
            models.Index(fields=("scope", "state", "-opened_at", "-case_id"), name="scope_state_newest"),
            models.Index(fields=("case_id",), name="scope_of_case"),
        ]


class OpenStep(models.Model):
    """An open step, for the inbox: who must act on which case, and until when."""

    case_id = models.UUIDField()
    step = models.CharField(max_length=40)
    role = models.CharField(max_length=12)
    agency_id = models.UUIDField()
    handler_id = models.UUIDField(null=True)
    round = models.PositiveSmallIntegerField()
    due = models.DateField(null=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case_id", "step"), name="step_open_once")]
        indexes = [
            models.Index(fields=("agency_id", "role", "due"), name="inbox_of_role"),
            models.Index(fields=("handler_id", "role", "due"), name="inbox_of_handler"),
        ]


class RunningClock(models.Model):
    """A clock that runs: the timer reads these rows in order of their due day."""

    case_id = models.UUIDField()
    rule = models.CharField(max_length=20)
    due = models.DateField()
    start = models.DateField()
    seq = models.PositiveIntegerField()
    provisional = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case_id", "rule"), name="clock_runs_once")]
        indexes = [models.Index(fields=("due", "case_id"), name="clock_by_due")]
