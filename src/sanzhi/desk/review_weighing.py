"""Benchmarks and similar cases beside a draft: shown to who weighs, never weighed by a machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.frame import show
from sanzhi.desk.views_case import crumbs
from sanzhi.jobs import clock
from sanzhi.law.penalty import PartyType
from sanzhi.pages.navigation import Entry
from sanzhi.registry.lists import BenchmarkFact, Rung, benchmarks_on
from sanzhi.review import similar

_WEIGHING: Final = frozenset({"conclude", "decide"})


@dataclass(frozen=True)
class Mark:
    """A benchmark with its rungs; ``fits`` says of each whether the draft's fine lies in it."""

    benchmark: BenchmarkFact
    rungs: Sequence[tuple[Rung, bool]]


@as_actor
def page(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The benchmarks on the power of a case, and the similar cases that were decided."""
    file = open_case(actor, case_id)
    context = {
        "file": file,
        "draft": file.facts.get("draft", {}),
        "marks": marks_of(file),
        "found": _comparison(file),
        "crumbs": [*crumbs(file), Entry("裁量基准和同类案件", "")],
    }
    return show(request, actor, "desk/review/discretion.html", context)


def weighing(file: CaseFile, act: str) -> dict[str, Any]:
    """What stands beside the form of an act that sets a fine; nothing beside any other."""
    if act not in _WEIGHING or "power" not in file.facts:
        return {}
    found = _comparison(file)
    url = reverse("review_discretion", args=[file.row.id])
    return {"weighing": {"marks": marks_of(file), "told": found.told, "outlier": found.outlier, "url": url}}


def marks_of(file: CaseFile) -> list[Mark]:
    """The benchmarks in force today on the power of a case, each rung beside the draft's fine."""
    matter, fine = _matter(file.facts), _fine(file.facts)
    found = benchmarks_on(file.row.agency.id, matter, clock.today()) if matter else []
    return [
        Mark(each, [(rung, bool(fine) and rung.least_fen <= fine <= rung.most_fen) for rung in each.rungs])
        for each in found
    ]


def _comparison(file: CaseFile) -> similar.Comparison:
    matter = _matter(file.facts)
    if not matter:
        return similar.Comparison(())
    rows = similar.peers_of(file.row.agency.id, matter, clock.today(), without=file.row.id)
    entity = PartyType(file.facts["party"]["type"]).is_entity
    treatment = file.facts.get("draft", {}).get("treatment", "")
    return similar.compare(similar.Weighed(_fine(file.facts), treatment, entity), rows)


def _matter(facts: Mapping[str, Any]) -> str:
    return str(facts.get("power", {}).get("code", ""))


def _fine(facts: Mapping[str, Any]) -> int:
    return int((facts.get("decision") or facts.get("draft") or {}).get("fine_fen", 0))
