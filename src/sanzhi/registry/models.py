"""What guards read: officers with their certificates, and the powers that an agency holds, as dated rows.

A row is written when it is admitted and never changed afterwards except for the day on which it ends: an
amendment is a row of its own, so that a day in the past is answered as it was answered then.
"""

from django.db import models
from django.db.models import Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency
from sanzhi.registry.entries import Benchmark, RegisterEntry, RegisterKind, Training
from sanzhi.registry.imports import Import, ImportRow, ImportState, RowState
from sanzhi.registry.statute_tasks import StatuteTask
from sanzhi.registry.submissions import AdmissionBatch, Submission, SubmissionEvent
from sanzhi.store.sealed import DigestField, SealedField

__all__ = [
    "AdmissionBatch",
    "Benchmark",
    "CalendarNotice",
    "Certificate",
    "Import",
    "ImportRow",
    "ImportState",
    "Officer",
    "Power",
    "PowerType",
    "RegisterEntry",
    "RegisterKind",
    "RowState",
    "StatuteTask",
    "Submission",
    "SubmissionEvent",
    "Training",
]


class PowerType(models.TextChoices):
    """The ten types of power (权责清单)."""

    LICENCE = "行政许可"
    PENALTY = "行政处罚"
    COERCION = "行政强制"
    LEVY = "行政征收"
    BENEFIT = "行政给付"
    INSPECTION = "行政检查"
    CONFIRMATION = "行政确认"
    REWARD = "行政奖励"
    RULING = "行政裁决"
    OTHER = "其他行政权力"


class Officer(models.Model):
    """A person in post who may enforce (执法人员); the certificate says what and where.

    The row is the person, whom accounts and cases name by its id, and stands once he was admitted. It belongs
    to one agency for good: who goes to another is ended here and admitted there, with another certificate.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("姓名", max_length=60)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="officers")
    post = models.CharField("职务", max_length=60, blank=True)
    # 贵州省行政执法监督办法 Art 12: only who is in post under one of the two establishments is certified.
    staffing = models.CharField("编制", max_length=10, blank=True)
    # 行政处罚法 Art 58 ¶2: who reviews penalties for the first time must hold the legal qualification.
    legal_qualification = models.CharField("法律职业资格证号", max_length=40, blank=True)
    qualified_on = models.DateField("取得法律职业资格日", null=True, blank=True)
    # The name is public (行政处罚法 Art 39, 55); number and telephone are nobody's business but the agency's.
    identity = SealedField("公民身份号码", max_length=18, blank=True, default="")
    identity_digest = DigestField(of="identity", normal="identity")
    phone = SealedField("联系电话", max_length=40, blank=True, default="")
    phone_digest = DigestField(of="phone", normal="phone")
    # Empty: entered before admissions were kept here, and taken over as admitted.
    admitted_on = models.DateField("审核入库日", null=True, blank=True)
    ended_on = models.DateField("离岗日", null=True, blank=True)

    class Meta:
        ordering = ("name",)
        indexes = (models.Index(fields=("agency", "name", "id"), name="officers_by_name"),)

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """One standing of a certificate of enforcement (执法证), from one day until the next standing begins.

    No national coding rule exists, so the number is opaque. An amended or suspended certificate is a further
    row of the same number; the row without an end is the present one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("执法证号", max_length=40)
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="certificates")
    issuer = models.CharField("发证机关", max_length=120)
    domain = models.CharField("执法类别", max_length=40)
    area = models.CharField("执法区域", max_length=12, help_text="区划代码")
    valid_from = models.DateField("有效期自")
    valid_until = models.DateField("有效期至")
    suspended_from = models.DateField("暂扣日", null=True, blank=True)
    suspended_until = models.DateField("暂扣至", null=True, blank=True)
    revoked_on = models.DateField("吊销日", null=True, blank=True)
    paper = models.CharField("暂扣、恢复、吊销文号", max_length=200, blank=True)
    admitted_on = models.DateField("本行起", null=True, blank=True)
    ended_on = models.DateField("本行止", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("number",), name="one_present_standing_a_number", condition=Q(ended_on=None)
            ),
        )
        indexes = (
            models.Index(fields=("number", "admitted_on"), name="certificates_by_number"),
            models.Index(
                fields=("valid_until",), name="certificates_running_out", condition=Q(ended_on=None)
            ),
        )

    def __str__(self) -> str:
        return self.number


class Power(models.Model):
    """One version of one power of an agency's list (权责清单): of ten types, with its legal basis.

    ``record`` is the power that all its versions share; a case names the version it was opened under by its
    id. ``details`` holds what only people read: conditions, procedure, time limit, guide.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.UUIDField("事项", default=uuid7, editable=False)
    number = models.PositiveIntegerField("版本", default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="powers")
    code = models.CharField("事项编码", max_length=60)
    name = models.CharField("事项名称", max_length=300)
    type = models.CharField("类型", max_length=10, default=PowerType.PENALTY)
    domain = models.CharField("执法领域", max_length=40)
    level = models.CharField("行使层级", max_length=10, blank=True)
    basis = models.JSONField("设定依据", default=list, help_text="[{law, article}]")
    details = models.JSONField("其他内容", default=dict)
    # Only what was admitted counts in a guard (贵州省行政执法监督办法 Art 10).
    admitted_on = models.DateField("审核入库日", null=True, blank=True)
    retired_on = models.DateField("停用日", null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "code"), name="power_code_once_an_agency", condition=Q(retired_on=None)
            ),
            models.UniqueConstraint(fields=("record", "number"), name="power_version_once"),
        )
        indexes = (models.Index(fields=("agency", "code", "id"), name="powers_by_code"),)

    def __str__(self) -> str:
        return self.name


class CalendarNotice(models.Model):
    """The State Council's notice of one year's days off and make-up working days, imported after the release.

    The years that ship lie in ``law/data/holidays``; a notice imported here supersedes them.
    """

    year = models.PositiveSmallIntegerField("年度", primary_key=True)
    notice = models.JSONField("放假安排", help_text="year, papers, days[{date, isOffDay}]")
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.CharField("导入人", max_length=60)
