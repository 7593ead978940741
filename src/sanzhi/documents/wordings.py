"""An agency's or a region's own wording of a document: written, checked, confirmed by a second person.

Nobody changes what is in force: each change is a new edition, and an issued document names the wording it
was made from by its digest.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet

from sanzhi.documents.fonts import missing_glyphs
from sanzhi.documents.forming import editing, shelf
from sanzhi.documents.forming.floor import below
from sanzhi.documents.forming.form import Form, read
from sanzhi.documents.models import FormWording
from sanzhi.jobs import clock
from sanzhi.law.calendar import region_stem
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, NotOpen, Refused
from sanzhi.law.findings import refusals


class Person(Protocol):
    """Somebody signed in, as this room needs to know him."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...


@dataclass(frozen=True)
class Scope:
    """Whose wording it is: an agency's (`region` empty, `within` its region), or a government's region."""

    owner: UUID
    name: str
    region: str = ""
    within: str = ""


def form_of(row: FormWording) -> Form:
    """The form of a wording; raises `FormError` with every fault."""
    return read(json.loads(row.text))


def in_force(kind: str, agency_id: UUID, region: str, on: date) -> Form:
    """The wording for an agency on a day: its own, else that of the nearest region, else what ships."""
    found = _nearest(kind, agency_id, region, on)
    return form_of(found) if found else shelf.get(kind)


def inherited(kind: str, scope: Scope, on: date) -> Form:
    """The wording that holds for a scope when it has none of its own."""
    place = scope.region or scope.within
    rows = [row for row in _around(kind, place, on) if row.owner != scope.owner]
    if scope.region:
        rows = [row for row in rows if len(region_stem(row.region)) < len(region_stem(scope.region))]
    return form_of(max(rows, key=lambda row: len(region_stem(row.region)))) if rows else shelf.get(kind)


def _nearest(kind: str, agency_id: UUID, region: str, on: date) -> FormWording | None:
    # What was ended today held until today: the last edition of a day is the one in force.
    own = _valid(kind, on).filter(owner=agency_id, region="").order_by("-since", "-edition").first()
    if own:
        return own
    rows = _around(kind, region, on)
    return max(rows, key=lambda row: (len(region_stem(row.region)), row.since, row.edition), default=None)


def _valid(kind: str, on: date) -> QuerySet[FormWording]:
    held = FormWording.objects.filter(
        kind=kind, state__in=(FormWording.IN_FORCE, FormWording.ENDED), since__lte=on
    )
    return held.exclude(until__lte=on)


def _around(kind: str, region: str, on: date) -> list[FormWording]:
    """The regional wordings in force that reach a place."""
    stem = region_stem(region)
    rows = _valid(kind, on).exclude(region="")
    return [row for row in rows if stem.startswith(region_stem(row.region))]


def of_scope(scope: Scope) -> QuerySet[FormWording]:
    """Every edition of a scope's wordings."""
    return FormWording.objects.filter(owner=scope.owner)


def open_one(pk: UUID, scope: Scope) -> FormWording:
    """A wording of this scope; raises `NotFound`."""
    row = of_scope(scope).filter(pk=pk).first()
    if row is None:
        raise NotFound("没有这份模板。")
    return row


def begin(kind: str, scope: Scope, *, actor: Person) -> FormWording:
    """A draft that starts from the wording in force for the scope."""
    now = clock.now()
    present = of_scope(scope).filter(kind=kind, state=FormWording.IN_FORCE).first()
    parent = inherited(kind, scope, clock.today())
    start = form_of(present) if present else parent
    last = of_scope(scope).filter(kind=kind).aggregate(last=Max("edition"))["last"] or 0
    try:
        with transaction.atomic():
            return FormWording.objects.create(
                kind=kind,
                owner=scope.owner,
                owner_name=scope.name,
                region=scope.region,
                edition=last + 1,
                parent=shelf.reference(parent),
                text=start.canonical.decode(),
                written_by=_person(actor),
                writer=actor.name,
                written_at=now,
            )
    except IntegrityError as error:
        raise NotOpen("这份文书已有一份没有办结的草稿，请先办结。") from error


Edit = Callable[[Form, dict[str, Any]], dict[str, Any]]


@transaction.atomic
def change(pk: UUID, scope: Scope, edit: Edit, *, seen: int, actor: Person) -> FormWording:
    """Change a draft. ``Changed`` tells the second of two editors; ``FormError`` what is wrong with it."""
    row = open_one(pk, scope)
    _still(row, FormWording.DRAFT)
    if row.revision != seen:
        raise Changed(f"{row.writer}在您打开页面后修改了这份模板。您填写的内容还在下面，请核对后再保存。")
    form = form_of(row)
    new = read(edit(form, form.raw))
    saved = FormWording.objects.filter(pk=row.pk, revision=seen).update(
        text=new.canonical.decode(),
        revision=F("revision") + 1,
        written_by=actor.user_id,
        writer=actor.name,
        written_at=clock.now(),
    )
    if not saved:
        raise Changed
    row.refresh_from_db()
    return row


def submit(pk: UUID, scope: Scope, *, actor: Person) -> FormWording:
    """Hand a draft over for confirmation; refused while it lacks what the law wants."""
    row = open_one(pk, scope)
    _still(row, FormWording.DRAFT)
    _refuse_below(form_of(row))
    return _moved(row, FormWording.DRAFT, state=FormWording.SUBMITTED, remark="")


@transaction.atomic
def confirm(pk: UUID, scope: Scope, *, actor: Person) -> FormWording:
    """Put a wording in force from today; by another person than its writer."""
    row = open_one(pk, scope)
    _still(row, FormWording.SUBMITTED)
    if row.written_by == actor.user_id:
        raise NotOpen("编写人不能确认自己编写的模板，请由另一人确认。")
    _refuse_below(form_of(row))
    today = clock.today()
    of_scope(scope).filter(kind=row.kind, state=FormWording.IN_FORCE).update(
        state=FormWording.ENDED, until=today
    )
    return _moved(
        row,
        FormWording.SUBMITTED,
        state=FormWording.IN_FORCE,
        since=today,
        confirmed_by=actor.user_id,
        confirmer=actor.name,
    )


def hand_back(pk: UUID, scope: Scope, reason: str, *, actor: Person) -> FormWording:
    """Return a submitted wording to its writer, with the reason."""
    row = open_one(pk, scope)
    _still(row, FormWording.SUBMITTED)
    return _moved(row, FormWording.SUBMITTED, state=FormWording.DRAFT, remark=_reason(reason))


def drop(pk: UUID, scope: Scope, *, actor: Person) -> FormWording:
    """Give a draft up; it stays readable and counts for nothing."""
    row = open_one(pk, scope)
    _still(row, FormWording.DRAFT)
    return _moved(row, FormWording.DRAFT, state=FormWording.DROPPED)


def end(pk: UUID, scope: Scope, reason: str, *, actor: Person) -> FormWording:
    """Take a wording out of force: the inherited one holds again from today."""
    row = open_one(pk, scope)
    _still(row, FormWording.IN_FORCE)
    return _moved(
        row, FormWording.IN_FORCE, state=FormWording.ENDED, until=clock.today(), remark=_reason(reason)
    )


def blank_asked(label: str, kind: str) -> Edit:
    """The edit that adds a field to be typed."""

    def edit(form: Form, raw: dict[str, Any]) -> dict[str, Any]:
        editing.ask_also(raw, label, kind)
        return raw

    return edit


def faults(form: Form) -> list[str]:
    """What stands in the way of a wording, in words: what the law wants, and characters no font draws."""
    return [each.message for each in refusals(below(shelf.get(form.name), form))]


def _refuse_below(form: Form) -> None:
    findings = below(shelf.get(form.name), form)
    if refusals(findings):
        raise Refused(findings)
    lacking = missing_glyphs(form.canonical.decode())
    if lacking:
        raise Invalid([FieldError("text", form.title, f"字体中没有这些字：{'、'.join(lacking)}")])


def _person(actor: Person) -> UUID:
    if actor.user_id is None:
        raise NotFound
    return actor.user_id


def _still(row: FormWording, state: str) -> None:
    if row.state != state:
        raise NotOpen(f"这份模板现在是“{row.get_state_display()}”，不能这样办理。")


def _moved(row: FormWording, before: str, **values: Any) -> FormWording:
    if not FormWording.objects.filter(pk=row.pk, state=before).update(**values):
        raise Changed
    row.refresh_from_db()
    return row


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid([FieldError("reason", "理由", "必须填写")])
    return text.strip()[:500]
