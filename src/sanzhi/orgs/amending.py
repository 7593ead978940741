"""An agency's particulars change: what stood before stays readable, and no editor overwrites another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from sanzhi.jobs import clock, outbox
from sanzhi.law.errors import Changed, FieldError, Invalid, NotFound, Refused
from sanzhi.law.findings import refusals
from sanzhi.orgs import particulars as data
from sanzhi.orgs.models import Agency, Amendment, Kind, Level
from sanzhi.orgs.opening import opening_findings
from sanzhi.orgs.particulars import FIELDS, Particulars

# What makes a change of the body itself, which must be announced again (贵州省行政执法监督办法 Art 10 ¶2).
ANNOUNCED_ANEW: Final = frozenset({"name", "duty", "kind", "domain", "region"})


def amend_agency(agency_id: UUID, given: Particulars, *, on: date, seen: int, paper: str, by: str) -> Agency:
    """Give an agency these particulars from ``on`` (not after today). ``seen`` is the edition that was read.

    What they were before is kept with the day, so that ``agency_on`` answers for every day. ``Changed`` tells
    what somebody else changed since; ``Invalid`` names every wrong field; ``Refused`` cites the article.
    """
    with transaction.atomic():
        agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
        if agency is None:
            raise NotFound("没有这个机构。")
        if agency.edition != seen:
            raise Changed(told_since(agency, seen))
        before = data.of(agency)
        errors = [*data.faults(given, on, own=agency.pk), *_faults(agency, before, given, on, paper)]
        if errors:
            raise Invalid(errors)
        found = opening_findings(given, on)
        if refusals(found):
            raise Refused(found)
        return _write(agency, before, given, on, paper, by)


def _write(agency: Agency, before: Particulars, given: Particulars, on: date, paper: str, by: str) -> Agency:
    changed = differing(before, given)
    edition = agency.edition + 1
    Agency.objects.filter(pk=agency.pk).update(**given.columns(), edition=edition)
    Amendment.objects.create(
        agency=agency, edition=edition, on=on, paper=paper.strip(), by=by, at=clock.now(),
        before={name: _plain(getattr(before, name)) for name in changed},
        after={name: _plain(getattr(given, name)) for name in changed},
    )  # fmt: skip
    outbox.put("orgs.agency_changed", f"{agency.id}:{edition}", {"agency": str(agency.id), "by": by})
    return Agency.objects.get(pk=agency.pk)


def differing(before: Particulars, given: Particulars) -> list[str]:
    """The fields in which the two differ."""
    return [name for name in FIELDS if getattr(before, name) != getattr(given, name)]


def _faults(
    agency: Agency, before: Particulars, given: Particulars, on: date, paper: str
) -> Iterator[FieldError]:
    changed = differing(before, given)
    if not changed:
        yield FieldError("name", "机构信息", "没有任何改动")
    if on > clock.today():
        yield FieldError("on", "生效日", "不能晚于今天；将来的调整请到生效之日办理")
    last = agency.amendments.order_by("-on").first()
    first = last.on if last else agency.valid_from
    if first is not None and on < first:
        yield FieldError("on", "生效日", f"不能早于上一次变更（启用）之日 {first.isoformat()}")
    if agency.valid_until is not None and on >= agency.valid_until:
        yield FieldError("on", "生效日", f"{agency.name}已于{agency.valid_until.isoformat()}停用")
    if ANNOUNCED_ANEW & set(changed) and not paper.strip():
        yield FieldError("paper", "依据", "名称、职责、类型、领域、区划变更的，写明批准文件的文号")
    if given.vertical != before.vertical:
        yield from _line_faults(agency, given.vertical)


def _line_faults(agency: Agency, vertical: bool) -> Iterator[FieldError]:
    has_government = agency.lines.filter(line="government", until=None).exists()
    if vertical == has_government:
        rule = "先终止与政府的关系（块）" if vertical else "先确定所属政府（块）"
        yield FieldError("vertical", "垂直管理", f"{rule}，再改变此项")


def agency_on(agency: Agency, on: date) -> Particulars:
    """The particulars as they stood on a day: later amendments are taken back, newest first."""
    present = data.of(agency)
    for amendment in agency.amendments.filter(on__gt=on).order_by("-edition"):
        known = {name: value for name, value in amendment.before.items() if name in FIELDS}
        present = replace(present, **{name: _typed(name, value) for name, value in known.items()})
    return present


def told_since(agency: Agency, seen: int) -> str:
    """What was changed since an edition, by whom, in Chinese: for the one who edits what is no longer so."""
    told = [_sentence(each) for each in agency.amendments.filter(edition__gt=seen)]
    return f"您打开页面后：{'；'.join(told)}。请核对后重新提交。" if told else ""


def _sentence(amendment: Amendment) -> str:
    parts = [
        f"将“{data.label(name)}”由“{shown(name, amendment.before[name])}”改为“{shown(name, value)}”"
        for name, value in amendment.after.items()
    ]
    return f"{amendment.by}{'、'.join(parts)}"


def shown(name: str, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    words: dict[str, dict[Any, Any]] = {"kind": dict(Kind.choices), "level": dict(Level.choices)}
    return str(words.get(name, {}).get(value, value) if value not in (None, "") else "空")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "announced_on" and value else value
