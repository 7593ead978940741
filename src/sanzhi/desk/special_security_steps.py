"""What the security administrator does to an account: each step ends with its line in the access log.

A line that cannot be written raises, and the transaction around the step undoes it.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest

from sanzhi.accounts import accesslog, keys, locks, seats, second
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.links import LASTS, first_link
from sanzhi.accounts.models import AccessKey, User
from sanzhi.desk import special_accounts as accounts
from sanzhi.law.errors import FieldError, Invalid, NotFound

_LONGEST_DAYS: Final = 366
_SHORTEST_REASON: Final = 4
Shown = dict[str, Any]


def _create(request: HttpRequest, actor: Actor) -> Shown:
    account = accounts.read(request.POST)
    user = accounts.create(account)
    _log(actor, "account", user, purpose=f"角色 {','.join(account.roles)}")
    return _link_shown(request, user)


def _link(request: HttpRequest, actor: Actor) -> Shown:
    user = _somebody_else(request, actor)
    _log(actor, "link", user)
    return _link_shown(request, user)


def _link_shown(request: HttpRequest, user: User) -> Shown:
    return _secret(first_link(user, request.build_absolute_uri("/")), f"{_named(user)}的一次性链接")


def _secret(secret: str, title: str, days: int = LASTS.days) -> Shown:
    return {"secret": secret, "secret_title": title, "days": days}


def _roles(request: HttpRequest, actor: Actor) -> Shown:
    user, roles = _somebody_else(request, actor), request.POST.getlist("roles")
    before = sorted(user.grants.values_list("role", flat=True))
    accounts.set_roles(user, roles)
    # Another role may ask for a second factor, so the person signs in again.
    seats.end(seats.open_seats(user))
    _log(actor, "grants", user, purpose=f"{','.join(before)} → {','.join(sorted(roles))}")
    messages.success(request, f"已更新{user.display_name}的角色，其现有登录已结束。")
    return {}


def _switch(request: HttpRequest, actor: Actor) -> Shown:
    user = _somebody_else(request, actor)
    user.is_active = request.POST.get("active") == "1"
    user.save(update_fields=["is_active"])
    word = "启用" if user.is_active else "停用"
    _log(actor, "account_switched", user, purpose=word)
    messages.success(request, f"{user.display_name}的账号已{word}。")
    return {}


def _unlock(request: HttpRequest, actor: Actor) -> Shown:
    user = _somebody_else(request, actor)
    _log(actor, "unlock", user)
    locks.unlock(request, user)
    messages.success(request, f"{user.display_name}的账号已解除锁定。")
    return {}


def _end_sessions(request: HttpRequest, actor: Actor) -> Shown:
    user = _somebody_else(request, actor)
    count = seats.end(seats.open_seats(user))
    _log(actor, "session_ended", user, purpose=f"{count} 处")
    messages.success(request, f"已结束{user.display_name}的 {count} 处登录，下一次操作时退出。")
    return {}


def _reset_second(request: HttpRequest, actor: Actor) -> Shown:
    user, reason = _somebody_else(request, actor), request.POST.get("reason", "").strip()
    if not _SHORTEST_REASON <= len(reason) <= 200:
        raise Invalid([FieldError("reason", "重设理由", f"必填，{_SHORTEST_REASON} 至 200 个字")])
    link = second.reset(user, reason, request.build_absolute_uri("/"))
    seats.end(seats.open_seats(user))
    _log(actor, "second_factor_reset", user, purpose=reason)
    return _secret(link, f"{_named(user)}重新设置第二重验证的一次性链接")


def _make_key(request: HttpRequest, actor: Actor) -> Shown:
    user, label = _somebody_else(request, actor), request.POST.get("label", "").strip()
    days = request.POST.get("days", "")
    if not 1 <= len(label) <= 80:
        raise Invalid([FieldError("label", "用途", "必填，不超过 80 个字")])
    if not (days.isdecimal() and len(days) < 4 and 1 <= int(days) <= _LONGEST_DAYS):
        raise Invalid([FieldError("days", "有效天数", f"1 至 {_LONGEST_DAYS} 天")])
    secret = keys.make(user, label, timedelta(days=int(days)))
    _log(actor, "key_made", user, purpose=label)
    return _secret(secret, f"{user.display_name}的接口密钥（{label}）", int(days))


def _revoke(request: HttpRequest, actor: Actor) -> Shown:
    digest = request.POST.get("key", "")
    key = AccessKey.objects.filter(digest=digest).select_related("user").first()
    if key is not None and keys.revoke(digest):
        _log(actor, "key_revoked", key.user, purpose=key.label)
        messages.success(request, "密钥已吊销，立即失效。")
    else:
        messages.warning(request, "密钥已经吊销或者不存在。")
    return {}


STEPS: Final[Mapping[str, Callable[[HttpRequest, Actor], Shown]]] = {
    "create": _create,
    "link": _link,
    "roles": _roles,
    "switch": _switch,
    "unlock": _unlock,
    "end_sessions": _end_sessions,
    "reset_second": _reset_second,
    "make_key": _make_key,
    "revoke": _revoke,
}


def _log(actor: Actor, verb: str, user: User, purpose: str = "") -> None:
    accesslog.record(actor, verb, f"account/{user.pk}", purpose=purpose)


def _named(user: User) -> str:
    return f"{user.display_name}（{user.username}）"


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
