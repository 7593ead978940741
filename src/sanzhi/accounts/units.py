"""Who serves where in an agency, and who stands in for whom while somebody is away."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.units import Unit
from sanzhi.store.sealed import SealedField


class Post(models.TextChoices):
    """What a person is in a unit; the deputy leads the agency and oversees the unit (分管负责人)."""

    MEMBER = "member", "成员"
    UNIT_HEAD = "unit_head", "办案机构负责人"
    DEPUTY = "deputy", "分管负责人"


class Membership(models.Model):
    """One person in one unit from one day to another; ``until`` is the first day on which it is over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    post = models.CharField("职位", max_length=10, choices=Post.choices)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "unit", "post"), name="post_held_once_at_a_time", condition=Q(until=None)
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_began", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.unit_id} {self.post}"


class Substitution(models.Model):
    """Somebody stands in for somebody absent, on every day from ``since`` to ``until``, both included.

    ``acts`` names the acts it covers, empty for all; ``ended`` is the day from which it holds no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    absent = models.ForeignKey("accounts.User", models.PROTECT, related_name="absences")
    substitute = models.ForeignKey("accounts.User", models.PROTECT, related_name="substitutions")
    since = models.DateField("起")
    until = models.DateField("止（含当日）")
    acts = models.JSONField("代行事项", default=list)
    # Why somebody is away may be an illness, which is nobody else's business (个人信息保护法 Art 28).
    reason = SealedField("事由", max_length=200)
    letter = models.CharField("委托书（通知）文号", max_length=80)
    ended = models.DateField("提前终止日", null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("substitute", "until"), name="substitution_of_person"),)
        constraints = (
            models.CheckConstraint(name="nobody_substitutes_himself", condition=~Q(absent=F("substitute"))),
            models.CheckConstraint(name="substitution_has_a_term", condition=Q(until__gte=F("since"))),
        )

    def __str__(self) -> str:
        return f"{self.substitute_id} 代 {self.absent_id}"

    def holds_on(self, on: date) -> bool:
        """Whether the term covers a day."""
        return self.since <= on <= self.until and (self.ended is None or on < self.ended)
