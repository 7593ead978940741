"""The form of any act, made from its data; and the form of a new lead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from pydantic import BaseModel

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.door_store import read_agency
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk import case_events, choices, picks
from sanzhi.desk.act_form import Filled, sent_as, submit, summary
from sanzhi.desk.addresses import case_url
from sanzhi.desk.case_facts import brief
from sanzhi.desk.controls import Drawing, Offered, errors_by_path
from sanzhi.desk.findings import explain
from sanzhi.desk.frame import show
from sanzhi.desk.offers import foreseen, instead, may_act
from sanzhi.desk.prefill import prefill
from sanzhi.desk.review_weighing import weighing
from sanzhi.desk.shape import shape_of
from sanzhi.desk.special_draft import preview_url
from sanzhi.desk.step_form import step_form, step_values
from sanzhi.desk.views_case import crumbs
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, NotOpen, Refused, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act
from sanzhi.procedure.shapes import FILL

_STATUS = {Invalid: 422, Refused: 409, Changed: 409, NotOpen: 409}


@as_actor
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Register a lead: the act that opens a case."""
    act = acts.get("practice_lead" if request.GET.get("practice") == "1" else "register_lead")
    agency = read_agency(actor.agency_id) if actor.agency_id else None
    if agency is None or not act.roles & actor.roles:
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, actor, act, None, Filled(prefill(act.name, {}, agency, actor)))
    return _answer(request, actor, act, None)


@as_actor
def act(request: HttpRequest, actor: Actor, case_id: UUID, name: str) -> HttpResponse:
    """The form of an act on a case; what is not this person's to do does not exist."""
    file = open_case(actor, case_id)
    known = acts.registered().get(name)
    if known is None or known.opens_case or not may_act(file, actor, known):
        raise Http404
    if request.method == "POST":
        return _answer(request, actor, known, file)
    known_before = step_values(file) if name == FILL else prefill(name, file.facts, file.row.agency, actor)
    begun = Filled(known_before, seen=file.row.seq)
    return _page(request, actor, known, file, begun, foreseen=foreseen(file, actor, known))


def _answer(request: HttpRequest, actor: Actor, act: Act, file: CaseFile | None) -> HttpResponse:
    filled = sent_as(_model(file, act), request.POST)
    if filled.more:
        return _page(request, actor, act, file, filled)
    try:
        outcome = submit(act, file.row.id if file else None, actor, filled)
    except NotFound:
        raise
    except SanzhiError as error:
        return _sent_back(request, actor, act, file, filled, error)
    messages.success(request, f"已办理：{act.title}。")
    return redirect(case_url(outcome.case_id))


def _sent_back(
    request: HttpRequest, actor: Actor, act: Act, file: CaseFile | None, filled: Filled, error: SanzhiError
) -> HttpResponse:
    """The same form with everything that was typed, and why it was not done."""
    more: dict[str, Any] = {"error": error, "status": _STATUS.get(type(error), 409)}
    if isinstance(error, Invalid):
        more["errors"] = error.fields
    elif isinstance(error, Refused) and file:
        more["foreseen"] = error.findings
    elif isinstance(error, Changed) and file and filled.seen is not None:
        more["changed"] = case_events.since(file, filled.seen)
        # Who has read what changed may go on; the next click is judged against the case as it is now.
        filled.seen = file.row.seq
    return _page(request, actor, act, file, filled, **more)


def _page(
    request: HttpRequest,
    actor: Actor,
    act: Act,
    file: CaseFile | None,
    filled: Filled,
    *,
    errors: tuple[FieldError, ...] = (),
    foreseen: Any = (),
    changed: Any = (),
    error: SanzhiError | None = None,
    status: int = 200,
) -> HttpResponse:
    drawing = Drawing(offered_to(file, act), errors_by_path(errors), filled.more)
    controls = drawing.controls(_model(file, act), filled.data)
    context = {
        "act": act,
        "file": file,
        "filled": filled,
        "controls": controls,
        "statutes": drawing.offered.statutes,
        "errors": drawing.errors,
        "summary": summary(controls, errors),
        "shown": explain(file, actor, act.name, foreseen) if file else (),
        "changed": changed,
        "error": error,
        "brief": brief(file) if file else (),
        **(weighing(file, act.name) if file else {}),
        "instead": instead(file, actor, act) if file else (),
        "preview_url": preview_url(file.row.id, act.name) if file else "",
        "practising": file is None and act.name == "practice_lead",
        "crumbs": [*crumbs(file), Entry(act.title, "")] if file else [Entry(act.title, "")],
    }
    return show(request, actor, "desk/act.html", context, status)


def _model(file: CaseFile | None, act: Act) -> type[BaseModel]:
    """What the form asks: the act's own data, or the fields that the flow asks at the step."""
    return step_form(file) if file and act.name == FILL else act.data


def offered_to(file: CaseFile | None, act: Act) -> Offered:
    """What the case offers to choose from; nothing is read that the form does not ask."""
    if file is None:
        return Offered()
    agency = file.row.agency
    fields = shape_of(_model(file, act))
    widgets = {field.widget for field in fields}
    return Offered(
        officers=choices.officers(agency) if "officers" in widgets else (),
        powers=choices.powers(agency) if "power" in widgets else (),
        statutes=choices.statutes(file.facts) if "basis" in widgets else (),
        picks={field.of: picks.options(field.of, file) for field in fields if field.of},
    )
