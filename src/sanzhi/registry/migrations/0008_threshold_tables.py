"""Threshold tables stand beside the other lists."""

from django.db import migrations, models

_LISTS = [
    ("powers", "权责清单"), ("enforcement", "执法事项清单"), ("officers", "执法人员清单"),
    ("recording", "音像记录事项清单"), ("random", "随机抽查事项清单"),
    ("major", "重大执法决定法制审核事项清单"), ("threshold", "法制审核标准表"),
]  # fmt: skip
_LIBRARIES = [
    ("power", "权力运行库"), ("agency", "执法部门库"), ("officer", "执法人员库"),
    ("major", "重大执法决定法制审核事项清单"), ("recording", "音像记录事项清单"),
    ("random", "随机抽查事项清单"), ("benchmark", "行政裁量基准"), ("threshold", "法制审核标准表"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_imports")]

    operations = [
        migrations.AlterField(
            "registerentry", "kind", models.CharField("清单", max_length=12, choices=_LISTS)
        ),
        migrations.AlterField(
            "submission", "library", models.CharField("资料库", max_length=12, choices=_LIBRARIES)
        ),
        migrations.AlterField(
            "import", "library", models.CharField("资料库", max_length=12, choices=_LIBRARIES)
        ),
    ]
