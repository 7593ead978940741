"""Power that comes from elsewhere: letters of delegation, and the decisions that hand powers to townships."""

from django.db import models
from django.db.models import F, Q

from sanzhi.jobs.ids import uuid7


class Delegation(models.Model):
    """A letter of delegation (委托书): the body acts in the agency's name, within matters and term.

    ``matters`` are codes of the agency's powers. ``term_to`` is the last day. The letter counts from the day
    on which it was published (行政处罚法 Art 20 ¶2). ``ended_on`` is the first day after an early end.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="delegations")
    body = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="mandates")
    number = models.CharField("委托书文号", max_length=80)
    digest = models.CharField("委托书文件摘要", max_length=64, blank=True)
    matters = models.JSONField("委托事项", default=list)
    basis = models.CharField("委托依据", max_length=300)
    term_from = models.DateField("委托期限自")
    term_to = models.DateField("委托期限至")
    published_on = models.DateField("向社会公布日", null=True, blank=True)
    ended_on = models.DateField("提前终止日", null=True, blank=True)
    end_reason = models.CharField("终止原因", max_length=200, blank=True)
    recorded_by = models.CharField("录入人", max_length=60)

    class Meta:
        ordering = ("-term_from", "number")
        constraints = (
            models.UniqueConstraint(fields=("agency", "number"), name="letter_number_once"),
            models.CheckConstraint(
                name="letter_in_order", condition=Q(term_from__lte=F("term_to")) & ~Q(agency=F("body"))
            ),
        )

    def __str__(self) -> str:
        return self.number


class TownshipDecision(models.Model):
    """A province's published decision that hands powers of county departments to townships (Art 24).

    ``codes`` are codes of powers, ``regions`` the townships' codes (empty: every township of the province).
    """

    province = models.ForeignKey("orgs.Region", models.PROTECT, related_name="township_decisions")
    paper = models.CharField("决定文号", max_length=200)
    published_on = models.DateField("公布日")
    since = models.DateField("施行日")
    until = models.DateField("废止日", null=True, blank=True)
    codes = models.JSONField("事项编码", default=list)
    regions = models.JSONField("乡镇（街道）区划代码", default=list, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("province", "paper"), name="township_decision_once"),)

    def __str__(self) -> str:
        return self.paper
