import sanzhi.store.sealed.fields
from django.db import migrations

from sanzhi.store.sealed.migrating import seal_column


def sealed():
    return sanzhi.store.sealed.fields.SealedField(blank=True, default='')


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
    ]

    operations = [
        operation
        for model in ('delivery', 'tick')
        for operation in (
            migrations.RenameField(model_name=model, old_name='error', new_name='error_plain'),
            migrations.AddField(model_name=model, name='error', field=sealed()),
            migrations.RunPython(seal_column('jobs', model, 'error_plain', 'error'), migrations.RunPython.noop),
            migrations.RemoveField(model_name=model, name='error_plain'),
        )
    ]
