"""Many submissions admitted by one click: kept as a batch, worked off by the background, told as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from sanzhi.jobs import clock, outbox
from sanzhi.jobs.deliver import report
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.registry.access import Person, queue
from sanzhi.registry.settling import Settled, admit_step
from sanzhi.registry.submissions import AdmissionBatch

ASKED: Final = "registry.batch"
_STEP: Final = 200
_ONE_BATCH: Final = 50_000


@dataclass(frozen=True)
class Settler:
    """The supervisor who asked for the batch, as he was when he asked."""

    user_id: UUID | None
    name: str
    agency_id: UUID | None
    government_id: UUID | None
    roles: frozenset[str] = frozenset({"supervisor"})


@transaction.atomic
def ask(ids: Sequence[UUID], *, actor: Person) -> AdmissionBatch:
    """Have those of the ids that wait for this person's office admitted; ``Invalid`` when none does."""
    waiting = queue(actor).filter(pk__in=ids).order_by("submitted_at", "pk").values_list("pk", flat=True)
    return _begin(list(waiting), actor)


@transaction.atomic
def ask_all(*, library: str, agency_id: UUID | None, actor: Person) -> AdmissionBatch:
    """The same for everything of one library that waits, of one agency or of all."""
    rows = queue(actor).filter(library=library)
    rows = rows.filter(agency_id=agency_id) if agency_id else rows
    return _begin(list(rows.order_by("submitted_at", "pk").values_list("pk", flat=True)[:_ONE_BATCH]), actor)


def batch_of(actor: Person, batch_id: UUID) -> AdmissionBatch:
    """A batch that this person asked for; ``NotFound`` for another's."""
    found = AdmissionBatch.objects.filter(pk=batch_id, by_id=str(actor.user_id)).first()
    if found is None:
        raise NotFound
    return found


def on_asked(news: outbox.News) -> None:
    """Work off a batch. Taken up again after an interruption it goes on where it stopped."""
    batch = AdmissionBatch.objects.get(pk=news.payload["batch"])
    actor = Settler(batch.by_id, batch.by, batch.agency_id, batch.government_id)
    wanted = [UUID(each) for each in batch.wanted]
    while batch.done < len(wanted):
        part = wanted[batch.done : batch.done + _STEP]
        with transaction.atomic():
            settled = Settled()
            admit_step(part, actor, settled)
            refused = [{"id": one, "title": title, "why": why} for one, title, why in settled.refused]
            batch.refused = [*batch.refused, *refused]
            batch.done += len(part)
            batch.save(update_fields=["done", "refused"])
        report(batch.done, len(wanted))
    AdmissionBatch.objects.filter(pk=batch.pk, ended=None).update(ended=clock.now())


def _begin(ids: list[UUID], actor: Person) -> AdmissionBatch:
    if not ids or actor.user_id is None:
        raise Invalid([FieldError("submission", "待审核内容", "请至少选择一条仍在待审核的内容")])
    batch = AdmissionBatch.objects.create(
        by_id=actor.user_id,
        by=actor.name,
        agency_id=actor.agency_id,
        government_id=actor.government_id,
        at=clock.now(),
        wanted=[str(each) for each in ids],
    )
    outbox.put(ASKED, str(batch.pk), {"batch": str(batch.pk)})
    return batch
