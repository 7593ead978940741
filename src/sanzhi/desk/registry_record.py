"""One record of a library: what it says now, its versions with what each changed, and its certificates."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.registry_words import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound, SanzhiError
from sanzhi.registry import admission, standing
from sanzhi.registry.access import is_legal_office, owner_for
from sanzhi.registry.differences import Difference, changes, words
from sanzhi.registry.libraries import LIBRARIES, Library
from sanzhi.registry.models import Certificate, Officer
from sanzhi.registry.persons import may_know
from sanzhi.registry.shelves import owner_of, record_row
from sanzhi.registry.submissions import OPEN, LibraryKind, Submission

_NOTE: Final = {"suspend": "已暂扣。", "restore": "已恢复。", "revoke": "已吊销。"}


@dataclass(frozen=True)
class Version:
    """One admitted version and what it changed against the one before."""

    row: Submission
    changed: list[Difference]


@as_actor
def page(request: HttpRequest, actor: Actor, kind: str, record: UUID) -> HttpResponse:
    """The record; a POST of the legal office changes the standing of a certificate."""
    library, row = LIBRARIES.get(kind), record_row(actor, kind, record)
    if library is None or row is None:
        raise NotFound
    error: SanzhiError | None = None
    if request.method == "POST":
        error = _change(request, actor, kind)
        if error is None:
            return redirect("registry_record", kind=kind, record=record)
    context = _context(actor, library, row, record) | {
        "error": error,
        "wrong": error.fields if isinstance(error, Invalid) else (),
        "typed": request.POST,
    }
    return show(request, actor, "desk/registry/record.html", context, 200 if error is None else 422)


def _context(actor: Actor, library: Library, row: Any, record: UUID) -> dict[str, Any]:
    kind = library.kind.value
    content = admission.content_of(kind, record) or {}
    owner = owner_of(row)
    ended = getattr(row, "ended_on", None) or getattr(row, "retired_on", None)
    waiting = Submission.objects.filter(record=record, state__in=OPEN).first()
    writes = owner_for(actor) == owner and not (ended and ended <= clock.today())
    return {
        "library": library,
        "name": library.name(content) if content else str(row),
        "owner": owner.name,
        "ended": ended,
        "facts": [(label, "\n".join(lines)) for label, lines in words(library.content, content)],
        "versions": _versions(library, record),
        "waiting": waiting if waiting and (writes or is_legal_office(actor)) else None,
        "certificates": _certificates(kind, record),
        "person_url": _person_url(actor, row),
        "may_settle": is_legal_office(actor) and kind == LibraryKind.OFFICER,
        "amend_url": reverse("registry_amend", args=[kind, record]) if writes and not waiting else "",
        "retire_url": _retire_url(kind, record) if writes and not waiting else "",
        "today": clock.today(),
        "crumbs": crumbs((library.title, reverse("registry_library", args=[kind])), (str(row), "")),
    }


def _person_url(actor: Actor, row: Any) -> str:
    knows = isinstance(row, Officer) and may_know(actor, row)
    return reverse("registry_person", args=[row.pk]) if knows else ""


def _retire_url(kind: str, record: UUID) -> str:
    return "" if kind == LibraryKind.AGENCY else reverse("registry_retire", args=[kind, record])


def _versions(library: Library, record: UUID) -> list[Version]:
    rows = admission.versions_of(record)
    # A record of before admissions were kept has no version at all.
    before = [*(each.content for each in rows[1:]), None][: len(rows)]
    return [
        Version(row, changes(library.content, old, row.content) if old else [])
        for row, old in zip(rows, before, strict=True)
    ]


def _certificates(kind: str, record: UUID) -> list[Certificate]:
    if kind != LibraryKind.OFFICER:
        return []
    return list(Certificate.objects.filter(officer=record).order_by("number", "-admitted_on", "-ended_on"))


def _change(request: HttpRequest, actor: Actor, kind: str) -> SanzhiError | None:
    """Suspend, restore or revoke as typed; the error tells what was wrong."""
    post, do = request.POST, request.POST.get("do", "")
    if kind != LibraryKind.OFFICER or do not in _NOTE:
        raise NotFound
    number, paper = post.get("number", ""), post.get("paper", "")
    try:
        since = _day(post.get("since", ""), "since", "生效日")
        if do == "suspend":
            until = _day(post.get("until", ""), "until", "暂扣至")
            standing.suspend(number, since=since, until=until, paper=paper, actor=actor)
        elif do == "restore":
            standing.restore(number, since=since, paper=paper, actor=actor)
        else:
            standing.revoke(number, since=since, paper=paper, actor=actor)
    except NotFound:
        raise
    except SanzhiError as error:
        return error
    messages.success(request, f"执法证 {number} {_NOTE[do]}")
    return None


def _day(text: str, name: str, label: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid([FieldError(name, label, "必填，应为日期，例如 2026-03-02")]) from None
