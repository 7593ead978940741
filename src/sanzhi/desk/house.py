"""The pages of an agency's own order: units and people, chains, terms, sight. A head changes, others read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor, employed
from sanzhi.accounts.models import User
from sanzhi.accounts.units import Substitution
from sanzhi.cases import house
from sanzhi.desk import house_forms as forms
from sanzhi.desk import house_tables as tables
from sanzhi.desk.form_fields import tell
from sanzhi.desk.frame import WORKERS, show
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.units import Unit
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Table

_TABS = (
    ("house_units", "机构与人员"),
    ("house_chains", "审批链"),
    ("house_terms", "代行"),
    ("house_policy", "查看范围"),
    ("numbers", "文号登记簿"),
    ("house_handover", "移交案件"),
)


@dataclass(frozen=True)
class Sheet:
    """One page: a list, and the form that adds to it where the person may (``form`` is None otherwise)."""

    name: str
    title: str
    lead: str
    button: str
    table: Table[Any]
    form: Form | None
    save: Callable[[Mapping[str, Any]], Any]
    here: str


@as_actor
@for_roles(*WORKERS)
def units(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The units of the agency."""
    agency = agency_of(actor)
    return _sheet(request, actor, Sheet(
        "house_units", "机构与人员",
        "内设机构和派出机构，以及各自的人员、负责人和分管负责人。", "设立内设机构",
        tables.units(agency, may_change=may_order(actor)),
        _form(request, actor, forms.UnitForm),
        lambda typed: house.found_unit(agency, **typed), reverse("house_units"),
    ))  # fmt: skip


@as_actor
@for_roles(*WORKERS)
def unit(request: HttpRequest, actor: Actor, unit_id: UUID) -> HttpResponseBase:
    """One unit with its people."""
    found = Unit.objects.filter(pk=unit_id, agency_id=agency_of(actor)).first()
    if found is None:
        raise NotFound
    return _sheet(request, actor, Sheet(
        "house_units", found.name, "任职期内的负责人和分管负责人可以看到本机构人员办理的案件。", "任职",
        tables.posts(found, may_change=may_order(actor)),
        None if found.until else _form(request, actor, forms.PostForm),
        lambda typed: house.appoint(found, **typed), reverse("house_unit", args=[found.pk]),
    ), Entry(found.name, ""))  # fmt: skip


@as_actor
@for_roles(*WORKERS)
def chains(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The chains of approval."""
    agency = agency_of(actor)
    return _sheet(request, actor, Sheet(
        "house_chains", "审批链",
        "规定某一事项须依次经哪些层级审签。没有规定的，由行政机关负责人直接办理。", "规定审批链",
        tables.chains(agency, may_change=may_order(actor)),
        _form(request, actor, forms.ChainForm),
        lambda typed: house.set_chain(agency, **typed), reverse("house_chains"),
    ))  # fmt: skip


@as_actor
@for_roles(*WORKERS)
def policy(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Which cases officers may look at."""
    agency = agency_of(actor)
    return _sheet(request, actor, Sheet(
        "house_policy", "查看范围",
        "办案人员总能看到本人办理的案件；查看他人案件须说明目的，每次查看都记入访问日志。", "规定查看范围",
        tables.policies(agency),
        _form(request, actor, forms.PolicyForm),
        lambda typed: house.set_policy(agency, **typed), reverse("house_policy"),
    ))  # fmt: skip


@as_actor
@for_roles(*WORKERS)
def terms(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Who stands in for whom: a head says it of everybody, a leader of himself."""
    agency = agency_of(actor)
    form = None
    if may_order(actor) or _leads(actor):
        data = request.POST if request.method == "POST" else None
        form = forms.TermForm(agency, data, only=None if may_order(actor) else actor.user_id)
    return _sheet(request, actor, Sheet(
        "house_terms", "代行",
        "负责人不在岗时，由代行人在期限内以自己的名义审签，并记明代何人、依何文书。", "安排代行",
        tables.terms(
            Substitution.objects.filter(absent__agency_id=agency), may_change=form is not None,
            only=None if may_order(actor) else actor.user_id,
        ),
        form,
        lambda typed: house.stand_in(**typed), reverse("house_terms"),
    ))  # fmt: skip


def agency_of(actor: Actor) -> UUID:
    """The agency whose order the person asks about; nobody without one has any."""
    if actor.agency_id is None:
        raise PermissionDenied
    return actor.agency_id


def may_order(actor: Actor) -> bool:
    """Whether the person orders the agency: its heads do (行政机关负责人)."""
    return "head" in actor.roles


def may_hand_over(actor: Actor) -> bool:
    """Whether the person hands cases over: who leads the agency or a unit of it."""
    return may_order(actor) or bool(actor.held.leads)


def tabs(current: str, actor: Actor) -> list[Entry]:
    """The pages of the agency's order side by side, as far as the person may open them."""
    shown = [each for each in _TABS if each[0] != "house_handover" or may_hand_over(actor)]
    return [Entry(title, reverse(name), current=name == current) for name, title in shown]


def _leads(actor: Actor) -> bool:
    me, _ = employed(actor)
    return house.leads(User.objects.get(pk=me), clock.today())


def _form(request: HttpRequest, actor: Actor, form: Callable[[UUID, Any], Form]) -> Form | None:
    if not may_order(actor):
        return None
    return form(agency_of(actor), request.POST if request.method == "POST" else None)


def _sheet(request: HttpRequest, actor: Actor, sheet: Sheet, *crumbs: Entry) -> HttpResponseBase:
    if request.method == "POST":
        answer = _save(request, sheet)
        if answer is not None:
            return answer
    view = sheet.table.read(request)
    return view.download or _page(request, actor, sheet, view, crumbs)


def _page(
    request: HttpRequest, actor: Actor, sheet: Sheet, view: Any, crumbs: tuple[Entry, ...]
) -> HttpResponse:
    wrong = sheet.form is not None and sheet.form.is_bound
    first = Entry("机构内部", reverse("house_units")) if crumbs else Entry("机构内部", "")
    context = {
        "sheet": sheet,
        "table": view,
        "tabs": tabs(sheet.name, actor),
        "open": wrong,
        "crumbs": [first, *crumbs],
        "today": clock.today(),
    }
    return show(request, actor, "desk/house/sheet.html", context, 422 if wrong else 200)


def _save(request: HttpRequest, sheet: Sheet) -> HttpResponse | None:
    """Do what the form asks; None where it is to be shown again with what is wrong."""
    if sheet.form is None:
        raise PermissionDenied
    if not sheet.form.is_valid():
        return None
    try:
        sheet.save(sheet.form.cleaned_data)
    except Invalid as error:
        tell(sheet.form, error)
        return None
    messages.success(request, f"已办理：{sheet.button}。")
    return redirect(sheet.here)
