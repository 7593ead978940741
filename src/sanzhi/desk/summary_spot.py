"""A penalty on the spot on the phone: licence and facts, telling and hearing, paper and signature."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.door_store import read_agency
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk import choices
from sanzhi.desk import summary_form as forms
from sanzhi.desk.act_form import Filled
from sanzhi.desk.case_tabs import document_url
from sanzhi.desk.findings import Shown, cite
from sanzhi.desk.frame import show
from sanzhi.desk.special_sealing import by_service, service_ready
from sanzhi.desk.special_work import Problem, Sent, new_key, problem_of, sent
from sanzhi.desk.summary_licence import known_party, read_licence
from sanzhi.desk.views_case import crumbs
from sanzhi.documents.errors import ScanError
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, Refused, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.procedure import acts

_ACT = "open_spot"
_PARTNER = "spot_partner"


@as_actor
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The first screen: party, facts and the penalty thought of; ``late=1`` enters what is over already."""
    if actor.agency_id is None or not acts.get(_ACT).roles & actor.roles:
        raise PermissionDenied
    late, practice = (request.GET.get(each) == "1" for each in ("late", "practice"))
    if request.method != "POST":
        typed = forms.First({"partner": str(request.session.get(_PARTNER, ""))}, late, practice)
        return _first(request, actor, typed, new_key())
    typed, form = forms.First.of(request.POST, late=late, practice=practice), sent(request.POST)
    try:
        if form.do == "scan":
            _fill(request, actor, typed)
            return _first(request, actor, typed, form.key)
        case_id = forms.begin(actor, typed, form.key)
    except SanzhiError as error:
        return _first(request, actor, typed, form.key, error)
    request.session[_PARTNER] = typed.values["partner"]
    return redirect("spot_go", case_id)


@as_actor
def go(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The second and third screen of a case on the spot: whichever comes next."""
    file = open_case(actor, case_id)
    if "spot" not in file.facts:
        raise NotFound
    if request.method != "POST":
        return _next(request, actor, file)
    form, said = sent(request.POST), request.POST
    try:
        done = _do(file, actor, form, said)
    except SanzhiError as error:
        problem = problem_of(error, file, actor, _act_of(form.do))
        return _next(request, actor, open_case(actor, case_id), problem, said)
    messages.success(request, done)
    return redirect("spot_go", case_id)


def _fill(request: HttpRequest, actor: Actor, typed: forms.First) -> None:
    """What the picture tells goes into the form; what was typed already stays where the picture is silent."""
    photo = request.FILES.get("photo")
    found = read_licence(photo) if photo else {}
    code = found.get("code") or typed.values["code"].upper().replace(" ", "")
    if not code:
        raise ScanError("请先拍摄营业执照，或者录入代码。")
    typed.values |= {**known_party(actor, code), **found, "code": code}


def _do(file: CaseFile, actor: Actor, form: Sent, said: Mapping[str, Any]) -> str:
    if form.do == "decide":
        forms.decide(file, actor, said, form.key, form.seen)
        return "决定书已经作出并编定文号，请出示或者打印。"
    if form.do in {"sign", "paper"}:
        forms.sign(file, actor, form.key, form.seen, on_paper=form.do == "paper")
        return "签名已经登记。"
    if form.do == "service" and service_ready():
        if not file.facts["document.spot_decision"].get("sealed"):
            by_service(file, actor, "spot_decision", form)
        return "电子印章已加盖。"
    if form.do in {"handed", "refused"}:
        refusal = str(said.get("refusal", "")).strip()
        signed = form.do == "handed"
        forms.hand_over(file, actor, form.key, form.seen, signed=signed, refusal=refusal)
        return "决定书已经当场交付。"
    raise Invalid([("do", "办理动作", "请用页面上的按钮办理")])


def _act_of(do: str) -> str:
    known = {"decide": "decide_spot", "service": "seal_spot_decision"}
    return known.get(do) or ("hand_over_spot" if do in {"handed", "refused"} else "sign_spot_decision")


def _first(
    request: HttpRequest, actor: Actor, typed: forms.First, key: str, error: SanzhiError | None = None
) -> HttpResponse:
    agency = read_agency(actor.agency_id) if actor.agency_id else None
    if agency is None:
        raise PermissionDenied
    powers = choices.powers(agency)
    if len(powers) == 1:
        typed.values.setdefault("power", powers[0].value)
    partners = [each for each in choices.officers(agency) if each.value != str(actor.officer_id)]
    usable = [each for each in partners if not each.warning]
    if len(usable) == 1 and not typed.values.get("partner"):
        typed.values["partner"] = usable[0].value
    fields = {each.field: each.rule for each in error.fields} if isinstance(error, Invalid) else {}
    context = {
        "typed": typed.values,
        "late": typed.late,
        "partners": partners,
        "powers": powers,
        "wrong": fields,
        "problem": _told(error),
        "filled": Filled({}, key=key),
        "practising": typed.practice,
        "here": f"{reverse('spot_new')}?{request.GET.urlencode()}",
        "crumbs": [Entry("当场处罚", "")],
    }
    status = 200 if error is None else 409 if isinstance(error, Refused) else 422
    return show(request, actor, "desk/summary/first.html", context, status)


def _filing(file: CaseFile) -> tuple[date, str] | None:
    """Until when the decision is to be filed with the own agency, and by which article."""
    clock_of = file.row.clocks.get("S6")
    return (date.fromisoformat(clock_of["due"]), clock_of["citation"]) if clock_of else None


def _told(error: SanzhiError | None) -> Problem | None:
    """An error for a page without a case yet."""
    if error is None:
        return None
    if isinstance(error, Refused):
        today = clock.today()
        return Problem(error.title, "", findings=[Shown(each, cite(each, today)) for each in error.findings])
    return (
        Problem(error.title, "", error.fields)
        if isinstance(error, Invalid)
        else Problem(error.title, error.detail)
    )


def _next(
    request: HttpRequest,
    actor: Actor,
    file: CaseFile,
    problem: Problem | None = None,
    said: Mapping[str, Any] | None = None,
) -> HttpResponse:
    facts = file.facts
    document = facts.get("document.spot_decision", {})
    signed = {each["officer"] for each in document.get("signed", ())}
    wrong = {each.field: each.rule for each in problem.fields} if problem else {}
    context = {
        "file": file,
        "spot": facts["spot"],
        "party": facts["party"],
        "officers": facts["officers"],
        "decision": facts.get("decision"),
        "document": document,
        "signed": document.get("signed", ()),
        "mine": str(actor.officer_id) in {each["id"] for each in facts["officers"]} - signed,
        "whole": len(signed) > 1,
        "service": service_ready(),
        "pdf_url": document_url(file.row.id, UUID(document["id"])) if document else "",
        "power": facts.get("power", {}),
        "filing": _filing(file),
        "said": said or {},
        "wrong": wrong,
        "late": bool(forms.late_of(file)),
        "ask_reply": bool((said or {}).get("statement")),
        "problem": problem,
        "form": {"key": new_key(), "seen": file.row.seq},
        "here": reverse("spot_go", args=[file.row.id]),
        "crumbs": [*crumbs(file), Entry("当场处罚", "")],
    }
    template = "paper" if document else "telling" if facts["spot"].get("facts") else "unchecked"
    status = problem.status if problem else 200
    return show(request, actor, f"desk/summary/{template}.html", context, status)
