import django.db.models.deletion
import sanzhi.jobs.ids
import sanzhi.store.sealed.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_takeovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sanzhi.jobs.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("agency_id", models.UUIDField(verbose_name="执法机关")),
                ("reason", sanzhi.store.sealed.fields.SealedField(max_length=500, verbose_name="移交事由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "assisting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandoverCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待办"), ("done", "已移交"), ("refused", "未移交")],
                        default="waiting",
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="原因")),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="cases.handover"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["agency_id", "-at"], name="handovers_of_agency"),
        ),
        migrations.AddIndex(
            model_name="handovercase",
            index=models.Index(fields=["handover", "state"], name="handover_waiting"),
        ),
        migrations.AddConstraint(
            model_name="handovercase",
            constraint=models.UniqueConstraint(fields=("handover", "case_id"), name="case_once_a_handover"),
        ),
    ]
