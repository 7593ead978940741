import django.db.models.deletion
import sanzhi.jobs.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_admission'),
    ]

    operations = [
        migrations.DeleteModel('Certificate'),
        migrations.RenameModel('Standing', 'Certificate'),
        migrations.AlterField(
            model_name='certificate',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='registry.officer'),
        ),
        migrations.AlterField(
            model_name='power',
            name='record',
            field=models.UUIDField(default=sanzhi.jobs.ids.uuid7, editable=False, verbose_name='事项'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['number', 'admitted_on'], name='certificates_by_number'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['valid_until'], name='certificates_running_out'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('number',), name='one_present_standing_a_number'),
        ),
        migrations.AddConstraint(
            model_name='power',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_on', None)), fields=('agency', 'code'), name='power_code_once_an_agency'),
        ),
        migrations.AddConstraint(
            model_name='power',
            constraint=models.UniqueConstraint(fields=('record', 'number'), name='power_version_once'),
        ),
    ]
