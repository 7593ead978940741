"""One body as a page shows it on a day: particulars, lines, letters, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from sanzhi.cases.rulebook import rules
from sanzhi.law.clocks import compute
from sanzhi.law.errors import NoRule
from sanzhi.law.findings import Finding
from sanzhi.law.guards.bodies import changed_body_announced
from sanzhi.orgs.agencies import agency_on
from sanzhi.orgs.amending import ANNOUNCED_ANEW, shown
from sanzhi.orgs.delegating import in_force
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Delegation, Government, Line, Region, Succession
from sanzhi.orgs.particulars import FIELDS, label
from sanzhi.pages.days import long_day


@dataclass(frozen=True)
class Letter:
    """A letter with how it stands on the day: in force or why not, in Chinese."""

    row: Delegation
    holds: bool
    words: str


@dataclass(frozen=True)
class Body:
    """A body on a day, ready for the page. ``history`` are (day, sentence, paper), newest first."""

    name: str
    stands: bool
    facts: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    letters: tuple[Letter, ...]
    history: tuple[tuple[date, str, str], ...]
    findings: tuple[Finding, ...]


def body_on(agency: Agency, on: date) -> Body:
    """Everything about a body on a day; a handful of statements, whatever its age."""
    said = agency_on(agency, on)
    region = Region.objects.get(code=said.region)
    facts = [(label(name), _worded(name, getattr(said, name))) for name in FIELDS if name != "region"]
    facts.insert(4, ("行政区划", f"{region.code} {region.full_name}"))
    begun = agency.valid_from is None or agency.valid_from <= on
    return Body(
        name=said.name,
        stands=begun and (agency.valid_until is None or on < agency.valid_until),
        facts=tuple(facts),
        lines=tuple(_lines(agency, on)),
        letters=tuple(_letters(agency, on)),
        history=tuple(sorted(_history(agency), key=lambda each: each[0], reverse=True)),
        findings=tuple(_findings(agency, on)),
    )


def _worded(name: str, value: Any) -> str:
    if isinstance(value, date):
        return long_day(value)
    return "" if value in (None, "") else shown(name, value)


def _lines(agency: Agency, on: date) -> list[tuple[str, str]]:
    government, superior = (agency.head_of_line(kind, on) for kind in (Line.GOVERNMENT, Line.SUPERIOR))
    governments, departments = lines_above(agency.pk, on)
    above = Government.objects.filter(pk__in=governments).order_by("-region__level", "name")
    higher = Agency.objects.filter(pk__in=departments).order_by("-level", "name")
    return [
        ("所属政府（块）", _head(government, government.government if government else None)),
        ("上级主管部门（条）", _head(superior, superior.superior if superior else None)),
        ("可以监督本机构的政府", "、".join(each.name for each in above)),
        ("可以监督本机构的部门", "、".join(each.name for each in higher)),
    ]


def _head(line: Line | None, head: Government | Agency | None) -> str:
    if line is None or head is None:
        return ""
    until = f"至{long_day(line.until)}" if line.until else "起"
    return f"{head.name}（自{long_day(line.since)}{until}）"


def _letters(agency: Agency, on: date) -> list[Letter]:
    rows = Delegation.objects.filter(Q(agency=agency) | Q(body=agency)).select_related("agency", "body")
    holding = set(Delegation.objects.filter(in_force(on)).values_list("pk", flat=True))
    return [Letter(row, row.pk in holding, _standing(row, on)) for row in rows]


def _standing(row: Delegation, on: date) -> str:
    if row.ended_on is not None and row.ended_on <= on:
        return f"已于{long_day(row.ended_on)}终止（{row.end_reason}）"
    if row.published_on is None or on < row.published_on:
        return "尚未向社会公布，不得据以执法"
    if on < row.term_from:
        return "委托期限尚未开始"
    return "有效" if on <= row.term_to else "委托期限已满"


def _history(agency: Agency) -> list[tuple[date, str, str]]:
    told = [(agency.valid_from, "启用。", "")] if agency.valid_from else []
    told += [(agency.valid_until, "停用。", "")] if agency.valid_until else []
    for each in agency.amendments.all():
        changed = "；".join(
            f"{label(name)}由“{shown(name, each.before[name])}”改为“{shown(name, value)}”"
            for name, value in each.after.items()
        )
        told.append((each.on, f"{changed}。办理人：{each.by}。", each.paper))
    for line in agency.lines.select_related("government", "superior"):
        head = line.government or line.superior
        told.append((line.since, f"{line.get_line_display()}：归{head}管理。", ""))
    rows = Succession.objects.filter(Q(predecessor=agency) | Q(successor=agency))
    for row in rows.select_related("predecessor", "successor"):
        other = row.successor if row.predecessor_id == agency.pk else row.predecessor
        verb = "职责由其承继" if row.predecessor_id == agency.pk else "承继其职责"
        told.append(
            (row.on, f"{row.get_kind_display()}：{other.name}，{verb}。办理人：{row.by}。", row.paper)
        )
    return told


def _findings(agency: Agency, on: date) -> list[Finding]:
    """P11: whether the last change of the body itself has been announced again in time."""
    changed = [each for each in agency.amendments.filter(on__lte=on) if ANNOUNCED_ANEW & set(each.after)]
    if not changed:
        return []
    day = changed[-1].on
    try:
        row = rules().pick("P11", region=agency.region_id, on=day)
    except NoRule:
        return []
    due = compute(row, day, rules().calendar).on
    return changed_body_announced(day, due, agency_on(agency, on).announced_on, on=on)
