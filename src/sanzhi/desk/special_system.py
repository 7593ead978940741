"""The system administrator's page: health, regular work, what the background gave up on, versions.

Nothing of a case stands here: news is named by its kind, and an error by its kind too, unless it is one of
the machine's own.
"""

import platform
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Final

import django
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.health import checks
from sanzhi.desk.frame import show
from sanzhi.jobs import deliver
from sanzhi.jobs.models import Delivery, State, Tick
from sanzhi.pages.navigation import Entry

_MOST = 100
_PACKAGES = ("typst", "pyhanko", "pypdfium2", "pydantic", "gunicorn", "django-q2")

# Errors of machine and network: their text names files, hosts and tables, never people.
_MACHINE = frozenset(
    {
        "OSError", "FileNotFoundError", "PermissionError", "ConnectionError", "ConnectionRefusedError",
        "ConnectionResetError", "TimeoutError", "TimeoutException", "OperationalError", "FeedFault",
        "LeaseLost", "SecretError", "FontsMissing",
    }
)  # fmt: skip

WORKS: Final = {
    "sanzhi.cases.papers.on_document_issued": "生成文书文件",
    "sanzhi.disclosure.publishing.on_published": "写入公示",
    "sanzhi.disclosure.publishing.on_withdrawn": "撤回公示",
    "sanzhi.disclosure.publishing.on_acted": "更新办理进度",
    "sanzhi.registry.batches.on_asked": "批量入库",
}


@dataclass(frozen=True)
class Dead:
    """A piece of background work that was given up."""

    id: int
    work: str
    tries: int
    ended: datetime | None
    error: str


@as_actor
@for_roles("system")
def system(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The state of the instance; a POST tries one given-up piece of work again."""
    if request.method == "POST":
        return _retry(request)
    context = {
        "checks": checks(deep=False),
        "ticks": Tick.objects.order_by("name"),
        "dead": dead_letters(),
        "waiting": Delivery.objects.filter(state__in=(State.WAITING, State.RUNNING)).count(),
        "versions": versions(),
        "crumbs": [Entry("系统管理", "")],
    }
    return show(request, actor, "desk/special/system.html", context)


def _retry(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("delivery", "")
    if wanted.isdecimal() and len(wanted) < 19 and deliver.revive(int(wanted)):
        messages.success(request, "已重新排队，稍后自动执行。")
    else:
        messages.warning(request, "这项任务已经不在放弃之列，可能已由他人重试。")
    return redirect("special_system")


def dead_letters() -> list[Dead]:
    """What was given up, the newest first."""
    rows = Delivery.objects.filter(state=State.DEAD).order_by("-ended", "-id")[:_MOST]
    return [
        Dead(row.pk, WORKS.get(row.handler, row.handler), row.tries, row.ended, _error(row.error))
        for row in rows
    ]


def _error(text: str) -> str:
    kind, _, detail = text.partition(":")
    if kind in _MACHINE:
        return f"{kind}：{detail.strip()[:300]}"
    if kind.isidentifier():
        return f"{kind}（内容可能涉及案件，详情见服务器日志）"
    return text[:120]


def versions() -> list[tuple[str, str]]:
    """What runs here: program, language, database, packages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        database = cursor.fetchone()[0]
    packages = [(name, version(name)) for name in _PACKAGES]
    return [
        ("三制平台", version("sanzhi")),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        ("数据库", f"{connection.vendor} {database}"),
        *packages,
    ]
