"""The page on which an agency chooses how far legal review reaches: listed matters, or all but summary."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.frame import show
from sanzhi.desk.special_work import Problem
from sanzhi.jobs import clock
from sanzhi.law.errors import NotOpen, SanzhiError
from sanzhi.orgs.models import Agency
from sanzhi.pages.navigation import Entry
from sanzhi.review import coverage


class EndForm(forms.Form):
    """Why the agency's own entry ends."""

    reason = forms.CharField(label="取消的理由", min_length=2, max_length=300)


@as_actor
@for_roles("reviewer", "head", "clerk")
def page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the coverage; a clerk hands in its change, which the government's legal office admits."""
    if actor.agency_id is None:
        raise PermissionDenied
    agency = Agency.objects.get(pk=str(actor.agency_id))
    form, error = EndForm(request.POST if request.POST.get("do") == "narrow" else None), None
    if request.method == "POST":
        if "clerk" not in actor.roles:
            raise PermissionDenied
        error = _change(request, actor, form)
        if error is None and not form.errors:
            messages.success(request, "已提交，由政府法制机构审核入库后生效。")
            return redirect("review_coverage")
    context = {
        "coverage": coverage.coverage_of(agency.pk, agency.name, clock.today()),
        "agency": agency,
        "form": form,
        "problem": Problem(error.title, str(error)) if error else None,
        "may_change": "clerk" in actor.roles,
        "crumbs": [Entry("法制审核范围", "")],
    }
    return show(request, actor, "desk/review/coverage.html", context, 422 if error or form.errors else 200)


def _change(request: HttpRequest, actor: Actor, form: EndForm) -> SanzhiError | None:
    try:
        if request.POST.get("do") == "widen":
            coverage.widen(actor)
        elif not form.is_bound:
            return NotOpen("请选择提交全覆盖，或者取消全覆盖。")
        elif form.is_valid():
            coverage.narrow(actor, clock.today(), form.cleaned_data["reason"])
    except SanzhiError as error:
        return error
    return None
