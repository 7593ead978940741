"""Writing what was read into a library, and taking a whole import back; both in the background, in bites."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from sanzhi.jobs import clock, outbox
from sanzhi.jobs.deliver import report
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import refusals
from sanzhi.registry.access import Person
from sanzhi.registry.admission import examine
from sanzhi.registry.imports import Import, ImportRow, ImportState, RowState
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.sheets.arriving import STEP, import_of, whole
from sanzhi.registry.submissions import OPEN, Action, State, Submission, SubmissionEvent

WRITE: Final = "registry.import.write"
UNDO: Final = "registry.import.undo"


@transaction.atomic
def write(batch_id: UUID, *, hand_in: bool, actor: Person) -> Import:
    """Have everything written. ``Invalid`` while a faulty record is neither mended nor left out."""
    batch = import_of(actor, batch_id)
    if batch.state != ImportState.CHECKED:
        raise NotOpen(f"这次导入现在是“{batch.get_state_display()}”，不能写入。")
    faulty = batch.rows.filter(state=RowState.FAULTY).count()
    if faulty:
        raise Invalid([FieldError("rows", "有错误的记录", f"还有 {faulty} 条，请先改正或者略过")])
    if not batch.rows.filter(state=RowState.READY).exists():
        raise Invalid([FieldError("rows", "可写入的记录", "没有可写入的内容")])
    return _turn(batch, ImportState.CHECKED, ImportState.WRITING, WRITE, hand_in=hand_in)


@transaction.atomic
def undo(batch_id: UUID, *, actor: Person) -> Import:
    """Have everything taken back that has not been admitted yet."""
    batch = import_of(actor, batch_id)
    settled = batch.state in (ImportState.WRITTEN, ImportState.CHECKED)
    if not settled or not batch.rows.filter(state=RowState.WRITTEN).exists():
        raise NotOpen(f"这次导入现在是“{batch.get_state_display()}”，没有可以撤销的内容。")
    return _turn(batch, batch.state, ImportState.UNDOING, UNDO)


def _turn(batch: Import, before: str, after: ImportState, topic: str, **more: Any) -> Import:
    # Of two clicks the second finds another state and does nothing.
    if Import.objects.filter(pk=batch.pk, state=before).update(state=after, ended=None, **more):
        outbox.put(topic, f"{batch.pk}:{clock.now().isoformat()}", {"batch": str(batch.pk)})
    batch.refresh_from_db()
    return batch


def on_write(news: outbox.News) -> None:
    """Write the ready records. Taken up again after an interruption it goes on with those that are left."""
    batch = Import.objects.get(pk=news.payload["batch"])
    if batch.state != ImportState.WRITING:
        return
    ready = batch.rows.filter(state=RowState.READY).select_related("agency__region").order_by("line")
    done, of = batch.rows.filter(state=RowState.WRITTEN).count(), batch.rows.count()
    while rows := list(ready[:STEP]):
        _write_some(batch, rows)
        done += len(rows)
        report(done, of)
    left = batch.rows.filter(state=RowState.FAULTY).exists()
    # What could not be written any more is mended and written again.
    after = ImportState.CHECKED if left else ImportState.WRITTEN
    Import.objects.filter(pk=batch.pk).update(state=after, ended=clock.now())


def _write_some(batch: Import, rows: Sequence[ImportRow]) -> None:
    made = [(row, _submission(batch, row)) for row in rows]
    try:
        with transaction.atomic():
            _store(batch, made)
    except IntegrityError:
        for pair in made:
            _store_alone(batch, *pair)


def _store_alone(batch: Import, row: ImportRow, submission: Submission) -> None:
    try:
        with transaction.atomic():
            _store(batch, [(row, submission)])
    except IntegrityError:
        rule = f"编号“{row.key}”刚刚由他人填报，请核对"
        batch.rows.filter(pk=row.pk).update(state=RowState.FAULTY, errors=whole(row.line, rule))


def _store(batch: Import, made: Sequence[tuple[ImportRow, Submission]]) -> None:
    kept = [each for row, each in made if row.state == RowState.READY]
    Submission.objects.bulk_create(kept)
    now = clock.now()
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(submission=each, did="导入", by=batch.by, by_id=batch.by_id, at=now) for each in kept
    )
    batch.rows.filter(submission__in=[each.pk for each in kept]).update(state=RowState.WRITTEN)
    for row, _ in made:
        if row.state == RowState.FAULTY:
            row.save(update_fields=["state", "errors"])


def _submission(batch: Import, row: ImportRow) -> Submission:
    """The submission of a record; one that the law refuses meanwhile marks its record as faulty."""
    made = Submission(
        pk=row.submission,
        library=batch.library,
        agency=row.agency,
        key=row.key,
        title=row.title,
        content=row.content,
        writers=[str(batch.by_id)],
    )
    if row.record is not None:
        made.record, made.action, made.number = row.record, Action.AMEND, max(_last(row.record), 1) + 1
    elif batch.library == "agency" and row.agency_id:
        made.record, made.number = row.agency_id, _last(row.agency_id) + 1
    if batch.hand_in:
        _hand_in(batch, row, made)
    return made


def _last(record: UUID) -> int:
    rows = Submission.objects.filter(record=record, state=State.ADMITTED).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


def _hand_in(batch: Import, row: ImportRow, made: Submission) -> None:
    findings = examine(made, LIBRARIES[batch.library])
    refused = refusals(findings)
    if refused:
        row.state = RowState.FAULTY
        row.errors = [error for each in refused for error in whole(row.line, each.message)]
    made.state, made.findings = State.SUBMITTED, [each.to_json() for each in findings]
    made.submitted_by, made.submitted_at = batch.by, clock.now()


def on_undo(news: outbox.News) -> None:
    """Take back what has not been admitted; what has been stays written and is told so."""
    batch = Import.objects.get(pk=news.payload["batch"])
    if batch.state != ImportState.UNDOING:
        return
    last = 0
    while rows := list(batch.rows.filter(state=RowState.WRITTEN, line__gt=last).order_by("line")[:STEP]):
        last = rows[-1].line
        _take_back(batch, rows)
        report(last, max(last, batch.records))
    Import.objects.filter(pk=batch.pk).update(state=ImportState.UNDONE, ended=clock.now())


@transaction.atomic
def _take_back(batch: Import, rows: Sequence[ImportRow]) -> None:
    ids = [row.submission for row in rows]
    found = Submission.objects.select_for_update().filter(pk__in=ids, state__in=OPEN)
    taken = list(found.values_list("pk", flat=True))
    Submission.objects.filter(pk__in=taken).update(state=State.DROPPED)
    now = clock.now()
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(submission_id=each, did="撤销导入", by=batch.by, by_id=batch.by_id, at=now)
        for each in taken
    )
    batch.rows.filter(submission__in=taken).update(state=RowState.UNDONE)
