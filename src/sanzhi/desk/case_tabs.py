"""What stands under the tabs of a case: materials, documents, rounds of review, public copies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from sanzhi.cases.queries import CaseFile
from sanzhi.desk.addresses import reachable
from sanzhi.desk.words import OUTCOMES
from sanzhi.disclosure.models import Release
from sanzhi.documents.models import Document
from sanzhi.evidence.models import Material
from sanzhi.procedure.deed import china_day


@dataclass(frozen=True)
class Paper:
    """A document with how far it has come: signed by whom, sealed and served when."""

    title: str
    number: str
    issued_at: datetime
    pages: int | None
    volume: str
    signed: str
    sealed_on: date | None
    served_on: date | None
    url: str
    current: bool
    id: UUID | None = None
    kind: str = ""


@dataclass(frozen=True)
class Round:
    """One round of review: what was submitted, and the opinion once it is given."""

    number: int
    kind: str
    submitted_by: str
    submitted_on: date
    note: str
    opinion: Mapping[str, Any] | None = None
    by: str = ""
    on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class PublicCopy:
    """One version of the public record, and where the public reads it."""

    release: Release
    state: str
    url: str
    current: bool


_RELEASE_STATES = {Release.PREPARED: "待审核", Release.PUBLISHED: "已公示", Release.WITHDRAWN: "已撤回"}


def materials(file: CaseFile) -> list[Material]:
    """The materials in the order in which they were added."""
    return list(
        Material.objects.filter(case_id=file.row.id, seq__in=_numbers(file)).order_by("added_at", "id")
    )


def lent(file: CaseFile) -> list[tuple[str, str, str]]:
    """The evidence that came with another case: title, number of that case, where its file opens."""
    return [
        (fact["title"], fact["lent_by"]["number"], _material_url(name, fact))
        for name, fact in file.facts.items()
        if name.startswith("evidence.") and "lent_by" in fact
    ]


def _material_url(name: str, fact: Mapping[str, Any]) -> str:
    """A material opens in its own case, where the access log keeps who looked."""
    case = fact["lent_by"]["case"]
    return reachable("special_file", case, name.removeprefix("evidence.")) if fact["digest"] else ""


def papers(file: CaseFile) -> list[Paper]:
    """The documents, newest first, with what the facts know of the current ones."""
    rows = Document.objects.filter(case_id=file.row.id, seq__in=_numbers(file)).order_by("-issued_at", "-id")
    return [_paper(row, file.facts.get(f"document.{row.kind}", {})) for row in rows]


def _paper(row: Document, fact: Mapping[str, Any]) -> Paper:
    current = fact.get("id") == str(row.pk)
    known = fact if current else {}
    return Paper(
        title=row.title,
        number=row.number,
        issued_at=row.issued_at,
        pages=row.pages,
        volume="副卷" if row.volume == "inner" else "正卷",
        signed="、".join(each["name"] for each in known.get("signed", [])),
        sealed_on=china_day(row.sealed_at) if row.sealed_at else None,
        served_on=_day(known.get("served_on")),
        url=document_url(row.case_id, row.pk),
        current=current,
        id=row.pk,
        kind=row.kind,
    )


def document_url(case_id: UUID, document_id: UUID) -> str:
    """Where a document opens."""
    return reachable("special_document", case_id, document_id)


def rounds(file: CaseFile) -> list[Round]:
    """The rounds of review, the newest first."""
    found: list[Round] = []
    for event in file.events:
        if event["act"] == "submit_for_review":
            found.append(_submitted(event, file.in_clear(event["data"]), len(found) + 1))
        elif event["act"] in {"give_opinion", "check_case"} and found:
            found[-1] = _answered(found[-1], event, file.in_clear(event["data"]))
    return found[::-1]


def _submitted(event: Mapping[str, Any], data: Mapping[str, Any], number: int) -> Round:
    on = china_day(datetime.fromisoformat(event["happened"]))
    return Round(number, "审核", event["by"]["name"], on, data["note"])


def _answered(waiting: Round, event: Mapping[str, Any], data: Mapping[str, Any]) -> Round:
    return Round(
        waiting.number,
        "法制审核" if event["act"] == "give_opinion" else "案件审核",
        waiting.submitted_by,
        waiting.submitted_on,
        waiting.note,
        opinion=data,
        by=event["by"]["name"],
        on=china_day(datetime.fromisoformat(event["happened"])),
        outcome=OUTCOMES.get(data["outcome"], data["outcome"]),
    )


def copies(file: CaseFile) -> list[PublicCopy]:
    """The versions of the public record that this view of the case knows, the newest first."""
    known = {event["set"]["release"].get("id") for event in file.events if event["set"].get("release")}
    rows = Release.objects.filter(case_id=file.row.id, pk__in=known - {None}).order_by("-version")
    current = file.facts.get("release", {}).get("id")
    return [_copy(row, current) for row in rows]


def _copy(row: Release, current: str | None) -> PublicCopy:
    public = f"{settings.SANZHI_PORTAL_URL}/r/{row.record_id}/" if row.state == Release.PUBLISHED else ""
    return PublicCopy(row, _RELEASE_STATES.get(row.state, row.state), public, str(row.pk) == current)


def _numbers(file: CaseFile) -> list[int]:
    return [event["seq"] for event in file.events]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
