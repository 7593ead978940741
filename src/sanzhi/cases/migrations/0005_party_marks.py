import sanzhi.jobs.ids
import sanzhi.store.sealed.fields
from django.db import migrations, models

from sanzhi.cases.seal import reader
from sanzhi.procedure.personal import reveal
from sanzhi.store.sealed.digests import phone

FOUND_BY = ('name', 'uscc', 'id_number', 'legal_representative', 'phone')


def mark_parties(apps, editor):
    """Cases that were there before are found by their parties too."""
    marks = apps.get_model('cases', 'PartyMark')
    values = apps.get_model('cases', 'PersonalValue')
    for case_id, facts in apps.get_model('cases', 'Case').objects.values_list('id', 'facts').iterator(chunk_size=200):
        committed = values.objects.filter(case_id=case_id).values_list('digest', 'sealed')
        read = reader({digest: bytes(sealed) for digest, sealed in committed})
        party = reveal({name: facts.get('party', {}).get(name) or '' for name in FOUND_BY}, lambda d: read(d) or '')
        found = {phone(value) if name == 'phone' else str(value) for name, value in party.items() if value}
        for value in found - {''}:
            marks.objects.create(case_id=case_id, value=value)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_handovers'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartyMark',
            fields=[
                ('id', models.UUIDField(default=sanzhi.jobs.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('case_id', models.UUIDField(db_index=True)),
                ('value', sanzhi.store.sealed.fields.SealedField()),
                ('value_digest', sanzhi.store.sealed.fields.DigestField(db_index=True, default='', normal='identity', of='value')),
            ],
        ),
        migrations.RunPython(mark_parties, migrations.RunPython.noop),
    ]
