"""How places change and who administers them: codes that follow codes, areas under nobody's code."""

from django.db import models
from django.db.models import F, Q


class RegionChange(models.Model):
    """One code that took the place of another (黔西县 520522 → 黔西市 520581).

    The change fell on a day from ``earliest`` to ``latest``, both included; where sources give only the year
    these are its first and its last day, and a question about a day in between has no certain answer.
    ``absorbed`` says that the new one had stood before and only took the old one in.
    """

    old = models.ForeignKey("orgs.Region", models.PROTECT, related_name="later")
    new = models.ForeignKey("orgs.Region", models.PROTECT, related_name="earlier")
    earliest = models.DateField("变更日（最早）")
    latest = models.DateField("变更日（最晚）")
    absorbed = models.BooleanField("并入已有区划", default=False)
    paper = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("old", "new"), name="region_changes_once"),
            models.CheckConstraint(
                name="region_change_in_order", condition=Q(earliest__lte=F("latest")) & ~Q(old=F("new"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class Administration(models.Model):
    """A place that another one administers (代管, 管辖) whatever its code says, from one day to another.

    ``until`` is the first day on which that no longer holds; an empty ``since`` means: as far as known. What
    is not ``confirmed`` is shown and moves no line of supervision.
    """

    region = models.ForeignKey("orgs.Region", models.PROTECT, related_name="administrations")
    by = models.ForeignKey("orgs.Region", models.PROTECT, related_name="administers")
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    paper = models.CharField("依据", max_length=200, blank=True)
    confirmed = models.BooleanField("已核实", default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(name="nobody_administers_itself", condition=~Q(region=F("by"))),
            models.UniqueConstraint(
                name="administered_by_one", fields=("region",), condition=Q(until=None, confirmed=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.region_id} ⊂ {self.by_id}"
