"""A small table with sealed columns, to be made and dropped inside a test's transaction."""

from typing import ClassVar

from django.db import connection, models

from sanzhi.jobs.ids import uuid7
from sanzhi.store.sealed import DigestField, SealedField


class Person(models.Model):
    """Somebody with a number, a telephone and a remark."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=20, default="")
    identity = SealedField("公民身份号码", max_length=18, blank=True, default="")
    identity_digest = DigestField(of="identity", normal="identity")
    phone = SealedField("电话", max_length=20, blank=True, default="")
    phone_digest = DigestField(of="phone", normal="phone")
    remark = SealedField("备注", null=True, blank=True)
    objects: ClassVar[models.Manager["Person"]] = models.Manager()

    class Meta:
        app_label = "sample"


def make_table() -> None:
    """Create the table inside the present transaction; it goes when that is rolled back."""
    statement, _ = connection.schema_editor().table_sql(Person)
    with connection.cursor() as cursor:
        cursor.execute(statement)
