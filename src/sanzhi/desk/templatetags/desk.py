"""``{% load desk %}``: words that only the desk needs."""

from datetime import date

from django import template

from sanzhi.jobs import clock
from sanzhi.pages import days

register = template.Library()


@register.filter
def left(due: date | None) -> str:
    """还剩 3 个工作日, counted from today."""
    return days.left(due, clock.today()) if due else ""
