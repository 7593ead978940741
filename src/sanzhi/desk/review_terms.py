"""The legal office appoints counsel for its own place and the townships below, each for a term."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from sanzhi.desk import review_tables as tables
from sanzhi.desk.form_fields import day_field, tell
from sanzhi.desk.frame import show
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.models import Government
from sanzhi.pages.navigation import Entry
from sanzhi.review import counsel
from sanzhi.review.models import CounselTerm

_TOWNSHIP = 4


class TermForm(forms.Form):
    """Whom, for which place, how long."""

    user = forms.ModelChoiceField(label="法律顾问", queryset=User.objects.none(), empty_label="请选择")
    government = forms.ModelChoiceField(
        label="聘任单位", queryset=Government.objects.none(), empty_label=None
    )
    since = day_field("聘期起", "不能早于今天")
    last = day_field("聘期止（含当日）")
    paper = forms.CharField(label="聘书或者文号", max_length=120)

    def __init__(self, places: QuerySet[Government], data: Any = None) -> None:
        super().__init__(data)
        user, government = self.fields["user"], self.fields["government"]
        assert isinstance(user, forms.ModelChoiceField)  # noqa: S101  (tells the type checker)
        assert isinstance(government, forms.ModelChoiceField)  # noqa: S101  (tells the type checker)
        people = User.objects.filter(is_active=True, grants__role=counsel.ROLE)
        user.queryset, government.queryset = people.order_by("display_name"), places

    def term(self) -> dict[str, Any]:
        """What was typed, as the room takes it: ``until`` is the first day after the term."""
        typed = dict(self.cleaned_data)
        return typed | {"until": typed.pop("last") + timedelta(days=1)}


@as_actor
@for_roles("supervisor")
def terms(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The terms of counsel, and the form that appoints one."""
    places = _places(actor)
    form = TermForm(places, request.POST if request.POST.get("do") == "appoint" else None)
    if request.method == "POST" and _changed(request, form, places):
        messages.success(request, "已办理。")
        return redirect("review_terms")
    view = tables.terms(CounselTerm.objects.filter(government__in=places)).read(request)
    if view.download:
        return view.download
    context = {
        "table": view,
        "form": form,
        "crumbs": [Entry("法律顾问", "")],
    }
    return show(request, actor, "desk/review/terms.html", context, 422 if form.is_bound else 200)


def _places(actor: Actor) -> QuerySet[Government]:
    if actor.government_id is None:
        raise PermissionDenied
    own = Government.objects.get(pk=str(actor.government_id))
    below = Q(region__parent=own.region_id, region__level=_TOWNSHIP)
    return Government.objects.filter(Q(pk=own.pk) | below).order_by("region__level", "name")


def _changed(request: HttpRequest, form: TermForm, places: QuerySet[Government]) -> bool:
    if request.POST.get("do") == "end":
        number = request.POST.get("row", "")
        found = CounselTerm.objects.filter(
            pk=int(number) if number.isdecimal() else 0, government__in=places
        ).first()
        if found is None:
            raise NotFound
        counsel.dismiss(found, clock.today())
        return True
    if not form.is_valid():
        return False
    try:
        counsel.appoint(**form.term())
    except Invalid as error:
        tell(form, error)
        return False
    return True
