"""The auditor's page: who performed which act and when. Whose case it was stays hidden."""

from datetime import datetime

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import TIMER, Actor
from sanzhi.accounts.models import User
from sanzhi.cases.models import Event
from sanzhi.desk.frame import show
from sanzhi.desk.words import act_title
from sanzhi.pages.filters import Choice, Days, Filter, Text, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day


@as_actor
@for_roles("audit")
def audit(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The acts of everybody, newest first, to filter and to take away as a file."""
    table = audit_table().read(request)
    if table.download is not None:
        return table.download
    return show(request, actor, "desk/special/audit.html", {"table": table, "crumbs": [Entry("审计", "")]})


def audit_table() -> Table[Event]:
    """The table of acts; no column names a case, its number, its party or what was said."""
    columns = [
        Column[Event]("id", "序号", lambda row: row.pk, kind="number", sort="pk"),
        Column[Event]("act", "办理动作", lambda row: act_title(row.act)),
        Column[Event]("who", "办理人", lambda row: _said(row, "who")),
        Column[Event]("account", "账号", lambda row: _said(row, "account")),
        Column[Event]("agency", "单位", lambda row: _said(row, "agency")),
        Column[Event]("recorded", "录入时间", lambda row: row.recorded, kind="time"),
        Column[Event]("happened", "发生时间", lambda row: row.happened, kind="time", shown=False),
        Column[Event]("late", "补录", lambda row: "补录" if _is_late(row.happened, row.recorded) else ""),
        Column[Event]("leaf", "账本序号", lambda row: row.leaf, kind="number"),
    ]
    titles = sorted(((act.name, act.title) for act in acts.registered().values()), key=lambda pair: pair[1])
    filters: list[Filter] = [
        Choice("act", "办理动作", titles, equals("act")),
        Text("who", "办理人或账号", lambda words: Q(who__icontains=words) | Q(account__icontains=words)),
        Days("recorded", "录入日期", "recorded", instant=True),
    ]
    return Table("办理动作", columns, _events(), filters, sort="-pk", size=50, empty="没有符合条件的记录。")


def _events() -> QuerySet[Event]:
    person = User.objects.filter(pk=OuterRef("actor_id"))
    nobody = Value(TIMER.name, output_field=CharField())
    empty = Value("", output_field=CharField())
    return Event.objects.defer("body", "request", "key").annotate(
        who=Coalesce(Subquery(person.values("display_name")), nobody),
        account=Coalesce(Subquery(person.values("username")), empty),
        agency=Coalesce(Subquery(person.annotate(of=F("agency__name")).values("of")), empty),
    )


def _said(row: Event, name: str) -> str:
    return str(getattr(row, name))


def _is_late(happened: datetime, recorded: datetime) -> bool:
    return china_day(happened) < china_day(recorded)
