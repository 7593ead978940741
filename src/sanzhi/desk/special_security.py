"""The security administrator's page: accounts, their roles, and the keys of the staff interface."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts import keys
from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.links import LASTS, first_link
from sanzhi.accounts.models import AccessKey, Grant, Role, User
from sanzhi.desk import special_accounts as accounts
from sanzhi.desk.frame import show
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.orgs.models import Agency, Government
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table
from sanzhi.registry.models import Officer

_LONGEST_DAYS = 366
Shown = dict[str, Any]


@as_actor
@for_roles("security")
def security(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Accounts and keys. A secret (one-time link, key) is shown by the answer that makes it, never again."""
    if request.method != "POST":
        return _page(request, actor)
    step = _STEPS.get(request.POST.get("do", ""))
    try:
        if step is None:
            raise Invalid([FieldError("do", "办理动作", "请用页面上的按钮办理")])
        shown = step(request, actor)
    except Invalid as error:
        return _page(
            request, actor, {"errors": error.fields, "typed": asdict(accounts.read(request.POST))}, 422
        )
    return _page(request, actor, shown) if shown else redirect("special_security")


def _create(request: HttpRequest, actor: Actor) -> Shown:
    user = accounts.create(accounts.read(request.POST))
    return _link_shown(request, user)


def _link(request: HttpRequest, actor: Actor) -> Shown:
    return _link_shown(request, _somebody_else(request, actor))


def _link_shown(request: HttpRequest, user: User) -> Shown:
    link = first_link(user, request.build_absolute_uri("/"))
    return {
        "secret": link,
        "secret_title": f"{user.display_name}（{user.username}）的一次性链接",
        "days": LASTS.days,
    }


def _roles(request: HttpRequest, actor: Actor) -> Shown:
    user = _somebody_else(request, actor)
    accounts.set_roles(user, request.POST.getlist("roles"))
    messages.success(request, f"已更新{user.display_name}的角色。")
    return {}


def _switch(request: HttpRequest, actor: Actor) -> Shown:
    user = _somebody_else(request, actor)
    user.is_active = request.POST.get("active") == "1"
    user.save(update_fields=["is_active"])
    messages.success(request, f"{user.display_name}的账号已{'启用' if user.is_active else '停用'}。")
    return {}


def _make_key(request: HttpRequest, actor: Actor) -> Shown:
    user, label = _somebody_else(request, actor), request.POST.get("label", "").strip()
    days = request.POST.get("days", "")
    if not 1 <= len(label) <= 80:
        raise Invalid([FieldError("label", "用途", "必填，不超过 80 个字")])
    if not (days.isdecimal() and len(days) < 4 and 1 <= int(days) <= _LONGEST_DAYS):
        raise Invalid([FieldError("days", "有效天数", f"1 至 {_LONGEST_DAYS} 天")])
    secret = keys.make(user, label, timedelta(days=int(days)))
    return {"secret": secret, "secret_title": f"{user.display_name}的接口密钥（{label}）", "days": int(days)}


def _revoke(request: HttpRequest, actor: Actor) -> Shown:
    if keys.revoke(request.POST.get("key", "")):
        messages.success(request, "密钥已吊销，立即失效。")
    else:
        messages.warning(request, "密钥已经吊销或者不存在。")
    return {}


_STEPS: Final[Mapping[str, Callable[[HttpRequest, Actor], Shown]]] = {
    "create": _create,
    "link": _link,
    "roles": _roles,
    "switch": _switch,
    "make_key": _make_key,
    "revoke": _revoke,
}


def _somebody_else(request: HttpRequest, actor: Actor) -> User:
    """The account that is meant: never one's own, for nobody hands power to himself."""
    try:
        user = User.objects.filter(pk=UUID(request.POST.get("user", ""))).first()
    except ValueError:
        user = None
    if user is None:
        raise NotFound("没有这个账号。")
    if user.pk == actor.user_id:
        raise Invalid([FieldError("user", "账号", "不能改动自己的账号和角色，请由另一名安全管理员办理")])
    return user


def _page(
    request: HttpRequest, actor: Actor, more: Shown | None = None, status: int = 200
) -> HttpResponseBase:
    table = accounts_table().read(request)
    if table.download is not None:
        return table.download
    officers = Officer.objects.filter(user=None).select_related("agency")
    context = {
        "table": table,
        "roles": Role.choices,
        "agencies": Agency.objects.order_by("name"),
        "governments": Government.objects.order_by("name"),
        "officers": officers.order_by("agency__name", "name"),
        "keys": AccessKey.objects.select_related("user").order_by("revoked", "expires"),
        "now": clock.now(),
        "here": reverse("special_security"),
        "crumbs": [Entry("账号与权限", "")],
        **(more or {}),
    }
    if "errors" in context:
        context["wrong"] = {error.field: error.rule for error in context["errors"]}
    return show(request, actor, "desk/special/security.html", context, status)


def accounts_table() -> Table[User]:
    """All accounts with what may be done to each."""
    columns = [
        Column[User]("username", "账号", lambda user: user.username, sort="username"),
        Column[User]("name", "姓名", lambda user: user.display_name, sort="display_name"),
        Column[User]("place", "单位", _place),
        Column[User]("roles", "角色", _roles_in_words),
        Column[User]("state", "状态", lambda user: "启用" if user.is_active else "已停用"),
        Column[User](
            "acts", "管理", lambda user: "", template="desk/special/account_acts.html", exported=False
        ),
    ]
    filters: list[Filter] = [
        Text("q", "账号、姓名", contains("username", "display_name")),
        Choice("role", "角色", Role.choices, equals("grants__role")),
        Choice("agency", "单位", _agencies(), equals("agency_id")),
    ]
    grants = Prefetch("grants", Grant.objects.order_by("role"))
    people = User.objects.select_related("agency", "government", "officer").prefetch_related(grants)
    return Table(
        "账号", columns, people, filters, sort="username", key="accounts", empty="没有符合条件的账号。"
    )


def _agencies() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Agency.objects.order_by("name").values_list("pk", "name")]


def _place(user: User) -> str:
    place = user.agency or user.government
    return f"{place}" if place else ""


def _roles_in_words(user: User) -> str:
    return "、".join(grant.get_role_display() for grant in user.grants.all())
