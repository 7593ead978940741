"""Releases of a case: what the public may see of it, in which version, until when."""

from django.db import models

from sanzhi.jobs.ids import uuid7


class Release(models.Model):
    """One version of one public record, redacted; its content leaves the house only when it is published."""

    PREPARED, PUBLISHED, WITHDRAWN = "prepared", "published", "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record_id = models.UUIDField("记录")
    version = models.PositiveIntegerField("版本")
    case_id = models.UUIDField("案件", db_index=True)
    state = models.CharField("状态", max_length=10)
    record = models.JSONField("公开内容")
    digest = models.CharField("摘要", max_length=64)
    masks = models.JSONField("脱敏类别", default=list)
    prepared_by = models.UUIDField("制作人", null=True)
    prepared_at = models.DateTimeField("制作时间")
    published_at = models.DateTimeField("公示时间", null=True)
    due = models.DateField("公示期限", null=True)
    until = models.DateField("公示截止", null=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    reason = models.TextField("撤回理由", blank=True)
    entry = models.BigIntegerField("公开账本序号", null=True)
    withdrawal = models.BigIntegerField("撤回序号", null=True)
    acknowledged_at = models.DateTimeField("门户回执", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("record_id", "version"), name="release_version_once")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.version}"


class CurrentRecord(models.Model):
    """A record that is kept current: its last version, and the digest of what that says.

    The progress of a case, and what the public sees of an agency and its libraries. An empty digest says that
    the record has been taken down.
    """

    record_id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.record_id} {self.version}"
