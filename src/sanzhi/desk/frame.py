"""The frame of every desk page: navigation by role, search, and what the templates share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import ADMINISTRATORS
from sanzhi.cases.queries import tasks
from sanzhi.desk.addresses import reachable
from sanzhi.desk.flow_menu import flow_entries
from sanzhi.desk.registry_menu import registry_entries
from sanzhi.desk.review_menu import review_entries
from sanzhi.pages.navigation import Entry, Group, lit_groups

WORKERS = frozenset({"officer", "head", "reviewer", "editor"})
READERS = WORKERS | {"supervisor"}
_COUNTED = 100
_BENCHES = (
    ("reviewer", "审核工作台", "special_bench", "scales"),
    ("editor", "公示工作台", "special_releases", "megaphone"),
)
_ADMINISTRATION = (
    ("system", "系统管理", "special_system", "list"),
    ("security", "账号与权限", "special_security", "lock"),
    ("audit", "审计", "special_audit", "eye"),
    ("audit", "访问日志", "special_access_log", "clock"),
)


def show(
    request: HttpRequest, actor: Actor, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the desk in its frame. ``context`` is handed on with navigation, actor and search."""
    shared = {
        "actor": actor,
        "navigation": lit_groups(navigation(actor), request.path),
        "search_url": reverse("desk_cases") if actor.roles & READERS else "",
        "search_hint": "案号、案由",
        "search_label": "查找案件",
    }
    return render(request, template, {**shared, **context}, status=status)


def navigation(actor: Actor) -> list[Group]:
    """The menu of this person: only what the roles may open."""
    groups = [Group("办案", tuple(_work(actor))), Group("管理", tuple(_reachable(actor, _ADMINISTRATION)))]
    groups.insert(
        1, Group("资料库", (*registry_entries(actor), *flow_entries(actor), _bodies(), *_statutes()))
    )
    account = Group("账号", (Entry("账号与安全", reverse("mfa_index"), "lock"),))
    return [group for group in (*groups, account) if group.entries]


def _bodies() -> Entry:
    """Who enforces where is public: everybody reads the tree of regions and bodies."""
    return Entry("区划与机构", reverse("orgs_tree"), "building")


def _statutes() -> list[Entry]:
    """Laws are public: everybody reads them, and sees which of his matters a change concerns."""
    return [
        Entry("法规库", reverse("desk_statutes"), "book"),
        Entry("法规变动", reverse("desk_statute_tasks"), "bell"),
    ]


def _work(actor: Actor) -> list[Entry]:
    entries = []
    if actor.roles & (WORKERS | {"clerk"}):
        waiting = tasks(actor).values("pk")[:_COUNTED].count()
        entries.append(Entry("待办事项", reverse("desk_inbox"), "inbox", waiting))
    if actor.roles & READERS:
        entries.append(Entry("案件", reverse("desk_cases"), "file"))
        entries.append(Entry("缴款台账", reverse("payment_book"), "book"))
    if "officer" in actor.roles:
        entries.append(Entry("登记案源", reverse("desk_new"), "flag"))
        entries.append(Entry("当场处罚", reverse("spot_new"), "gavel"))
    if actor.agency_id and "head" in actor.roles:
        entries.append(Entry("转入在办案件", reverse("takeover_cases"), "inbox"))
    if actor.agency_id and actor.roles & WORKERS:
        entries.append(Entry("练习案件", reverse("practice_cases"), "book"))
    return [*entries, *_reachable(actor, _BENCHES), *_house(actor), *review_entries(actor)]


def _house(actor: Actor) -> list[Entry]:
    """The agency's own order: what waits for whoever leads, and the units for all who work there."""
    entries = []
    if "head" in actor.roles or actor.held.leads:
        entries.append(Entry("待审签", reverse("desk_endorsing"), "check"))
    if actor.agency_id and actor.roles & WORKERS:
        entries.append(Entry("机构内部", reverse("house_units"), "building"))
    return entries


def _reachable(actor: Actor, places: Iterable[tuple[str, str, str, str]]) -> list[Entry]:
    found = [(title, reachable(name), icon) for role, title, name, icon in places if role in actor.roles]
    return [Entry(title, url, icon) for title, url, icon in found if url]


def is_administrator(actor: Actor) -> bool:
    """Whether the person administers and therefore sees no case."""
    return bool(actor.roles & ADMINISTRATORS)
