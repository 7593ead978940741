import sanzhi.store.sealed.fields
from django.db import migrations

from sanzhi.store.sealed.migrating import seal_column

FIELDS = (
    ('title', {'max_length': 200, 'verbose_name': '名称'}),
    ('file_name', {'max_length': 200, 'verbose_name': '文件名'}),
    ('place', {'max_length': 200, 'verbose_name': '取得地点', 'blank': True}),
)


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_initial'),
    ]

    operations = [
        operation
        for name, options in FIELDS
        for operation in (
            migrations.RenameField(model_name='material', old_name=name, new_name=f'{name}_plain'),
            migrations.AddField(
                model_name='material',
                name=name,
                field=sanzhi.store.sealed.fields.SealedField(default='', **options),
                preserve_default=False,
            ),
            migrations.RunPython(
                seal_column('evidence', 'material', f'{name}_plain', name), migrations.RunPython.noop
            ),
            migrations.RemoveField(model_name='material', name=f'{name}_plain'),
        )
    ]
