"""Officers with their certificates and training as rows.

The officer's row is the person and changes in place; what a guard asks by day, the certificate and the legal
qualification, keeps its own days.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from sanzhi.jobs import clock
from sanzhi.registry.access import Owner
from sanzhi.registry.contents import CertificateContent, OfficerContent
from sanzhi.registry.models import Certificate, Officer, Training
from sanzhi.registry.rows.dated import BATCH, agency_of, first_day, parts
from sanzhi.registry.submissions import Action, Submission

_COLUMNS = ("name", "staffing", "post", "legal_qualification", "qualified_on")
_CERTIFICATE = tuple(CertificateContent.model_fields)
_TRAINING = ("hours", "examined_on", "passed")
# What the legal office laid upon a certificate; no amendment and no new entry takes it off.
_MARKS = ("suspended_from", "suspended_until", "revoked_on", "paper")


def write_officers(submissions: Sequence[Submission]) -> None:
    """New officers come in with all they hold; of known ones only what differs is written."""
    read = [(each, OfficerContent.model_validate(each.content)) for each in submissions]
    new = [(each, content) for each, content in read if each.action == Action.ENTER]
    Officer.objects.bulk_create((_officer(each, content) for each, content in new), batch_size=BATCH)
    held = [_standing(each.record, one, first_day(each)) for each, c in new for one in c.certificates]
    Certificate.objects.bulk_create(_marked(held), batch_size=BATCH)
    _teach(read)
    for each, content in read:
        if each.action == Action.AMEND:
            _amend(each, content)


def end_officers(submissions: Sequence[Submission]) -> None:
    """Who leaves holds no certificate from the day of the submission."""
    for each in submissions:
        day = first_day(each)
        Officer.objects.filter(pk=each.record).update(ended_on=day)
        _present(Certificate.objects.filter(officer=each.record), day).update(ended_on=day)


def officer_content(record: UUID) -> dict[str, Any] | None:
    """What the rows say of a person today."""
    row = Officer.objects.filter(pk=record).first()
    if row is None:
        return None
    certificates = row.certificates.filter(ended_on=None).order_by("valid_from", "number")
    taught = row.trainings.order_by("-year")
    return {
        **{name: _plain(getattr(row, name)) for name in _COLUMNS},
        "staffing": row.staffing or None,
        "certificates": [_told(each, _CERTIFICATE) for each in certificates],
        "training": [_told(each, ("year", *_TRAINING)) for each in taught],
    }


def officer_taken(owner: Owner, number: str) -> UUID | None:
    """The person who holds this certificate today or later, wherever: a number is given once."""
    rows = _present(Certificate.objects.filter(number=number), clock.today())
    found: UUID | None = rows.values_list("officer_id", flat=True).first()
    return found


def officer_held(record: UUID, owner: Owner) -> bool:
    """Whether the person is of this agency and has not left."""
    return Officer.objects.filter(pk=record, agency=owner.agency, ended_on=None).exists()


def _officer(submission: Submission, content: OfficerContent) -> Officer:
    columns = {name: getattr(content, name) for name in _COLUMNS}
    return Officer(
        id=submission.record, agency_id=agency_of(submission), admitted_on=first_day(submission), **columns
    )


def _amend(submission: Submission, content: OfficerContent) -> None:
    day, record = first_day(submission), submission.record
    Officer.objects.filter(pk=record).update(**{name: getattr(content, name) for name in _COLUMNS})
    known: defaultdict[str, list[Certificate]] = defaultdict(list)
    for row in _present(Certificate.objects.filter(officer=record), day):
        known[row.number].append(row)
    wanted = {each.number for each in content.certificates}
    ended = [row.pk for number, rows in known.items() if number not in wanted for row in rows]
    Certificate.objects.filter(pk__in=ended).update(ended_on=day)
    fresh = [_standing(record, each, day) for each in content.certificates if each.number not in known]
    Certificate.objects.bulk_create(_marked(fresh))
    for each in content.certificates:
        rows, told = known.get(each.number, []), {name: getattr(each, name) for name in _CERTIFICATE}
        if any(getattr(row, name) != value for row in rows for name, value in told.items()):
            follow(rows[0], day, told)


def follow(present: Certificate, day: date, changed: Mapping[str, Any]) -> Certificate:
    """Change a certificate from a day on: the standing of that day, and each that is to begin later.

    Each of them ends and another one takes its place for the days it had left; the last one is given back.
    """
    mine = Certificate.objects.select_for_update().filter(officer=present.officer_id, number=present.number)
    for row in _present(mine, day).order_by("admitted_on"):
        begins = max(day, row.admitted_on or day)
        Certificate.objects.filter(pk=row.pk).update(ended_on=begins)
        values = {name: getattr(row, name) for name in ("officer_id", *_CERTIFICATE, *_MARKS)}
        present = Certificate(**(values | dict(changed)), admitted_on=begins, ended_on=row.ended_on)
        present.save(force_insert=True)
    return present


def _teach(read: Sequence[tuple[Submission, OfficerContent]]) -> None:
    for part in parts([each.record for each, _ in read]):
        Training.objects.filter(officer__in=part).delete()
    rows = (
        Training(officer_id=each.record, **{**taught.model_dump(), "hours": taught.hours or 0})
        for each, content in read
        for taught in content.training
    )
    Training.objects.bulk_create(rows, batch_size=BATCH)


def _marked(rows: Sequence[Certificate]) -> Sequence[Certificate]:
    """With what was laid upon these numbers before: who was revoked is not restored by a new entry
    (贵州省行政执法监督办法 Art 14, 34).
    """
    numbers = [row.number for row in rows]
    for start in range(0, len(numbers), BATCH):
        earlier = Certificate.objects.filter(number__in=numbers[start : start + BATCH]).order_by("pk")
        marks = {told["number"]: told for told in earlier.values("number", *_MARKS)}
        for row in rows[start : start + BATCH]:
            for name in _MARKS if row.number in marks else ():
                setattr(row, name, marks[row.number][name])
    return rows


def _standing(officer: UUID, content: CertificateContent, day: date) -> Certificate:
    return Certificate(officer_id=officer, admitted_on=day, **content.model_dump())


def _present(rows: Any, day: date) -> Any:
    """What counts on a day or later, without what ended before it began."""
    never = Q(ended_on__lte=F("admitted_on"))
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=day)).exclude(never)


def _told(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
