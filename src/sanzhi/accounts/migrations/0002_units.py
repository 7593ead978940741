import django.db.models.deletion
import sanzhi.jobs.ids
import sanzhi.store.sealed.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("orgs", "0003_units"),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sanzhi.jobs.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("member", "成员"),
                            ("unit_head", "办案机构负责人"),
                            ("deputy", "分管负责人"),
                        ],
                        max_length=10,
                        verbose_name="职位",
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="orgs.unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("user", "unit", "post"),
                        name="post_held_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="membership_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sanzhi.jobs.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since", models.DateField(verbose_name="起")),
                ("until", models.DateField(verbose_name="止（含当日）")),
                ("acts", models.JSONField(default=list, verbose_name="代行事项")),
                ("reason", sanzhi.store.sealed.fields.SealedField(max_length=200, verbose_name="事由")),
                ("letter", models.CharField(max_length=80, verbose_name="委托书（通知）文号")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="提前终止日")),
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["substitute", "until"], name="substitution_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("absent", models.F("substitute")), _negated=True),
                        name="nobody_substitutes_himself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="substitution_has_a_term"
                    ),
                ],
            },
        ),
    ]
