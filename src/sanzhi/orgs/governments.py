"""Governments: one is entered, and one follows another (撤县设市)."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction

from sanzhi.jobs import clock, outbox
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.orgs.models import Government, GovernmentSuccession, Line, Region
from sanzhi.orgs.supervising import write_line


def open_government(name: str, region: str, *, on: date) -> Government:
    """Enter a government (or a management area's committee) that exists from a day; ``Invalid`` by field."""
    errors = list(_faults(name, region))
    if errors:
        raise Invalid(errors)
    return Government.objects.create(name=name.strip(), region_id=region, valid_from=on)


def succeed_government(
    government_id: UUID, name: str, region: str, *, on: date, paper: str, by: str
) -> Government:
    """Let a government end on a day and another one follow; the agencies under it stand under the new one.

    Who belonged to the old one keeps seeing its cases, and the new one sees them too (in the background).
    """
    with transaction.atomic():
        old = Government.objects.select_for_update().filter(pk=government_id).first()
        if old is None:
            raise NotFound("没有这个政府。")
        errors = [*_faults(name, region, old.pk), *_ending_faults(old, on, paper)]
        if errors:
            raise Invalid(errors)
        new = Government.objects.create(name=name.strip(), region_id=region, valid_from=on)
        Government.objects.filter(pk=old.pk).update(valid_until=on)
        lines = Line.objects.filter(government=old, until=None, since__lt=on).select_related("agency")
        for line in lines:
            write_line(line.agency, Line.GOVERNMENT, new.pk, on, by)
        GovernmentSuccession.objects.create(
            predecessor=old, successor=new, on=on, paper=paper.strip(), by=by, at=clock.now()
        )
        payload = {"old": str(old.pk), "new": str(new.pk), "on": on.isoformat()}
        outbox.put("orgs.government_succeeded", str(old.pk), payload)
    return new


def _faults(name: str, region: str, old: UUID | None = None) -> Iterator[FieldError]:
    if not 2 <= len(name.strip()) <= 120:
        yield FieldError("name", "名称", "2 至 120 个字")
    elif Government.objects.filter(name=name.strip()).exists():
        yield FieldError("name", "名称", "已有同名的政府")
    if not Region.objects.filter(code=region).exists():
        yield FieldError("region", "行政区划", "没有这个区划代码")
    elif any(each.pk != old for each in Government.objects.filter(valid_until=None, region_id=region)):
        yield FieldError("region", "行政区划", "这个区划已有在任的政府")


def _ending_faults(old: Government, on: date, paper: str) -> Iterator[FieldError]:
    if old.valid_until is not None:
        yield FieldError("on", "承继日", f"{old.name}已于{old.valid_until.isoformat()}停用")
    elif old.valid_from is not None and on <= old.valid_from:
        yield FieldError("on", "承继日", f"应晚于{old.name}的启用日 {old.valid_from.isoformat()}")
    if not paper.strip():
        yield FieldError("paper", "依据", "必填，写明批准文件的文号")
