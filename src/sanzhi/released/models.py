"""Tables of ``public.db``: the public copies, built from the feed alone.

Rows carry the index of their entry as primary key, so that replaying the feed gives the same rows. Nothing
here holds a time of the portal itself; when it last looked stands in ``portal/status.json``.
"""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One leaf of the public log that was verified and applied."""

    index = models.PositiveBigIntegerField(primary_key=True)
    op = models.CharField(max_length=8)
    record = models.UUIDField()
    version = models.PositiveIntegerField()
    raw = models.BinaryField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["record", "version"], name="entry_of_record"),)

    def __str__(self) -> str:
        return f"{self.index} {self.op}"


class Record(models.Model):
    """One release. What comes from its content is emptied when it is withdrawn, replaced or has expired.

    The upper half is told by the entry and stays as the notice in place of the record; the lower half is
    told by the content. ``raw`` is the content file byte for byte, from which the page is made and which the
    reader may hash. Days are days in Beijing time, ``released_at`` and ``closed_at`` aware UTC.
    ``shown_on`` is the day that lists sort by: of the decision or of the newest step, else of the release.
    """

    PUBLISHED, WITHDRAWN, EXPIRED, SUPERSEDED = "published", "withdrawn", "expired", "superseded"
    # A release whose content file is not at hand: a later entry closes it, or the file still comes.
    MISSING = "missing"

    entry = models.PositiveBigIntegerField(primary_key=True)
    record = models.UUIDField()
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    stage = models.CharField(max_length=6)
    state = models.CharField(max_length=10, default=PUBLISHED)
    uscc = models.CharField(max_length=18)
    released_at = models.DateTimeField()
    due = models.DateField(null=True)
    until = models.DateField(null=True)
    content = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.PositiveBigIntegerField(null=True)
    reason = models.TextField(blank=True)
    shown_on = models.DateField()

    raw = models.BinaryField(null=True)
    number = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300, blank=True)
    agency_name = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=12, blank=True)
    region_name = models.CharField(max_length=60, blank=True)
    city = models.CharField(max_length=4, blank=True)
    classes = models.CharField(max_length=120, blank=True)
    case_kind = models.CharField(max_length=40, blank=True)
    step = models.CharField(max_length=60, blank=True)
    fine_fen = models.BigIntegerField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["record", "version"], name="one_release_of_a_version"),
        )
        indexes = (
            models.Index(fields=["kind", "state", "-shown_on", "-entry"], name="record_newest"),
            models.Index(fields=["kind", "state", "-entry"], name="record_latest"),
            models.Index(fields=["kind", "state", "region", "-shown_on", "-entry"], name="record_of_region"),
            models.Index(fields=["kind", "state", "city", "-shown_on", "-entry"], name="record_of_city"),
            models.Index(fields=["kind", "state", "uscc", "-shown_on", "-entry"], name="record_of_agency"),
            models.Index(
                fields=["until"], name="record_expiry", condition=Q(state__in=["published", "missing"])
            ),
            models.Index(fields=["entry"], name="record_missing", condition=Q(state="missing")),
        )

    def __str__(self) -> str:
        return f"{self.record} v{self.version} {self.state}"


class Agency(models.Model):
    """The newest published facts of an enforcing body; ``entry`` is the release they come from."""

    uscc = models.CharField(max_length=18, primary_key=True)
    entry = models.PositiveBigIntegerField()
    record = models.UUIDField()
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=12)
    region_name = models.CharField(max_length=60)
    city = models.CharField(max_length=4)
    words = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["region", "uscc"], name="agency_of_region"),
            models.Index(fields=["city", "uscc"], name="agency_of_city"),
        )

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A certificate of the newest published list of its agency; ``key`` is agency and number."""

    key = models.CharField(max_length=60, primary_key=True)
    entry = models.PositiveBigIntegerField()
    uscc = models.CharField(max_length=18)
    agency_name = models.CharField(max_length=120)
    region = models.CharField(max_length=12)
    city = models.CharField(max_length=4)
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    issuer = models.CharField(max_length=120)
    domain = models.CharField(max_length=40)
    area = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField()
    suspended_from = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["number"], name="certificate_by_number"),
            models.Index(fields=["uscc", "key"], name="certificate_of_agency"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Power(models.Model):
    """A power of the newest published list of its agency; ``key`` is agency and code."""

    key = models.CharField(max_length=80, primary_key=True)
    entry = models.PositiveBigIntegerField()
    uscc = models.CharField(max_length=18)
    agency_name = models.CharField(max_length=120)
    region = models.CharField(max_length=12)
    region_name = models.CharField(max_length=60)
    city = models.CharField(max_length=4)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    type = models.CharField(max_length=10)
    domain = models.CharField(max_length=40)
    words = models.TextField()
    content = models.JSONField()

    class Meta:
        indexes = (
            models.Index(fields=["uscc", "key"], name="power_of_agency"),
            models.Index(fields=["type", "key"], name="power_of_type"),
            models.Index(fields=["region", "key"], name="power_of_region"),
            models.Index(fields=["city", "key"], name="power_of_city"),
        )

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How many records of a kind are shown now; kept along, so that no page counts a table."""

    kind = models.CharField(max_length=8, primary_key=True)
    shown = models.PositiveBigIntegerField(default=0)


class Sync(models.Model):
    """How far the feed is applied: one row, changed in the transaction of the entries it speaks of.

    ``as_of`` is the moment of the newest applied entry.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField(default=0)
    checkpoint = models.TextField(blank=True)
    as_of = models.DateTimeField(null=True)
