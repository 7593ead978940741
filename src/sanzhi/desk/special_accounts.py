"""Accounts as the security administrator keeps them: made with a one-time link, given roles, closed.

Who administers sees no case, so an administrator's role stands alone (GB/T 22239-2019 8.1.4.2 d); who
supervises does no enforcement (贵州省行政执法监督办法 Art 13).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict

from sanzhi.accounts import exclusions
from sanzhi.accounts.models import ADMINISTRATORS, Grant, Role, User
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.findings import refusals
from sanzhi.law.guards.separation import supervisor_is_no_officer
from sanzhi.orgs.models import Agency, Government
from sanzhi.registry.models import Officer

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
_ADMINISTRATORS = "administrators_exclude_each_other"
_EXCLUSION = "系统、安全、审计三类管理员由三个人分别担任，也不兼任其他角色（GB/T 22239-2019 8.1.4.2 d）"


@dataclass(frozen=True)
class Account:
    """What is typed of a new account; ids as text, empty where none is chosen."""

    username: str = ""
    display_name: str = ""
    agency: str = ""
    government: str = ""
    officer: str = ""
    roles: tuple[str, ...] = ()


def read(post: QueryDict) -> Account:
    """Read the form of a new account."""
    return Account(
        username=post.get("username", "").strip().lower(),
        display_name=post.get("display_name", "").strip(),
        agency=post.get("agency", ""),
        government=post.get("government", ""),
        officer=post.get("officer", ""),
        roles=tuple(post.getlist("roles")),
    )


def create(account: Account) -> User:
    """Make an account without a password. ``Invalid`` names every wrong field at once."""
    chosen = _chosen(account)
    errors = [
        *_faults(account),
        *_role_faults(account.roles, registered=bool(chosen["officer"])),
        *_place_faults(account, chosen),
    ]
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            user = User.objects.create_user(account.username, display_name=account.display_name, **chosen)
            _grant(user, account.roles)
    except IntegrityError as error:
        raise Invalid([_clash(error)]) from error
    return user


def set_roles(user: User, roles: Sequence[str]) -> None:
    """Give exactly these roles. ``Invalid`` when they exclude each other."""
    errors = _role_faults(roles, registered=user.officer_id is not None)
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            user.grants.exclude(role__in=roles).delete()
            held = set(user.grants.values_list("role", flat=True))
            _grant(user, [role for role in roles if role not in held])
    except IntegrityError as error:
        raise Invalid([_clash(error)]) from error


def _grant(user: User, roles: Sequence[str]) -> None:
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in dict.fromkeys(roles))


def _clash(error: IntegrityError) -> FieldError:
    """What the database refused: two administrators' roles, or a name or officer that is taken."""
    if exclusions.NAME in str(error) or "accounts_grant" in str(error) or _ADMINISTRATORS in str(error):
        return FieldError("roles", "角色", _EXCLUSION)
    if "officer_id" in str(error):
        return FieldError("officer", "执法人员", "这名执法人员已经有账号")
    return FieldError("username", "账号", "已被使用，请换一个")


def _faults(account: Account) -> list[FieldError]:
    found = []
    if not _USERNAME.fullmatch(account.username):
        found.append(FieldError("username", "账号", "3 至 40 个小写字母、数字、点、横线，以字母开头"))
    if not 1 <= len(account.display_name) <= 60:
        found.append(FieldError("display_name", "姓名", "必填，不超过 60 个字"))
    return found


def _role_faults(roles: Sequence[str], *, registered: bool) -> list[FieldError]:
    """H5 holds for the role and for the person: ``registered`` says that the account is an officer's."""
    if any(role not in Role.values for role in roles):
        return [FieldError("roles", "角色", "没有这个角色")]
    # Two administrators' roles are left to the database, whose constraint nobody can pass by.
    if ADMINISTRATORS & set(roles) and set(roles) - ADMINISTRATORS:
        return [FieldError("roles", "角色", _EXCLUSION)]
    if Role.SUPERVISOR in roles:
        enforces = registered or Role.OFFICER in roles
        found = refusals(supervisor_is_no_officer("self", {"self"} if enforces else (), on=clock.today()))
        return [FieldError("roles", "角色", f"{each.message}（{each.citations[0]}）") for each in found]
    return []


def _chosen(account: Account) -> Mapping[str, Any]:
    """Agency, government and officer as rows; None where nothing is chosen or nothing is found."""
    return {
        "agency": _row(Agency, account.agency),
        "government": _row(Government, account.government),
        "officer": _row(Officer, account.officer),
    }


def _row(model: Any, wanted: str) -> Any:
    return model.objects.filter(pk=wanted).first() if re.fullmatch(r"[0-9a-f-]{32,36}", wanted) else None


def _place_faults(account: Account, chosen: Mapping[str, Any]) -> list[FieldError]:
    found = []
    officer, agency = chosen["officer"], chosen["agency"]
    if set(account.roles) & {"officer", "head", "reviewer", "editor", "clerk"} and agency is None:
        found.append(FieldError("agency", "执法机关", "办案、负责、审核、公示、资料人员须属于一个执法机关"))
    if Role.SUPERVISOR in account.roles and agency is None and chosen["government"] is None:
        found.append(FieldError("government", "监督机关", "执法监督人员须属于一级政府或者一个主管部门"))
    if Role.COUNSEL in account.roles and agency is None and chosen["government"] is None:
        found.append(FieldError("government", "政府", "法律顾问须属于一级政府或者一个执法机关"))
    if Role.OFFICER in account.roles and officer is None:
        found.append(FieldError("officer", "执法人员", "办案人员须对应一名在册执法人员"))
    if officer is not None and (agency is None or officer.agency_id != agency.pk):
        found.append(FieldError("officer", "执法人员", "不是所选执法机关的在册人员"))
    return found
