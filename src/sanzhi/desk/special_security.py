"""The security administrator's page: accounts, roles, sessions, second factors, keys of the interface."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts import locks
from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.accesslog import LogUnavailable
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import TWO_FACTORS, AccessKey, Grant, Role, User
from sanzhi.desk import special_accounts as accounts
from sanzhi.desk.frame import show
from sanzhi.desk.special_security_steps import STEPS, Shown
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.orgs.models import Agency, Government
from sanzhi.pages.filters import Choice, Filter, Text, contains, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table
from sanzhi.registry.models import Officer


@as_actor
@for_roles("security")
def security(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Accounts and keys. A secret (one-time link, key) is shown by the answer that makes it, never again.

    Each step stands in the access log before it counts: without its line nothing of it is done.
    """
    if request.method != "POST":
        return _page(request, actor)
    step = STEPS.get(request.POST.get("do", ""))
    try:
        if step is None:
            raise Invalid([FieldError("do", "办理动作", "请用页面上的按钮办理")])
        with transaction.atomic():
            shown = step(request, actor)
    except Invalid as error:
        return _page(
            request, actor, {"errors": error.fields, "typed": asdict(accounts.read(request.POST))}, 422
        )
    except LogUnavailable as error:
        return _page(request, actor, {"errors": [FieldError("do", error.title, error.detail)]}, 503)
    return _page(request, actor, shown) if shown else redirect("special_security")


def _page(
    request: HttpRequest, actor: Actor, more: Shown | None = None, status: int = 200
) -> HttpResponseBase:
    table = accounts_table(request).read(request)
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


def accounts_table(request: HttpRequest) -> Table[User]:
    """All accounts with what may be done to each."""
    columns = [
        Column[User]("username", "账号", lambda user: user.username, sort="username"),
        Column[User]("name", "姓名", lambda user: user.display_name, sort="display_name"),
        Column[User]("place", "单位", _place),
        Column[User]("roles", "角色", _roles_in_words),
        Column[User]("state", "状态", lambda user: _state(request, user)),
        Column[User]("second", "第二重验证", _second),
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
    people = User.objects.select_related("agency", "government", "officer").prefetch_related(
        grants, "authenticator_set"
    )
    return Table(
        "账号", columns, people, filters, sort="username", key="accounts", empty="没有符合条件的账号。"
    )


def _state(request: HttpRequest, user: User) -> str:
    if not user.is_active:
        return "已停用"
    return "已锁定" if locks.is_locked(request, user) else "启用"


def _second(user: User) -> str:
    kinds = {each.type for each in user.authenticator_set.all()}  # type: ignore[attr-defined]  # allauth's
    words = [word for kind, word in (("totp", "验证器"), ("webauthn", "通行密钥")) if kind in kinds]
    needed = TWO_FACTORS & {grant.role for grant in user.grants.all()}
    return "、".join(words) or ("未设置，登录时设置" if needed else "未设置")


def _agencies() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Agency.objects.order_by("name").values_list("pk", "name")]


def _place(user: User) -> str:
    place = user.agency or user.government
    return f"{place}" if place else ""


def _roles_in_words(user: User) -> str:
    return "、".join(grant.get_role_display() for grant in user.grants.all())
