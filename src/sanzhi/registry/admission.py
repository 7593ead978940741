"""Admission (入库审核): draft → submitted → admitted or returned → amended as a version → retired.

Whoever writes calls these functions with himself as ``actor``; each is one transaction. Only ``admit`` writes
the rows that guards read (贵州省行政执法监督办法 Art 10; decision record 0014).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen, Refused
from sanzhi.law.findings import Finding, is_open
from sanzhi.registry.access import Owner, Person, may_write, open_submission
from sanzhi.registry.differences import changes
from sanzhi.registry.history import Overtaken, note
from sanzhi.registry.libraries import LIBRARIES, Library
from sanzhi.registry.submissions import OPEN, Action, LibraryKind, State, Submission

_REASON = "理由"


def begin(
    library: str,
    owner: Owner,
    content: Mapping[str, Any],
    *,
    actor: Person,
    effective_on: date | None = None,
) -> Submission:
    """A draft of a new record. ``Invalid`` names every wrong field, and a key that is taken."""
    kept = LIBRARIES[library]
    read = _read(kept, content)
    _may_own(kept, owner)
    _key_free(kept, owner, read, owner.agency.pk if library == "agency" and owner.agency else None)
    row = Submission(library=library, agency=owner.agency, government=owner.government)
    if library == "agency" and owner.agency:
        row.record = owner.agency.pk
        row.number = _last_number(row.record) + 1
        row.action = Action.ENTER if row.number == 1 else Action.AMEND
    return _store(row, kept, read, actor, effective_on)


def amend(
    library: str,
    record: UUID,
    owner: Owner,
    content: Mapping[str, Any],
    *,
    actor: Person,
    effective_on: date | None = None,
) -> Submission:
    """A draft of the next version of an admitted record."""
    kept = LIBRARIES[library]
    read = _read(kept, content)
    _record_of(kept, record, owner)
    _key_free(kept, owner, read, record)
    return _store(_next(kept, record, owner, Action.AMEND), kept, read, actor, effective_on)


def retire(
    library: str, record: UUID, owner: Owner, reason: str, *, actor: Person, effective_on: date | None = None
) -> Submission:
    """A draft that asks for a record to be ended, with the reason; its content is the last version's."""
    if library == LibraryKind.AGENCY:
        raise NotOpen("机关的撤销、合并在机构改革中办理，不在执法部门库中停用。")
    kept = LIBRARIES[library]
    content = _record_of(kept, record, owner)
    row = _next(kept, record, owner, Action.RETIRE)
    row.reason = _reason(reason)
    return _store(row, kept, content, actor, effective_on)


@transaction.atomic
def edit(
    submission_id: UUID,
    content: Mapping[str, Any],
    *,
    actor: Person,
    seen: int,
    effective_on: date | None = None,
) -> Submission:
    """Change a draft or what was returned. ``Overtaken`` tells the second of two editors what changed."""
    row, kept = _own(submission_id, actor, State.DRAFT, State.RETURNED)
    if row.revision != seen:
        raise Overtaken(row, seen)
    # What is to end keeps saying what ends; only its day may be moved.
    new = row.content if row.action == Action.RETIRE else _read(kept, content)
    _key_free(kept, Owner(row.agency, row.government), new, row.record)
    found = [each.to_json() for each in changes(kept.content, row.content, new)]
    _fill(row, kept, new, effective_on)
    row.revision += 1
    _written_by(row, actor)
    row.save()
    note(row, "修改", actor, changes=found)
    return row


@transaction.atomic
def submit(submission_id: UUID, *, actor: Person) -> Submission:
    """Hand a draft in. ``Refused`` carries the law's findings; what warns is kept for the legal office."""
    row, kept = _own(submission_id, actor, State.DRAFT, State.RETURNED)
    findings = examine(row, kept)
    if not is_open(findings):
        raise Refused(findings)
    row.state, row.findings = State.SUBMITTED, [each.to_json() for each in findings]
    row.submitted_by, row.submitted_at = actor.name, clock.now()
    if row.action == Action.RETIRE:
        # A return has put its own reason there meanwhile.
        row.reason = row.events.filter(did="起草").values_list("reason", flat=True).first() or row.reason
    _written_by(row, actor)
    row.save()
    note(row, "提交", actor)
    return row


@transaction.atomic
def drop(submission_id: UUID, *, actor: Person) -> Submission:
    """Give up a draft or what was returned; it stays readable and counts for nothing."""
    row, _ = _own(submission_id, actor, State.DRAFT, State.RETURNED)
    row.state = State.DROPPED
    row.save(update_fields=["state"])
    note(row, "作废", actor)
    return row


def examine(row: Submission, library: Library, on: date | None = None) -> list[Finding]:
    """What the law says to a submission on the day from which it would count."""
    if row.action == Action.RETIRE:
        return []
    day = on or first_day(row)
    return library.check(library.read(row.content), Owner(row.agency, row.government), day)


def first_day(row: Submission) -> date:
    """The day from which a submission would count if it were admitted today: never one that is over."""
    return max(clock.today(), row.effective_on or clock.today())


def content_of(library: str, record: UUID) -> dict[str, Any] | None:
    """The content of a record's last admitted version, or what its rows say of it; None for no record."""
    found: dict[str, Any] | None = (
        Submission.objects.filter(record=record, library=library, state=State.ADMITTED)
        .order_by("-number")
        .values_list("content", flat=True)
        .first()
    )
    if found and library != LibraryKind.AGENCY:
        return found
    present = LIBRARIES[library].present(record)
    # An agency may have been reorganised since: what stands of it goes before what was once submitted.
    return {**present, "basis": found["basis"]} if found and present else present


def versions_of(record: UUID) -> list[Submission]:
    """The admitted versions of a record, the newest first."""
    return list(Submission.objects.filter(record=record, state=State.ADMITTED).order_by("-number"))


def base_of(row: Submission) -> dict[str, Any] | None:
    """The content that a submission would follow on: that of the version before it."""
    before = Submission.objects.filter(record=row.record, state=State.ADMITTED, number__lt=row.number)
    found = before.order_by("-number").values_list("content", flat=True).first()
    if found or row.action == Action.ENTER:
        return found
    return LIBRARIES[row.library].present(row.record)


def _store(
    row: Submission,
    library: Library,
    content: dict[str, Any],
    actor: Person,
    effective_on: date | None,
) -> Submission:
    _fill(row, library, content, effective_on)
    if not may_write(actor, row):
        raise NotFound
    _written_by(row, actor)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            note(row, "起草", actor, reason=row.reason)
    except IntegrityError as error:
        raise NotOpen("这条记录已有一份尚未办结的草稿或者待审核内容，请先办结。") from error
    return row


def _read(library: Library, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as it is kept: checked by its model, days as ISO text."""
    kept: dict[str, Any] = library.read(content).model_dump(mode="json")
    return kept


def _fill(row: Submission, library: Library, content: dict[str, Any], effective_on: date | None) -> None:
    if library.from_today and effective_on and effective_on > clock.today():
        rule = f"{library.title}的变更自审核入库之日起生效，请到生效之日再提交"
        raise Invalid([FieldError("effective_on", "拟生效日", rule)])
    row.content, row.effective_on = content, effective_on
    row.key, row.title = library.key(content)[:120], library.name(content)[:300]


def _own(submission_id: UUID, actor: Person, *states: State) -> tuple[Submission, Library]:
    """The submission, locked, for somebody who may write it, in one of the states."""
    open_submission(actor, submission_id)
    rows = Submission.objects.select_for_update(of=("self",)).select_related("agency", "government")
    row = rows.get(pk=submission_id)
    if not may_write(actor, row):
        raise NotFound
    if row.state not in states:
        raise NotOpen(f"这份内容现在是“{row.get_state_display()}”，不能再改动。")
    return row, LIBRARIES[row.library]


def _next(library: Library, record: UUID, owner: Owner, action: Action) -> Submission:
    number = max(_last_number(record), 1) + 1
    return Submission(
        library=library.kind, record=record, number=number, action=action, agency=owner.agency,
        government=owner.government,
    )  # fmt: skip


def _last_number(record: UUID) -> int:
    rows = Submission.objects.filter(record=record, state=State.ADMITTED).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


def _record_of(library: Library, record: UUID, owner: Owner) -> dict[str, Any]:
    """The last content of a record that this owner holds; ``NotFound`` for another's."""
    content = content_of(library.kind, record)
    if content is None or not library.held(record, owner):
        raise NotFound
    return content


def _may_own(library: Library, owner: Owner) -> None:
    if owner.government and not library.of_government:
        raise NotOpen(f"{library.title}由执法机关填报，不由政府法制机构填报。")


def _key_free(library: Library, owner: Owner, content: dict[str, Any], record: UUID | None) -> None:
    key = library.key(content)
    for each in (key, *library.more_keys(content)):
        if library.taken(owner, each) not in {None, record}:
            raise _taken(library, each)
    waiting = Submission.objects.filter(
        library=library.kind, agency=owner.agency, government=owner.government, key=key, state__in=OPEN
    )
    if any(each != record for each in waiting.values_list("record", flat=True)[:2]):
        raise _taken(library, key)


def _taken(library: Library, key: str) -> Invalid:
    rule = f"“{key}”已在{library.title}中或者正在办理，不能重复填报"
    return Invalid([FieldError("code", library.noun, rule)])


def _written_by(row: Submission, actor: Person) -> None:
    if str(actor.user_id) not in row.writers:
        row.writers = [*row.writers, str(actor.user_id)]


def _reason(text: str) -> str:
    if len(text.strip()) < 2:
        raise Invalid([FieldError("reason", _REASON, "必填，请写明理由")])
    return text.strip()[:2000]


def ids_of(rows: Iterable[Submission]) -> list[str]:
    """The ids of submissions as news carries them."""
    return [str(each.pk) for each in rows]
