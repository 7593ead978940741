"""``sanzhi portal-sync``: keeping the public copies of a portal up to its feed."""

import os
import signal
import threading
from typing import TYPE_CHECKING

import click
import django

if TYPE_CHECKING:
    from sanzhi.released.sync import Follower

SECONDS = 1.0


@click.command("portal-sync")
@click.option("--follow", is_flag=True, help="每秒核对一次公示源，直到收到停止信号。")
def portal_sync(follow: bool) -> None:
    """从公示源取回、核验并更新公示库；校验不通过的内容一律不更新（退出码 1）。"""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sanzhi.config.portal"
    os.environ["SANZHI_PORTAL_ROLE"] = "follower"
    django.setup()
    follower = _prepared()
    if follow:
        _follow(follower)
        return
    found = follower.round()
    if trouble := found.fault or found.absent:
        raise click.ClickException(trouble)


def _prepared() -> "Follower":
    """The follower of the configured feed, with the tables of ``public.db`` in place."""
    # These need a set-up Django.
    from django.core.management import call_command  # noqa: PLC0415

    from sanzhi.config import portal as settings  # noqa: PLC0415
    from sanzhi.portal.place import home  # noqa: PLC0415
    from sanzhi.released.sync import Follower  # noqa: PLC0415

    home().mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    return Follower(settings.SANZHI_FEED, home(), settings.SANZHI_FEED_KEY)


def _follow(follower: "Follower") -> None:
    """Go round each second until a signal; say a trouble when it begins and when it is over."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    told = ""
    while not stop.is_set():
        found = follower.round()
        trouble = found.fault or found.absent
        if trouble != told:
            click.echo(trouble or f"公示源恢复正常，已应用 {found.applied_size} 条。", err=bool(trouble))
            told = trouble
        stop.wait(SECONDS)
