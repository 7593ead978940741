"""Who handles the cases of an agency that ended, and the background work that makes it so."""

from django.db import models
from django.db.models import Q


class Takeover(models.Model):
    """A case that another agency handles from ``since``; the case keeps its agency, number and events.

    ``until`` is the first day on which a further one handles it. The door takes the open row for the agency
    that acts and in whose name documents are issued.
    """

    case_id = models.UUIDField()
    agency_id = models.UUIDField("承继机关")
    since = models.DateField("起")
    until = models.DateField("止", null=True)
    act = models.UUIDField("机构改革")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case_id",), name="handled_by_one_agency", condition=Q(until=None)
            ),
            models.UniqueConstraint(fields=("case_id", "act"), name="taken_over_once_an_act"),
        )
        indexes = (models.Index(fields=("agency_id",), name="takeover_of_agency"),)


class Carry(models.Model):
    """One piece of background work: let somebody see, and a successor handle, the cases of an agency.

    ``scope`` names the rows to go through (``agency:…`` or ``government:…``) and ``after`` how far it came.
    With an ``act`` the cases are taken over by ``agency_id``: those with one of ``matters``, or, when that is
    empty, all but those with ``others``. Without one, rows are added for whoever stands above ``agency_id``,
    or for ``government_id``.
    """

    key = models.CharField(max_length=120, unique=True)
    scope = models.CharField(max_length=60)
    on = models.DateField()
    act = models.UUIDField(null=True)
    predecessor_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    government_id = models.UUIDField(null=True)
    matters = models.JSONField(default=list)
    others = models.JSONField(default=list)
    people = models.BooleanField(default=False)
    after = models.UUIDField(null=True)
    carried = models.PositiveIntegerField(default=0)
    finished = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("on", "id"), condition=Q(finished=None), name="carry_waiting"),)
