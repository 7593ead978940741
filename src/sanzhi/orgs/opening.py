"""An agency begins and ends."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sanzhi.jobs import outbox
from sanzhi.law.errors import FieldError, Invalid, NotFound, Refused
from sanzhi.law.findings import Finding, refusals
from sanzhi.law.guards.bodies import authorisation_cited
from sanzhi.orgs import particulars as data
from sanzhi.orgs.models import Agency, Delegation, Government, Kind, Line
from sanzhi.orgs.particulars import Particulars
from sanzhi.orgs.supervising import head_faults


def opening_findings(given: Particulars, on: date) -> list[Finding]:
    """What the law says to such a body: H16 for an authorised organisation (行政处罚法 Art 19)."""
    return authorisation_cited(given.kind, given.basis, on=on)


def open_agency(
    given: Particulars, *, on: date, government: UUID | None, superior: UUID | None, by: str
) -> Agency:
    """Enter an agency that exists from ``on``, with its two lines from that day.

    A body needs the government above it (块), a vertical one its superior department instead (条); one that
    acts on delegation needs neither. ``by`` is who entered it. ``Invalid`` names every wrong field,
    ``Refused`` says which article the body lacks; then nothing is stored.
    """
    errors = [*data.faults(given, on), *line_faults(given, government, superior, on)]
    if errors:
        raise Invalid(errors)
    found = opening_findings(given, on)
    if refusals(found):
        raise Refused(found)
    with transaction.atomic():
        agency = Agency.objects.create(**given.columns(), valid_from=on)
        _lines(agency, government, superior, on)
        outbox.put(
            "orgs.agency_changed", f"{agency.id}:{agency.edition}", {"agency": str(agency.id), "by": by}
        )
    return agency


def line_faults(
    given: Particulars, government: UUID | None, superior: UUID | None, on: date
) -> Iterator[FieldError]:
    """What is wrong with the two lines of a body that is to begin on a day."""
    if given.vertical and government is not None:
        yield FieldError("government", "所属政府（块）", "垂直管理的机关只受上级主管部门领导，此项应留空")
    if given.vertical and superior is None and given.level > 1:
        yield FieldError("superior", "上级主管部门（条）", "垂直管理的机关必须填写")
    if not given.vertical and government is None and given.kind != Kind.DELEGATED:
        yield FieldError("government", "所属政府（块）", "必填；垂直管理的机关请勾选“垂直管理”")
    yield from head_faults(Line.GOVERNMENT, government, None, given.level, on)
    yield from head_faults(Line.SUPERIOR, superior, None, given.level, on)


def _lines(agency: Agency, government: UUID | None, superior: UUID | None, on: date) -> None:
    if government is not None:
        Line.objects.create(agency=agency, line=Line.GOVERNMENT, government_id=government, since=on)
    if superior is not None:
        Line.objects.create(agency=agency, line=Line.SUPERIOR, superior_id=superior, since=on)


def end_agency(agency_id: UUID, *, on: date, paper: str, unfinished: int, by: str) -> Agency:
    """Let an agency that nobody succeeds end: from ``on`` it no longer exists, nor do its lines and letters.

    ``unfinished`` is how many cases of it are open: they need a successor, so then it is refused, as it is
    while other departments stand under it (``Invalid``). ``NotFound`` when there is no such agency.
    """
    with transaction.atomic():
        agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
        if agency is None:
            raise NotFound("没有这个机构。")
        errors = [*ending_faults(agency, on, paper), *_orphans(agency, on, unfinished)]
        if errors:
            raise Invalid(errors)
        close(agency, on, paper)
        outbox.put("orgs.agency_changed", f"{agency.id}:ended", {"agency": str(agency.id), "by": by})
    return agency


def ending_faults(agency: Agency, on: date, paper: str) -> Iterator[FieldError]:
    """Why an agency cannot end on a day."""
    if agency.valid_until is not None:
        yield FieldError("on", "停用日", f"{agency.name}已于{agency.valid_until.isoformat()}停用")
    elif agency.valid_from is not None and on <= agency.valid_from:
        yield FieldError("on", "停用日", f"应晚于{agency.name}的启用日 {agency.valid_from.isoformat()}")
    if not paper.strip():
        yield FieldError("paper", "依据", "必填，写明机构改革或者撤销文件的文号")


def _orphans(agency: Agency, on: date, unfinished: int) -> Iterator[FieldError]:
    if unfinished:
        rule = f"尚有未结案件 {unfinished} 件，请通过“机构改革”确定承继的机关"
        yield FieldError("agency", "机构", rule)
    juniors = Line.objects.filter(Q(until=None) | Q(until__gt=on), superior=agency).select_related("agency")
    names = sorted({line.agency.name for line in juniors})
    if names:
        yield FieldError("agency", "机构", f"{'、'.join(names[:5])}等仍以其为上级主管部门，请先调整")


def close(agency: Agency, on: date, paper: str) -> None:
    """Write the end of an agency: itself, its open lines, the letters given and received."""
    Agency.objects.filter(pk=agency.pk).update(valid_until=on)
    agency.valid_until = on
    # A line that would only have begun later never comes to be.
    agency.lines.filter(since__gte=on).delete()
    agency.lines.filter(Q(until=None) | Q(until__gt=on)).update(until=on)
    letters = Delegation.objects.filter(
        Q(agency=agency) | Q(body=agency), Q(ended_on=None) | Q(ended_on__gt=on), term_to__gte=on
    )
    letters.update(ended_on=on, end_reason=f"机构停用（{paper.strip()}）"[:200])


def standing_governments(on: date) -> list[Government]:
    """The governments that exist on a day, by region."""
    rows = Government.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on)
    )
    return list(rows.select_related("region").order_by("region__code"))
