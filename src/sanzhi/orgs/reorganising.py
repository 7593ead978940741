"""A reorganisation: agencies end, others take over, lines move, all from one day; no case is rewritten.

机构改革: what an ended agency had begun is carried on by whoever its functions went to. The successors come
to see and handle the cases in the background, by rows of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sanzhi.jobs import clock, outbox
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, Refused
from sanzhi.law.findings import refusals
from sanzhi.orgs import particulars as data
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Delegation, Kind, Line, Succession
from sanzhi.orgs.opening import close, ending_faults, line_faults, open_agency, opening_findings
from sanzhi.orgs.particulars import Particulars
from sanzhi.orgs.supervising import write_line

# How many end and how many take over: (fewest, most) of each; 0 stands for any number.
_COUNTS: Final[Mapping[str, tuple[tuple[int, int], tuple[int, int]]]] = MappingProxyType(
    {
        Succession.MERGE: ((1, 0), (1, 1)),
        Succession.SPLIT: ((1, 1), (2, 0)),
        Succession.RENAME: ((1, 1), (1, 1)),
        Succession.TRANSFER: ((1, 0), (1, 1)),
    }
)


@dataclass(frozen=True)
class Heir:
    """One that takes over: an agency that exists, or one to be opened with its lines.

    ``matters`` are the codes of powers whose cases it takes; empty: all that no other heir takes.
    """

    agency: UUID | None = None
    opened: Particulars | None = None
    government: UUID | None = None
    superior: UUID | None = None
    matters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A reorganisation as it is meant: who ends, who takes over, how, from which day, on which paper.

    ``people``: accounts and officers of those that end go over to the one heir.
    """

    kind: str
    predecessors: tuple[UUID, ...]
    heirs: tuple[Heir, ...]
    on: date
    paper: str
    people: bool = False


@dataclass(frozen=True)
class Preview:
    """What a plan would do, sentence by sentence, and the state of the agencies that it was read from.

    ``seen`` maps an agency's id to its edition; handing it in with the plan refuses what changed since.
    """

    effects: tuple[str, ...]
    seen: Mapping[str, int]


def preview(plan: Plan) -> Preview:
    """What a plan would do; nothing is written. ``Invalid`` and ``Refused`` as ``reorganise``."""
    ending = _checked(plan)
    effects = [f"{agency.name}自{plan.on.isoformat()}起停用。" for agency in ending]
    effects += [_taking(plan, heir) for heir in plan.heirs]
    for line in _juniors(ending, plan.on):
        effects.append(f"{line.agency.name}的上级主管部门改为{_main_name(plan)}。")
    for letter in _letters(ending, plan.on):
        effects.append(f"{letter.agency.name}委托{letter.body.name}的委托书（{letter.number}）同日终止。")
    effects.append(
        "已有案件、文书和事件一字不改；承继机关及其监督机关在后台取得查看和办理权限，原监督机关继续可以查看。"
    )
    return Preview(tuple(effects), {str(each.pk): each.edition for each in _met(plan, ending)})


def reorganise(plan: Plan, *, seen: Mapping[str, int], by: str) -> list[Succession]:
    """Carry a plan out in one transaction and tell the rooms that keep cases; the rows of the succession.

    ``seen`` is that of the preview: ``Changed`` when an agency was amended or ended since. ``Invalid`` names
    the fields (``heirs.0.name`` …), ``Refused`` the articles; then nothing is done.
    """
    with transaction.atomic():
        wanted = [*plan.predecessors, *(heir.agency for heir in plan.heirs if heir.agency)]
        list(Agency.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
        ending = _checked(plan)
        if {str(each.pk): each.edition for each in _met(plan, ending)} != dict(seen):
            raise Changed("预览之后，相关机构的信息已被他人更新。请重新预览后再确认。")
        juniors = list(_juniors(ending, plan.on))
        heirs = [_take_over(heir, plan, by) for heir in plan.heirs]
        for agency in ending:
            close(agency, plan.on, plan.paper)
        main = heirs[_main(plan)]
        for line in juniors:
            write_line(line.agency, Line.SUPERIOR, main.pk, plan.on, by)
        return _record(plan, ending, heirs, by)


def _take_over(heir: Heir, plan: Plan, by: str) -> Agency:
    if heir.agency is not None:
        return Agency.objects.get(pk=heir.agency)
    assert heir.opened is not None  # noqa: S101  (``_checked`` refused an heir that is neither)
    return open_agency(heir.opened, on=plan.on, government=heir.government, superior=heir.superior, by=by)


def _record(plan: Plan, ending: list[Agency], heirs: list[Agency], by: str) -> list[Succession]:
    act, now = uuid7(), clock.now()
    rows = [
        Succession(
            act=act, predecessor=agency, successor=heir, on=plan.on, kind=plan.kind,
            matters=list(told.matters), with_people=plan.people, paper=plan.paper.strip(), by=by, at=now,
        )
        for agency in ending
        for heir, told in zip(heirs, plan.heirs, strict=True)
    ]  # fmt: skip
    Succession.objects.bulk_create(rows)
    outbox.put("orgs.reorganised", str(act), {"act": str(act), "on": plan.on.isoformat()})
    return list(Succession.objects.filter(act=act))


def _checked(plan: Plan) -> list[Agency]:
    found = Agency.objects.in_bulk(plan.predecessors)
    if len(found) != len(set(plan.predecessors)):
        raise NotFound("没有这个机构。")
    ending = [found[each] for each in dict.fromkeys(plan.predecessors)]
    errors = [*_count_faults(plan), *_ending_faults(ending, plan), *_heir_faults(plan)]
    if errors:
        raise Invalid(errors)
    said = [each for heir in plan.heirs if heir.opened for each in opening_findings(heir.opened, plan.on)]
    if refusals(said):
        raise Refused(said)
    return ending


def _count_faults(plan: Plan) -> Iterator[FieldError]:
    counts = _COUNTS.get(plan.kind)
    if counts is None:
        yield FieldError("kind", "方式", "应为合并、分立、更名重组、撤销划转之一")
        return
    named = (("predecessors", "停用机构", len(plan.predecessors)), ("heirs", "承继机构", len(plan.heirs)))
    for (field, label, number), (fewest, most) in zip(named, counts, strict=True):
        if number < fewest:
            yield FieldError(field, label, f"至少 {fewest} 个，现有 {number} 个")
        elif most and number > most:
            yield FieldError(field, label, f"只能有 {most} 个，现有 {number} 个")
    rest = [heir for heir in plan.heirs if not heir.matters]
    if len(plan.heirs) > 1 and len(rest) != 1:
        yield FieldError("heirs", "承继机构", "应有且只有一个机构承继其余全部事项（其承接事项留空）")
    if plan.people and len(plan.heirs) > 1:
        yield FieldError("people", "人员随职责划转", "分立为几个机构的，人员请逐人调整")
    codes = [code for heir in plan.heirs for code in heir.matters]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        yield FieldError("heirs", "承继机构", f"事项{'、'.join(twice[:5])}只能由一个机构承接")


def _ending_faults(ending: list[Agency], plan: Plan) -> Iterator[FieldError]:
    for agency in ending:
        yield from ending_faults(agency, plan.on, plan.paper)
    kept = {agency.pk for agency in ending} & {heir.agency for heir in plan.heirs}
    if kept:
        yield FieldError("heirs", "承继机构", "停用的机构不能同时承继")


def _heir_faults(plan: Plan) -> Iterator[FieldError]:
    for place, heir in enumerate(plan.heirs):
        if (heir.agency is None) == (heir.opened is None):
            yield FieldError(f"heirs.{place}", "承继机构", "选择一个现有机构，或者填写一个新设机构")
        elif heir.opened is not None:
            if heir.superior in plan.predecessors:
                yield FieldError(f"heirs.{place}.superior", "上级主管部门（条）", "该部门同日停用")
            found = [
                *data.faults(heir.opened, plan.on),
                *line_faults(heir.opened, heir.government, heir.superior, plan.on),
            ]
            yield from (FieldError(f"heirs.{place}.{e.field}", e.label, e.rule) for e in found)
        else:
            yield from _existing_faults(place, heir, plan)


def _existing_faults(place: int, heir: Heir, plan: Plan) -> Iterator[FieldError]:
    agency = Agency.objects.filter(pk=heir.agency).first() if heir.agency else None
    field = f"heirs.{place}"
    if agency is None:
        yield FieldError(field, "承继机构", "没有这个机构")
        return
    begun = agency.valid_from is None or agency.valid_from <= plan.on
    if not begun or (agency.valid_until is not None and agency.valid_until <= plan.on):
        yield FieldError(field, "承继机构", f"{agency.name}在该日不存在")
    if agency.kind == Kind.DELEGATED:
        yield FieldError(field, "承继机构", "受委托组织没有自己的执法主体资格，不能承继")
    if lines_above(agency.pk, plan.on)[1] & set(plan.predecessors):
        # Else it would come to stand under itself, and what it hands in would wait for its own admission.
        rule = f"{agency.name}现由停用的部门领导，请先调整它的上级主管部门（条）"
        yield FieldError(field, "承继机构", rule)


def _main(plan: Plan) -> int:
    """Which heir takes whatever no other takes."""
    return next(place for place, heir in enumerate(plan.heirs) if not heir.matters or len(plan.heirs) == 1)


def _main_name(plan: Plan) -> str:
    return _heir_name(plan.heirs[_main(plan)])


def _heir_name(heir: Heir) -> str:
    if heir.opened is not None:
        return heir.opened.name
    return Agency.objects.get(pk=heir.agency or UUID(int=0)).name


def _taking(plan: Plan, heir: Heir) -> str:
    what = f"事项{'、'.join(heir.matters)}的案件" if heir.matters else "全部职责和案件"
    if len(plan.heirs) > 1 and not heir.matters:
        what = "其余全部职责和案件"
    verb = "新设，" if heir.opened else ""
    return f"{_heir_name(heir)}{verb}自{plan.on.isoformat()}起承继{what}。"


def _met(plan: Plan, ending: list[Agency]) -> list[Agency]:
    heirs = Agency.objects.filter(pk__in=[heir.agency for heir in plan.heirs if heir.agency])
    return [*ending, *heirs]


def _juniors(ending: list[Agency], on: date) -> list[Line]:
    """The lines of departments that stand under one that ends, and do not end with it."""
    rows = Line.objects.filter(line=Line.SUPERIOR, superior__in=ending, until=None, since__lt=on)
    return list(rows.exclude(agency__in=ending).select_related("agency").order_by("agency__name"))


def _letters(ending: list[Agency], on: date) -> list[Delegation]:
    rows = Delegation.objects.filter(
        Q(agency__in=ending) | Q(body__in=ending), Q(ended_on=None) | Q(ended_on__gt=on), term_to__gte=on
    )
    return list(rows.select_related("agency", "body"))
