"""Handing over one or all cases of an officer: choose, look, confirm, and see how each case went."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor, employed
from sanzhi.accounts.models import User
from sanzhi.accounts.posts import units_by_person
from sanzhi.cases import handovers
from sanzhi.cases.models import Case, Handover, HandoverCase, OpenStep
from sanzhi.desk.addresses import case_url
from sanzhi.desk.form_fields import offer_rows, tell
from sanzhi.desk.frame import show
from sanzhi.desk.house import agency_of, may_hand_over, tabs
from sanzhi.desk.inbox import tasks_of
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table

_ROLES = ("officer", "head")
_SHOWN = 200


class HandoverForm(forms.Form):
    """To whom the chosen cases go, and why."""

    taking = forms.ModelChoiceField(label="接办人", queryset=User.objects.none(), empty_label="请选择")
    assisting = forms.ModelChoiceField(
        label="增补的办案人员", queryset=User.objects.none(), empty_label="不增补", required=False,
        help_text="接办人原来就是协办人的案件，须另增一名，保证两名执法人员。",
    )  # fmt: skip
    reason = forms.CharField(label="移交事由", min_length=2, max_length=500, help_text="例如 岗位调整")

    def __init__(self, actor: Actor, leaving: User, data: Any = None) -> None:
        super().__init__(data)
        for name in ("taking", "assisting"):
            offer_rows(self, name, _takers(actor).exclude(pk=leaving.pk))


@as_actor
@for_roles(*_ROLES)
def choose(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Whose cases: the officers whose cases this person may hand over, and the handovers so far."""
    _may_order(actor)
    view = _past(actor).read(request)
    context = {
        "people": _people(actor),
        "table": view,
        "tabs": tabs("house_handover", actor),
        "crumbs": [Entry("机构内部", reverse("house_units")), Entry("移交案件", "")],
    }
    return view.download or show(request, actor, "desk/house/handover.html", context)


@as_actor
@for_roles(*_ROLES)
def prepare(request: HttpRequest, actor: Actor, user_id: UUID) -> HttpResponse:
    """The cases of one officer, all chosen; look, choose, confirm. ``case`` in the address chooses one."""
    _may_order(actor)
    leaving = _people(actor).filter(pk=user_id).first()
    if leaving is None:
        raise NotFound
    form = HandoverForm(actor, leaving, request.POST if request.method == "POST" else None)
    chosen = _chosen(request, actor, leaving)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = handovers.begin(
                actor, leaving, typed["taking"], typed["assisting"], typed["reason"], chosen
            )
        except Invalid as error:
            tell(form, error)
        else:
            return redirect("house_handover_result", made.pk)
    steps = handovers.cases_of(actor, leaving.pk).order_by("due", "id")
    one = _ids(request.GET.getlist("case"))
    context = {
        "leaving": leaving,
        "form": form,
        "tasks": tasks_of(_once(steps.filter(case_id__in=one) if one else steps)),
        "single": bool(one),
        "chosen": set(chosen),
        "all": not form.is_bound,
        "crumbs": [
            Entry("机构内部", reverse("house_units")),
            Entry("移交案件", reverse("house_handover")),
            Entry(leaving.display_name, ""),
        ],
    }
    return show(request, actor, "desk/house/handover_prepare.html", context, 422 if form.is_bound else 200)


@as_actor
@for_roles(*_ROLES)
def result(request: HttpRequest, actor: Actor, handover_id: UUID) -> HttpResponseBase:
    """A handover before it is confirmed, while it goes on, and how each case went."""
    found = Handover.objects.filter(pk=handover_id, agency_id=agency_of(actor), ordered_by=actor.user_id)
    handover = found.select_related("leaving", "taking", "assisting").first()
    if handover is None:
        raise NotFound
    if request.method == "POST":
        handovers.carry_on(actor, handover)
        return redirect("house_handover_result", handover.pk)
    view = _items(handover).read(request)
    states = list(handover.items.values_list("state", flat=True))
    done, refused = states.count(HandoverCase.DONE), states.count(HandoverCase.REFUSED)
    context = {
        "handover": handover,
        "total": len(states),
        "done": done,
        "refused": refused,
        "waiting": len(states) - done - refused,
        "begun": done + refused > 0,
        "table": view,
        "crumbs": [
            Entry("机构内部", reverse("house_units")),
            Entry("移交案件", reverse("house_handover")),
            Entry("结果", ""),
        ],
    }
    return view.download or show(request, actor, "desk/house/handover_result.html", context)


def _may_order(actor: Actor) -> None:
    """Who leads hands cases over; for anybody else the page does not exist."""
    if not may_hand_over(actor):
        raise NotFound


def _people(actor: Actor) -> QuerySet[User]:
    """Whose cases the person may hand over: those of the agency, or of the units he leads; who left too."""
    people = User.objects.filter(agency_id=agency_of(actor), officer__isnull=False).order_by("display_name")
    if "head" in actor.roles:
        return people
    units = units_by_person(people.values_list("pk", flat=True), clock.today())
    return people.filter(pk__in=[each for each, serves in units.items() if serves & actor.held.leads])


def _takers(actor: Actor) -> QuerySet[User]:
    rows = User.objects.filter(agency_id=agency_of(actor), officer__isnull=False, grants__role="officer")
    return rows.filter(is_active=True).order_by("display_name")


def _chosen(request: HttpRequest, actor: Actor, leaving: User) -> list[UUID]:
    """The cases that were ticked, or all of them."""
    if "everything" in request.POST:
        return list(handovers.cases_of(actor, leaving.pk).values_list("case_id", flat=True))
    return _ids(request.POST.getlist("cases"))


def _ids(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts[: handovers.MOST]]
    except ValueError:
        raise NotFound from None


def _once(steps: QuerySet[OpenStep]) -> list[OpenStep]:
    """One open step a case, the most urgent: a case in two steps is handed over once."""
    return list({step.case_id: step for step in reversed(steps[:_SHOWN])}.values())[::-1]


def _past(actor: Actor) -> Table[Handover]:
    """The handovers that this person ordered."""
    me, agency = employed(actor)
    rows = Handover.objects.filter(agency_id=agency, ordered_by_id=me)
    columns = [
        Column[Handover](
            "at", "时间", lambda row: row.at, kind="time", sort="at",
            href=lambda row: reverse("house_handover_result", args=[row.pk]),
        ),
        Column[Handover](
            "leaving", "移交人", lambda row: row.leaving.display_name, sort="leaving__display_name"
        ),
        Column[Handover](
            "taking", "接办人", lambda row: row.taking.display_name, sort="taking__display_name"
        ),
        Column[Handover]("items", "件数", lambda row: getattr(row, "many", 0), kind="number"),
    ]  # fmt: skip
    filters: list[Filter] = [Text("q", "姓名", contains("leaving__display_name", "taking__display_name"))]
    listed = rows.select_related("leaving", "taking").annotate(many=Count("items"))
    return Table(
        "我办理的移交", columns, listed, filters, sort="-at", key="handovers", empty="还没有移交记录。"
    )


def _items(handover: Handover) -> Table[HandoverCase]:
    """The cases of a handover with their results."""
    case = Case.objects.filter(pk=OuterRef("case_id"))
    rows = HandoverCase.objects.filter(handover=handover).annotate(
        number=Subquery(case.values("number")), title=Subquery(case.values("title"))
    )
    columns = [
        Column[HandoverCase](
            "number", "案号", lambda row: getattr(row, "number", ""), href=lambda row: case_url(row.case_id)
        ),
        Column[HandoverCase]("title", "案由", lambda row: getattr(row, "title", "")),
        Column[HandoverCase]("state", "结果", lambda row: row.get_state_display(), sort="state"),
        Column[HandoverCase]("words", "原因", lambda row: row.words),
    ]
    filters: list[Filter] = [Choice("state", "结果", HandoverCase.STATES, equals("state"))]
    return Table("案件", columns, rows, filters, sort="pk", key="items")
