"""The rows by which every number is accounted for: the series, blocks given to officers, and each number."""

from django.db import models
from django.db.models import F, Q

from sanzhi.jobs.ids import uuid7


class NumberSeries(models.Model):
    """The numbers of one agency, kind and year: ``last`` is the last one that was given out or reserved.

    A series that goes on from another system begins at ``first``, with the reason; what lies before it was
    given out there.
    """

    agency_id = models.UUIDField()
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    first = models.PositiveIntegerField("起始号", default=1)
    reason = models.CharField("起始原因", max_length=200, blank=True, default="")
    by = models.CharField("启用人", max_length=60, blank=True, default="")
    at = models.DateTimeField("启用时间", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency_id", "word", "year"), name="one_series"),)

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕"


class NumberBlock(models.Model):
    """A run of numbers reserved for an officer who writes on paper, to be used until ``until`` (included)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency_id = models.UUIDField()
    short = models.CharField("机关代字", max_length=20)
    word = models.CharField("文号字", max_length=20)
    year = models.PositiveSmallIntegerField("年度")
    first = models.PositiveIntegerField("起")
    last = models.PositiveIntegerField("止")
    holder_id = models.UUIDField("领用人")
    holder = models.CharField("领用人", max_length=60)
    until = models.DateField("使用截止")
    reason = models.CharField("领用事由", max_length=200)
    by = models.CharField("发放人", max_length=60)
    at = models.DateTimeField("发放时间")
    returned_at = models.DateTimeField("交回时间", null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="block_has_numbers", condition=Q(last__gte=F("first"))),)
        indexes = (models.Index(fields=("agency_id", "holder_id"), name="blocks_of_an_officer"),)

    def __str__(self) -> str:
        return f"{self.short}{self.word}〔{self.year}〕{self.first}至{self.last}号"


class NumberState(models.TextChoices):
    """What became of a number."""

    USED = "used", "已使用"
    RESERVED = "reserved", "预留"
    VOID = "void", "作废"


class NumberUse(models.Model):
    """One number given out: used for a document or a case, reserved in a block, or void with the reason."""

    text = models.CharField("文号", max_length=80)
    agency_id = models.UUIDField()
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    case_id = models.UUIDField(null=True)
    used_for = models.CharField("用途", max_length=40, blank=True)
    taken_at = models.DateTimeField()
    state = models.CharField("状态", max_length=10, choices=NumberState.choices, default=NumberState.USED)
    block = models.ForeignKey(NumberBlock, models.PROTECT, null=True, blank=True, related_name="numbers")
    reason = models.CharField("作废原因", max_length=200, blank=True, default="")
    by = models.CharField("作废人", max_length=60, blank=True, default="")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("agency_id", "word", "year", "sequence"), name="number_once"),
            models.CheckConstraint(
                name="number_is_accounted_for",
                condition=Q(state="used", case_id__isnull=False)
                | Q(state="reserved", block__isnull=False)
                | (Q(state="void") & ~Q(reason="")),
            ),
        )
        indexes = (models.Index(fields=("text",), name="number_by_text"),)

    def __str__(self) -> str:
        return self.text
