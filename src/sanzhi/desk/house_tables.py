"""The lists of an agency's own order."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from sanzhi.accounts.units import Membership, Post, Substitution
from sanzhi.desk.words import act_title
from sanzhi.jobs import clock
from sanzhi.orgs.approval import Level
from sanzhi.orgs.units import ApprovalChain, SightPolicy, Unit, in_force
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.table import Column, Table

_END = "desk/house/end_cell.html"
_WHEN = [("now", "有效"), ("past", "已终止")]


def units(agency: UUID, *, may_change: bool) -> Table[Unit]:
    """The units, with how many serve in each today."""
    serving = Count("memberships", filter=in_force(clock.today(), "memberships__"))
    rows = Unit.objects.filter(agency_id=agency).select_related("parent").annotate(serving=serving)
    columns = [
        Column[Unit](
            "name",
            "名称",
            lambda row: row.name,
            sort="name",
            href=lambda row: reverse("house_unit", args=[row.pk]),
        ),
        Column[Unit]("kind", "类别", lambda row: row.kind, sort="kind"),
        Column[Unit]("parent", "上级内设机构", lambda row: row.parent.name if row.parent else ""),
        Column[Unit]("serving", "在任人数", lambda row: getattr(row, "serving", 0), kind="number"),
        Column[Unit]("since", "设立", lambda row: row.since, kind="date", sort="since"),
        Column[Unit]("until", "撤销", lambda row: row.until, kind="date"),
        Column[Unit]("end", "办理", lambda row: "unit", template=_END, exported=False, shown=may_change),
    ]
    filters: list[Filter] = [
        Text("q", "名称", contains("name")),
        Choice("kind", "类别", Unit.KINDS, equals("kind")),
        Choice("when", "状态", _WHEN, _when),
    ]
    return Table("内设机构", columns, rows, filters, sort="name", key="units", empty="还没有内设机构。")


def posts(unit: Unit, *, may_change: bool) -> Table[Membership]:
    """The posts of a unit, past ones too."""
    rows = Membership.objects.filter(unit=unit).select_related("user")
    columns = [
        Column[Membership]("name", "姓名", lambda row: row.user.display_name, sort="user__display_name"),
        Column[Membership]("post", "职位", lambda row: Post(row.post).label, sort="post"),
        Column[Membership]("since", "任职", lambda row: row.since, kind="date", sort="since"),
        Column[Membership]("until", "免职", lambda row: row.until, kind="date"),
        Column[Membership](
            "end", "办理", lambda row: "post", template=_END, exported=False, shown=may_change
        ),
    ]
    filters: list[Filter] = [
        Text("q", "姓名", contains("user__display_name")),
        Choice("post", "职位", Post.choices, equals("post")),
        Choice("when", "状态", _WHEN, _when),
    ]
    return Table("人员", columns, rows, filters, sort="-since", key="posts", empty="还没有人员。")


def chains(agency: UUID, *, may_change: bool) -> Table[ApprovalChain]:
    """The chains of approval, past and coming ones too."""
    columns = [
        Column[ApprovalChain]("act", "办理动作", lambda row: act_title(row.act), sort="act"),
        Column[ApprovalChain]("levels", "审批层级", _levels),
        Column[ApprovalChain]("basis", "依据的制度", lambda row: row.basis),
        Column[ApprovalChain]("since", "启用", lambda row: row.since, kind="date", sort="since"),
        Column[ApprovalChain]("until", "终止", lambda row: row.until, kind="date"),
        Column[ApprovalChain](
            "end", "办理", lambda row: "chain", template=_END, exported=False, shown=may_change
        ),
    ]
    filters: list[Filter] = [Text("q", "制度", contains("basis")), Choice("when", "状态", _WHEN, _when)]
    rows = ApprovalChain.objects.filter(agency_id=agency)
    empty = "没有规定审批链：各事项由行政机关负责人直接办理。"
    return Table("审批链", columns, rows, filters, sort="-since", key="chains", empty=empty)


def policies(agency: UUID) -> Table[SightPolicy]:
    """What was and is in force about who may look at cases."""
    columns = [
        Column[SightPolicy]("level", "查看范围", lambda row: row.get_level_display()),
        Column[SightPolicy]("basis", "依据的制度", lambda row: row.basis),
        Column[SightPolicy]("since", "启用", lambda row: row.since, kind="date", sort="since"),
        Column[SightPolicy]("until", "终止", lambda row: row.until, kind="date"),
    ]
    filters: list[Filter] = [Choice("level", "范围", SightPolicy.LEVELS, equals("level"))]
    rows = SightPolicy.objects.filter(agency_id=agency)
    empty = "没有另作规定：办案人员只看本人办理的案件。"
    return Table("查看范围", columns, rows, filters, sort="-since", key="policies", empty=empty)


def terms(rows: QuerySet[Substitution], *, may_change: bool, only: UUID | None = None) -> Table[Substitution]:
    """Who stands, stood or will stand in for whom; ``only`` is whose terms alone the person may end."""

    def end(row: Substitution) -> str:
        return "term" if only in (None, row.absent_id) else ""

    columns = [
        Column[Substitution](
            "absent", "被代行人", lambda row: row.absent.display_name, sort="absent__display_name"
        ),
        Column[Substitution](
            "substitute", "代行人", lambda row: row.substitute.display_name, sort="substitute__display_name"
        ),
        Column[Substitution]("since", "起", lambda row: row.since, kind="date", sort="since"),
        Column[Substitution]("until", "止（含当日）", lambda row: row.until, kind="date", sort="until"),
        Column[Substitution]("acts", "代行事项", _acts),
        Column[Substitution]("reason", "事由", lambda row: row.reason),
        Column[Substitution]("letter", "文号", lambda row: row.letter),
        Column[Substitution]("ended", "提前终止", lambda row: row.ended, kind="date"),
        Column[Substitution]("end", "办理", end, template=_END, exported=False, shown=may_change),
    ]
    filters: list[Filter] = [
        Text("q", "姓名", contains("absent__display_name", "substitute__display_name")),
        Choice("when", "状态", [("now", "代行期内"), ("past", "已结束")], _term),
    ]
    listed = rows.select_related("absent", "substitute")
    return Table("代行", columns, listed, filters, sort="-since", key="terms", empty="没有代行安排。")


def _when(value: str) -> Q:
    today = clock.today()
    return in_force(today) if value == "now" else Q(until__lte=today)


def _term(value: str) -> Q:
    today = clock.today()
    holds = Q(since__lte=today, until__gte=today) & (Q(ended=None) | Q(ended__gt=today))
    return holds if value == "now" else Q(until__lt=today) | Q(ended__lte=today)


def _levels(row: ApprovalChain) -> str:
    return " → ".join(Level(level).words for level in row.levels)


def _acts(row: Substitution) -> str:
    return "、".join(act_title(act) for act in row.acts) or "全部事项"
