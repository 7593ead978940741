"""A small table to list: decisions with an office that may be empty."""

from typing import ClassVar

from django.db import connection, models


class Office(models.Model):
    """Where a decision was made."""

    name = models.CharField(max_length=20)
    objects: ClassVar[models.Manager["Office"]] = models.Manager()

    class Meta:
        app_label = "sample"


class Decision(models.Model):
    """A decision with one column of each kind."""

    title = models.CharField(max_length=50)
    fine = models.BigIntegerField()
    decided_on = models.DateField()
    served_at = models.DateTimeField(null=True)
    office = models.ForeignKey(Office, models.PROTECT, null=True)
    objects: ClassVar[models.Manager["Decision"]] = models.Manager()

    class Meta:
        app_label = "sample"


def make_tables() -> None:
    """Create both tables inside the present transaction; they go when it is rolled back."""
    key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    instant = "datetime" if connection.vendor == "sqlite" else "timestamptz"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE sample_office (id {key}, name varchar(20))")
        cursor.execute(
            f"CREATE TABLE sample_decision (id {key}, title varchar(50), fine bigint, decided_on date,"
            f" served_at {instant}, office_id bigint)"
        )
