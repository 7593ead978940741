"""What the forms of the desk share: days, choices that are known when a form is opened, and refusals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid


def day_input() -> forms.DateInput:
    """The control of a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def day_field(label: str, hint: str = "") -> forms.DateField:
    """A day, today unless another is typed."""
    return forms.DateField(label=label, help_text=hint, widget=day_input(), initial=clock.today)


def offer_rows(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (tells the type checker)
    field.queryset = rows


def offer_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Let a field choose among these (value, words)."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker)
    field.choices = list(choices)


def tell(form: forms.Form, error: Invalid) -> None:
    """Put what a room refused beside the fields that it names, or on top where the form has no such field."""
    for each in error.fields:
        if each.field in form.fields:
            form.add_error(each.field, each.rule)
        else:
            form.add_error(None, f"{each.label}：{each.rule}")
