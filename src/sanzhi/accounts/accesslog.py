"""The access log: who signed in, who administered, who looked at what, from where, with which result.

GB/T 22239-2019 8.1.4.3 asks for date, person, kind and result of each; 网络安全法 Art 21(3) for at least six
months of it. A line holds ids of accounts and of cases, never content and never a value about a person other
than the address that the request came from. Lines go to daily segments below ``SANZHI_HOME/log/access``; no
role can switch the log off.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from sanzhi.accounts import segments
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from sanzhi.jobs.clock import CHINA
from sanzhi.law.errors import SanzhiError

VERBS: Final[Mapping[str, str]] = {
    "sign_in": "登录",
    "sign_out": "退出登录",
    "second_factor": "第二重验证",
    "second_factor_added": "设置第二重验证",
    "second_factor_removed": "移除第二重验证",
    "second_factor_reset": "重设第二重验证",
    "recovery_codes": "生成恢复码",
    "password": "设置密码",
    "session_ended": "结束登录",
    "account": "开立账号",
    "account_switched": "启用或停用账号",
    "grants": "变更角色",
    "link": "生成一次性链接",
    "unlock": "解除锁定",
    "key_made": "生成接口密钥",
    "key_revoked": "吊销接口密钥",
    "read": "查看案件",
    "list": "查看列表或者页面",
    "write": "提交",
    "export": "导出",
    "sight": "说明目的后查看",
}
RESULTS: Final[Mapping[str, str]] = {
    "ok": "成功",
    "failed": "失败",
    "locked": "已锁定",
    "refused": "被拒绝",
    "hidden": "不存在或者无权",
    "error": "系统出错",
}
_LONGEST: Final = 300
_ALWAYS: Final = frozenset({"at", "actor", "verb", "obj", "result", "address"})

logger = logging.getLogger(__name__)
_address: ContextVar[str] = ContextVar("address", default="")


class LogUnavailable(SanzhiError):
    """A line of the access log could not be written, so what it would tell of must not happen."""

    code = "log_unavailable"
    title = "访问日志无法写入"
    default = "访问日志无法写入（可能磁盘已满），为保证全程留痕，暂停查看案件。请联系系统管理员。"


def record(
    actor: Actor | User | None,
    verb: str,
    obj: str,
    *,
    purpose: str = "",
    result: str = "ok",
    address: str = "",
) -> None:
    """Add one line. ``actor`` is None for nobody who is known; ``verb`` is one of ``VERBS`` or a room's own.

    ``obj`` names what it was done to by ids (an address of the desk, ``account/<id>``); ``purpose`` is why.
    Costs one ``write`` and no wait for the disk. Raises ``LogUnavailable`` when the line cannot be written.
    """
    moment = datetime.now(UTC)
    line = {
        "at": moment.isoformat(timespec="milliseconds"),
        "actor": _id_of(actor),
        "verb": verb[:40],
        "obj": obj[:_LONGEST],
        "result": result[:20],
        "address": (address or _address.get())[:45],
    } | ({"purpose": purpose[:_LONGEST]} if purpose else {})
    data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"
    try:
        segments.append(folder(), china_day(moment), data)
    except OSError as error:
        raise LogUnavailable from error


def record_or_warn(actor: Actor | User | None, verb: str, obj: str, **more: str) -> None:
    """The same for what must stay possible with a full disk, so that somebody can come in and mend it.

    A line that cannot be written goes to the log of the server instead.
    """
    try:
        record(actor, verb, obj, **more)
    except LogUnavailable:
        logger.error("access log unavailable: %s %s %s %s", _id_of(actor), verb, obj, more)


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Within the block, lines are of a request from this network address."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def folder() -> Path:
    """Where the segments of this instance are."""
    return Path(settings.SANZHI_HOME) / "log" / "access"


def china_day(moment: datetime) -> date:
    """The day whose segment an instant belongs to."""
    return moment.astimezone(CHINA).date()


def read_line(line: bytes) -> dict[str, Any] | None:
    """A line as it was recorded; None for one that was torn by a power cut or is no line of this log."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.keys() >= _ALWAYS else None


def _id_of(actor: Actor | User | None) -> str:
    if actor is None:
        return ""
    found = actor.pk if isinstance(actor, User) else actor.user_id
    return str(found) if found else ""
