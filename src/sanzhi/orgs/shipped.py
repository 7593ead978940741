"""The regions that ship with the product (``data/``, origin beside them), loaded into the database."""

import json
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

from django.db import transaction

from sanzhi.law.regions import every_change, every_name, region
from sanzhi.orgs.models import Administration, Region, RegionChange

_BATCH = 500


def load_regions() -> int:
    """Load the regions that ship, once; rows that are there stay as they are. How many were new.

    Provinces, cities and counties of the nation with the codes that ended, the townships of Guizhou (some
    5,000 rows, a second or less), and the management areas under whom they stand.
    """
    told = json.loads(_read("areas.json"))
    known = set(Region.objects.values_list("code", flat=True))
    with transaction.atomic():
        fresh = [region for region in _shipped() if region.code not in known]
        Region.objects.bulk_create(fresh, batch_size=_BATCH)
        areas = sum(_area(area) for area in told["areas"])
        _changes()
        _propose(told["proposed"])
    return len(fresh) + areas


def _shipped() -> Iterator[Region]:
    changes = every_change()
    names = {code: name for change in changes for code, name in change.into}
    names |= {change.code: change.name for change in changes} | every_name()
    names |= dict(line.split(" ", 1) for line in _read("townships.txt").splitlines())
    full: dict[str, str] = {}
    for code in sorted(names, key=lambda each: (_level(each), each)):
        parent = next((each for each in _stems(code) if each in names), None)
        full[code] = full.get(parent or "", "") + names[code]
        yield Region(code=code, name=names[code], full_name=full[code], level=_level(code), parent_id=parent)


def _level(code: str) -> int:
    if len(code) == 12:
        return 4
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _stems(code: str) -> list[str]:
    """The codes that may hold this one, nearest first; districts of a municipality stand under it at once."""
    stems = [code[:6], f"{code[:4]}00", f"{code[:2]}0000"]
    return [each for each in stems if each != code]


def _area(told: dict[str, Any]) -> int:
    by = Region.objects.get(code=told["by"])
    values = {"name": told["name"], "full_name": by.full_name + told["name"], "level": told["level"]}
    area, new = Region.objects.get_or_create(code=told["code"], defaults={**values, "is_area": True})
    if not area.is_area:
        # An earlier version kept the area as a child by code.
        Region.objects.filter(code=area.code).update(is_area=True, parent=None)
    if not Administration.objects.filter(region=area, confirmed=True).exists():
        Administration.objects.create(region=area, by=by, paper=told["paper"], confirmed=True)
    return int(new)


def _changes() -> None:
    held = set(RegionChange.objects.values_list("old_id", "new_id"))
    for change in every_change():
        # Only the year is known; the last day on which the change can have fallen closes the doubt.
        earliest, latest = date(change.year, 1, 1), date(change.year, 12, 31)
        for code, _ in change.into:
            if (change.code, code) not in held and code != change.code:
                RegionChange.objects.create(
                    old_id=change.code, new_id=code, earliest=earliest, latest=latest, paper=change.basis,
                    absorbed=_stood_before(code),
                )  # fmt: skip
                _date(change.code, code, earliest, latest)


def _date(old: str, new: str, earliest: date, latest: date) -> None:
    Region.objects.filter(code=old).update(valid_until=latest)
    if not _stood_before(new):
        Region.objects.filter(code=new).update(valid_from=earliest)


def _stood_before(code: str) -> bool:
    found = region(code)
    return found is not None and not found.begun


def _propose(told: dict[str, Any]) -> None:
    held = set(Administration.objects.values_list("region_id", flat=True))
    Administration.objects.bulk_create(
        Administration(region_id=code, by_id=told["by"], paper=told["paper"])
        for code in told["townships"]
        if code not in held
    )


def _read(name: str) -> str:
    return (resources.files("sanzhi.orgs") / "data" / name).read_text(encoding="utf-8")
