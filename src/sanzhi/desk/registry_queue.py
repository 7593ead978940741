"""The admission queue of a legal office, one by one or many at once, and how far a batch is."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.registry_lists import submission_table
from sanzhi.desk.registry_words import crumbs
from sanzhi.law.errors import Invalid
from sanzhi.pages.table import Column
from sanzhi.registry import batches
from sanzhi.registry.access import queue as waiting
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.submissions import LibraryKind, Submission


@as_actor
@for_roles("supervisor")
def queue(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """What waits, oldest first; a POST admits those that are ticked, or all of a library."""
    if request.method == "POST":
        return _admit(request, actor)
    table = submission_table("待审核", waiting(actor), actor, "submitted_at")
    tick = Column[Submission](
        "tick", "选择", lambda row: str(row.pk), template="desk/registry/cell_tick.html", exported=False
    )
    columns = [table.columns[0], tick, *table.columns[1:]]
    view = replace(table, columns=columns, size=50, empty="没有等待审核的内容。").read(request)
    if view.download:
        return view.download
    context = {"table": view, "libraries": LibraryKind.choices, "crumbs": crumbs(("入库审核", ""))}
    return show(request, actor, "desk/registry/queue.html", context)


def _admit(request: HttpRequest, actor: Actor) -> HttpResponse:
    ticked = [found for each in request.POST.getlist("submission") if (found := _uuid(each))]
    library = request.POST.get("library", "")
    try:
        if request.POST.get("do") == "all" and library in LIBRARIES:
            batch = batches.ask_all(library=library, agency_id=None, actor=actor)
        else:
            batch = batches.ask(ticked, actor=actor)
    except Invalid as error:
        messages.warning(request, f"{error.fields[0].rule}。")
        return redirect("registry_queue")
    return redirect("registry_batch", batch_id=batch.pk)


@as_actor
@for_roles("supervisor")
def batch(request: HttpRequest, actor: Actor, batch_id: UUID) -> HttpResponse:
    """How far a batch is; the page asks again by itself until it is done, and may be left."""
    found = batches.batch_of(actor, batch_id)
    total = len(found.wanted)
    context = {
        "batch": found,
        "total": total,
        "passed": found.done - len(found.refused),
        "percent": found.done * 100 // total if total else 100,
        "queue_url": reverse("registry_queue"),
        "crumbs": crumbs(("入库审核", reverse("registry_queue")), ("批量入库", "")),
    }
    return show(request, actor, "desk/registry/batch.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
