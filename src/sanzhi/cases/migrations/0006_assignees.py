"""To whom of an office an open step was given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_party_marks")]

    operations = [
        migrations.AddField("openstep", "assignee_id", models.UUIDField(null=True)),
        migrations.AddIndex(
            "openstep", models.Index(fields=["assignee_id", "role", "due"], name="inbox_of_assignee")
        ),
        migrations.AddIndex(
            "openstep",
            models.Index(fields=["agency_id", "role", "assignee_id", "due"], name="inbox_not_given"),
        ),
    ]
