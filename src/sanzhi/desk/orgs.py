"""The pages of regions and bodies: the tree with its list, and one body as it stood on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.inherited import Carry
from sanzhi.desk.frame import show
from sanzhi.desk.orgs_access import keeps_anything, keeps_governments, may_keep
from sanzhi.desk.orgs_facts import Body, body_on
from sanzhi.desk.orgs_forms import standing
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound
from sanzhi.orgs.models import Administration, Agency, Government, Kind, Level, Region
from sanzhi.orgs.regions import above, children, codes_below, region_on, rolled_up
from sanzhi.pages.days import long_day, typed_day
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table


@as_actor
def tree(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """A region with what stands under it and the bodies in it, on a day (``?region=``, ``?on=``)."""
    on = day_of(request)
    region = _region(request.GET.get("region", ""), actor)
    codes = codes_below(region.code, on) if region else None
    view = agency_table(on, codes).read(request)
    if view.download is not None:
        return view.download
    context = {
        "table": view,
        "on": on,
        "region": region,
        "places": _places(region, on),
        "governments": _governments(region, on),
        "changes": _changes(region, on),
        "proposed": _proposed(region),
        "may_enter": keeps_anything(actor),
        "may_order": keeps_governments(actor),
        "crumbs": _crumbs(region, on),
    }
    return show(request, actor, "desk/orgs/tree.html", context)


@as_actor
def agency(request: HttpRequest, actor: Actor, agency_id: UUID) -> HttpResponseBase:
    """One body with its lines, letters and history, as it stood on a day."""
    on = day_of(request)
    found = Agency.objects.select_related("region").filter(pk=agency_id).first()
    if found is None:
        raise NotFound
    body: Body = body_on(found, on)
    context = {
        "body": body,
        "agency": found,
        "on": on,
        "is_today": on == clock.today(),
        "today": clock.today(),
        "carries": Carry.objects.filter(predecessor_id=found.pk).order_by("on", "pk"),
        "may_keep": may_keep(actor, found.pk, clock.today()),
        "crumbs": [*_crumbs(found.region, on, last=False), Entry(body.name, "")],
    }
    return show(request, actor, "desk/orgs/agency.html", context)


def day_of(request: HttpRequest) -> date:
    """The day asked for, today unless one is given that can be read."""
    try:
        return typed_day(request.GET.get("on", ""))
    except ValueError:
        return clock.today()


def agency_table(on: date, codes: frozenset[str] | None) -> Table[Agency]:
    """The bodies of the regions (None: all) that exist on a day."""
    rows = standing(on).select_related("region").order_by()
    if codes is not None:
        rows = rows.filter(region__in=codes)
    columns = [
        Column[Agency]("name", "名称", lambda row: row.name, sort="name", href=lambda row: _url(row, on)),
        Column[Agency]("short", "机关代字", lambda row: row.short, shown=False),
        Column[Agency]("kind", "主体类型", lambda row: row.get_kind_display()),
        Column[Agency]("domain", "执法领域", lambda row: row.domain, sort="domain"),
        Column[Agency]("level", "层级", lambda row: row.get_level_display(), sort="level"),
        Column[Agency]("region", "行政区划", lambda row: row.region.full_name),
        Column[Agency]("uscc", "统一社会信用代码", lambda row: row.uscc, shown=False),
        Column[Agency]("phone", "电话", lambda row: row.phone, shown=False),
    ]
    filters: list[Filter] = [
        Text("q", "名称、代字、代码", contains("name", "short", "uscc")),
        Choice("kind", "主体类型", Kind.choices, equals("kind")),
        Choice("level", "层级", [(str(k), v) for k, v in Level.choices], equals("level")),
        Text("domain", "执法领域", contains("domain")),
    ]
    return Table("机构", columns, rows, filters, sort="name", key="agencies", empty="这里还没有登记机构。")


def _url(row: Agency, on: date) -> str:
    said = "" if on == clock.today() else f"?on={on.isoformat()}"
    return reverse("orgs_agency", args=[row.pk]) + said


def place_url(code: str, on: date) -> str:
    """The page of a region on a day."""
    said = "" if on == clock.today() else f"&on={on.isoformat()}"
    return f"{reverse('orgs_tree')}?region={code}{said}"


def _region(code: str, actor: Actor) -> Region | None:
    """The region asked for; without one the person's own, or none: the whole country."""
    if code == "all":
        return None
    if code:
        found = Region.objects.filter(code=code).first() if code.isalnum() else None
        if found is None:
            raise NotFound
        return found
    if actor.government_id:
        return Region.objects.filter(governments=actor.government_id).first()
    return Region.objects.filter(agencies=actor.agency_id).first() if actor.agency_id else None


def _places(region: Region | None, on: date) -> list[tuple[str, str, int]]:
    """The regions below with their address and how many bodies stand there."""
    counts = dict(standing(on).order_by().values_list("region").annotate(Count("pk")))
    total = rolled_up(counts, on)
    below = children(region.code if region else "", on)
    return [(each.name, place_url(each.code, on), total.get(each.code, 0)) for each in below]


def _governments(region: Region | None, on: date) -> Sequence[Government]:
    rows = Government.objects.filter(region=region) if region else Government.objects.none()
    begun, over = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on)
    return list(rows.filter(begun, over))


def _changes(region: Region | None, on: date) -> list[str]:
    """What else the region was or is called, and under whom it stands."""
    if region is None:
        return []
    said = []
    answer = region_on(region.code, on)
    others = "、".join(f"{each.code} {each.name}" for each in answer.regions if each.code != region.code)
    if others:
        sure = "" if answer.certain else "（变更发生在当年，具体日期待核实）"
        said.append(f"该日对应的区划为 {others}{sure}。")
    for change in [*region.later.select_related("new"), *region.earlier.select_related("old")]:
        paper = f"，依据：{change.paper}" if change.paper else ""
        said.append(
            f"{change.old_id} {change.old.name} → {change.new_id} {change.new.name}"
            f"（{_span(change.earliest, change.latest)}{paper}）。"
        )
    for held in Administration.objects.filter(region=region, confirmed=True).select_related("by"):
        since = f"自{long_day(held.since)}起" if held.since else ""
        until = f"至{long_day(held.until)}止" if held.until else ""
        said.append(f"{since}{until}由 {held.by_id} {held.by.name} 管理（{held.paper}）。")
    return said


def _span(earliest: date, latest: date) -> str:
    return long_day(earliest) if earliest == latest else f"{earliest.year}年"


def _proposed(region: Region | None) -> list[Administration]:
    """Places that the region is said to administer, or that are said to be administered, unconfirmed."""
    if region is None:
        return []
    rows = Administration.objects.filter(Q(region=region) | Q(by=region), confirmed=False)
    return list(rows.select_related("region", "by"))


def _crumbs(region: Region | None, on: date, *, last: bool = True) -> list[Entry]:
    start = Entry("区划与机构", f"{reverse('orgs_tree')}?region=all")
    if region is None:
        return [Entry("区划与机构", "")]
    way = [Entry(each.name, place_url(each.code, on)) for each in reversed(above(region, on))]
    return [start, *way, Entry(region.name, "" if last else place_url(region.code, on))]
