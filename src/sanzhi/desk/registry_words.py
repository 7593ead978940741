"""Words, filters and places that the pages of the libraries share."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.pages.filters import Choice, Filter, Text, equals
from sanzhi.pages.navigation import Entry
from sanzhi.registry.access import agencies_of
from sanzhi.registry.models import Certificate
from sanzhi.registry.submissions import State

LIBRARY_HINTS: Final = {
    "power": "十类权力事项，设定依据落到条、款、项",
    "agency": "执法主体的名称、职责、依据和公告日",
    "officer": "执法人员、执法证件、培训和考试",
    "major": "哪些决定必须先经法制审核",
    "recording": "哪些环节必须音像记录",
    "random": "抽查什么、抽多少、一年几次",
    "benchmark": "什么情形，对应什么幅度",
    "threshold": "多少金额、什么处罚应当法制审核",
}
RUNNING_OUT: Final = 30
_MANY_AGENCIES: Final = 300


def crumbs(*rest: tuple[str, str]) -> list[Entry]:
    """The path from the libraries to a page."""
    home = Entry("资料库", reverse("registry_home") if rest else "")
    return [home, *(Entry(title, url) for title, url in rest)]


def state_filter() -> Choice:
    """The filter by state."""
    return Choice("state", "状态", State.choices, equals("state"))


def certificate_filters(on: date) -> list[Filter]:
    """Officers by the number of a certificate, and by how it stands on the day or soon after."""
    soon = on + timedelta(days=RUNNING_OUT)
    conditions = {
        "soon": Q(valid_until__gte=on, valid_until__lte=soon),
        "over": Q(valid_until__lt=on),
        "suspended": Q(suspended_from__lte=on, suspended_until__gte=on),
        "revoked": Q(revoked_on__lte=on),
    }
    words = (f"{RUNNING_OUT}日内到期", "已到期", "暂扣中", "已吊销")

    def holding(condition: Q) -> Q:
        return Q(pk__in=Certificate.objects.filter(condition, ended_on=None).values("officer"))

    return [
        Text("number", "执法证号", lambda value: holding(Q(number__icontains=value))),
        Choice(
            "standing", "证件状态", list(zip(conditions, words, strict=True)),
            lambda value: holding(conditions[value]),
        ),
    ]  # fmt: skip


def agency_filter(actor: Actor, kind: str = "") -> list[Filter]:
    """The filter by agency for those who see several; nobody else needs it."""
    if "supervisor" not in actor.roles or kind == "agency":
        return []
    rows = agencies_of(actor).order_by("name").values_list("pk", "name")[:_MANY_AGENCIES]
    options = [(str(pk), name) for pk, name in rows]
    return [Choice("agency", "执法机关", options, lambda value: Q(agency=value))]
