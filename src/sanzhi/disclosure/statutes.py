"""Public records whose basis is an article which a new version of a law changes."""

from collections.abc import Iterator

from sanzhi.cases.models import Case
from sanzhi.disclosure.models import Release
from sanzhi.jobs.news import News
from sanzhi.registry.resting import Resting, citations_in, mark
from sanzhi.registry.statute_tasks import RestingKind
from sanzhi.registry.statutes.changes import Amendment

_BATCH = 500


def on_changed(news: News) -> None:
    """Mark the records that are prepared or shown: a reader opens the article and would find other words."""
    mark(shown(), Amendment.from_json(news.payload))


def shown() -> Iterator[Resting]:
    """Each release that is prepared or published, with the articles of its record."""
    rows = Release.objects.filter(state__in=(Release.PREPARED, Release.PUBLISHED))
    agencies = dict(Case.objects.filter(pk__in=rows.values("case_id")).values_list("id", "agency_id"))
    for release in rows.only("id", "case_id", "record").iterator(_BATCH):
        number = release.record.get("number", "")
        title = f"{number} {release.record.get('title', '')}".strip()
        yield Resting(
            RestingKind.RELEASE,
            release.id,
            title,
            citations_in(release.record),
            "editor",
            agencies.get(release.case_id),
            release.case_id,
        )
