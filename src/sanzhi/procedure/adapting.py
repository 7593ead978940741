"""An agency's adaptation of a flow that ships: an overlay, written change by change (goes through drafts).

Every change is laid over the base at once; what comes of it is the draft of the agency's own flow, which the
checker examines and a second person publishes. A new version of the base leaves the overlay behind: then
``newer`` tells what of it still fits and what the checker says, and ``rebase`` moves it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from sanzhi.accounts.actors import Actor
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, NotOpen
from sanzhi.procedure import drafts, library
from sanzhi.procedure.examining import Examination, examine
from sanzhi.procedure.models import OPEN, WRITABLE, ProcedureDraft, ProcedureOverlay, ProcedureVersion
from sanzhi.procedure.overlay import OVERLAY, Rebased, digest_of, flatten, rebase
from sanzhi.procedure.shapes import Bundle, BundleError


@dataclass(frozen=True)
class Newer:
    """A later version of the base: what remains of the overlay there, and the checker's word."""

    base: Bundle
    rebased: Rebased
    examination: Examination


@transaction.atomic
def begin(actor: Actor, title: str, base: Bundle) -> ProcedureOverlay:
    """An overlay without a change, and the draft of the flow that comes of it."""
    draft = drafts.begin(actor, title, base)
    body = {"overlay": OVERLAY, "base": _named(base), "changes": []}
    row = ProcedureOverlay(
        agency_id=draft.agency_id, name=draft.name, title=title, base_name=base.name,
        base_digest=base.digest, body=body, changed_at=clock.now(), changed_by=actor.name,
    )  # fmt: skip
    row.save(force_insert=True)
    _lay(row, actor, "按底本起草")
    return row


@transaction.atomic
def add(overlay_id: UUID, change: Mapping[str, Any], *, actor: Actor, seen: int) -> ProcedureOverlay:
    """Add a change. ``Invalid`` says why it may not be made; ``Changed`` when another person was first."""
    row = _mine(overlay_id, actor, seen)
    return _write(row, [*row.body["changes"], dict(change)], actor, "增加一项调整")


@transaction.atomic
def take_out(overlay_id: UUID, place: int, *, actor: Actor, seen: int) -> ProcedureOverlay:
    """Take a change out again; what was built on it must go first."""
    row = _mine(overlay_id, actor, seen)
    kept = [each for number, each in enumerate(row.body["changes"]) if number != place]
    return _write(row, kept, actor, "取消一项调整")


@transaction.atomic
def move(overlay_id: UUID, *, actor: Actor, seen: int) -> ProcedureOverlay:
    """Lay the overlay over the version of its base that is in force; what does not fit is told, not lost."""
    row = _mine(overlay_id, actor, seen)
    found = newer(row)
    if found is None:
        raise NotOpen("底本没有新版本。")
    row.body, row.left_out = found.rebased.overlay, list(found.rebased.left_out)
    row.base_digest = found.base.digest
    return _write(row, row.body["changes"], actor, f"改用底本 {found.base.version}")


def newer(row: ProcedureOverlay) -> Newer | None:
    """The version of the base in force where it is not the overlay's: the re-base that waits; else None."""
    base = library.latest(row.base_name)
    if base.digest == row.base_digest:
        return None
    document = library.document(base.digest)
    moved = rebase(row.body, document)
    made = flatten(document, {**moved.overlay, "name": row.name, "version": "1.0", "title": row.title})
    return Newer(base, moved, examine(made, drafts.step_names()))


def overlays(actor: Actor) -> list[ProcedureOverlay]:
    """The overlays of the actor's agency, the last changed first."""
    if actor.agency_id is None or not actor.roles & drafts.WRITERS:
        return []
    return list(ProcedureOverlay.objects.filter(agency_id=actor.agency_id).order_by("-changed_at"))


def overlay_of(actor: Actor, overlay_id: UUID) -> ProcedureOverlay:
    """An overlay of the actor's agency for who writes there; ``NotFound`` for everybody else."""
    row = ProcedureOverlay.objects.filter(pk=overlay_id).first()
    if row is None or row.agency_id != actor.agency_id or not actor.roles & drafts.WRITERS:
        raise NotFound
    return row


def draft_now(row: ProcedureOverlay) -> ProcedureDraft | None:
    """The draft of the flow that is open, None where the last one was settled."""
    return ProcedureDraft.objects.filter(name=row.name, state__in=OPEN).first()


def _mine(overlay_id: UUID, actor: Actor, seen: int) -> ProcedureOverlay:
    overlay_of(actor, overlay_id)
    row = ProcedureOverlay.objects.select_for_update().get(pk=overlay_id)
    if row.revision != seen:
        raise Changed(f"{row.changed_by}刚刚修改了这份调整，请核对现在的内容后再办理。")
    return row


def _write(row: ProcedureOverlay, changes: list[Any], actor: Actor, words: str) -> ProcedureOverlay:
    row.body = {**row.body, "changes": changes}
    row.revision += 1
    row.changed_at, row.changed_by = clock.now(), actor.name
    row.save()
    _lay(row, actor, words)
    return row


def _lay(row: ProcedureOverlay, actor: Actor, words: str) -> None:
    """Bring the draft to what base and overlay give; begin the next one where the last was settled."""
    draft = draft_now(row)
    if draft is not None and draft.state not in WRITABLE:
        raise NotOpen("这份流程已经提请发布，退回或者发布后才能再调整。")
    if draft is not None and row.revision > 1 and "overlay" not in draft.document:
        raise NotOpen("这份草稿已在流程设计中另行修改，不再是底本加调整；请先作废草稿，再从这里调整。")
    base = library.document(row.base_digest)
    draft = draft or drafts.begin(actor, row.title, _published(row))
    head = {"name": draft.name, "version": f"{draft.number}.0", "title": row.title}
    try:
        made = flatten(base, {**row.body, **head})
    except BundleError as error:
        raise Invalid([FieldError("change", "调整", str(error))]) from error
    drafts.change(draft.pk, lambda _: made, actor=actor, seen=draft.revision, place="", words=words)


def _published(row: ProcedureOverlay) -> Bundle:
    rows = ProcedureVersion.objects.filter(name=row.name, superseded_at=None)
    digest = rows.values_list("digest", flat=True).first()
    return library.by_digest(digest or row.base_digest)


def _named(base: Bundle) -> dict[str, str]:
    document = library.document(base.digest)
    return {"name": base.name, "version": base.version, "digest": digest_of(document)}
