"""A reorganisation in two looks: what would happen, and then, confirmed, that and nothing else."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk.findings import Shown, cite
from sanzhi.desk.form_fields import day_field, offer_rows, tell
from sanzhi.desk.frame import show
from sanzhi.desk.orgs_access import keeps_anything, kept
from sanzhi.jobs import clock
from sanzhi.law.errors import Changed, Invalid, Refused
from sanzhi.orgs import agencies
from sanzhi.orgs.agencies import Heir, Plan
from sanzhi.orgs.models import Agency, Succession
from sanzhi.pages.navigation import Entry

_HEIRS = 4


class ReorganisingForm(forms.Form):
    """Who ends, who takes over, how, from which day, on which paper."""

    kind = forms.ChoiceField(label="方式", choices=Succession.KINDS)
    predecessors = forms.ModelMultipleChoiceField(
        label="停用的机构", queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    on = day_field("承继日", "自该日起停用的机构不再存在，承继的机构办理其案件；可以是将来的日期")
    paper = forms.CharField(label="依据", max_length=200, help_text="机构改革文件的文号")
    people = forms.BooleanField(
        label="人员随职责划转", required=False,
        help_text="账号和执法人员一并划入承继机构；执法证件请依规定换发。只有一个承继机构时可选",
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, mine: QuerySet[Agency], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        standing = mine.filter(valid_until=None).order_by("level", "name")
        offer_rows(self, "predecessors", standing)
        for place in range(_HEIRS):
            word = "承继的机构" if place == 0 else f"承继的机构（第 {place + 1} 个，分立时填写）"
            self.fields[f"heirs.{place}"] = forms.ModelChoiceField(
                label=word, queryset=standing, required=place == 0, empty_label="请选择",
                help_text="新设的机构请先登记，启用日不晚于承继日" if place == 0 else "",
            )  # fmt: skip
            if place or _HEIRS > 1:
                self.fields[f"matters.{place}"] = forms.CharField(
                    label=f"第 {place + 1} 个机构承接的事项编码", required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                    help_text="分立时填写，每行一个；留空的机构承接其余全部事项",
                )  # fmt: skip

    def plan(self) -> Plan:
        """The plan that was typed."""
        typed = self.cleaned_data
        heirs = [
            Heir(agency=typed[f"heirs.{n}"].pk, matters=tuple(typed.get(f"matters.{n}", "").split()))
            for n in range(_HEIRS)
            if typed.get(f"heirs.{n}")
        ]
        ending = tuple(each.pk for each in typed["predecessors"])
        return Plan(typed["kind"], ending, tuple(heirs), typed["on"], typed["paper"], typed["people"])

    def state(self) -> dict[str, int]:
        """The state of the agencies that the preview was read from; nothing where it cannot be read."""
        try:
            read = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return {str(key): each for key, each in read.items()} if isinstance(read, dict) else {}


@as_actor
@for_roles("system", "supervisor")
def reorganise(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The form; what it would do; and, with ``do=confirm``, its doing."""
    if not keeps_anything(actor):
        raise PermissionDenied
    form = ReorganisingForm(
        kept(actor, clock.today()), request.POST or None, initial={"predecessors": _asked(request)}
    )
    context: dict[str, Any] = {
        "form": form,
        "crumbs": [Entry("区划与机构", reverse("orgs_tree")), Entry("机构改革", "")],
    }
    if request.method != "POST":
        return show(request, actor, "desk/orgs/reorganise.html", context)
    if form.is_valid():
        try:
            plan = form.plan()
            if request.POST.get("do") == "confirm":
                return _done(request, agencies.reorganise(plan, seen=form.state(), by=actor.name))
            told = agencies.preview(plan)
            context |= {"preview": told, "seen": json.dumps(dict(told.seen))}
            context["typed"] = [(key, value) for key, values in request.POST.lists() for value in values]
            return show(request, actor, "desk/orgs/reorganise_preview.html", context)
        except Invalid as error:
            tell(form, error)
        except Refused as error:
            context["refused"] = [Shown(each, cite(each, clock.today())) for each in error.findings]
        except Changed as error:
            context["changed"] = error.detail
    return show(request, actor, "desk/orgs/reorganise.html", context, 409 if "changed" in context else 422)


def _done(request: HttpRequest, rows: list[Succession]) -> HttpResponseBase:
    words = "已办理。案件的查看和办理权限正在后台移给承继机构，进度见停用机构的页面。"
    messages.success(request, words)
    return redirect("orgs_agency", rows[0].predecessor_id)


def _asked(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(request.GET["from"])]
    except (KeyError, ValueError):
        return []
