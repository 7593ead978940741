"""What an agency orders for itself: its units, its chains of approval, and who of it may look at cases."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from sanzhi.jobs.ids import uuid7


def in_force(on: date, path: str = "") -> Q:
    """Rows that hold on a day: from ``since`` until the day before ``until``; ``path`` leads to them."""
    endless: dict[str, Any] = {f"{path}until": None}
    return Q(**{f"{path}since__lte": on}) & (Q(**endless) | Q(**{f"{path}until__gt": on}))


def _ends_later() -> Q:
    return Q(until=None) | Q(until__gte=F("since"))


class Unit(models.Model):
    """A part of an agency that handles cases (办案机构); it acts in the agency's name (行政处罚法 Art 17)."""

    KINDS = tuple((each, each) for each in ("大队", "中队", "科", "股", "所", "室", "其他"))

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="units")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=4, choices=KINDS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "name"), name="unit_name_once_an_agency", condition=Q(until=None)
            ),
            models.CheckConstraint(name="unit_ends_after_it_began", condition=_ends_later()),
        )

    def __str__(self) -> str:
        return self.name


class ApprovalChain(models.Model):
    """Through which levels an act goes in an agency before it is done, in order; the last level does it.

    ``basis`` is the title of the agency's own rule: a chain is order of the house, not law.
    """

    agency = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="chains")
    act = models.CharField("办理动作", max_length=40)
    levels = models.JSONField("审批层级", help_text="unit_head、deputy、head，依次")
    basis = models.CharField("依据的制度", max_length=120)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "act"), name="one_open_chain_an_act", condition=Q(until=None)
            ),
            models.CheckConstraint(name="chain_ends_after_it_began", condition=_ends_later()),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.act}"


class SightPolicy(models.Model):
    """Which cases the officers of an agency may look at besides those they handle; without one: none."""

    OWN, UNIT, AGENCY = "own", "unit", "agency"
    LEVELS = ((OWN, "只看本人办理的案件"), (UNIT, "可看本办案机构的案件"), (AGENCY, "可看本机关的案件"))

    agency = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="sight_policies")
    level = models.CharField("范围", max_length=6, choices=LEVELS)
    basis = models.CharField("依据的制度", max_length=120)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("agency",), name="one_open_sight_policy", condition=Q(until=None)
            ),
            models.CheckConstraint(name="sight_policy_ends_after_it_began", condition=_ends_later()),
        )

    def __str__(self) -> str:
        return f"{self.agency_id} {self.level}"
