"""A case may be for practice only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_assignees"),
    ]

    operations = [
        migrations.CreateModel(
            name="PracticeCase",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("opened_by", models.UUIDField(null=True)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["agency_id", "-opened_at"], name="practice_of_agency")],
            },
        ),
    ]
