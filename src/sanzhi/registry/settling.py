"""The legal office settles what was submitted: admits it, returns it with reasons, or admits many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from sanzhi.jobs import clock, outbox
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen, Refused, SanzhiError
from sanzhi.law.findings import Finding, is_open
from sanzhi.law.guards.admission import admitted_by_another
from sanzhi.registry.access import Person, admitted_by
from sanzhi.registry.admission import examine, first_day, ids_of
from sanzhi.registry.history import note, note_all
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.submissions import Action, State, Submission

ADMITTED = "registry.admitted"
_STEP = 500
_TAKEN = "编号（事项编码、执法证号）已被另一条入库的记录使用，请退回，由填报人核对。"


@dataclass
class Settled:
    """What came of admitting many: ``refused`` is (id, title, why) of each that did not pass."""

    admitted: int = 0
    refused: list[tuple[str, str, str]] = field(default_factory=list)


@transaction.atomic
def admit(submission_id: UUID, *, actor: Person) -> Submission:
    """Admit one submission from today, or from its day in the future.

    ``Refused`` when the law forbids it on that day, or when the actor may not (own agency, own work).
    """
    row = _waiting([submission_id], actor)
    if not row:
        raise NotFound
    findings = _findings(row[0], actor)
    if not is_open(findings):
        raise Refused(findings)
    try:
        with transaction.atomic():
            _write(row, actor)
    except IntegrityError as error:
        raise NotOpen(_TAKEN) from error
    return row[0]


@transaction.atomic
def hand_back(submission_id: UUID, reason: str, *, actor: Person) -> Submission:
    """Return a submission with the reason; the draft stays as it is and its writer mends it."""
    if len(reason.strip()) < 2:
        raise Invalid([FieldError("reason", "退回理由", "必填，请写明哪一项、依据什么不予入库")])
    rows = _waiting([submission_id], actor)
    if not rows:
        raise NotFound
    row = rows[0]
    refused = _apart(row, actor)
    if refused:
        raise Refused(refused)
    row.state, row.reason = State.RETURNED, reason.strip()[:2000]
    row.settled_by, row.settled_at = actor.name, clock.now()
    row.save(update_fields=["state", "reason", "settled_by", "settled_at"])
    note(row, "退回", actor, reason=row.reason)
    return row


def admit_many(ids: Sequence[UUID], *, actor: Person) -> Settled:
    """Admit many, some hundred in a transaction; one that does not pass is told and holds up no other."""
    settled = Settled()
    for start in range(0, len(ids), _STEP):
        admit_step(ids[start : start + _STEP], actor, settled)
    return settled


@transaction.atomic
def admit_step(ids: Sequence[UUID], actor: Person, settled: Settled) -> None:
    """One transaction of ``admit_many``; what waits no longer is passed over, so it may be repeated."""
    passed: list[Submission] = []
    for row in _waiting(ids, actor):
        why = _why_not(row, actor)
        if why:
            settled.refused.append((str(row.pk), row.title, why))
        else:
            passed.append(row)
    if not _hindered(passed, actor):
        settled.admitted += len(passed)
        return
    for row in passed:
        why = _hindered([row], actor)
        if why:
            settled.refused.append((str(row.pk), row.title, why))
        else:
            settled.admitted += 1


def _why_not(row: Submission, actor: Person) -> str:
    try:
        findings = _findings(row, actor)
    except SanzhiError as error:
        return error.detail
    return "" if is_open(findings) else Refused(findings).detail


def _findings(row: Submission, actor: Person) -> list[Finding]:
    """The law on the day from which it would count, and whether this person may."""
    if row.action != Action.ENTER and _overtaken(row):
        raise NotOpen("这条记录已有新的版本，请退回，由填报人核对后重新提交。")
    findings = examine(row, LIBRARIES[row.library])
    told = [each.to_json() for each in findings]
    if told != row.findings:
        # The law or the libraries changed since it was handed in; what was seen at admission is kept.
        row.findings = told
        Submission.objects.filter(pk=row.pk).update(findings=told)
    return [*findings, *_apart(row, actor)]


def _overtaken(row: Submission) -> bool:
    later = Submission.objects.filter(record=row.record, state=State.ADMITTED, number__gte=row.number)
    return later.exists()


def _apart(row: Submission, actor: Person) -> list[Finding]:
    own_agency = row.agency_id is not None and actor.agency_id == row.agency_id
    return admitted_by_another(own_agency=own_agency, own_work=str(actor.user_id) in row.writers)


def _waiting(ids: Sequence[UUID], actor: Person) -> list[Submission]:
    """Those of the ids that wait for this person's office, locked."""
    mine = admitted_by(actor, clock.today()).filter(pk__in=ids).values("pk")
    rows = Submission.objects.select_for_update(of=("self",)).filter(pk__in=mine)
    found = list(rows.select_related("agency", "government").order_by("library", "action", "pk"))
    if len(ids) == 1 and found and found[0].state != State.SUBMITTED:
        raise NotOpen(f"这份内容现在是“{found[0].get_state_display()}”，不在待审核之列。")
    return [row for row in found if row.state == State.SUBMITTED]


def _hindered(rows: Sequence[Submission], actor: Person) -> str:
    """Write them all or none; why not, such as a number that has been taken since they came in."""
    try:
        with transaction.atomic():
            _write(rows, actor)
    except IntegrityError:
        why = _TAKEN
    except SanzhiError as error:
        why = error.detail
    else:
        return ""
    for row in rows:
        row.state, row.since, row.until = State.SUBMITTED, None, None
    return why


def _write(rows: Sequence[Submission], actor: Person) -> None:
    now = clock.now()
    for row in rows:
        row.state, row.since = State.ADMITTED, first_day(row)
        row.settled_by, row.settled_at = actor.name, now
    for library, group in groupby(rows, key=lambda row: row.library):
        _write_library(library, list(group))
    _keep(rows)
    note_all(rows, "入库", actor)
    _tell(rows)


def _keep(rows: Sequence[Submission]) -> None:
    """Store what was settled: one statement for all that begin and end alike, since a batch mostly does."""
    alike: defaultdict[tuple[date | None, date | None], list[UUID]] = defaultdict(list)
    for row in rows:
        alike[row.since, row.until].append(row.pk)
    for (since, until), ids in alike.items():
        Submission.objects.filter(pk__in=ids).update(
            state=State.ADMITTED,
            since=since,
            until=until,
            settled_by=rows[0].settled_by,
            settled_at=rows[0].settled_at,
        )


def _write_library(name: str, rows: Sequence[Submission]) -> None:
    library = LIBRARIES[name]
    kept = [row for row in rows if row.action != Action.RETIRE]
    ended = [row for row in rows if row.action == Action.RETIRE]
    if kept:
        library.write(kept)
    if ended:
        library.end(ended)
    _end_earlier(row for row in rows if row.action != Action.ENTER)
    for row in ended:
        row.until = row.since


def _end_earlier(rows: Iterable[Submission]) -> None:
    """The version before ceases to count on the day on which this one begins."""
    for row in rows:
        earlier = Submission.objects.filter(record=row.record, state=State.ADMITTED)
        counting = earlier.filter(Q(until=None) | Q(until__gt=row.since))
        counting.exclude(pk=row.pk).update(until=row.since)


def _tell(rows: Sequence[Submission]) -> None:
    if rows:
        outbox.put(ADMITTED, str(uuid7()), {"submissions": ids_of(rows)})
