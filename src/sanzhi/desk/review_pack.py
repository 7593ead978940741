"""The submission pack on one page: what a reviewer or counsel reads, and what of it is missing (V5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanzhi.cases.queries import CaseFile
from sanzhi.desk.case_facts import brief
from sanzhi.desk.case_tabs import materials, papers
from sanzhi.desk.paper_remarks import read_through
from sanzhi.desk.special_rounds import Round, differences, draft_lines, rounds_of
from sanzhi.desk.statute_links import citation_url
from sanzhi.evidence.models import Material
from sanzhi.jobs import clock
from sanzhi.law.findings import Citation
from sanzhi.law.guards.reviewing import PACK
from sanzhi.registry.queries import marked_text
from sanzhi.review.guards import pack_parts

_HEARING = "听证笔录"


@dataclass(frozen=True)
class Part:
    """One part of the pack: its title, whether it is there, and where it stands on the page."""

    title: str
    there: bool
    place: str


_PLACES: Mapping[str, str] = {
    "report": "papers",
    "draft": "draft",
    "basis": "articles",
    "evidence": "material",
    "hearing": "hearing",
}


def pack_of(file: CaseFile) -> dict[str, Any]:
    """The parts of the page that reviewer and counsel share."""
    rounds = rounds_of(file)
    found = materials(file)
    return {
        "file": file,
        "brief": brief(file),
        "parts": _parts(file),
        "rounds": rounds,
        "earlier": [each for each in rounds if each.outcome][::-1],
        "changes": differences(rounds),
        "draft": draft_lines(file.facts.get("draft", {})),
        "articles": _articles(file),
        "reasons": file.facts.get("major_reasons", []),
        "materials": [each for each in found if not _is_recording(each)],
        "recordings": [each for each in found if _is_recording(each)],
        "interviews": file.facts.get("interviews", []),
        "hearing": file.facts.get("hearing", {}),
        "statement": file.facts.get("statement", {}),
        "papers": papers(file),
        "read": read_through(file),
        "supplement": file.facts.get("supplement"),
        "signatures": _signatures(file, rounds),
    }


def _parts(file: CaseFile) -> list[Part]:
    held = bool(file.facts.get("hearing", {}).get("held_on"))
    wanted = {**PACK, "hearing": _HEARING} if held else PACK
    there = pack_parts(file.facts)
    return [Part(title, key in there, _PLACES[key]) for key, title in wanted.items()]


def _is_recording(material: Material) -> bool:
    return material.media_type.startswith(("video/", "audio/"))


def _articles(file: CaseFile) -> list[tuple[Citation, str, str]]:
    """The articles that the draft rests on, with their words today and where they stand in the library."""
    draft = file.facts.get("draft", {})
    rows = [each for key in ("violated", "basis") for each in draft.get(key, ())]
    named, on = dict.fromkeys(Citation(each["law"], each["article"]) for each in rows), clock.today()
    return [(c, marked_text(c.law, c.article, on=on), citation_url(c, on)) for c in named]


def _signatures(file: CaseFile, rounds: Sequence[Round]) -> list[tuple[str, str, date | None]]:
    """V8: who answers for what, each by himself: (part, name, day), empty where nobody signed yet."""
    given = file.facts.get("review") or file.facts.get("check") or {}
    decision = file.facts.get("decision", {})
    handler = ("", None) if not rounds else (rounds[-1].submitted_by, rounds[-1].submitted_on)
    return [
        ("承办人员：送审材料真实、准确、完整", *handler),
        ("审核人员：审核意见", given.get("by", ""), _day(given)),
        ("行政机关负责人：决定", decision.get("by", ""), _day(decision)),
    ]


def _day(fact: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(fact["on"]) if fact.get("on") else None
