"""An approval on one screen of a phone: what is asked, strip, law, what changed, approve or return."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, foresee, open_case
from sanzhi.desk import act_form
from sanzhi.desk.act_form import Filled
from sanzhi.desk.addresses import case_url
from sanzhi.desk.case_facts import brief
from sanzhi.desk.controls import Control, Drawing, errors_by_path
from sanzhi.desk.findings import explain
from sanzhi.desk.frame import show
from sanzhi.desk.inbox import case_strip
from sanzhi.desk.offers import Offer, offers
from sanzhi.desk.prefill import prefill
from sanzhi.desk.special_rounds import Round, differences
from sanzhi.desk.special_work import Problem, problem_of
from sanzhi.desk.views_act import offered_to
from sanzhi.desk.views_case import crumbs
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day

# The facts that are sent up for approval, the later one first: what was changed in the last of its versions.
_SENT_UP: Final = ("draft", "proposal")


@as_actor
@for_roles("head")
def approval(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """What waits for this head at one case; with nothing to approve the page leads to the case."""
    file = open_case(actor, case_id)
    asked, ways = _asked(file, actor)
    if asked is None:
        return redirect(case_url(case_id))
    if request.method != "POST":
        return _page(request, actor, file, asked, ways)
    name = request.POST.get("do", "")
    if name not in {asked.name, *(each.name for each in ways)}:
        raise NotFound("本案现在没有这一审批事项。")
    filled = act_form.sent(acts.get(name), request.POST)
    try:
        act_form.submit(acts.get(name), case_id, actor, filled)
    except SanzhiError as error:
        problem = problem_of(error, file, actor, name)
        filled.seen = file.row.seq
        return _page(request, actor, file, asked, ways, (name, filled), problem)
    messages.success(request, f"已办理：{acts.get(name).title}。")
    return redirect("desk_inbox")


def versions(file: CaseFile) -> list[Round]:
    """Every version of what is sent up for approval, the oldest first, as a reviewer compares them."""
    events = [file.in_clear(each) for each in file.events]
    fact = next((each for each in _SENT_UP if each in file.facts), "")
    told = [each for each in events if fact and each["set"].get(fact) and each["act"] not in _returning(file)]
    return [
        Round(number, "", each["by"]["name"], _day(each), "", each["set"][fact])
        for number, each in enumerate(told, 1)
    ]


def _returning(file: CaseFile) -> set[str]:
    """The acts that only send something back: what they write into it is their reason."""
    return {way.act for step in file.bundle.steps.values() for way in step.transitions if way.back}


def _asked(file: CaseFile, actor: Actor) -> tuple[Offer | None, Sequence[Offer]]:
    """The act that is asked of the head at the present step, and the other ways that he has."""
    steps = [file.bundle.steps[token.step] for token in file.present]
    here = {way.act for step in steps if step.role == "head" for way in step.transitions if way.moves}
    found = [each for each in offers(file, actor) if each.name in here and not each.aside]
    forward = [each for each in found if not each.back]
    asked = next((each for each in forward if each.main), None) or next(iter(forward), None)
    return asked, [each for each in found if each is not asked]


def _page(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    asked: Offer,
    ways: Sequence[Offer],
    typed: tuple[str, Filled] | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    row, rounds = file.row, versions(file)
    context = {
        "file": file,
        "asked": _way(file, actor, asked, typed, problem),
        "ways": [_way(file, actor, each, typed, problem) for each in ways],
        "strip": case_strip(
            file.facts, row.clocks, china_day(row.opened_at), clock.today(), case_url(row.id)
        ),
        "warnings": _warnings(file, actor, asked),
        "rounds": rounds,
        "changes": differences(rounds),
        "brief": brief(file),
        "problem": problem,
        "here": reverse("phone_approval", args=[row.id]),
        "back": case_url(row.id),
        "crumbs": [*crumbs(file), Entry(asked.title, "")],
    }
    return show(request, actor, "desk/phone/approval.html", context, problem.status if problem else 200)


def _way(
    file: CaseFile, actor: Actor, offer: Offer, typed: tuple[str, Filled] | None, problem: Problem | None
) -> Mapping[str, Any]:
    """One way with its form: as it was typed where it was sent back, else as it begins."""
    act = acts.get(offer.name)
    mine = typed is not None and typed[0] == offer.name
    filled = typed[1] if typed and mine else _begun(file, actor, offer.name)
    drawing = Drawing(
        offered_to(file, act), errors_by_path(problem.fields) if problem and mine else {}, filled.more
    )
    controls: Sequence[Control] = drawing.controls(act.data, filled.data)
    return {"offer": offer, "controls": controls, "filled": filled, "open": mine}


def _begun(file: CaseFile, actor: Actor, name: str) -> Filled:
    return Filled(prefill(name, file.facts, file.row.agency, actor), seen=file.row.seq)


def _warnings(file: CaseFile, actor: Actor, offer: Offer) -> Sequence[Any]:
    """What the law says to the act beside refusals, which the offer has already."""
    if offer.refusals:
        return ()
    found = foresee(
        file, actor, acts.get(offer.name), prefill(offer.name, file.facts, file.row.agency, actor)
    )
    return explain(file, actor, offer.name, found)


def _day(event: Mapping[str, Any]) -> Any:
    return china_day(datetime.fromisoformat(event["happened"]))
