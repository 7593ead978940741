"""A spreadsheet on its way into a library: the file, its records, what is wrong with each."""

from typing import Any

from django.db import models

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency, Government
from sanzhi.registry.submissions import LibraryKind


class ImportState(models.TextChoices):
    """Where an import stands. Nothing reaches a library before ``WRITING``."""

    READING = "reading", "正在读取"
    BROKEN = "broken", "文件不能读取"
    CHECKED = "checked", "已核对，待写入"
    WRITING = "writing", "正在写入"
    WRITTEN = "written", "已写入"
    UNDOING = "undoing", "正在撤销"
    UNDONE = "undone", "已撤销"


class RowState(models.TextChoices):
    """Where one record of an import stands."""

    FAULTY = "faulty", "有错误"
    READY = "ready", "可写入"
    SAME = "same", "与现有内容相同"
    SKIPPED = "skipped", "已略过"
    WRITTEN = "written", "已写入"
    UNDONE = "undone", "已撤销"


class Import(models.Model):
    """One spreadsheet. ``agency`` is the clerk's; a legal office names the agency in every line instead.

    ``digest`` is the file in the store of imports, destroyed once it was read; ``line`` the last line read,
    so that an interrupted reading goes on. ``hand_in`` says whether what is written is submitted at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    library = models.CharField("资料库", max_length=12, choices=LibraryKind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="imports")
    government = models.ForeignKey(Government, models.PROTECT, null=True, blank=True, related_name="imports")
    by_id = models.UUIDField()
    by = models.CharField("导入人", max_length=60)
    at = models.DateTimeField("时间")
    file_name = models.CharField("文件名", max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField("状态", max_length=10, choices=ImportState.choices, default=ImportState.READING)
    fault = models.TextField("不能读取的原因", blank=True)
    records = models.PositiveIntegerField("记录数", default=0)
    hand_in = models.BooleanField("写入后即提交审核", default=True)
    ended = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("by_id", "-id"), name="imports_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.file_name} {self.get_state_display()}"


class ImportRow(models.Model):
    """One record of an import. ``cells`` holds its lines: a list of {title: text}; ``line`` is the first.

    ``errors`` is a list of {line, title, rule}; an empty title means the record as a whole. ``submission`` is
    the id that its submission has once it is written.
    """

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("行号")
    cells: Any = models.JSONField("单元格", default=list)
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField("编号", max_length=120, blank=True)
    title = models.CharField("名称", max_length=300, blank=True)
    content: Any = models.JSONField("内容", default=dict)
    record = models.UUIDField("现有记录", null=True, blank=True)
    errors: Any = models.JSONField("错误", default=list)
    state = models.CharField("状态", max_length=10, choices=RowState.choices)
    submission = models.UUIDField("提交", default=uuid7, editable=False)

    class Meta:
        ordering = ("line",)
        constraints = (models.UniqueConstraint(fields=("batch", "line"), name="import_line_once"),)
        indexes = (
            models.Index(fields=("batch", "state", "line"), name="import_rows_by_state"),
            models.Index(fields=("batch", "agency", "key"), name="import_rows_by_key"),
        )

    def __str__(self) -> str:
        return f"{self.line} {self.title} {self.get_state_display()}"
