"""Progress of cases and lists of agencies were kept in two tables of one shape: now in one."""

from typing import Any

from django.db import migrations, models


def carry(apps: Any, schema: Any) -> None:
    """Carry the lists over; their ids are never those of a case."""
    current = apps.get_model("disclosure", "CurrentRecord")
    lists = apps.get_model("disclosure", "PublicList")
    rows = lists.objects.values("record_id", "version", "digest").iterator(500)
    current.objects.bulk_create((current(**row) for row in rows), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_public_lists")]

    operations = [
        migrations.RenameModel("Progress", "CurrentRecord"),
        migrations.RenameField("CurrentRecord", "case_id", "record_id"),
        migrations.AlterField("CurrentRecord", "digest", models.CharField(blank=True, max_length=64)),
        migrations.RunPython(carry, migrations.RunPython.noop),
        migrations.DeleteModel("PublicList"),
    ]
