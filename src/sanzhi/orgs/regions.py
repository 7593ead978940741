"""Who stood where on a day: codes that follow codes, and places that another one administers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.orgs.models import Administration, Region, RegionChange


@dataclass(frozen=True)
class Answer:
    """The regions that a code stands for on a day: several where it was divided, or where it is not certain
    on which day of a year the change fell.
    """

    regions: tuple[Region, ...]
    certain: bool


def region_on(code: str, on: date) -> Answer:
    """What ``code`` was or is called on a day: 520522 on a day of 2022 is 520581, 520581 in 2019 is 520522.

    Between the first and the last possible day of a change both stand, and ``certain`` is false.
    ``NotFound`` when no such code was ever known.
    """
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"没有区划代码“{code[:20]}”。")
    changes = list(RegionChange.objects.select_related("old", "new"))
    standing, walked = _follow(found, on, changes)
    open_day = any(
        each.earliest <= on < each.latest and {each.old_id, each.new_id} <= walked for each in changes
    )
    return Answer(tuple(sorted(standing.values(), key=lambda each: each.code)), not open_day)


def _follow(start: Region, on: date, changes: Iterable[RegionChange]) -> tuple[dict[str, Region], set[str]]:
    """Walk from code to code; those that may stand on the day, and all that were met."""
    listed, standing, walked = list(changes), dict[str, Region](), set[str]()
    waiting = [start]
    while waiting:
        region = waiting.pop()
        if region.code in walked:
            continue
        walked.add(region.code)
        ended = [each for each in listed if each.old_id == region.code and on >= each.earliest]
        begun = [
            each for each in listed if each.new_id == region.code and on < each.latest and not each.absorbed
        ]
        if all(on < each.latest for each in ended) and all(on >= each.earliest for each in begun):
            standing[region.code] = region
        waiting += [*(each.new for each in ended), *(each.old for each in begun)]
    return standing, walked


def codes_below(code: str, on: date) -> frozenset[str]:
    """A region's code and those of all that stand under it on a day: by code, or because it administers them.

    A place that another one administers on that day stands there and not where its code would put it. Reads
    all regions (some thousand narrow rows).
    """
    below: dict[str, list[str]] = {}
    for each, head in _heads(on).items():
        below.setdefault(head or "", []).append(each)
    found: set[str] = set()
    waiting = [code]
    while waiting:
        present = waiting.pop()
        if present not in found:
            found.add(present)
            waiting += below.get(present, [])
    return frozenset(found)


def rolled_up(counts: Mapping[str, int], on: date) -> dict[str, int]:
    """Numbers by region added up through every region above, as things stood on a day."""
    heads, total = _heads(on), dict[str, int]()
    for code, number in counts.items():
        present, met = code, set[str]()
        while present and present not in met:
            met.add(present)
            total[present] = total.get(present, 0) + number
            present = heads.get(present) or ""
    return total


def _heads(on: date) -> dict[str, str | None]:
    heads: dict[str, str | None] = dict(Region.objects.values_list("code", "parent_id"))
    heads.update(_held(on).values_list("region_id", "by_id"))
    return heads


def above(region: Region, on: date) -> list[Region]:
    """The regions above, nearest first, on a day: who administers goes before whose code it is."""
    found: list[Region] = []
    seen = {region.code}
    present = _above_once(region, on)
    while present is not None and present.code not in seen:
        seen.add(present.code)
        found.append(present)
        present = _above_once(present, on)
    return found


def _above_once(region: Region, on: date) -> Region | None:
    administration = _held(on).filter(region=region).select_related("by").first()
    return administration.by if administration else region.parent


def _held(on: date) -> QuerySet[Administration]:
    """The confirmed administrations that hold on a day."""
    return Administration.objects.filter(
        Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on), confirmed=True
    )


def administer(code: str, by: str, *, since: date, paper: str) -> Administration:
    """Put a region under another one from a day on; whoever administered it before ends on that day.

    ``Invalid`` when a code is unknown, a place would stand under itself, the paper is missing or the day is
    not after the day of the present administration.
    """
    regions = Region.objects.in_bulk([code, by])
    present = Administration.objects.filter(region_id=code, until=None, confirmed=True).first()
    errors = list(_faults(regions, code, by, since, paper, present))
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        Administration.objects.filter(region_id=code, confirmed=False).delete()
        if present is not None:
            Administration.objects.filter(pk=present.pk).update(until=since)
        return Administration.objects.create(
            region_id=code, by_id=by, since=since, paper=paper.strip(), confirmed=True
        )


def _faults(
    regions: dict[str, Region], code: str, by: str, since: date, paper: str, present: Administration | None
) -> Iterator[FieldError]:
    for field, label, value in (("region", "区划代码", code), ("by", "管理单位", by)):
        if value not in regions:
            yield FieldError(field, label, "没有这个区划代码")
    if by in regions and (code == by or code in {each.code for each in above(regions[by], since)}):
        yield FieldError("by", "管理单位", "不能由本区划或其下级管理")
    if not paper.strip():
        yield FieldError("paper", "依据", "必填，写明批准文件的文号")
    if present is not None and present.since is not None and since <= present.since:
        yield FieldError("since", "起始日", f"应晚于现行管理关系的起始日 {present.since.isoformat()}")


def children(code: str, on: date) -> list[Region]:
    """The regions that stand directly under one on a day (``""``: the provinces): by code or administered."""
    held = dict(_held(on).values_list("region_id", "by_id"))
    mine = [region for region, by in held.items() if by == code]
    rows = Region.objects.filter(Q(parent_id=code or None) | Q(pk__in=mine))
    if not code:
        rows = rows.filter(level=1)
    stands = Q(valid_from=None) | Q(valid_from__lte=on)
    stands &= Q(valid_until=None) | Q(valid_until__gt=on)
    return [each for each in rows.filter(stands).order_by("code") if held.get(each.code, code) == code]
