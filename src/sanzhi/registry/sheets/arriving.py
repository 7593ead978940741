"""A spreadsheet arrives, is read and checked in the background, and its faulty records are mended.

Until somebody has it written nothing of it stands in any library.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min

from sanzhi.jobs import clock, outbox
from sanzhi.jobs.deliver import report
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen
from sanzhi.registry.access import Person, agencies_of, is_legal_office
from sanzhi.registry.imports import Import, ImportRow, ImportState, RowState
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.sheets.checking import Agencies, Checked, check
from sanzhi.registry.sheets.reading import MOST_BYTES, MOST_RECORDS, Cells, Record, records_in
from sanzhi.registry.submissions import OPEN, Submission
from sanzhi.store.blobs import Missing
from sanzhi.store.folder import FolderStore

READ: Final = "registry.import.read"
# So many records a transaction: an act of an officer waits for no more than a few milliseconds.
STEP: Final = 60
_TWICE = "编号“{key}”在本文件第{line}行已经出现"
_OPEN = "编号“{key}”正在办理，请先办结或者作废原来的一份"


def files() -> FolderStore:
    """Where files lie from their arrival until they were read."""
    return FolderStore(Path(settings.SANZHI_HOME) / "imports")


def arrive(library: str, file: BinaryIO, file_name: str, size: int, *, actor: Person) -> Import:
    """Keep a file and have it read. ``Invalid`` for one that is too large or no workbook by its name."""
    if library not in LIBRARIES:
        raise NotFound
    agency_id = _place_of(actor)
    if actor.user_id is None:
        raise NotFound
    if size > MOST_BYTES:
        limit = f"不能超过 {MOST_BYTES // 1024 // 1024} MB，请分成几个文件导入"
        raise Invalid([FieldError("file", "文件", limit)])
    if not file_name.lower().endswith(".xlsx"):
        raise Invalid([FieldError("file", "文件", "应为 .xlsx 工作簿，请用模板填写")])
    blob = files().put(file)
    with transaction.atomic():
        batch = Import.objects.create(
            library=library,
            agency_id=agency_id,
            government_id=None if agency_id else actor.government_id,
            by_id=actor.user_id,
            by=actor.name,
            at=clock.now(),
            file_name=file_name[-200:],
            digest=blob.digest,
        )
        outbox.put(READ, str(batch.pk), {"batch": str(batch.pk)})
    return batch


def _place_of(actor: Person) -> UUID | None:
    """The agency of a clerk, None for a legal office; nobody else imports."""
    if "clerk" in actor.roles and actor.agency_id:
        return actor.agency_id
    if is_legal_office(actor):
        return None
    raise NotFound


def import_of(actor: Person, batch_id: UUID) -> Import:
    """An import of the actor's agency or legal office; ``NotFound`` for another's."""
    agency_id = _place_of(actor)
    mine = {"agency_id": agency_id} if agency_id else {"government_id": actor.government_id}
    found = Import.objects.filter(pk=batch_id, **mine).first()
    if found is None:
        raise NotFound
    return found


def imports_of(actor: Person) -> Iterable[Import]:
    """The imports of the actor's agency or legal office, the newest first."""
    agency_id = _place_of(actor)
    mine = {"agency_id": agency_id} if agency_id else {"government_id": actor.government_id}
    return Import.objects.filter(**mine)


def on_read(news: outbox.News) -> None:
    """Read and check a file. Taken up again after an interruption it goes on behind the last line kept."""
    batch = Import.objects.select_related("agency").get(pk=news.payload["batch"])
    if batch.state != ImportState.READING:
        _discard(batch)
        return
    try:
        _read(batch)
    except Invalid as error:
        Import.objects.filter(pk=batch.pk).update(state=ImportState.BROKEN, fault=error.detail)
    else:
        with transaction.atomic():
            mark_twice(batch)
            Import.objects.filter(pk=batch.pk).update(state=ImportState.CHECKED, records=batch.rows.count())
    _discard(batch)


def _discard(batch: Import) -> None:
    """Destroy the file, unless the same one has arrived once more and is still to be read."""
    if not Import.objects.filter(digest=batch.digest, state=ImportState.READING).exists():
        files().destroy(batch.digest)


def _file(digest: str) -> BinaryIO:
    try:
        return files().open(digest)
    except Missing as error:
        raise Invalid([FieldError("file", "文件", "已不在服务器上，请重新上传")]) from error


def _read(batch: Import) -> None:
    agencies, on = _agencies(batch), clock.today()
    kept: int = batch.rows.aggregate(last=Max("line"))["last"] or 0
    done = batch.rows.count()
    with _file(batch.digest) as file:
        records = records_in(file, batch.library, with_agency=batch.agency is None)
        following = (record for record in records if record.line > kept)
        while part := list(islice(following, STEP)):
            rows = [
                _row(batch, record, check(batch.library, record, batch.agency, agencies, on))
                for record in part
            ]
            done += len(rows)
            if done > MOST_RECORDS:
                raise Invalid([FieldError("file", "文件", f"一次不能超过 {MOST_RECORDS} 条，请分批导入")])
            with transaction.atomic():
                ImportRow.objects.bulk_create(rows)
                Import.objects.filter(pk=batch.pk).update(records=done)
            report(done, done)
    if not done:
        raise Invalid([FieldError("file", "文件", "表头之下没有任何内容")])


def _agencies(batch: Import) -> Agencies:
    """The agencies that a legal office answers for, by their code."""
    if batch.agency is not None:
        return {}
    office = _Office(batch.government_id)
    return {each.uscc: each for each in agencies_of(office).select_related("region")}


class _Office:
    """A legal office as the question about its agencies needs it."""

    user_id = agency_id = None
    name = ""
    roles = frozenset({"supervisor"})

    def __init__(self, government_id: UUID | None) -> None:
        self.government_id = government_id


def _row(batch: Import, record: Record, found: Checked) -> ImportRow:
    row = ImportRow(batch=batch, line=record.line)
    _fill(row, record.cells, found)
    return row


def _fill(row: ImportRow, cells: Sequence[Cells], found: Checked) -> None:
    row.cells, row.agency, row.key, row.title = list(cells), found.agency, found.key, found.title
    row.content, row.record, row.errors = found.content, found.record, found.errors
    row.state = RowState.FAULTY if found.errors else RowState.SAME if found.same else RowState.READY


def mark_twice(batch: Import) -> None:
    """Mark records whose key stands in the file above, or is being dealt with in the library already."""
    ready = batch.rows.filter(state=RowState.READY).order_by("line")
    first: dict[tuple[UUID | None, str], int] = {}
    open_keys = _open_keys(batch)
    for line, agency_id, key in ready.values_list("line", "agency_id", "key"):
        place = (agency_id, key)
        rule = _OPEN.format(key=key) if place in open_keys else ""
        if place in first:
            rule = _TWICE.format(key=key, line=first[place])
        first.setdefault(place, line)
        if rule:
            batch.rows.filter(line=line).update(state=RowState.FAULTY, errors=whole(line, rule))


def _open_keys(batch: Import) -> set[tuple[UUID | None, str]]:
    rows = Submission.objects.filter(library=batch.library, state__in=OPEN, agency__isnull=False)
    if batch.agency_id:
        rows = rows.filter(agency=batch.agency_id)
    return set(rows.values_list("agency_id", "key"))


@transaction.atomic
def mend(batch_id: UUID, line: int, cells: Sequence[Mapping[str, str]], *, actor: Person) -> ImportRow:
    """Put other cells into a record that was not written yet, and check it again."""
    batch, row = _open_row(batch_id, line, actor)
    trimmed = [{title: text.strip() for title, text in each.items() if text.strip()} for each in cells]
    kept = [each for each in trimmed if each] or [{}]
    found = check(batch.library, Record(line, kept), batch.agency, _agencies(batch), clock.today())
    _fill(row, kept, found)
    _not_twice(batch, row)
    row.save()
    return row


def _not_twice(batch: Import, row: ImportRow) -> None:
    if row.state != RowState.READY:
        return
    others = batch.rows.filter(agency=row.agency, key=row.key, state__in=(RowState.READY, RowState.SAME))
    line = others.exclude(pk=row.pk).aggregate(first=Min("line"))["first"]
    rule = _TWICE.format(key=row.key, line=line) if line else ""
    if (row.agency_id, row.key) in _open_keys(batch):
        rule = _OPEN.format(key=row.key)
    if rule:
        row.state, row.errors = RowState.FAULTY, whole(row.line, rule)


def whole(line: int, rule: str) -> list[dict[str, Any]]:
    """One error that concerns a record as a whole."""
    return [{"line": line, "title": "", "rule": rule}]


@transaction.atomic
def skip(batch_id: UUID, lines: Sequence[int], *, actor: Person) -> int:
    """Leave faulty records out; how many were left out."""
    batch = _checked(batch_id, actor)
    return batch.rows.filter(line__in=lines, state=RowState.FAULTY).update(state=RowState.SKIPPED)


def _open_row(batch_id: UUID, line: int, actor: Person) -> tuple[Import, ImportRow]:
    batch = _checked(batch_id, actor)
    open_states = (RowState.FAULTY, RowState.READY, RowState.SAME, RowState.SKIPPED)
    row = batch.rows.filter(line=line, state__in=open_states).first()
    if row is None:
        raise NotFound
    return batch, row


def _checked(batch_id: UUID, actor: Person) -> Import:
    batch = import_of(actor, batch_id)
    if batch.state != ImportState.CHECKED:
        raise NotOpen(f"这次导入现在是“{batch.get_state_display()}”，不能再改动。")
    return batch
