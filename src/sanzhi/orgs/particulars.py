"""What is written about an agency, and what is wrong with it: every fault at once, by field."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Field

from sanzhi.law.errors import FieldError
from sanzhi.law.identifiers import uscc_fault
from sanzhi.orgs.models import Agency, Kind, Level, Region
from sanzhi.orgs.regions import region_on

_LONGEST: Final = {"duty": 4000, "basis": 2000}
_REQUIRED: Final = ("name", "short", "domain", "address", "phone", "basis")


@dataclass(frozen=True)
class Particulars:
    """An agency's own data: texts, a region's code, and the day of its announcement (or None).

    ``level`` is 1 province, 2 city, 3 county, 4 township; ``kind`` one of ``Kind``.
    """

    name: str
    short: str
    uscc: str
    domain: str
    region: str
    address: str
    phone: str
    basis: str
    kind: str = Kind.STATUTORY.value
    level: int = Level.COUNTY.value
    vertical: bool = False
    announced_on: date | None = None
    supervision_phone: str = ""
    duty: str = ""
    bank: str = ""
    bank_address: str = ""
    bank_account: str = ""
    reconsideration: str = ""
    court: str = ""

    def columns(self) -> dict[str, Any]:
        """The values by the names of the model's columns."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["region_id"] = values.pop("region")
        return values


FIELDS: Final = tuple(each.name for each in fields(Particulars))


def of(agency: Agency) -> Particulars:
    """The particulars of an agency as they stand now."""
    values = {name: getattr(agency, name) for name in FIELDS if name != "region"}
    return Particulars(region=agency.region_id, **values)


def label(name: str) -> str:
    """The Chinese name of a field."""
    return str(_field(name).verbose_name)


def _field(name: str) -> "Field[Any, Any]":
    return next(each for each in Agency._meta.fields if each.name == name)


def faults(given: Particulars, on: date, *, own: UUID | None = None) -> Iterator[FieldError]:
    """What is wrong on the day; ``own`` is the agency itself, whose code is no duplicate."""
    yield from _text_faults(given)
    if fault := uscc_fault(given.uscc):
        yield FieldError("uscc", label("uscc"), fault)
    elif (held := Agency.objects.filter(uscc=given.uscc).first()) and held.pk != own:
        yield FieldError("uscc", label("uscc"), f"{held.name}已使用这个代码")
    if given.kind not in Kind.values:
        yield FieldError("kind", label("kind"), "应为行政机关、法律法规授权的组织、受委托组织之一")
    yield from _place_faults(given, on)
    if given.announced_on is not None and given.announced_on > on and own is None:
        yield FieldError("announced_on", label("announced_on"), "公告日不应晚于启用日；尚未公告的留空")


def _text_faults(given: Particulars) -> Iterator[FieldError]:
    for name in FIELDS:
        value = getattr(given, name)
        if not isinstance(value, str) or name in {"uscc", "kind", "region"}:
            continue
        most = _LONGEST.get(name) or _field(name).max_length or 0
        if name in _REQUIRED and not value.strip():
            yield FieldError(name, label(name), "必填")
        elif len(value) > most:
            yield FieldError(name, label(name), f"不超过 {most} 个字，现有 {len(value)} 个字")
        elif any(letter < " " and letter not in "\n\r\t" for letter in value):
            yield FieldError(name, label(name), "含有不能识别的控制字符")


def _place_faults(given: Particulars, on: date) -> Iterator[FieldError]:
    region = Region.objects.filter(code=given.region).first()
    if region is None:
        yield FieldError("region", "行政区划", "没有这个区划代码，请从区划中选择")
        return
    standing = region_on(region.code, on).regions
    if region.code not in {each.code for each in standing}:
        now = "、".join(f"{each.code} {each.name}" for each in standing)
        yield FieldError("region", "行政区划", f"{region.code} {region.name}在该日不是有效代码，当日为{now}")
    if region.level != given.level:
        word = dict(Level.choices).get(region.level, "")
        yield FieldError("level", label("level"), f"所选区划是{word}区划，层级应与其一致")
