"""Regions, governments, agencies and the two dated lines of supervision."""

from datetime import date

from django.db import models
from django.db.models import Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.entrusting import Delegation, TownshipDecision
from sanzhi.orgs.places import Administration, RegionChange
from sanzhi.orgs.record import Amendment, GovernmentSuccession, Succession
from sanzhi.orgs.units import ApprovalChain, SightPolicy, Unit

__all__ = [
    "Administration",
    "Agency",
    "Amendment",
    "ApprovalChain",
    "Delegation",
    "Government",
    "GovernmentSuccession",
    "Kind",
    "Line",
    "Region",
    "RegionChange",
    "SightPolicy",
    "Succession",
    "TownshipDecision",
    "Unit",
]


class Region(models.Model):
    """A place of GB/T 2260 (6 digits), a township (12 digits) or a management area with a code of our own.

    ``valid_until`` is the first day on which the code no longer stands; empty days mean: as far as known.
    ``parent`` follows the codes; a management area has none and stands under whom ``Administration`` says.
    """

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    level = models.PositiveSmallIntegerField("层级", help_text="1 省 2 市 3 县 4 乡")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    is_area = models.BooleanField("管理区（无国标代码）", default=False)
    valid_from = models.DateField("启用日", null=True, blank=True)
    valid_until = models.DateField("停用日", null=True, blank=True)

    def __str__(self) -> str:
        return self.full_name

    def chain(self) -> list[str]:
        """Codes of this region and of every region above it, nearest first."""
        codes = [self.code]
        above = self.parent
        while above is not None:
            codes.append(above.code)
            above = above.parent
        return codes


class Government(models.Model):
    """A people's government: the head of the line 块. Days as in ``Region``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("名称", max_length=120, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="governments")
    valid_from = models.DateField("启用日", null=True, blank=True)
    valid_until = models.DateField("停用日", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """Whence a body has its power: law itself, a law's or regulation's grant, an agency's letter."""

    STATUTORY = "statutory", "行政机关"
    AUTHORISED = "authorised", "法律、法规授权的组织"
    DELEGATED = "delegated", "受委托组织"


class Level(models.IntegerChoices):
    """The level of government that a body belongs to."""

    PROVINCE = 1, "省级"
    CITY = 2, "市级"
    COUNTY = 3, "县级"
    TOWNSHIP = 4, "乡级"


class Agency(models.Model):
    """A body that may enforce (执法主体, 行政处罚法 Art 17, 19, 20).

    ``valid_until`` is the first day on which it no longer exists. ``edition`` counts the amendments, so that
    an editor learns what somebody else changed meanwhile. A ``vertical`` body (海关, 税务) stands in the line
    条 only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField("名称", max_length=120)
    short = models.CharField("机关代字", max_length=20, help_text="文号用，例如 金沙市监")
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    domain = models.CharField("执法领域", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="agencies")
    address = models.CharField("地址", max_length=200)
    phone = models.CharField("电话", max_length=40)
    supervision_phone = models.CharField("监督电话", max_length=40, blank=True)
    bank = models.CharField("代收银行", max_length=120, blank=True)
    bank_address = models.CharField("代收银行地址", max_length=200, blank=True)
    bank_account = models.CharField("缴款账户", max_length=60, blank=True)
    reconsideration = models.CharField("行政复议机关", max_length=120, blank=True)
    court = models.CharField("有管辖权的人民法院", max_length=120, blank=True)
    duty = models.TextField("职责", blank=True)
    basis = models.TextField("设立依据", blank=True)
    procedure = models.CharField("普通程序流程", max_length=120, blank=True)
    kind = models.CharField("主体类型", max_length=10, choices=Kind.choices, default=Kind.STATUTORY)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices, default=Level.COUNTY)
    vertical = models.BooleanField("垂直管理", default=False)
    announced_on = models.DateField("主体资格公告日", null=True, blank=True)
    edition = models.PositiveIntegerField("版次", default=1)
    valid_from = models.DateField("启用日", null=True, blank=True)
    valid_until = models.DateField("停用日", null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def head_of_line(self, line: str, on: date) -> "Line | None":
        """The line of supervision of this kind (``government`` or ``superior``) in force on a day."""
        return (
            self.lines.filter(Q(until=None) | Q(until__gt=on), line=line, since__lte=on)
            .select_related("government__region", "superior")
            .first()
        )


class Line(models.Model):
    """One line of supervision of an agency: its government (块) or its superior department (条)."""

    GOVERNMENT, SUPERIOR = "government", "superior"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="lines")
    line = models.CharField("条块", max_length=10, choices=[(GOVERNMENT, "块"), (SUPERIOR, "条")])
    government = models.ForeignKey(Government, models.PROTECT, null=True, blank=True, related_name="lines")
    superior = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="juniors")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="line_names_its_head",
                condition=Q(line="government", government__isnull=False, superior__isnull=True)
                | Q(line="superior", superior__isnull=False, government__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_open_line_of_each_kind", fields=("agency", "line"), condition=Q(until=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} → {self.government_id or self.superior_id}"
