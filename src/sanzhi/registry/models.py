"""Officers with their certificates, and the powers that an agency holds."""

from django.db import models

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency


class Officer(models.Model):
    """A person in post who may enforce (执法人员); the certificate says what and where."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("姓名", max_length=60)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="officers")
    post = models.CharField("职务", max_length=60, blank=True)
    # 行政处罚法 Art 58 ¶2: who reviews penalties for the first time must hold the legal qualification.
    legal_qualification = models.CharField("法律职业资格证号", max_length=40, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A certificate of enforcement (执法证): no national coding rule exists, so the number is opaque."""

    number = models.CharField("执法证号", max_length=40, primary_key=True)
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="certificates")
    issuer = models.CharField("发证机关", max_length=120)
    domain = models.CharField("执法类别", max_length=40)
    area = models.CharField("执法区域", max_length=12, help_text="区划代码")
    valid_from = models.DateField("有效期自")
    valid_until = models.DateField("有效期至")
    suspended_from = models.DateField("暂扣日", null=True, blank=True)
    suspended_until = models.DateField("暂扣至", null=True, blank=True)
    revoked_on = models.DateField("吊销日", null=True, blank=True)

    def __str__(self) -> str:
        return self.number


class Power(models.Model):
    """One power of an agency's list (权责清单): of ten types, with its legal basis."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="powers")
    code = models.CharField("事项编码", max_length=60)
    name = models.CharField("事项名称", max_length=300)
    type = models.CharField("类型", max_length=10, default="行政处罚")
    domain = models.CharField("执法领域", max_length=40)
    basis = models.JSONField("设定依据", default=list, help_text="[{law, article}]")
    # Only what was admitted counts in a guard (贵州省行政执法监督办法 Art 10).
    admitted_on = models.DateField("审核入库日", null=True, blank=True)
    retired_on = models.DateField("停用日", null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = [models.UniqueConstraint(fields=("agency", "code"), name="power_code_once_an_agency")]

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
