"""The common pool of reviewers, and the opinions given: what the questions about workload read."""

from django.db import models
from django.db.models import F, Q

from sanzhi.accounts.models import User
from sanzhi.orgs.models import Government


def _ends_later() -> Q:
    return Q(until=None) | Q(until__gte=F("since"))


class PoolMember(models.Model):
    """A reviewer whom the agencies under a government may call in (国办发〔2018〕118号 part 4 (11)).

    ``since`` is his first day, ``until`` the first on which he is no longer in the pool.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="pools")
    government = models.ForeignKey(Government, models.PROTECT, related_name="pool")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    paper = models.CharField("文号", max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "government"), name="pooled_once", condition=Q(until=None)
            ),
            models.CheckConstraint(name="pool_ends_after_it_began", condition=_ends_later()),
        )

    def __str__(self) -> str:
        return f"{self.government_id} {self.user_id}"


class GivenOpinion(models.Model):
    """An opinion as it was given, written with its act: for workload and supervision, never for the case."""

    case_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    agency_id = models.UUIDField()
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="opinions")
    legal = models.BooleanField()
    outcome = models.CharField(max_length=12)
    submitted_on = models.DateField()
    given_on = models.DateField()
    late = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case_id", "seq"), name="opinion_once_an_event"),)
        indexes = (
            models.Index(fields=("agency_id", "given_on"), name="opinions_of_an_agency"),
            models.Index(fields=("reviewer", "given_on"), name="opinions_of_a_reviewer"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq}"


class CounselTerm(models.Model):
    """Counsel appointed for a place: from ``since`` until the day before ``until``."""

    user = models.ForeignKey(User, models.PROTECT, related_name="counsel_terms")
    government = models.ForeignKey(Government, models.PROTECT, related_name="counsel_terms")
    since = models.DateField("聘期起")
    until = models.DateField("聘期止")
    paper = models.CharField("聘书或者文号", max_length=120)

    class Meta:
        constraints = (
            models.CheckConstraint(name="counsel_term_in_order", condition=Q(until__gte=F("since"))),
        )
        indexes = (models.Index(fields=("government", "since"), name="counsel_of_a_place"),)

    def __str__(self) -> str:
        return f"{self.government_id} {self.user_id}"


class CounselReminder(models.Model):
    """One counsel reminded of one case: until when he may speak in this round, and whether he has."""

    case_id = models.UUIDField()
    user = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    round = models.PositiveSmallIntegerField()
    due = models.DateField()
    reminded_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case_id", "user"), name="reminded_once_a_case"),)
        indexes = (models.Index(fields=("user", "answered_on", "due"), name="reminders_of_counsel"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"


class DecidedCase(models.Model):
    """What was decided in a case, for who weighs a similar one: kept beside the case, never in its place."""

    case_id = models.UUIDField(primary_key=True)
    agency_id = models.UUIDField()
    matter = models.CharField("事项编码", max_length=60)
    number = models.CharField("案号", max_length=80)
    decided_on = models.DateField()
    fine_fen = models.BigIntegerField()
    confiscated_fen = models.BigIntegerField()
    treatment = models.CharField("裁量幅度", max_length=8)
    entity = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=("agency_id", "matter", "-decided_on"), name="decided_of_a_matter"),)

    def __str__(self) -> str:
        return self.number
