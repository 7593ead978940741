"""Officers with their certificates and training as rows.

The officer's row is the person and changes in place; what a guard asks by day, the certificate and the legal
qualification, keeps its own days.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from sanzhi.registry.access import Owner
from sanzhi.registry.contents import CertificateContent, OfficerContent
from sanzhi.registry.models import Certificate, Officer, Training
from sanzhi.registry.rows.dated import BATCH, agency_of, first_day, parts
from sanzhi.registry.submissions import Action, Submission

_COLUMNS = ("name", "staffing", "post", "legal_qualification", "qualified_on")
_CERTIFICATE = tuple(CertificateContent.model_fields)
_TRAINING = ("hours", "examined_on", "passed")


def write_officers(submissions: Sequence[Submission]) -> None:
    """New officers come in with all they hold; of known ones only what differs is written."""
    read = [(each, OfficerContent.model_validate(each.content)) for each in submissions]
    new = [(each, content) for each, content in read if each.action == Action.ENTER]
    Officer.objects.bulk_create((_officer(each, content) for each, content in new), batch_size=BATCH)
    held = (_standing(each.record, one, first_day(each)) for each, c in new for one in c.certificates)
    Certificate.objects.bulk_create(held, batch_size=BATCH)
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
    """The person who holds this certificate today, wherever: a number is given once."""
    rows = Certificate.objects.filter(number=number, ended_on=None)
    return rows.values_list("officer_id", flat=True).first()


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
    known = {each.number: each for each in _present(Certificate.objects.filter(officer=record), day)}
    wanted = {each.number: each for each in content.certificates}
    for number in known.keys() - wanted.keys():
        follow(known[number], day, None)
    for number, each in wanted.items():
        present = known.get(number)
        if present is None:
            _standing(record, each, day).save(force_insert=True)
        elif any(getattr(present, name) != getattr(each, name) for name in _CERTIFICATE):
            follow(present, day, {name: getattr(each, name) for name in _CERTIFICATE})


def follow(present: Certificate, day: date, changed: Mapping[str, Any] | None) -> Certificate | None:
    """End a standing of a certificate on a day; with changes, another one begins on it."""
    Certificate.objects.filter(pk=present.pk).update(ended_on=day)
    if changed is None:
        return None
    kept = ("officer_id", *_CERTIFICATE, "suspended_from", "suspended_until", "revoked_on")
    values = {name: getattr(present, name) for name in kept} | dict(changed)
    following = Certificate(**values, admitted_on=day)
    following.save(force_insert=True)
    return following


def _teach(read: Sequence[tuple[Submission, OfficerContent]]) -> None:
    for part in parts([each.record for each, _ in read]):
        Training.objects.filter(officer__in=part).delete()
    rows = (
        Training(officer_id=each.record, **{**taught.model_dump(), "hours": taught.hours or 0})
        for each, content in read
        for taught in content.training
    )
    Training.objects.bulk_create(rows, batch_size=BATCH)


def _standing(officer: UUID, content: CertificateContent, day: date) -> Certificate:
    return Certificate(officer_id=officer, admitted_on=day, **content.model_dump())


def _present(rows: Any, day: date) -> Any:
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=day))


def _told(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
