"""Those who review: their work, their share beside the officers, and the pool of a government."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from sanzhi.cases.rulebook import rules
from sanzhi.desk import review_tables as tables
from sanzhi.desk.findings import Shown, cite
from sanzhi.desk.form_fields import day_field, tell
from sanzhi.desk.frame import show
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.models import Agency, Government
from sanzhi.pages.navigation import Entry
from sanzhi.registry.access import agencies_of
from sanzhi.review import reviewers
from sanzhi.review.models import PoolMember

_MOST = 200


class PoolForm(forms.Form):
    """A reviewer for the pool of a government."""

    user = forms.ModelChoiceField(label="审核人员", queryset=User.objects.none(), empty_label="请选择")
    since = day_field("入库日期", "不能早于今天")
    paper = forms.CharField(label="文号", max_length=120, help_text="统筹调用的文件")

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (tells the type checker)
        people = User.objects.filter(agency__in=agencies_of(actor), is_active=True, grants__role="reviewer")
        field.queryset = people.order_by("display_name")


@as_actor
@for_roles("reviewer", "head", "supervisor")
def workload(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who reviews how much, and whether there are enough of them (国办发〔2018〕118号 part 4 (11))."""
    on = clock.today()
    shares = reviewers.shares_of(_agencies(actor), rules(), on)
    own = actor.agency_id
    context = {
        "shares": [(each, [Shown(one, cite(one, on)) for one in each.findings]) for each in shares],
        "loads": reviewers.workload(own, on) if own and "supervisor" not in actor.roles else [],
        "own": own is not None and "supervisor" not in actor.roles,
        "crumbs": [Entry("审核力量", "")],
    }
    return show(request, actor, "desk/review/workload.html", context)


@as_actor
@for_roles("supervisor")
def pool(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The pool of the government that this person's office serves."""
    if actor.government_id is None:
        raise PermissionDenied
    government = Government.objects.get(pk=str(actor.government_id))
    form = PoolForm(actor, request.POST if request.POST.get("do") == "join" else None)
    if request.method == "POST" and _changed(request, form, government):
        messages.success(request, "已办理。")
        return redirect("review_pool")
    view = tables.pool(PoolMember.objects.filter(government=government)).read(request)
    if view.download:
        return view.download
    context = {
        "government": government,
        "table": view,
        "form": form,
        "crumbs": [Entry("审核人员库", "")],
    }
    return show(request, actor, "desk/review/pool.html", context, 422 if form.is_bound else 200)


def _changed(request: HttpRequest, form: PoolForm, government: Government) -> bool:
    if request.POST.get("do") == "end":
        reviewers.leave_pool(_member(request, government), clock.today())
        return True
    if not form.is_valid():
        return False
    try:
        reviewers.join_pool(government=government, **form.cleaned_data)
    except Invalid as error:
        tell(form, error)
        return False
    return True


def _member(request: HttpRequest, government: Government) -> PoolMember:
    number = request.POST.get("row", "")
    found = PoolMember.objects.filter(pk=int(number) if number.isdecimal() else 0, government=government)
    member = found.first()
    if member is None:
        raise NotFound
    return member


def _agencies(actor: Actor) -> list[Agency]:
    if "supervisor" in actor.roles:
        return list(agencies_of(actor).order_by("name")[:_MOST])
    own: UUID | None = actor.agency_id
    return list(Agency.objects.filter(pk=str(own))) if own else []
