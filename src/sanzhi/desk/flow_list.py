"""The flows of an agency: what new cases begin by, versions, drafts, and beginning one."""

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.opening import flow_of
from sanzhi.desk.frame import show
from sanzhi.desk.house import agency_of
from sanzhi.law.errors import Invalid
from sanzhi.orgs.models import Agency
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table
from sanzhi.procedure import drafts, library, publishing
from sanzhi.procedure.models import ProcedureDraft, ProcedureVersion, State
from sanzhi.procedure.shapes import Bundle


class BeginForm(forms.Form):
    """A new flow: its name, and what it begins as."""

    title = forms.CharField(
        label="流程名称", max_length=60, help_text="例如 金沙县市场监督管理局行政处罚普通程序"
    )
    base = forms.ChoiceField(
        label="底本", required=False, help_text="选择底本的，从它的环节开始修改；不选的从空白开始"
    )

    def __init__(self, bundles: list[Bundle], data: object = None, **initial: str) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # QueryDict or None
        field = self.fields["base"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker)
        field.choices = [
            ("", "从空白开始"),
            *((each.digest, f"{each.title} {each.version}") for each in bundles),
        ]


@as_actor
@for_roles(*publishing.READERS)
def flows(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The versions that the agency published, and by which one its new cases begin."""
    agency = Agency.objects.get(pk=agency_of(actor))
    view = _versions(actor).read(request)
    if view.download:
        return view.download
    context = {
        "table": view, "agency": agency, "used": flow_of(agency.pk, agency.domain),
        "usable": publishing.usable(actor), "writer": bool(actor.roles & drafts.WRITERS),
        "may_use": bool(actor.roles & publishing.PUBLISHERS), "tabs": _tabs(actor, "flow_list"),
        "crumbs": [Entry("执法流程", "")],
    }  # fmt: skip
    return show(request, actor, "desk/flow/list.html", context)


@as_actor
@for_roles(*drafts.WRITERS)
def mine(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The drafts of the agency."""
    agency_of(actor)
    view = _drafts(actor).read(request)
    context = {
        "table": view, "writer": True, "tabs": _tabs(actor, "flow_drafts"),
        "crumbs": [Entry("执法流程", reverse("flow_list")), Entry("草稿", "")],
    }  # fmt: skip
    return view.download or show(request, actor, "desk/flow/list.html", context)


@as_actor
@for_roles(*drafts.WRITERS)
def begin(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Begin a flow, from nothing or from a version."""
    agency_of(actor)
    bundles = list(publishing.usable(actor))
    if request.method != "POST":
        return _begin_page(request, actor, BeginForm(bundles, base=request.GET.get("base", "")))
    form = BeginForm(bundles, request.POST)
    if not form.is_valid():
        return _begin_page(request, actor, form)
    chosen = form.cleaned_data["base"]
    try:
        made = drafts.begin(actor, form.cleaned_data["title"], library.by_digest(chosen) if chosen else None)
    except Invalid as error:
        form.add_error("base", error.fields[0].rule)
        return _begin_page(request, actor, form)
    return redirect("flow_draft", draft_id=made.pk)


def _begin_page(request: HttpRequest, actor: Actor, form: BeginForm) -> HttpResponse:
    crumbs = [Entry("执法流程", reverse("flow_list")), Entry("起草流程", "")]
    status = 422 if form.is_bound else 200
    return show(request, actor, "desk/flow/begin.html", {"form": form, "crumbs": crumbs}, status)


def _tabs(actor: Actor, current: str) -> list[Entry]:
    rows = [("已发布的版本", "flow_list")]
    rows += [("草稿", "flow_drafts"), ("调整的流程", "flow_overlays")] if actor.roles & drafts.WRITERS else []
    return [Entry(title, reverse(name), current=name == current) for title, name in rows]


def _versions(actor: Actor) -> Table[ProcedureVersion]:
    columns = [
        Column[ProcedureVersion](
            "title", "流程", lambda row: row.title, sort="title",
            href=lambda row: reverse("flow_version", args=[row.digest]),
        ),
        Column[ProcedureVersion]("version", "版本", lambda row: row.version),
        Column[ProcedureVersion]("state", "状态", lambda row: "已被取代" if row.superseded_at else "现行"),
        Column[ProcedureVersion]("written", "起草人", lambda row: row.written_by),
        Column[ProcedureVersion]("publisher", "发布人", lambda row: row.published_by),
        Column[ProcedureVersion](
            "published", "发布时间", lambda row: row.published_at, kind="time", sort="published_at"
        ),
        Column[ProcedureVersion]("digest", "摘要（SHA-256）", lambda row: row.digest, shown=False),
    ]  # fmt: skip
    filters: list[Filter] = [
        Text("q", "流程名称", contains("title")),
        Choice("state", "状态", [("now", "现行"), ("past", "已被取代")], _in_force),
    ]
    return Table(
        "已发布的版本", columns, publishing.versions(actor), filters, sort="-published_at", key="versions",
        empty="本机关还没有发布自己的流程，按随系统提供的流程办案。",
    )  # fmt: skip


def _in_force(value: str) -> Q:
    return Q(superseded_at__isnull=value == "now")


def _drafts(actor: Actor) -> Table[ProcedureDraft]:
    columns = [
        Column[ProcedureDraft](
            "title", "流程", lambda row: row.title, sort="title",
            href=lambda row: reverse("flow_draft", args=[row.pk]),
        ),
        Column[ProcedureDraft]("number", "版本", lambda row: f"{row.number}.0"),
        Column[ProcedureDraft]("state", "状态", lambda row: row.get_state_display()),
        Column[ProcedureDraft]("changed_by", "修改人", lambda row: row.changed_by),
        Column[ProcedureDraft](
            "changed", "修改时间", lambda row: row.changed_at, kind="time", sort="changed_at"
        ),
    ]  # fmt: skip
    filters: list[Filter] = [Choice("draft", "草稿状态", State.choices, equals("state"))]
    return Table(
        "草稿", columns, publishing.drafts_of(actor), filters, sort="-changed_at", key="drafts",
        empty="没有草稿。",
    )  # fmt: skip
