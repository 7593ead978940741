"""What happened to agencies: each amendment with what stood before it, and who came after whom."""

from django.db import models
from django.db.models import F, Q

from sanzhi.jobs.ids import uuid7


class Amendment(models.Model):
    """One change of an agency's particulars: from ``on`` it is called so, before it was called so.

    ``before`` and ``after`` map a field to its value as JSON; only changed fields stand there.
    """

    agency = models.ForeignKey("orgs.Agency", models.CASCADE, related_name="amendments")
    edition = models.PositiveIntegerField("版次")
    on = models.DateField("生效日")
    before = models.JSONField("变更前")
    after = models.JSONField("变更后")
    paper = models.CharField("依据", max_length=200, blank=True)
    by = models.CharField("办理人", max_length=60)
    at = models.DateTimeField("办理时间")

    class Meta:
        ordering = ("edition",)
        constraints = (models.UniqueConstraint(fields=("agency", "edition"), name="edition_once_an_agency"),)


class Succession(models.Model):
    """An agency that ended on a day, and one that took over from it (行政机关被撤销、职权变更后的承继).

    All rows of one reorganisation share ``act``. ``matters`` are the codes of powers whose cases this
    successor takes over; empty means all that no other successor of the same act takes.
    """

    MERGE, SPLIT, RENAME, TRANSFER = "merge", "split", "rename", "transfer"
    KINDS = ((MERGE, "合并"), (SPLIT, "分立"), (RENAME, "更名重组"), (TRANSFER, "撤销划转"))

    act = models.UUIDField("机构改革", default=uuid7)
    predecessor = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="successions")
    successor = models.ForeignKey("orgs.Agency", models.PROTECT, related_name="inheritances")
    on = models.DateField("承继日")
    kind = models.CharField("方式", max_length=10, choices=KINDS)
    matters = models.JSONField("承接事项", default=list, blank=True)
    with_people = models.BooleanField("人员随职责划转", default=False)
    paper = models.CharField("依据", max_length=200)
    by = models.CharField("办理人", max_length=60)
    at = models.DateTimeField("办理时间")

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succeeds_once"),
            models.CheckConstraint(name="nobody_succeeds_itself", condition=~Q(predecessor=F("successor"))),
        )


class GovernmentSuccession(models.Model):
    """A government that another one followed on a day (黔西县人民政府 → 黔西市人民政府)."""

    predecessor = models.OneToOneField("orgs.Government", models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey("orgs.Government", models.PROTECT, related_name="succeeds")
    on = models.DateField("承继日")
    paper = models.CharField("依据", max_length=200)
    by = models.CharField("办理人", max_length=60)
    at = models.DateTimeField("办理时间")
