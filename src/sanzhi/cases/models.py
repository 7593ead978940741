"""The case: its columns, its events, the personal values beside them, and who may see it."""

from django.db import models

from sanzhi.cases import inherited  # noqa: F401  # its models belong to this app
from sanzhi.jobs.ids import uuid7
from sanzhi.store.sealed import DigestField, SealedField


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
    """A personal value beside its event, and the salt of its commitment in hex; erasure empties both."""

    digest = models.CharField(max_length=64, primary_key=True)
    case_id = models.UUIDField(db_index=True)
    seq = models.PositiveIntegerField()
    salt = SealedField()
    sealed = SealedField()


class PartyMark(models.Model):
    """What the party of a case is found by: a whole name, number or telephone (``cases.parties``).

    Erasing a personal value of the party removes the row that holds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case_id = models.UUIDField(db_index=True)
    value = SealedField()
    value_digest = DigestField(of="value", normal="identity")


class PracticeCase(models.Model):
    """A case for practice only: it is never published, counted or entered into the ledger."""

    case_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("agency_id", "-opened_at"), name="practice_of_agency")]


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
    # Of those who hold the role, the one to whom the step was given; nobody yet when empty.
    assignee_id = models.UUIDField(null=True)
    round = models.PositiveSmallIntegerField()
    due = models.DateField(null=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case_id", "step", "role"), name="step_open_once")]
        indexes = [
            models.Index(fields=("agency_id", "role", "due"), name="inbox_of_role"),
            models.Index(fields=("handler_id", "role", "due"), name="inbox_of_handler"),
            models.Index(fields=("assignee_id", "role", "due"), name="inbox_of_assignee"),
            models.Index(fields=("agency_id", "role", "assignee_id", "due"), name="inbox_not_given"),
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


class Handover(models.Model):
    """A handover of one or more cases of an officer, ordered by who leads; the cases stand beside it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency_id = models.UUIDField("执法机关")
    ordered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    leaving = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    taking = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    assisting = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    reason = SealedField("移交事由", max_length=500)
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=("agency_id", "-at"), name="handovers_of_agency")]


class HandoverCase(models.Model):
    """One case of a handover: waiting, done, or refused with the reason."""

    WAITING, DONE, REFUSED = "waiting", "done", "refused"
    STATES = ((WAITING, "待办"), (DONE, "已移交"), (REFUSED, "未移交"))

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    case_id = models.UUIDField()
    state = models.CharField("结果", max_length=8, choices=STATES, default=WAITING)
    words = models.TextField("原因", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("handover", "case_id"), name="case_once_a_handover")]
        indexes = [models.Index(fields=("handover", "state"), name="handover_waiting")]
