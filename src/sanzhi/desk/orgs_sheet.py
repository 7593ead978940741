"""A form page of bodies: shown, saved, and answered with what a room refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.desk.findings import Shown, cite
from sanzhi.desk.form_fields import tell
from sanzhi.desk.frame import show
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, Invalid, Refused
from sanzhi.orgs.models import Agency
from sanzhi.pages.navigation import Entry


@dataclass(frozen=True)
class Sheet:
    """A form page: ``save`` does what was typed and gives the address and the words that follow."""

    title: str
    lead: str
    button: str
    form: Form
    save: Callable[[], tuple[str, str]]
    back: str
    stop: bool = False


def answer(
    request: HttpRequest, actor: Actor, sheet: Sheet, agency: Agency | None = None
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "title": sheet.title,
        "lead": sheet.lead,
        "button": sheet.button,
        "form": sheet.form,
    }
    context |= {"here": request.get_full_path(), "back": sheet.back, "stop": sheet.stop}
    way = [Entry("区划与机构", reverse("orgs_tree"))]
    way += [Entry(agency.name, page_of(agency))] if agency else []
    context["crumbs"] = [*way, Entry(sheet.title, "")]
    if request.method != "POST":
        return show(request, actor, "desk/orgs/form.html", context)
    done, said = _save(sheet) if sheet.form.is_valid() else (None, {})
    if done is not None:
        messages.success(request, done[1])
        return redirect(done[0])
    return show(request, actor, "desk/orgs/form.html", context | said, 409 if "changed" in said else 422)


def _save(sheet: Sheet) -> tuple[tuple[str, str] | None, dict[str, Any]]:
    """What came of it: address and words, or nothing and what the page says instead."""
    try:
        return sheet.save(), {}
    except Invalid as error:
        tell(sheet.form, error)
        return None, {}
    except Refused as error:
        today = clock.today()
        return None, {"refused": [Shown(each, cite(each, today)) for each in error.findings]}
    except Changed as error:
        return None, {"changed": error.detail}


def page_of(agency: Agency) -> str:
    return reverse("orgs_agency", args=[agency.pk])
