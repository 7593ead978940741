"""Documents of a case and their accounted numbers."""

from django.db import models

from sanzhi.jobs.ids import uuid7


class Document(models.Model):
    """One document (执法文书): frozen source and number in the act, bytes after the commit.

    The source is what the template was given, with personal values as commitments; the PDF is
    byte-reproducible from it. A sealed copy is the served original (行政处罚法 Art 59).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case_id = models.UUIDField("案件")
    kind = models.CharField("种类", max_length=40)
    title = models.CharField("名称", max_length=120)
    volume = models.CharField("卷", max_length=8, help_text="main 正卷, inner 副卷")
    number = models.CharField("文号", max_length=80, blank=True)
    issued_at = models.DateTimeField("制作时间")
    source = models.JSONField("事实来源")
    source_digest = models.CharField(max_length=64)
    template = models.CharField(max_length=80)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    pdf_digest = models.CharField("PDF 摘要", max_length=64, blank=True)
    sealed_digest = models.CharField("签章件摘要", max_length=64, blank=True)
    sealed_at = models.DateTimeField("用印时间", null=True, blank=True)
    sealed_by_scan = models.BooleanField("扫描件", default=False)
    seq = models.PositiveIntegerField("事件")

    class Meta:
        ordering = ("issued_at", "id")
        indexes = [models.Index(fields=("case_id", "issued_at"), name="document_of_case")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class NumberSeries(models.Model):
    """The next number of one agency, kind and year."""

    agency_id = models.UUIDField()
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("agency_id", "word", "year"), name="one_series")]


class NumberUse(models.Model):
    """One number that was given out: every number is accounted for."""

    text = models.CharField("文号", max_length=80)
    agency_id = models.UUIDField()
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    case_id = models.UUIDField()
    used_for = models.CharField("用途", max_length=40)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("agency_id", "word", "year", "sequence"), name="number_once")
        ]
