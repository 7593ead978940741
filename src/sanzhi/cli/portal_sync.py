"""``sanzhi portal-sync``: keeping the public copies of a portal up to its feed."""

import os
import signal
import threading

import click
import django

SECONDS = 1.0


@click.command("portal-sync")
@click.option("--follow", is_flag=True, help="每秒核对一次公示源，直到收到停止信号。")
def portal_sync(follow: bool) -> None:
    """从公示源取回、核验并更新公示库；校验不通过的内容一律不更新（退出码 1）。"""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sanzhi.config.portal"
    os.environ["SANZHI_PORTAL_ROLE"] = "follower"
    django.setup()
    # These need a set-up Django.
    from django.core.management import call_command  # noqa: PLC0415

    from sanzhi.config import portal as settings  # noqa: PLC0415
    from sanzhi.portal.place import home  # noqa: PLC0415
    from sanzhi.released.sync import Follower  # noqa: PLC0415

    home().mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    follower = Follower(settings.SANZHI_FEED, home(), settings.SANZHI_FEED_KEY)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    told = ""
    while True:
        found = follower.round()
        trouble = found.fault or found.absent
        if trouble != told:
            click.echo(trouble or f"公示源恢复正常，已应用 {found.applied_size} 条。", err=bool(trouble))
            told = trouble
        if not follow or stop.wait(SECONDS):
            break
    if not follow and trouble:
        raise SystemExit(1)
