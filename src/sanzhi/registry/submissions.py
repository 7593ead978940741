"""A record on its way into a library: what is proposed, in which state, and who did what to it."""

from typing import Any

from django.db import models
from django.db.models import Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency, Government


class LibraryKind(models.TextChoices):
    """The libraries that are filled through admission."""

    POWER = "power", "权力运行库"
    AGENCY = "agency", "执法部门库"
    OFFICER = "officer", "执法人员库"
    MAJOR = "major", "重大执法决定法制审核事项清单"
    RECORDING = "recording", "音像记录事项清单"
    RANDOM = "random", "随机抽查事项清单"
    BENCHMARK = "benchmark", "行政裁量基准"
    THRESHOLD = "threshold", "法制审核标准表"


class State(models.TextChoices):
    """Where a submission stands; an admitted one is a version of its record."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    ADMITTED = "admitted", "已入库"
    DROPPED = "dropped", "已作废"


OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)


class Action(models.TextChoices):
    """What a submission asks for."""

    ENTER = "enter", "入库"
    AMEND = "amend", "变更"
    RETIRE = "retire", "停用"


class Submission(models.Model):
    """One version of one record of one library, from the draft to the day it ceased to count.

    ``record`` is the record that all its versions share, ``key`` what tells it apart among those of its
    owner (a code, a number), ``content`` what the library's model says. ``revision`` grows with each edit,
    so that the second of two editors is told. ``since`` and ``until`` bound the days on which an admitted
    version counts (``until`` is the first day on which it does not).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    library = models.CharField("资料库", max_length=12, choices=LibraryKind.choices)
    action = models.CharField("事由", max_length=8, choices=Action.choices, default=Action.ENTER)
    record = models.UUIDField("记录", default=uuid7, editable=False)
    number = models.PositiveIntegerField("版本", default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="submissions")
    government = models.ForeignKey(
        Government, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    key = models.CharField("编号", max_length=120)
    title = models.CharField("名称", max_length=300)
    content: Any = models.JSONField("内容", default=dict)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField("修订", default=1)
    reason = models.TextField("退回或者停用理由", blank=True)
    effective_on = models.DateField("拟生效日", null=True, blank=True)
    writers: Any = models.JSONField("填报人", default=list, help_text="账号 id")
    submitted_by = models.CharField("提交人", max_length=60, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    settled_by = models.CharField("审核人", max_length=60, blank=True)
    settled_at = models.DateTimeField("审核时间", null=True, blank=True)
    findings: Any = models.JSONField("依法判断", default=list)
    since = models.DateField("生效日", null=True, blank=True)
    until = models.DateField("失效日", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="submission_has_one_owner",
                condition=Q(agency__isnull=False, government=None) | Q(agency=None, government__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_submission_a_record", fields=("record",), condition=Q(state__in=OPEN)
            ),
            models.UniqueConstraint(
                name="one_open_entry_a_key",
                fields=("library", "agency", "key"),
                condition=Q(state__in=OPEN, action=Action.ENTER),
            ),
            models.UniqueConstraint(
                name="submission_version_once", fields=("record", "number"), condition=Q(state=State.ADMITTED)
            ),
        )
        indexes = (
            models.Index(fields=("agency", "library", "state", "id"), name="submissions_of_an_agency"),
            models.Index(fields=("government", "library", "state"), name="submissions_of_a_government"),
            models.Index(fields=("record", "since"), name="submissions_of_a_record"),
            models.Index(
                fields=("submitted_at", "id"), name="submissions_waiting", condition=Q(state=State.SUBMITTED)
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.get_state_display()}"


class SubmissionEvent(models.Model):
    """What somebody did to a submission: rows are added and never changed.

    ``changes`` is a list of {field, label, old, new}; ``revision`` the revision that came of it.
    """

    id = models.BigAutoField(primary_key=True)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="events")
    did = models.CharField("办理", max_length=12)
    by = models.CharField("办理人", max_length=60)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField("时间")
    revision = models.PositiveIntegerField(default=1)
    changes: Any = models.JSONField(default=list)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.did} {self.by}"


class AdmissionBatch(models.Model):
    """Many submissions admitted by one click; a worker goes through them and keeps what was refused."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by_id = models.UUIDField()
    agency_id = models.UUIDField(null=True)
    government_id = models.UUIDField(null=True)
    by = models.CharField("审核人", max_length=60)
    at = models.DateTimeField("时间")
    wanted: Any = models.JSONField("待审核", default=list, help_text="提交 id")
    done = models.PositiveIntegerField("已处理", default=0)
    refused: Any = models.JSONField("未通过", default=list, help_text="[{id, title, why}]")
    ended = models.DateTimeField("完成时间", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.by} {self.done}/{len(self.wanted)}"
