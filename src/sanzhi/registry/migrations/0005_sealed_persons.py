import sanzhi.store.sealed.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_standings'),
    ]

    operations = [
        migrations.AddField(
            model_name='officer',
            name='identity',
            field=sanzhi.store.sealed.fields.SealedField(blank=True, default='', max_length=18, verbose_name='公民身份号码'),
        ),
        migrations.AddField(
            model_name='officer',
            name='identity_digest',
            field=sanzhi.store.sealed.fields.DigestField(db_index=True, default='', normal='identity', of='identity'),
        ),
        migrations.AddField(
            model_name='officer',
            name='phone',
            field=sanzhi.store.sealed.fields.SealedField(blank=True, default='', max_length=40, verbose_name='联系电话'),
        ),
        migrations.AddField(
            model_name='officer',
            name='phone_digest',
            field=sanzhi.store.sealed.fields.DigestField(db_index=True, default='', normal='phone', of='phone'),
        ),
    ]
