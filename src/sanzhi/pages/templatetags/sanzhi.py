"""``{% load sanzhi %}``: how values read, and what components need to be drawn."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanzhi.law.amounts import in_capitals
from sanzhi.pages import clock, compare, days, flow, formats, strip_drawing
from sanzhi.pages.icons import PATHS
from sanzhi.pages.strip import Strip

register = template.Library()


@register.filter
def money(fen: int | None) -> str:
    """An amount in fen as ¥52,120.00; nothing for None."""
    return "" if fen is None else formats.money(fen)


@register.filter
def capitals(fen: int | None) -> str:
    """An amount in fen as 伍万贰仟壹佰贰拾元整."""
    return "" if fen is None else in_capitals(fen)


@register.filter
def cdate(moment: date | datetime | None) -> str:
    """2026年3月2日, in Chinese time."""
    return formats.full_date(moment) if moment else ""


@register.filter
def cday(moment: date | datetime | None) -> str:
    """3月2日."""
    return formats.month_day(moment) if moment else ""


@register.filter
def ctime(moment: datetime | None) -> str:
    """2026年3月2日 14:05."""
    return formats.date_and_time(moment) if moment else ""


@register.filter
def remaining(due: date | None, today: date | None = None) -> str:
    """还剩 3 个工作日（3月2日到期）, counted from ``today`` or from the present day."""
    return days.remaining(due, today or days.today()) if due else ""


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """An icon beside words: hidden from readers of the page's text.  KeyError for an unknown name."""
    return format_html(
        '<svg class="sz-icon" width="{0}" height="{0}" viewBox="0 0 24 24" aria-hidden="true" '
        'focusable="false"><path d="{1}"/></svg>',
        size,
        PATHS[name],
    )


@register.simple_tag
def draw_strip(strip: Strip) -> strip_drawing.Drawing:
    """The geometry of a strip."""
    return strip_drawing.draw(strip)


@register.simple_tag
def draw_clock(given: clock.Clock, today: date | None = None) -> clock.DrawnClock:
    """A clock in words and per cent."""
    return clock.draw(given, today or days.today())


@register.simple_tag
def draw_flow(steps: Sequence[flow.Step], arrows: Sequence[tuple[str, str]] = ()) -> flow.FlowDrawing:
    """The geometry of a flow."""
    return flow.draw(steps, arrows or ())


@register.simple_tag
def draw_comparison(left: Sequence[str], right: Sequence[str]) -> tuple[compare.Pair, ...]:
    """Paragraphs side by side with their differences."""
    return compare.compare(left, right)


@register.inclusion_tag("pages/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One form field: label above, hint, error, control, joined by ``aria-describedby``."""
    return {"bound": bound, "group": bound.use_fieldset}


@register.inclusion_tag("pages/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """All errors of a form on top of it, each linked to its field; nothing when there are none."""
    items = [(bound.label, message, _control(bound)) for bound in form for message in bound.errors]
    return {"items": items, "general": list(form.non_field_errors())}


def _control(bound: BoundField) -> str:
    """The id that a link to the field leads to: of a group of choices the first one."""
    if bound.id_for_label:
        return bound.id_for_label
    return next((option.id_for_label for option in bound.subwidgets), bound.auto_id)
