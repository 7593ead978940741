"""Open cases that rest on a changed article of a law, and who sees the tasks that changed laws make."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import visible
from sanzhi.cases.models import Case, OpenStep
from sanzhi.cases.practice import practice_ids
from sanzhi.jobs.news import News
from sanzhi.registry.resting import Resting, citations_in, mark
from sanzhi.registry.statute_answers import visible_here
from sanzhi.registry.statute_tasks import RestingKind, StatuteTask
from sanzhi.registry.statutes.changes import Amendment

_BATCH = 500
OF_CASES = (RestingKind.CASE, RestingKind.RELEASE)


def on_changed(news: News) -> None:
    """Mark the open cases that name a changed article in any fact: filing, draft, notice.

    Which law judges the act is for the officer to say (行政处罚法 Art 37): the case goes on, with a mark.
    """
    mark(open_cases(), Amendment.from_json(news.payload))


def open_cases() -> Iterator[Resting]:
    """Each case with an open step, with every article in its facts."""
    opened = Case.objects.filter(pk__in=OpenStep.objects.values("case_id")).exclude(pk__in=practice_ids())
    rows = opened.values_list("id", "number", "title", "facts", "agency_id")
    for case_id, number, title, facts, agency_id in rows.iterator(_BATCH):
        cited = citations_in(facts)
        if cited:
            yield Resting(
                RestingKind.CASE, case_id, f"{number} {title}", cited, "officer", agency_id, case_id
            )


def marks_of(case_id: UUID) -> list[StatuteTask]:
    """The open tasks of a case and of its public records, for the page of a case that was opened lawfully."""
    return list(StatuteTask.objects.filter(case_id=case_id, done_at=None))


def tasks_for(actor: Actor) -> QuerySet[StatuteTask]:
    """Every task of a changed law that this person may read: those of cases go with the sight of the case."""
    found = visible_here(actor)
    if actor.scopes:
        found |= Q(kind__in=OF_CASES, case_id__in=visible(actor).values("case_id"))
    return StatuteTask.objects.filter(found)
