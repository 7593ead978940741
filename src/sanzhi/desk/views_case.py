"""One case on one page: head, strip, next acts, flow, and its tabs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.cases.statutes import marks_of
from sanzhi.desk import (
    case_course,
    case_events,
    case_facts,
    case_flow,
    case_tabs,
    clocks,
    moments,
    payment_case,
)
from sanzhi.desk.addresses import case_url, reachable
from sanzhi.desk.frame import show
from sanzhi.desk.inbox import case_strip
from sanzhi.desk.offers import ahead, offers
from sanzhi.desk.review_beside import beside
from sanzhi.jobs import clock
from sanzhi.pages.navigation import Entry
from sanzhi.procedure.deed import china_day

Tab = Callable[[HttpRequest, CaseFile], dict[str, Any]]


@as_actor
def case(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The page of a case; ``tab`` chooses what stands below, ``as_of`` and ``known_at`` look back."""
    asked = moments.read(request.GET)
    file = open_case(actor, case_id, as_of=asked.as_of, known_at=asked.known_at)
    tab = request.GET.get("tab", "timeline")
    if tab not in _TABS:
        raise Http404
    title, build = _TABS[tab]
    offered = offers(file, actor)
    context = {
        **_head(file, asked),
        "offers": offered,
        "asides": [each for each in offered if each.aside],
        "waits": all(each.aside for each in offered),
        "ahead": ahead(file, actor),
        "tabs": [_tab(file, key, key == tab, asked) for key in _TABS],
        "tab": tab,
        "tab_title": title,
        "asked": asked,
        "marks": [] if file.past else marks_of(case_id),
        **build(request, file),
    }
    return show(request, actor, "desk/case.html", context)


@as_actor
def event(request: HttpRequest, actor: Actor, case_id: UUID, seq: int) -> HttpResponse:
    """One event of a case: who, happened, recorded, why late, what the law found, what was supplied."""
    file = open_case(actor, case_id)
    found = case_events.opened(file, seq)
    if found is None:
        raise Http404
    context = {
        "file": file,
        "event": found,
        "before": seq - 1,
        "after": seq + 1 if seq < file.row.seq else 0,
        "crumbs": [*crumbs(file), Entry(found.title, "")],
    }
    return show(request, actor, "desk/event.html", context)


def crumbs(file: CaseFile) -> list[Entry]:
    """The way to a page below the case."""
    return [Entry("案件", reachable("desk_cases")), Entry(file.row.number, case_url(file.row.id))]


def _head(file: CaseFile, asked: moments.Moments) -> dict[str, Any]:
    today = china_day(asked.as_of) if asked.as_of else clock.today()
    steps = case_flow.steps(file)
    row = file.row
    return {
        "file": file,
        "today": today,
        "state": "、".join(file.bundle.steps[token.step].title for token in file.present),
        "strip": case_strip(row.facts, row.clocks, china_day(row.opened_at), today, case_url(row.id)),
        "steps": steps,
        "arrows": case_flow.arrows(file, steps),
        "clocks": clocks.bars(row.clocks),
        "ended": clocks.ended(row.clocks),
        "party": case_facts.party(file.facts),
        "matter": case_facts.matter(file),
        "proposed": case_facts.proposed(file.facts),
        "course": case_course.course(file.facts),
        "crumbs": [Entry("案件", reachable("desk_cases")), Entry(row.number, "")],
    }


def _tab(file: CaseFile, key: str, current: bool, asked: moments.Moments) -> Entry:
    return Entry(_TABS[key][0], f"?tab={key}{asked.query}#tabs", current=current)


def _timeline(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    everything = request.GET.get("all") == "1"
    return {
        "events": case_events.timeline(file, everything=everything),
        "hidden": 0 if everything else case_events.hidden(file),
    }


def _evidence(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    return {
        "materials": case_tabs.materials(file),
        "interviews": file.facts.get("interviews", []),
        "lent": case_tabs.lent(file),
        "property": file.facts.get("property", []),
    }


def _documents(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    return {"papers": case_tabs.papers(file)}


def _review(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    return {
        "rounds": case_tabs.rounds(file),
        "reasons": file.facts.get("major_reasons", []),
        **beside(file.facts),
    }


def _publicity(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    return {"copies": case_tabs.copies(file), "release": file.facts.get("release", {})}


_TABS: dict[str, tuple[str, Tab]] = {
    "timeline": ("时间线", _timeline),
    "evidence": ("材料证据", _evidence),
    "documents": ("文书", _documents),
    "review": ("审核", _review),
    "publicity": ("公示", _publicity),
    "money": ("缴款执行", payment_case.tab),
}
