from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="FormText",
            fields=[
                (
                    "reference",
                    models.CharField(max_length=80, primary_key=True, serialize=False, verbose_name="模板"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("text", models.TextField(verbose_name="内容")),
            ],
        ),
    ]
