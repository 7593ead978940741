"""Flows of agencies: drafts that clerks write, what was done to them, and published versions.

A published version is addressed by the digest of its canonical JSON, which a case keeps for good.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency


class State(models.TextChoices):
    """Where a draft stands; a published one lives on as a version."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待发布"
    RETURNED = "returned", "已退回"
    PUBLISHED = "published", "已发布"
    DROPPED = "dropped", "已作废"


WRITABLE = (State.DRAFT, State.RETURNED)
OPEN = (*WRITABLE, State.SUBMITTED)


class ProcedureDraft(models.Model):
    """A flow while it is written. ``document`` is bundle JSON that need not be whole yet.

    ``revision`` grows with each edit, so that the second of two editors is told; ``writers`` are {id: name}
    of all who wrote in it; ``begun_from`` is the digest of the version it began as, empty for none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="procedure_drafts")
    name = models.CharField("流程代码", max_length=120)
    number = models.PositiveIntegerField("版本")
    title = models.CharField("流程名称", max_length=120)
    document: Any = models.JSONField("流程", default=dict)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField("修订", default=1)
    writers: Any = models.JSONField("起草人", default=dict)
    begun_from = models.CharField("底本", max_length=64, blank=True)
    begun_at = models.DateTimeField("起草时间")
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.CharField("修改人", max_length=60)
    reason = models.TextField("退回理由", blank=True)
    submitted_by = models.CharField("提交人", max_length=60, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_draft_a_flow", fields=("name",), condition=Q(state__in=OPEN)
            ),
        )
        indexes = (models.Index(fields=("agency", "changed_at", "id"), name="drafts_of_an_agency"),)

    def __str__(self) -> str:
        return f"{self.title} {self.get_state_display()}"


class ProcedureEdit(models.Model):
    """One change of a draft, or a step on its way; ``before`` is the document that an undo puts back.

    Changes of one place by one person within a short time are one edit. An edit that was ``undone`` counts no
    more; one without ``before`` (submitted, returned …) cannot be undone.
    """

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(ProcedureDraft, models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    place = models.CharField(max_length=80, blank=True)
    words = models.CharField("内容", max_length=200)
    before: Any = models.JSONField(null=True)
    undone = models.BooleanField(default=False)
    by = models.CharField("办理人", max_length=60)
    by_id = models.UUIDField()
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.words} {self.by}"


class ProcedureVersion(models.Model):
    """A published flow (流程版本), never changed; ``body`` is the canonical JSON whose SHA-256 is ``digest``.

    ``examined`` says what the checker saw: {states, on}. ``superseded_at`` is when the next version of the
    name was published; the one without it is in force.
    """

    digest = models.CharField("摘要", max_length=64, primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="procedure_versions")
    name = models.CharField("流程代码", max_length=120)
    number = models.PositiveIntegerField("序号")
    version = models.CharField("版本", max_length=20)
    title = models.CharField("流程名称", max_length=120)
    kind = models.CharField("执法类型", max_length=40)
    domain = models.CharField("执法领域", max_length=40)
    grammar = models.PositiveSmallIntegerField("语法")
    body = models.TextField("流程")
    draft = models.OneToOneField(ProcedureDraft, models.PROTECT, related_name="version")
    writers: Any = models.JSONField("起草人", default=dict)
    written_by = models.CharField("起草人", max_length=300)
    publisher_id = models.UUIDField()
    published_by = models.CharField("发布人", max_length=60)
    published_at = models.DateTimeField("发布时间")
    examined: Any = models.JSONField("检查", default=dict)
    superseded_at = models.DateTimeField("被取代时间", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="flow_version_once", fields=("name", "number")),
            models.UniqueConstraint(
                name="one_flow_in_force", fields=("name",), condition=Q(superseded_at=None)
            ),
        )
        indexes = (models.Index(fields=("agency", "published_at", "digest"), name="flows_of_an_agency"),)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class ProcedureOverlay(models.Model):
    """What one agency lays over a base (覆盖层): it may add and tighten, never take away (``overlay``).

    ``body`` is the overlay as JSON, ``base_digest`` the version of the flow ``base_name`` that it is for;
    ``name`` is the flow of the agency that comes of both, whose drafts and versions go the way of all flows.
    ``left_out`` are sentences for the changes that did not fit the last new base.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="procedure_overlays")
    name = models.CharField("流程代码", max_length=120, unique=True)
    title = models.CharField("流程名称", max_length=120)
    base_name = models.CharField("底本", max_length=120)
    base_digest = models.CharField("底本摘要", max_length=64)
    body: Any = models.JSONField("覆盖层", default=dict)
    left_out: Any = models.JSONField("没有并入的内容", default=list)
    revision = models.PositiveIntegerField("修订", default=1)
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.CharField("修改人", max_length=60)

    class Meta:
        indexes = (models.Index(fields=("agency", "changed_at", "id"), name="overlays_of_an_agency"),)

    def __str__(self) -> str:
        return self.title
