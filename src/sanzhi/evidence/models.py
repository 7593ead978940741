"""Materials of a case (证据材料): eight kinds of evidence, each with its digest."""

from django.db import models

from sanzhi.jobs.ids import uuid7
from sanzhi.store.sealed import SealedField


class Kind(models.TextChoices):
    """行政处罚法 Art 46: the eight kinds of evidence."""

    DOCUMENTARY = "书证", "书证"
    PHYSICAL = "物证", "物证"
    AUDIOVISUAL = "视听资料", "视听资料"
    ELECTRONIC = "电子数据", "电子数据"
    WITNESS = "证人证言", "证人证言"
    PARTY = "当事人的陈述", "当事人的陈述"
    EXPERT = "鉴定意见", "鉴定意见"
    RECORD = "勘验笔录、现场笔录", "勘验笔录、现场笔录"


class Material(models.Model):
    """One material: its bytes lie in the store under their digest and are never changed.

    What people call a file and where they got it often names somebody, so it is sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case_id = models.UUIDField("案件")
    title = SealedField("名称", max_length=200)
    kind = models.CharField("证据种类", max_length=20, choices=Kind.choices)
    digest = models.CharField("摘要", max_length=64)
    size = models.BigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    file_name = SealedField("文件名", max_length=200)
    collected_at = models.DateTimeField("取得时间")
    place = SealedField("取得地点", max_length=200, blank=True)
    added_at = models.DateTimeField("录入时间")
    seq = models.PositiveIntegerField("事件")

    class Meta:
        ordering = ("added_at", "id")
        indexes = [models.Index(fields=("case_id", "added_at"), name="material_of_case")]

    def __str__(self) -> str:
        return str(self.title)
