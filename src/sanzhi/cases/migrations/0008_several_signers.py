"""A step at which several roles countersign waits for each of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_practice_cases")]

    operations = [
        migrations.RemoveConstraint("openstep", "step_open_once"),
        migrations.AddConstraint(
            "openstep", models.UniqueConstraint(fields=("case_id", "step", "role"), name="step_open_once")
        ),
    ]
