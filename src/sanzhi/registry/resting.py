"""What rests on a law: found when a new version comes in, and marked by tasks.

Rooms above have things of their own that rest on articles. They hear ``statute.changed`` through the
outbox, whose payload is ``Amendment.to_json()``, and call ``mark`` with what they hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from sanzhi.jobs import clock, outbox
from sanzhi.law.findings import Citation
from sanzhi.law.rules import RuleSet
from sanzhi.registry.entries import Benchmark
from sanzhi.registry.models import Power
from sanzhi.registry.statute_tasks import RestingKind, StatuteTask
from sanzhi.registry.statutes.changes import Amendment, ArticleChange, touched

CHANGED = "statute.changed"
_BATCH = 500


@dataclass(frozen=True)
class Resting:
    """A thing with the articles it rests on and who looks after it: a role of an agency, or of the system."""

    kind: RestingKind
    id: UUID
    title: str
    basis: tuple[Citation, ...]
    role: str
    agency_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True)
class Announcement:
    """An amendment with the tasks that it makes in this room, found before anything is written."""

    change: Amendment
    tasks: tuple[StatuteTask, ...]


def prepare(change: Amendment) -> Announcement:
    """Find what rests here on the changed articles: reads every power and benchmark, writes nothing."""
    return Announcement(change, _tasks(_ours(), change) if change.articles else ())


def announce(prepared: Announcement) -> int:
    """Mark what this room holds and tell the others, in one transaction; how many tasks are new here.

    Announcing the same version again makes no second task.
    """
    change = prepared.change
    if not change.articles:
        return 0
    with transaction.atomic():
        made = _store(change, prepared.tasks)
        outbox.put(CHANGED, f"{change.law}:{change.new.isoformat()}:{_state(change)}", change.to_json())
    return made


def mark(things: Iterable[Resting], change: Amendment) -> int:
    """Make a task for each changed article that one of ``things`` rests on; how many are new."""
    return _store(change, _tasks(things, change))


def _tasks(things: Iterable[Resting], change: Amendment) -> tuple[StatuteTask, ...]:
    return tuple(_task(thing, change, at) for thing in things for at in touched(change, thing.basis).values())


def _store(change: Amendment, tasks: Sequence[StatuteTask]) -> int:
    stored = StatuteTask.objects.filter(law=change.law, new_version=change.new)
    with transaction.atomic():
        had = stored.count()
        StatuteTask.objects.bulk_create(tasks, batch_size=_BATCH, ignore_conflicts=True)
        return stored.count() - had


def citations_in(value: Any) -> tuple[Citation, ...]:
    """Every {law, article} in plain data, however deep, in the order found."""
    if isinstance(value, dict):
        if isinstance(value.get("law"), str) and isinstance(value.get("article"), str):
            return (Citation(value["law"], value["article"]),)
        value = list(value.values())
    if isinstance(value, list):
        return tuple(citation for each in value for citation in citations_in(each))
    return ()


def named_id(kind: RestingKind, name: str) -> UUID:
    """The id of a thing that has only a name, such as a template."""
    return uuid5(NAMESPACE_URL, f"sanzhi:{kind.value}:{name}")


def _ours() -> Iterator[Resting]:
    powers = Power.objects.filter(retired_on=None).values_list("id", "code", "name", "basis", "agency_id")
    benchmarks = Benchmark.objects.filter(retired_on=None).values_list(
        "id", "code", "title", "basis", "agency_id"
    )
    for kind, rows in ((RestingKind.POWER, powers), (RestingKind.BENCHMARK, benchmarks)):
        for key, code, name, basis, agency in rows.iterator(_BATCH):
            yield Resting(kind, key, f"{code} {name}", citations_in(basis), "clerk", agency)
    for rule in RuleSet.national().rows:
        name = "|".join((rule.id, rule.domain or "", rule.region or "", rule.citation.law))
        title = f"{rule.id} {rule.title}{f'（{rule.domain}）' if rule.domain else ''}"
        yield Resting(RestingKind.RULE, named_id(RestingKind.RULE, name), title, (rule.citation,), "system")


def _task(thing: Resting, change: Amendment, at: ArticleChange) -> StatuteTask:
    return StatuteTask(
        kind=thing.kind,
        object_id=thing.id,
        title=thing.title[:400],
        case_id=thing.case_id,
        agency_id=thing.agency_id,
        role=thing.role,
        law=change.law,
        article=at.label,
        change=at.kind,
        moved_to=at.moved_to,
        old_version=change.old,
        new_version=change.new,
        old_digest=at.old_digest,
        new_digest=at.new_digest,
        created_at=clock.now(),
    )


def _state(change: Amendment) -> str:
    """Tells a text that was put right from the one imported first under the same day."""
    return named_id(RestingKind.RULE, "".join(each.new_digest for each in change.articles.values())).hex[:12]
