"""Ending a unit, a post, a chain or a term: told once more what it means, then done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.units import Membership, Post, Substitution
from sanzhi.cases import house
from sanzhi.desk.frame import WORKERS, show
from sanzhi.desk.house import agency_of, may_order
from sanzhi.desk.words import act_title
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.units import ApprovalChain, Unit
from sanzhi.pages.navigation import Entry


@dataclass(frozen=True)
class Ending:
    """What may be ended: how it is found, who it belongs to, what is said, what is done, where one goes."""

    rows: Callable[[UUID], Any]
    words: Callable[[Any], str]
    meaning: str
    end: Callable[[Any, Any], None]
    back: Callable[[Any], str]
    button: str


_ENDINGS: Final[Mapping[str, Ending]] = {
    "unit": Ending(
        lambda agency: Unit.objects.filter(agency_id=agency, until=None),
        lambda row: f"撤销{row.name}",
        "撤销后不再接收人员；以前办理的案件照常可以查看。",
        house.end_unit,
        lambda row: reverse("house_units"),
        "撤销",
    ),
    "post": Ending(
        lambda agency: Membership.objects.filter(unit__agency_id=agency, until=None).select_related(
            "user", "unit"
        ),
        lambda row: f"免去{row.user.display_name}的{row.unit.name}{Post(row.post).label}职位",
        "自今天起不再以这个职位查看、审签案件；正在办理的案件不会自动移交。",
        house.dismiss,
        lambda row: reverse("house_unit", args=[row.unit_id]),
        "免职",
    ),
    "chain": Ending(
        lambda agency: ApprovalChain.objects.filter(agency_id=agency, until=None),
        lambda row: f"终止“{act_title(row.act)}”的审批链",
        "自今天起，该事项由行政机关负责人直接办理；已经审签的记录保留。",
        house.end_chain,
        lambda row: reverse("house_chains"),
        "终止",
    ),
    "term": Ending(
        lambda agency: Substitution.objects.filter(absent__agency_id=agency, ended=None).select_related(
            "absent", "substitute"
        ),
        lambda row: f"提前终止{row.substitute.display_name}代{row.absent.display_name}的安排",
        "自今天起代行人不能再代为审签；已经审签的记录保留。",
        house.end_term,
        lambda row: reverse("house_terms"),
        "终止",
    ),
}


@as_actor
@for_roles(*WORKERS)
def end(request: HttpRequest, actor: Actor, kind: str, key: str) -> HttpResponse:
    """Ask once more, then end it from today on."""
    ending = _ENDINGS.get(kind)
    row = _row(ending, agency_of(actor), key) if ending else None
    if ending is not None and row is None and request.method == "POST":
        # The second of two clicks, or of two people, finds it ended already.
        messages.warning(request, "没有办理：可能已经办理过了，请核对列表。")
        return redirect("house_units")
    if ending is None or row is None:
        raise NotFound
    if not (may_order(actor) or (kind == "term" and row.absent_id == actor.user_id)):
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        try:
            ending.end(row, clock.today())
        except Invalid as error:
            problem = "；".join(f"{each.label}：{each.rule}" for each in error.fields)
        else:
            messages.success(request, f"已办理：{ending.words(row)}。")
            return redirect(ending.back(row))
    context = {
        "words": ending.words(row),
        "meaning": ending.meaning,
        "button": ending.button,
        "back": ending.back(row),
        "problem": problem,
        "crumbs": [Entry("机构内部", reverse("house_units")), Entry(ending.button, "")],
    }
    return show(request, actor, "desk/house/end.html", context, 409 if problem else 200)


def _row(ending: Ending, agency: UUID, key: str) -> Any:
    try:
        return ending.rows(agency).filter(pk=key).first()
    except (ValueError, ValidationError):
        return None
