"""The two lines above an agency change from a day on; the old ones keep their days."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sanzhi.jobs import outbox
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Government, Kind, Line

LABELS = {Line.GOVERNMENT: "所属政府（块）", Line.SUPERIOR: "上级主管部门（条）"}


def change_line(agency_id: UUID, line: str, head: UUID | None, *, since: date, by: str) -> Line | None:
    """Put an agency under another government (``government``) or department (``superior``) from a day on.

    Without a head the present line ends that day. Who supervised before keeps seeing what he saw; the new
    ones come to see the agency's cases in the background. Returns the new line. ``Invalid`` names the field.
    """
    with transaction.atomic():
        agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
        if agency is None:
            raise NotFound("没有这个机构。")
        present = Line.objects.filter(agency=agency, line=line, until=None).first()
        errors = list(_change_faults(agency, line, head, present, since))
        if errors:
            raise Invalid(errors)
        return write_line(agency, line, head, since, by)


def write_line(agency: Agency, line: str, head: UUID | None, since: date, by: str) -> Line | None:
    """End the open line of this kind on a day and begin the new one; tells who keeps the cases' readers."""
    agency.lines.filter(line=line, until=None).update(until=since)
    made = None
    if head is not None:
        field = "government_id" if line == Line.GOVERNMENT else "superior_id"
        made = Line.objects.create(agency=agency, line=line, since=since, **{field: head})
    payload = {"agency": str(agency.id), "on": since.isoformat(), "by": by}
    outbox.put("orgs.line_changed", f"{agency.id}:{line}:{since.isoformat()}:{head or ''}", payload)
    return made


def _change_faults(
    agency: Agency, line: str, head: UUID | None, present: Line | None, since: date
) -> Iterator[FieldError]:
    if line not in LABELS:
        yield FieldError("line", "条块", "应为块（政府）或者条（上级主管部门）")
        return
    if agency.valid_until is not None and since >= agency.valid_until:
        yield FieldError("since", "起始日", f"{agency.name}已于{agency.valid_until.isoformat()}停用")
    if present is not None and since <= present.since:
        yield FieldError("since", "起始日", f"应晚于现行关系的起始日 {present.since.isoformat()}")
    held = present and (present.government_id if line == Line.GOVERNMENT else present.superior_id)
    if held == head:
        yield FieldError(line, LABELS[line], "与现行关系相同，无需调整")
    yield from _needed(agency, line, head)
    yield from head_faults(line, head, agency, agency.level, since)


def _needed(agency: Agency, line: str, head: UUID | None) -> Iterator[FieldError]:
    if line == Line.GOVERNMENT and agency.vertical and head is not None:
        yield FieldError(line, LABELS[line], "垂直管理的机关只受上级主管部门领导，不设此项")
    needed = Line.SUPERIOR if agency.vertical else Line.GOVERNMENT
    if line == needed and head is None and agency.kind != Kind.DELEGATED:
        yield FieldError(line, LABELS[line], "不能留空，否则没有机关监督它的执法")


def head_faults(
    line: str, head: UUID | None, agency: Agency | None, level: int, on: date
) -> Iterator[FieldError]:
    """Why a government or department cannot stand above a body of this level on a day."""
    if head is None:
        return
    stands = Q(valid_from=None) | Q(valid_from__lte=on)
    stands &= Q(valid_until=None) | Q(valid_until__gt=on)
    if line == Line.GOVERNMENT:
        government = Government.objects.filter(stands, pk=head).select_related("region").first()
        if government is None:
            yield FieldError(line, LABELS[line], "没有这个政府，或者它在该日不存在")
        elif government.region.level > level:
            yield FieldError(line, LABELS[line], f"{government.name}的层级低于本机构")
        return
    superior = Agency.objects.filter(stands, pk=head).first()
    if superior is None:
        yield FieldError(line, LABELS[line], "没有这个部门，或者它在该日不存在")
    elif superior.kind == Kind.DELEGATED:
        yield FieldError(line, LABELS[line], "受委托组织不能作为上级主管部门")
    elif superior.level > level or (agency is not None and _is_below(superior, agency, on)):
        yield FieldError(line, LABELS[line], "上级主管部门不能是本机构或者它的下级")


def _is_below(superior: Agency, agency: Agency, on: date) -> bool:
    return superior.pk == agency.pk or agency.pk in lines_above(superior.pk, on)[1]
