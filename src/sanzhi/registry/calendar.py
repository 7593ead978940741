"""The working-day calendar of this instance: the years that ship, and the notices imported since."""

from collections.abc import Mapping
from typing import Any

from sanzhi.jobs import clock
from sanzhi.law.calendar import Calendar, YearNotice
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.registry.models import CalendarNotice


def calendar() -> Calendar:
    """The national calendar with every imported notice laid over it."""
    found = Calendar.national()
    for row in CalendarNotice.objects.order_by("year"):
        found = found.with_notice(YearNotice.from_json(row.notice))
    return found


def import_notice(notice: Mapping[str, Any], *, by: str) -> YearNotice:
    """Store the notice of a year; ``Invalid`` says in Chinese what is wrong with the file."""
    try:
        parsed = YearNotice.from_json(notice)
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid([FieldError("notice", "放假安排", f"文件格式不对：{error}")]) from error
    strange = [day.isoformat() for day in parsed.days if abs(day.year - parsed.year) > 1]
    if strange:
        raise Invalid([FieldError("days", "日期", f"不属于 {parsed.year} 年度：{'、'.join(strange)}")])
    CalendarNotice.objects.update_or_create(
        year=parsed.year, defaults={"notice": dict(notice), "imported_at": clock.now(), "imported_by": by}
    )
    return parsed
