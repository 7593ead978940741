"""From a release in the database to an entry of the public feed, after the act has been committed.

Each function may be called again at any time: the feed knows what it has, and the rows remember the
index that was given.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from sanzhi.cases.door_store import read_case
from sanzhi.cases.event import read
from sanzhi.cases.lanes import strip_of
from sanzhi.cases.models import Event
from sanzhi.cases.practice import FACT as PRACTICE
from sanzhi.cases.practice import is_practice
from sanzhi.disclosure import records
from sanzhi.disclosure.current import keep_current
from sanzhi.disclosure.feed import Feed
from sanzhi.disclosure.models import Release
from sanzhi.disclosure.redacting import agency_ref
from sanzhi.jobs import clock
from sanzhi.jobs.news import News
from sanzhi.ledger.head import Head
from sanzhi.ledger.keys import load_or_create
from sanzhi.ledger.log import Log
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.interpreter import marking_from_json, open_steps
from sanzhi.procedure.library import by_digest

BASIS = (
    ("行政处罚法", "第四十八条第一款"),
    (
        "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
        "第二部分（六）",
    ),
)
PROGRESS_BASIS = (
    (
        "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
        "第二部分（五）",
    ),
)
AGENCY_BASIS = (("行政处罚法", "第三十九条"),)


@cache
def _log_at(home: Path, origin: str) -> Log:
    signer = load_or_create(home / "secrets" / "ledger-public", origin)
    return Log(home / "log" / "public", origin, signer, Head(home / "head.db"), keep_entries=True)


@cache
def _feed_of(log: Log) -> Feed:
    return Feed(log, log.folder)


def public_log() -> Log:
    """The log of releases and withdrawals: its entries are open."""
    return _log_at(Path(settings.SANZHI_HOME), f"{settings.SANZHI_ORIGIN}/public")


def public_feed() -> Feed:
    """The feed of this instance: the folder of the public log."""
    return _feed_of(public_log())


def publish(release_id: UUID) -> int:
    """Put a published release into the feed and return the index of its entry."""
    release = Release.objects.get(pk=release_id)
    if release.entry is not None:
        return release.entry
    record: dict[str, Any] = release.record
    entry = public_feed().release(
        str(release.record_id),
        release.version,
        "penalty",
        "after",
        record["agency"]["uscc"],
        record,
        BASIS,
        release.published_at or clock.now(),
        release.due,
        release.until,
    )
    Release.objects.filter(pk=release.pk).update(entry=entry)
    return entry


def withdraw(release_id: UUID) -> int:
    """Put a withdrawal into the feed; the content of the record is destroyed there."""
    release = Release.objects.get(pk=release_id)
    if release.withdrawal is not None:
        return release.withdrawal
    publish(release_id)
    entry = public_feed().withdraw(
        str(release.record_id), release.version, release.reason, release.withdrawn_at or clock.now()
    )
    Release.objects.filter(pk=release.pk).update(withdrawal=entry)
    return entry


def show_progress(case_id: UUID) -> int | None:
    """Show where a filed case stands: steps and days, no party and no content; None when nothing changed."""
    row = read_case(case_id, lock=False)
    if row is None or "filing" not in row.facts or PRACTICE in row.facts:
        return None
    bundle = by_digest(row.procedure)
    steps = _public_steps(
        bundle, case_id, [token.step for token in open_steps(marking_from_json(row.marking))]
    )
    strip = strip_of(row.facts, row.clocks, opened=clock.today(), today=clock.today())
    record = records.progress(
        number=row.number,
        agency=agency_ref(row.agency),
        kind="行政处罚",
        steps=steps,
        strip=strip,
        demo=settings.SANZHI_DEMO,
    )
    return keep_current(
        public_feed(),
        case_id,
        "progress",
        "during",
        row.agency.uscc,
        record,
        PROGRESS_BASIS,
        clock.now(),
        # The strip moves with the day; it goes along with the next step.
        aside={"strip"},
    )


def _public_steps(bundle: Bundle, case_id: UUID, now: Sequence[str]) -> list[tuple[str, date | None, str]]:
    """The public names of the steps in order: those passed with their day, those open, those to come."""
    passed: dict[str, date] = {}
    for step, happened in _steps_of_events(case_id):
        if step in bundle.steps:
            passed[bundle.steps[step].public] = happened
    current = {bundle.steps[step].public for step in now}
    # A step that only some cases meet (a hearing, a refusal to file) is named once it was met.
    names = dict.fromkeys(
        step.public
        for step in bundle.steps.values()
        if not step.optional or step.public in passed.keys() | current
    )
    return [
        (name, passed.get(name), "now" if name in current else "done" if name in passed else "next")
        for name in names
    ]


def _steps_of_events(case_id: UUID) -> list[tuple[str, date]]:
    rows = Event.objects.filter(case_id=case_id).order_by("seq").values_list("body", "happened")
    return [(read(bytes(body))["step"], happened.astimezone(clock.CHINA).date()) for body, happened in rows]


def on_published(news: News) -> None:
    """A release was published; what was published for practice goes nowhere."""
    if not _practised(news):
        publish(UUID(news.payload["release"]))


def on_withdrawn(news: News) -> None:
    """A release was withdrawn; of a practice release nobody has to acknowledge it."""
    if not _practised(news):
        withdraw(UUID(news.payload["release"]))
        return
    Release.objects.filter(pk=UUID(news.payload["release"])).update(acknowledged_at=clock.now())


def _practised(news: News) -> bool:
    row = Release.objects.filter(pk=UUID(news.payload["release"])).first()
    return row is None or is_practice(row.case_id)


def on_acted(news: News) -> None:
    """Something happened to a case: its progress may have changed."""
    show_progress(UUID(news.payload["case"]))
