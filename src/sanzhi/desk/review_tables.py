"""The lists of those who review: the pool of a government, and the terms of counsel."""

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from sanzhi.jobs import clock
from sanzhi.pages.filters import Choice, Filter, Text, contains
from sanzhi.pages.table import Column, Table
from sanzhi.review.models import CounselTerm, PoolMember

_END: Final = "desk/review/end_cell.html"
_WHEN: Final = [("now", "有效"), ("past", "已终止")]


def pool(rows: QuerySet[PoolMember]) -> Table[PoolMember]:
    """The reviewers of a pool, those who left it too."""
    columns = [
        Column[PoolMember]("name", "审核人员", lambda row: row.user.display_name, sort="user__display_name"),
        Column[PoolMember]("agency", "所在机关", lambda row: str(row.user.agency or "")),
        Column[PoolMember]("paper", "文号", lambda row: row.paper),
        Column[PoolMember]("since", "入库", lambda row: row.since, kind="date", sort="since"),
        Column[PoolMember]("until", "移出", lambda row: row.until, kind="date"),
        Column[PoolMember](
            "end", "办理", lambda row: "" if row.until else "移出", template=_END, exported=False
        ),
    ]
    filters: list[Filter] = [
        Text("q", "姓名", contains("user__display_name")),
        Choice("when", "状态", _WHEN, _open),
    ]
    empty = "审核人员库还没有人员。纳入后，所辖机关分派审核时可以选择。"
    found = rows.select_related("user__agency")
    return Table("审核人员库", columns, found, filters, sort="-since", key="pool", empty=empty)


def terms(rows: QuerySet[CounselTerm]) -> Table[CounselTerm]:
    """The terms of counsel, past and coming ones too."""
    columns = [
        Column[CounselTerm](
            "name", "法律顾问", lambda row: row.user.display_name, sort="user__display_name"
        ),
        Column[CounselTerm]("place", "聘任单位", lambda row: row.government.name),
        Column[CounselTerm]("paper", "聘书或者文号", lambda row: row.paper),
        Column[CounselTerm]("since", "聘期起", lambda row: row.since, kind="date", sort="since"),
        Column[CounselTerm]("until", "止（不含当日）", lambda row: row.until, kind="date", sort="until"),
        Column[CounselTerm]("state", "状态", lambda row: _state(row, clock.today())),
        Column[CounselTerm](
            "end", "办理", lambda row: "解聘" if row.until > clock.today() else "", template=_END,
            exported=False,
        ),
    ]  # fmt: skip
    filters: list[Filter] = [
        Text("q", "姓名", contains("user__display_name")),
        Choice("when", "状态", [("now", "聘期内"), ("past", "已期满")], _running),
    ]
    empty = "还没有聘任法律顾问。先由安全管理员建立法律顾问账号，再在这里聘任。"
    found = rows.select_related("user", "government")
    return Table("法律顾问", columns, found, filters, sort="-until", key="terms", empty=empty)


def _open(value: str) -> Q:
    return Q(until=None) if value == "now" else ~Q(until=None)


def _running(value: str) -> Q:
    today = clock.today()
    now = Q(since__lte=today, until__gt=today)
    return now if value == "now" else Q(until__lte=today)


def _state(row: CounselTerm, today: date) -> str:
    if row.until <= today:
        return "已期满"
    return "聘期内" if row.since <= today else "尚未开始"
