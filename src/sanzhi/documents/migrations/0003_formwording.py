import sanzhi.jobs.ids
from django.db import migrations, models

_STATES = [
    ("draft", "草稿"),
    ("submitted", "待确认"),
    ("in_force", "使用中"),
    ("ended", "已停用"),
    ("dropped", "已作废"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_formtext")]

    operations = [
        migrations.CreateModel(
            name="FormWording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sanzhi.jobs.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                ("owner", models.UUIDField(verbose_name="所属机关")),
                ("owner_name", models.CharField(max_length=120, verbose_name="所属机关名称")),
                (
                    "region",
                    models.CharField(
                        blank=True, help_text="机关自用的为空", max_length=12, verbose_name="适用地区"
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, verbose_name="版次")),
                (
                    "state",
                    models.CharField(choices=_STATES, default="draft", max_length=10, verbose_name="状态"),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="修改次数")),
                ("parent", models.CharField(max_length=80, verbose_name="依据的模板")),
                ("text", models.TextField(verbose_name="内容")),
                ("written_by", models.UUIDField()),
                ("writer", models.CharField(max_length=60, verbose_name="编写人")),
                ("written_at", models.DateTimeField(verbose_name="保存时间")),
                ("confirmed_by", models.UUIDField(blank=True, null=True)),
                ("confirmer", models.CharField(blank=True, max_length=60, verbose_name="确认人")),
                (
                    "remark",
                    models.CharField(blank=True, max_length=500, verbose_name="退回或者停用的理由"),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="启用日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用日")),
            ],
            options={"ordering": ("kind", "-edition")},
        ),
        migrations.AddConstraint(
            model_name="formwording",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "submitted"))),
                fields=("kind", "owner"),
                name="one_wording_in_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="formwording",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")),
                fields=("kind", "owner"),
                name="one_wording_in_force",
            ),
        ),
    ]
