"""Documents of a case and their accounted numbers."""

from django.db import models

from sanzhi.documents.numbering import NumberBlock, NumberSeries, NumberUse
from sanzhi.jobs.ids import uuid7

__all__ = ["Document", "FormText", "FormWording", "NumberBlock", "NumberSeries", "NumberUse"]


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


class FormText(models.Model):
    """The text of a form as documents were made from it; written once, never changed."""

    reference = models.CharField("模板", max_length=80, primary_key=True)
    digest = models.CharField("摘要", max_length=64)
    text = models.TextField("内容")

    def __str__(self) -> str:
        return self.reference


class FormWording(models.Model):
    """An agency's or a region's own wording of one kind of document, in one edition.

    It begins as a copy of the wording it inherits (``parent`` names it) and is in force from ``since`` after
    a second person has confirmed it. ``revision`` counts the savings of a draft.
    """

    DRAFT, SUBMITTED, IN_FORCE, ENDED, DROPPED = "draft", "submitted", "in_force", "ended", "dropped"
    STATES = (
        (DRAFT, "草稿"),
        (SUBMITTED, "待确认"),
        (IN_FORCE, "使用中"),
        (ENDED, "已停用"),
        (DROPPED, "已作废"),
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("文书种类", max_length=40)
    owner = models.UUIDField("所属机关")
    owner_name = models.CharField("所属机关名称", max_length=120)
    region = models.CharField("适用地区", max_length=12, blank=True, help_text="机关自用的为空")
    edition = models.PositiveIntegerField("版次", default=1)
    state = models.CharField("状态", max_length=10, choices=STATES, default=DRAFT)
    revision = models.PositiveIntegerField("修改次数", default=0)
    parent = models.CharField("依据的模板", max_length=80)
    text = models.TextField("内容")
    written_by = models.UUIDField()
    writer = models.CharField("编写人", max_length=60)
    written_at = models.DateTimeField("保存时间")
    confirmed_by = models.UUIDField(null=True, blank=True)
    confirmer = models.CharField("确认人", max_length=60, blank=True)
    remark = models.CharField("退回或者停用的理由", max_length=500, blank=True)
    since = models.DateField("启用日", null=True, blank=True)
    until = models.DateField("停用日", null=True, blank=True)

    class Meta:
        ordering = ("kind", "-edition")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "owner"),
                condition=models.Q(state__in=("draft", "submitted")),
                name="one_wording_in_work",
            ),
            models.UniqueConstraint(
                fields=("kind", "owner"), condition=models.Q(state="in_force"), name="one_wording_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_name} {self.kind} 第{self.edition}版"
