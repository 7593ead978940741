import sanzhi.store.sealed.fields
from django.db import connection, migrations

SALT_BYTES = 16
BATCH = 500


def seal_salts(apps, editor):
    """Salts stood in the clear beside their commitments: from then on they are sealed like the values."""
    rows = apps.get_model('cases', 'PersonalValue')
    salt = rows._meta.get_field('salt')
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                'SELECT digest, salt FROM cases_personalvalue WHERE length(salt) = %s LIMIT %s', [SALT_BYTES, BATCH]
            )
            found = cursor.fetchall()
            if not found:
                break
            for digest, plain in found:
                rows.objects.filter(pk=digest).update(salt=salt.close(digest, bytes(plain).hex()))


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
    ]

    operations = [
        # The columns are bytes before and after: only what Django knows of them changes.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='personalvalue', name='salt', field=sanzhi.store.sealed.fields.SealedField()
                ),
                migrations.AlterField(
                    model_name='personalvalue', name='sealed', field=sanzhi.store.sealed.fields.SealedField()
                ),
            ]
        ),
        migrations.RunPython(seal_salts, migrations.RunPython.noop),
    ]
