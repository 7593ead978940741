"""Admitted entries of the lists and benchmarks, and what officers were taught: dated rows for guards."""

from typing import Any

from django.db import models
from django.db.models import Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency, Government

_ONE_OWNER = Q(agency__isnull=False, government=None) | Q(agency=None, government__isnull=False)


class RegisterKind(models.TextChoices):
    """The six lists (六个清单), and the threshold tables. The first three are the libraries themselves."""

    POWERS = "powers", "权责清单"
    ENFORCEMENT = "enforcement", "执法事项清单"
    OFFICERS = "officers", "执法人员清单"
    RECORDING = "recording", "音像记录事项清单"
    RANDOM = "random", "随机抽查事项清单"
    MAJOR = "major", "重大执法决定法制审核事项清单"
    THRESHOLD = "threshold", "法制审核标准表"


class RegisterEntry(models.Model):
    """One version of one entry of a list, of an agency or of a government, in force from one day to another.

    ``content`` is what the model of its kind says (``registry.contents``).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.UUIDField("条目", default=uuid7, editable=False)
    number = models.PositiveIntegerField("版本", default=1)
    kind = models.CharField("清单", max_length=12, choices=RegisterKind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="entries")
    government = models.ForeignKey(Government, models.PROTECT, null=True, blank=True, related_name="entries")
    code = models.CharField("编号", max_length=60)
    title = models.CharField("名称", max_length=300)
    content: Any = models.JSONField("内容", default=dict)
    admitted_on = models.DateField("生效日")
    retired_on = models.DateField("停用日", null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(name="entry_has_one_owner", condition=_ONE_OWNER),
            models.UniqueConstraint(fields=("record", "number"), name="entry_version_once"),
        )
        indexes = (
            models.Index(fields=("agency", "kind", "admitted_on"), name="entries_of_an_agency"),
            models.Index(fields=("government", "kind", "admitted_on"), name="entries_of_a_government"),
        )

    def __str__(self) -> str:
        return self.title


class Benchmark(models.Model):
    """One version of a discretion benchmark (裁量基准) of an agency on a power: circumstance → range.

    ``rungs`` is a list of {degree, circumstance, kinds, least_fen, most_fen, text}, the lightest first.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.UUIDField("基准", default=uuid7, editable=False)
    number = models.PositiveIntegerField("版本", default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="benchmarks")
    matter = models.CharField("事项编码", max_length=60)
    code = models.CharField("编号", max_length=60)
    title = models.CharField("名称", max_length=300)
    maker = models.CharField("制定机关", max_length=120)
    basis: Any = models.JSONField("依据", default=list, help_text="[{law, article}]")
    rungs: Any = models.JSONField("裁量阶次", default=list)
    admitted_on = models.DateField("生效日")
    retired_on = models.DateField("停用日", null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("record", "number"), name="benchmark_version_once"),)
        indexes = (models.Index(fields=("agency", "matter", "admitted_on"), name="benchmarks_of_a_matter"),)

    def __str__(self) -> str:
        return self.title


class Training(models.Model):
    """What an officer was taught in one year, in hours of lessons (学时), and the examination."""

    officer = models.ForeignKey("registry.Officer", models.CASCADE, related_name="trainings")
    year = models.PositiveSmallIntegerField("年度")
    hours = models.PositiveSmallIntegerField("学时", default=0)
    examined_on = models.DateField("考试日", null=True, blank=True)
    passed = models.BooleanField("考试合格", default=False)

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=("officer", "year"), name="training_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.officer_id} {self.year}"
